#include "ui/dialogs/restoredialog.h"

#include <algorithm>

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/delegates/icondelegate.h"
#include "ui/dialogs/planheader.h"
#include "ui/errortext.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/widgets/infobar.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::RestoreModel;

namespace {

constexpr int margin = 16;

} // namespace

RestoreDialog::RestoreDialog(connections::Connection connection, oci::RepositoryName repository, const QString &before,
                             QWidget *parent)
    : ReviewDialog(parent)
    , m_connection(std::move(connection))
    , m_repository(std::move(repository))
    , m_header(new PlanHeader(m_connection, this))
    , m_bar(new InfoBar(this))
    , m_view(new QTreeView(this))
    , m_facts(new QWidget(this))
    , m_form(new QFormLayout(m_facts))
    , m_reason(new QLineEdit(this))
    , m_confirmLabel(new QLabel(tr("Con&firm"), this))
    , m_confirm(new QLineEdit(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_approve(new QPushButton(tr("Restore"), this))
{
    setObjectName(u"restoreDialog"_s);
    setWindowTitle(tr("Restore"));
    m_header->setQuestion(tr("Put back in %1 what this took?", "%1 is a repository").arg(m_repository.toString()));
    m_header->setNote(before);
    m_view->setModel(&m_model);
    setUpTable(m_view, u"restoreTree"_s, tr("What comes back"));
    m_view->setFrameShape(QFrame::StyledPanel);
    m_view->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, m_view));
    m_view->setItemDelegateForColumn(RestoreModel::TagColumn, new RowDelegate(RowDelegate::Text::Name, m_view));
    m_view->setItemDelegateForColumn(RestoreModel::ImageColumn, new RowDelegate(RowDelegate::Text::Fixed, m_view));
    m_view->setItemDelegateForColumn(RestoreModel::ResultColumn, new IconDelegate(RowDelegate::Text::Primary, m_view));
    makeForm();
    m_cancel->setObjectName(u"restoreCancelButton"_s);
    m_approve->setObjectName(u"restoreApproveButton"_s);
    for (QPushButton *button : {m_cancel, m_approve})
        button->setAutoDefault(false);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_approve, &QPushButton::clicked, this, [this] {
        emit approved(m_reason->text().simplified());
        accept();
    });
    connect(m_bar, &InfoBar::actionTriggered, this, &RestoreDialog::retried);
    connect(m_bar, &InfoBar::doctorRequested, this, &RestoreDialog::doctorRequested);
    makeLayout();
    setApproval(m_approve);
    resizeTo(100, 34);
    showProgress();
    m_cancel->setFocus();
}

void RestoreDialog::makeForm()
{
    auto *undo
        = new QLabel(tr("Tags that are put back can be marked and deleted again. Dates of pushes, which retention "
                        "rules may read, are those of today, and webhooks fire again."),
                     this);
    undo->setWordWrap(true);
    m_reason->setObjectName(u"restoreReasonField"_s);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Optional, kept in the history"));
    m_confirm->setObjectName(u"restoreConfirmField"_s);
    m_confirm->setAccessibleName(tr("Type the name of the repository"));
    m_confirm->setPlaceholderText(tr("Type the name of the repository: %1").arg(m_repository.toString()));
    m_confirmLabel->setBuddy(m_confirm);
    connect(m_confirm, &QLineEdit::textChanged, this, &RestoreDialog::refreshApproval);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(margin);
    m_form->setVerticalSpacing(10);
    m_form->addRow(tr("Undo"), undo);
    m_form->addRow(tr("&Reason"), m_reason);
    m_form->addRow(m_confirmLabel, m_confirm);
}

void RestoreDialog::makeLayout()
{
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(margin, look::cellPadding, margin, look::cellPadding);
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_approve);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(margin, look::cellPadding, margin, look::cellPadding);
    body->setSpacing(look::cellPadding);
    body->addWidget(m_view, 1);
    body->addWidget(m_facts);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_bar);
    layout->addLayout(body, 1);
    layout->addWidget(makeLine(this));
    layout->addLayout(buttons);
}

void RestoreDialog::setQuestion(const QString &question)
{
    m_header->setQuestion(question);
}

void RestoreDialog::showProgress()
{
    m_bar->display(InfoBar::Tone::Running,
                   tr("Reading what is left in the registry: nothing is changed before you say "
                      "so."));
    refreshApproval();
}

void RestoreDialog::showError(const base::Error &error)
{
    m_bar->displayError(ErrorWords::explain(error, m_connection.name), tr("Try again"));
    refreshApproval();
}

void RestoreDialog::showRestore(const std::shared_ptr<const changes::Restore> &restore)
{
    m_restore = restore;
    m_model.setRestore(*restore);
    m_bar->hide();
    if (restore->steps.empty())
        m_bar->display(restore->refused.empty() ? InfoBar::Tone::Information : InfoBar::Tone::Warning,
                       restore->refused.empty() ? tr("Everything is there: there is nothing to put back.")
                                                : tr("Nothing of it can be put back."));
    else if (!restore->refused.empty())
        m_bar->display(InfoBar::Tone::Warning, tr("%Ln thing(s) cannot be put back.", nullptr, m_model.refused()));
    const int em = m_view->fontMetrics().horizontalAdvance(u'0');
    for (const int column : {RestoreModel::TagColumn, RestoreModel::ImageColumn}) {
        m_view->resizeColumnToContents(column);
        m_view->setColumnWidth(column, std::clamp(m_view->columnWidth(column), em * 12, em * 34));
    }
    m_view->setCurrentIndex(m_model.index(0, 0));
    refreshApproval();
}

/// A tag that points at something else by now is moved away from that.
bool RestoreDialog::wantsName() const
{
    return m_restore
        && (m_connection.level == connections::Level::Production
            || std::any_of(m_restore->steps.cbegin(), m_restore->steps.cend(),
                           [](const changes::Step &step) { return step.before.has_value(); }));
}

QString RestoreDialog::restoreWords() const
{
    if (!m_restore)
        return tr("Restore");
    const auto tags = std::count_if(m_restore->steps.cbegin(), m_restore->steps.cend(),
                                    [](const changes::Step &step) { return step.tag.has_value(); });
    if (tags > 0)
        return tr("Restore %Ln tag(s)", nullptr, static_cast<int>(tags));
    return tr("Restore %Ln image(s)", nullptr, static_cast<int>(m_restore->steps.size()));
}

void RestoreDialog::refreshApproval()
{
    const bool isPossible = m_restore && !m_restore->steps.empty();
    m_facts->setVisible(isPossible);
    m_confirm->setVisible(wantsName());
    m_confirmLabel->setVisible(wantsName());
    m_approve->setText(restoreWords());
    m_approve->setEnabled(isPossible && (!wantsName() || m_confirm->text().trimmed() == m_repository.toString()));
}

} // namespace ui
