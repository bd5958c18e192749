#include "ui/dialogs/repairdialog.h"

#include <algorithm>
#include <set>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include "models/format.h"
#include "ui/delegates/icondelegate.h"
#include "ui/dialogs/planheader.h"
#include "ui/errortext.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/widgets/infobar.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::RepairModel;

namespace {

constexpr int margin = 16;
constexpr int namedAtMost = 3;

} // namespace

RepairDialog::RepairDialog(connections::Connection connection, oci::RepositoryName repository, QWidget *parent)
    : ReviewDialog(parent)
    , m_connection(std::move(connection))
    , m_repository(std::move(repository))
    , m_header(new PlanHeader(m_connection, this))
    , m_bar(new InfoBar(this))
    , m_journalBar(new InfoBar(this))
    , m_stack(new QStackedWidget(this))
    , m_view(new QTreeView(this))
    , m_placeholder(new Placeholder(this))
    , m_lockNote(new QLabel(tr("Unlock the connection to restore."), this))
    , m_copy(new QPushButton(tr("&Copy report"), this))
    , m_again(new QPushButton(tr("Check &again"), this))
    , m_restore(new QPushButton(tr("&Restore…"), this))
    , m_close(new QPushButton(tr("Close"), this))
    , m_restoreAction(new QAction(tr("Restore…"), m_view))
    , m_copyAction(new QAction(tr("Copy report"), m_view))
{
    setObjectName(u"repairDialog"_s);
    setWindowTitle(tr("Broken images"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_header->setQuestion(tr("Broken images in %1", "%1 is a repository").arg(m_repository.toString()));
    m_journalBar->hide();
    makeTable();
    m_lockNote->setForegroundRole(QPalette::PlaceholderText);
    m_copy->setObjectName(u"repairCopyButton"_s);
    m_again->setObjectName(u"repairAgainButton"_s);
    m_restore->setObjectName(u"repairRestoreButton"_s);
    m_close->setObjectName(u"repairCloseButton"_s);
    for (QPushButton *button : {m_copy, m_again, m_restore, m_close})
        button->setAutoDefault(false);
    connect(m_again, &QPushButton::clicked, this, &RepairDialog::readRequested);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_restore, &QPushButton::clicked, this, &RepairDialog::requestRestore);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(reportText()); });
    joinBars();
    makeLayout();
    resizeTo(122, 34);
    showProgress(0, -1);
    m_close->setFocus();
}

void RepairDialog::makeTable()
{
    m_view->setModel(&m_model);
    setUpTable(m_view, u"repairTree"_s, tr("Broken images"));
    m_view->setRootIsDecorated(true);
    m_view->setItemsExpandable(true);
    m_view->setFrameShape(QFrame::StyledPanel);
    m_view->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, m_view));
    m_view->setItemDelegateForColumn(RepairModel::TagColumn, new IconDelegate(RowDelegate::Text::Name, m_view));
    m_view->setItemDelegateForColumn(RepairModel::ImageColumn, new RowDelegate(RowDelegate::Text::Fixed, m_view));
    m_view->setItemDelegateForColumn(RepairModel::RestoreColumn, new IconDelegate(RowDelegate::Text::Primary, m_view));
    const int em = m_view->fontMetrics().horizontalAdvance(u'0');
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(RepairModel::CauseColumn, QHeaderView::Stretch);
    header->resizeSection(RepairModel::TagColumn, em * 27);
    header->resizeSection(RepairModel::ImageColumn, em * 16);
    header->resizeSection(RepairModel::SinceColumn, em * 18);
    header->resizeSection(RepairModel::RestoreColumn, em * 23);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RepairDialog::refreshCommands);
    m_restoreAction->setObjectName(u"restoreMissingAction"_s);
    m_copyAction->setObjectName(u"copyRepairReportAction"_s);
    m_copyAction->setShortcut(QKeySequence::Copy);
    m_copyAction->setShortcutContext(Qt::WidgetShortcut);
    m_view->addActions({m_restoreAction, m_copyAction});
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    openMenuByKey(m_view);
    connect(m_restoreAction, &QAction::triggered, m_restore, &QPushButton::click);
    connect(m_copyAction, &QAction::triggered, m_copy, &QPushButton::click);
}

void RepairDialog::makeLayout()
{
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(margin, look::cellPadding, margin, look::cellPadding);
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_again);
    buttons->addStretch(1);
    buttons->addWidget(m_lockNote);
    buttons->addWidget(m_restore);
    buttons->addWidget(m_close);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_placeholder);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(margin, look::cellPadding, margin, look::cellPadding);
    body->addWidget(m_stack);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_bar);
    layout->addWidget(m_journalBar);
    layout->addLayout(body, 1);
    layout->addWidget(makeLine(this));
    layout->addLayout(buttons);
}

void RepairDialog::joinBars()
{
    connect(m_bar, &InfoBar::actionTriggered, this, [this] {
        if (m_barAction == BarAction::Stop)
            emit stopRequested();
        else if (m_barAction == BarAction::SignIn)
            emit signInRequested();
        else
            emit readRequested();
    });
    connect(m_journalBar, &InfoBar::actionTriggered, this, &RepairDialog::readRequested);
    connect(m_bar, &InfoBar::doctorRequested, this, &RepairDialog::doctorRequested);
}

void RepairDialog::showProgress(qint64 done, qint64 total)
{
    m_isReading = true;
    m_barAction = BarAction::Stop;
    m_bar->display(InfoBar::Tone::Running,
                   total <= 0 ? tr("Listing tags…")
                              : tr("Reading: %1 of %2 tags.").arg(countText(done), countText(total)),
                   tr("Stop"));
    m_bar->setProgress(static_cast<int>(done), static_cast<int>(std::max(total, qint64(0))));
    refreshCommands();
}

void RepairDialog::showError(const base::Error &error)
{
    m_isReading = false;
    m_bar->setProgress(0, 0);
    m_barAction = BarAction::Read;
    if (error.isCancelled()) {
        m_bar->display(InfoBar::Tone::Warning, tr("Stopped: not everything was read."), tr("Try again"));
    } else {
        if (ErrorWords::asksToSignIn(error))
            m_barAction = BarAction::SignIn;
        m_bar->displayError(ErrorWords::explain(error, m_connection.name),
                            m_barAction == BarAction::SignIn ? tr("Sign in…") : tr("Try again"));
    }
    refreshCommands();
}

void RepairDialog::showReport(const std::shared_ptr<const changes::RepairReport> &report)
{
    m_isReading = false;
    m_report = report;
    m_model.setReport(*report);
    m_header->setNote(readWords());
    m_bar->setProgress(0, 0);
    m_bar->hide();
    showNotRead();
    m_journalBar->hide();
    if (report->journalFailure) {
        const ErrorText error = ErrorWords::explain(*report->journalFailure, {});
        m_journalBar->display(InfoBar::Tone::Warning,
                              tr("What Portolan itself deleted is not known. %1").arg(error.headline), tr("Try again"));
        m_journalBar->setError(error);
    }
    if (report->broken.empty())
        showEmpty();
    m_stack->setCurrentWidget(report->broken.empty() ? static_cast<QWidget *>(m_placeholder) : m_view);
    m_view->expandAll();
    m_view->selectionModel()->setCurrentIndex(m_model.index(0, 0), QItemSelectionModel::NoUpdate);
    refreshCommands();
}

QStringList RepairDialog::notReadLines() const
{
    QStringList lines;
    for (const changes::RepositoryGraph::Gap &gap : m_report->notRead) {
        const QString why = ErrorWords::explain(gap.why, m_connection.name).headline;
        lines.append(gap.what.isEmpty()
                         ? tr("The list of tags: %1").arg(why)
                         : tr("%1: %2", "a tag or a digest; why it could not be read").arg(gap.what, why));
    }
    return lines;
}

/// What could not be read is neither whole nor broken.
void RepairDialog::showNotRead()
{
    const QStringList lines = notReadLines();
    if (lines.isEmpty())
        return;
    const QString named = lines.mid(0, namedAtMost).join(u' ');
    m_barAction = BarAction::Read;
    m_bar->display(
        InfoBar::Tone::Warning,
        tr("%Ln thing(s) could not be read and may be whole or broken.", nullptr, static_cast<int>(lines.size())) + u' '
            + named + (lines.size() > namedAtMost ? u"…"_s : QString()),
        tr("Try again"), lines.join(u'\n'));
}

QString RepairDialog::readWords() const
{
    return tr("%1 and %2 read", "counts of tags and of indexes")
        .arg(tr("%Ln tag(s)", nullptr, static_cast<int>(m_report->tags)),
             tr("%Ln index(es)", nullptr, static_cast<int>(m_report->indexes)));
}

void RepairDialog::showEmpty()
{
    const QString name = m_repository.toString();
    const bool isWhole = m_report->notRead.empty();
    m_placeholder->display(isWhole ? u"ok"_s : u"info"_s,
                           isWhole ? tr("Every index of %1 is complete").arg(name)
                                   : tr("Every index of %1 that could be read is complete").arg(name),
                           m_report->indexes > 0 ? tr("Each image that an index names is in the registry.")
                                                 : tr("No tag leads to an index."));
}

std::vector<oci::Digest> RepairDialog::chosen() const
{
    return m_model.restorable(m_view->selectionModel()->selectedRows());
}

void RepairDialog::setChangesAllowed(bool allowed)
{
    m_mayRestore = allowed;
    refreshCommands();
}

void RepairDialog::refreshCommands()
{
    const bool hasRestorable = !m_model.restorable().empty();
    const bool canRestore = m_mayRestore && !m_isReading && !chosen().empty();
    m_restore->setVisible(m_mayRestore && m_model.rowCount() > 0);
    m_restore->setEnabled(canRestore);
    m_restore->setToolTip(
        canRestore ? tr("Opens the review of putting back %Ln image(s)", nullptr, static_cast<int>(chosen().size()))
                   : tr("The history has the bytes of nothing that is selected"));
    m_restoreAction->setVisible(m_mayRestore);
    m_restoreAction->setEnabled(canRestore);
    m_lockNote->setVisible(!m_mayRestore && hasRestorable);
    m_again->setEnabled(!m_isReading);
    m_copy->setEnabled(m_report != nullptr);
    m_copyAction->setEnabled(m_report != nullptr);
}

void RepairDialog::requestRestore()
{
    const std::vector<oci::Digest> manifests = chosen();
    QStringList tags;
    std::set<qint64> runs;
    for (const changes::RepairReport::Index &index : m_report->broken) {
        bool isOfThem = false;
        for (const changes::RepairReport::Missing &missing : index.missing) {
            if (std::find(manifests.cbegin(), manifests.cend(), missing.digest) == manifests.cend())
                continue;
            isOfThem = true;
            if (missing.deletion)
                runs.insert(missing.deletion->run);
        }
        for (const oci::TagName &tag : index.tags) {
            if (isOfThem && !tags.contains(tag.toString()))
                tags.append(tag.toString());
        }
    }
    emit restoreRequested(manifests, tags.join(tr(", ", "between tags")),
                          runs.size() == 1 ? std::optional(*runs.cbegin()) : std::nullopt);
}

QString RepairDialog::reportText() const
{
    QStringList lines{
        tr("Broken images in %1", "%1 is a repository").arg(m_connection.address() + u'/' + m_repository.toString()),
        readWords()};
    lines.append(m_report->broken.empty() ? tr("No index that was read is broken.") : m_model.text());
    const QStringList notRead = notReadLines();
    if (!notRead.isEmpty())
        lines.append(tr("Not read:"));
    for (const QString &line : notRead)
        lines.append(u"  "_s + line);
    return lines.join(u'\n') + u'\n';
}

} // namespace ui
