#include "ui/dialogs/retagdialog.h"

#include <algorithm>

#include <QFormLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "models/plantext.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/dialogs/notes.h"
#include "ui/dialogs/planheader.h"
#include "ui/errortext.h"
#include "ui/look/colours.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/widgets/infobar.h"

namespace ui {

using namespace Qt::StringLiterals;
using changes::Friction;
using models::RetagModel;
using platforms::Ability;
using State = models::RetagModel::State;

namespace {

constexpr int margin = 16;

QColor colourOf(State state, const look::Colours &colours)
{
    switch (state) {
    case State::BadName:
    case State::Refused:
        return colours.danger;
    case State::Moves:
        return colours.warn;
    case State::Adds:
        return colours.text;
    case State::Empty:
    case State::NotYetKnown:
        break;
    }
    return colours.text2;
}

} // namespace

RetagDialog::RetagDialog(connections::Connection connection, oci::RepositoryName repository,
                         std::vector<oci::TagName> tags, QWidget *parent)
    : QDialog(parent)
    , m_connection(std::move(connection))
    , m_repository(std::move(repository))
    , m_tags(std::move(tags))
    , m_model(m_tags)
    , m_header(new PlanHeader(m_connection, this))
    , m_bar(new InfoBar(this))
    , m_name(new QLineEdit(this))
    , m_verdict(new QLabel(this))
    , m_view(new QTreeView(this))
    , m_form(new QFormLayout)
    , m_image(makeSelectableText({}, this))
    , m_undo(new QLabel(this))
    , m_how(new QLabel(this))
    , m_reason(new QLineEdit(this))
    , m_confirm(new QLineEdit(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_approve(new QPushButton(this))
{
    setObjectName(u"retagDialog"_s);
    setWindowTitle(tr("Retag"));
    m_header->setQuestion(
        isSuffix() ? tr("Add a suffix to %Ln tag(s) of %1", "%1 is a repository", static_cast<int>(m_tags.size()))
                         .arg(m_repository.toString())
                   : tr("Another tag for %1:%2", "repository and tag")
                         .arg(m_repository.toString(), m_tags.front().toString()));
    makeName();
    makeTable();
    makeForm();
    makeButtons();
    makeLayout();
    resize(fontMetrics().averageCharWidth() * (isSuffix() ? 125 : 100), fontMetrics().height() * 36);
    showProgress(0, -1);
    m_name->setText(isSuffix() ? u"-old"_s : m_tags.front().toString());
    m_name->selectAll();
    m_name->setFocus();
}

void RetagDialog::makeName()
{
    m_name->setObjectName(u"retagNameField"_s);
    m_name->setAccessibleName(isSuffix() ? tr("Suffix") : tr("New tag"));
    m_verdict->setObjectName(u"retagVerdict"_s);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    connect(m_name, &QLineEdit::textChanged, this, &RetagDialog::refreshNames);
    // Only what is typed narrows the list: a name that was taken from it leaves it as it was.
    connect(m_name, &QLineEdit::textEdited, &m_known, &models::ReadTags::setPrefix);
}

void RetagDialog::makeTable()
{
    const int em = m_view->fontMetrics().horizontalAdvance(u'0');
    const auto primary = [this](int column) {
        m_view->setItemDelegateForColumn(column, new RowDelegate(RowDelegate::Text::Primary, m_view));
    };
    m_view->header()->setStretchLastSection(true);
    if (isSuffix()) {
        m_view->setModel(&m_model);
        setUpTable(m_view, u"retagTable"_s, tr("New tags"));
        m_view->setFrameShape(QFrame::StyledPanel);
        primary(RetagModel::TagColumn);
        primary(RetagModel::NewTagColumn);
        m_view->setItemDelegateForColumn(RetagModel::OutcomeColumn,
                                         new RowDelegate(RowDelegate::Text::Secondary, m_view));
        m_view->setColumnWidth(RetagModel::TagColumn, em * 22);
        m_view->setColumnWidth(RetagModel::NewTagColumn, em * 26);
        return;
    }
    m_view->setModel(&m_known);
    setUpTable(m_view, u"retagKnownTags"_s, tr("Tags that there are"));
    m_view->setFrameShape(QFrame::StyledPanel);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    primary(models::ReadTags::TagColumn);
    m_view->setItemDelegateForColumn(models::ReadTags::ImageColumn, new RowDelegate(RowDelegate::Text::Fixed, m_view));
    m_view->setColumnWidth(models::ReadTags::TagColumn, em * 44);
    const auto take = [this](const QModelIndex &index) {
        m_name->setText(index.siblingAtColumn(models::ReadTags::TagColumn).data().toString());
    };
    connect(m_view, &QTreeView::clicked, this, take);
    connect(m_view, &QTreeView::activated, this, take);
}

void RetagDialog::makeForm()
{
    for (QLabel *label : {m_undo, m_how}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_image->setObjectName(u"retagImage"_s);
    m_undo->setObjectName(u"retagUndo"_s);
    m_how->setObjectName(u"retagHow"_s);
    m_reason->setObjectName(u"retagReasonField"_s);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Optional, kept in the history"));
    m_confirm->setObjectName(u"retagConfirmField"_s);
    m_confirm->setAccessibleName(tr("Type the name of the repository"));
    m_confirm->setPlaceholderText(tr("Type the name of the repository: %1").arg(m_repository.toString()));
    connect(m_confirm, &QLineEdit::textChanged, this, &RetagDialog::refreshApproval);
}

void RetagDialog::makeButtons()
{
    m_cancel->setObjectName(u"retagCancelButton"_s);
    m_approve->setObjectName(u"retagButton"_s);
    m_cancel->setAutoDefault(false);
    m_approve->setAutoDefault(false);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_approve, &QPushButton::clicked, this, [this] {
        emit approved(m_reason->text().simplified());
        accept();
    });
    connect(m_bar, &InfoBar::actionTriggered, this, &RetagDialog::retried);
    connect(m_bar, &InfoBar::doctorRequested, this, &RetagDialog::doctorRequested);
}

void RetagDialog::makeLayout()
{
    auto *name = new QVBoxLayout;
    name->setSpacing(4);
    name->addWidget(m_name);
    name->addWidget(m_verdict);
    auto *nameLabel = new QLabel(isSuffix() ? tr("&Suffix") : tr("&New tag"), this);
    nameLabel->setBuddy(m_name);
    m_form->setContentsMargins(margin, look::cellPadding, margin, look::cellPadding);
    m_form->setHorizontalSpacing(margin);
    m_form->setVerticalSpacing(10);
    m_form->addRow(nameLabel, name);
    m_form->addRow(m_view);
    m_form->addRow(tr("Image"), m_image);
    m_form->addRow(tr("Undo"), m_undo);
    m_form->addRow(tr("How"), m_how);
    m_form->addRow(tr("&Reason"), m_reason);
    m_form->addRow(tr("Con&firm"), m_confirm);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(margin, look::cellPadding, margin, look::cellPadding);
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_approve);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_bar);
    layout->addLayout(m_form, 1);
    layout->addWidget(makeLine(this));
    layout->addLayout(buttons);
}

void RetagDialog::showProgress(qint64 done, qint64 total)
{
    m_bar->display(InfoBar::Tone::Running, tr("Reading which tags there are…"));
    m_bar->setProgress(static_cast<int>(done), static_cast<int>(std::max<qint64>(total, 0)));
    refreshFacts();
}

void RetagDialog::showError(const base::Error &error)
{
    m_bar->displayError(ErrorWords::explain(error, m_connection.name), tr("Try again"));
    refreshFacts();
}

void RetagDialog::showReading(const std::shared_ptr<const changes::Reading> &reading)
{
    m_reading = reading;
    m_header->setNote(tr("Checked at %1, and again right before.").arg(timeText(m_reading->when.toLocalTime())));
    m_bar->hide();
    m_known.setReading(reading);
    m_model.setReading(reading, [names = m_connection.keptTags](const oci::TagName &tag) {
        return connections::isAlwaysKept(names, tag.toString());
    });
    refreshNames();
}

void RetagDialog::refreshNames()
{
    QStringList names;
    for (const oci::TagName &tag : m_tags) {
        if (!isSuffix())
            names.append(m_name->text());
        else
            names.append(m_name->text().isEmpty() ? QString() : tag.toString() + m_name->text());
    }
    m_model.setNewNames(names);
    m_friction = changes::frictionOf(m_model.plan(), m_connection.level, false);
    refreshVerdict();
    refreshFacts();
}

/// How many of the names come to what; what is wrong with one where that is so of all.
QString RetagDialog::suffixVerdict() const
{
    if (m_model.count(State::BadName) == m_model.rowCount())
        return m_model.words(0);
    if (!m_reading)
        return {};
    QStringList parts;
    if (const int added = m_model.count(State::Adds); added > 0)
        parts.append(tr("%Ln new", "tags", added));
    if (const int moved = m_model.count(State::Moves); moved > 0)
        parts.append(tr("%Ln moved from another image", "tags", moved));
    if (const int refused = m_model.count(State::Refused) + m_model.count(State::BadName); refused > 0)
        parts.append(tr("%Ln left out", "tags", refused));
    return parts.join(tr(", ", "between counts"));
}

void RetagDialog::refreshVerdict()
{
    State worst = m_model.state(0);
    if (isSuffix() && m_model.count(State::BadName) < m_model.rowCount())
        worst = m_model.count(State::Moves) > 0 ? State::Moves : State::NotYetKnown;
    const bool isOwnName = !isSuffix() && m_name->text() == m_tags.front().toString(); // nobody typed yet
    setColour(m_verdict, colourOf(isOwnName ? State::Empty : worst, look::Colours::of(palette())));
    const QString hint = isSuffix() ? tr("Type what is put behind the names.") : tr("Type the new tag.");
    const QString words = isSuffix() ? suffixVerdict() : m_model.words(0);
    m_verdict->setText(m_name->text().isEmpty() ? hint : words);
    m_name->setAccessibleDescription(m_verdict->text());
}

QString RetagDialog::undoWords() const
{
    if (plan().steps.empty())
        return tr("There is nothing to undo.");
    switch (changes::canUndo(plan().steps, m_reading->abilities)) {
    case Ability::Yes:
        if (isSuffix())
            return tr("With a click afterwards: new tags go, those that moved point where they did before.");
        return m_model.state(0) == State::Moves ? tr("With a click afterwards: the tag points where it did before.")
                                                : tr("With a click afterwards: the new tag goes again.");
    case Ability::No:
        return tr("It cannot be taken back: the registry cannot remove a tag.");
    case Ability::Unknown:
        break;
    }
    return tr("It may not be possible to take it back: what the registry can delete is not known.");
}

QString RetagDialog::approveWords() const
{
    if (isSuffix())
        return tr("Retag %Ln tag(s)", nullptr, static_cast<int>(plan().steps.size()));
    return m_model.state(0) == State::Moves ? tr("Move tag") : tr("Add tag");
}

void RetagDialog::refreshFacts()
{
    const bool isKnown = m_reading != nullptr;
    const std::optional<oci::Digest> image = isSuffix() ? std::nullopt : m_model.imageOf(0);
    m_image->setText(image ? tr("The same bytes, so the digest stays %1").arg(image->toString())
                           : tr("The same bytes, so the digest stays the same."));
    m_undo->setText(isKnown ? undoWords() : QString());
    const bool isForGood
        = isKnown && !plan().steps.empty() && changes::canUndo(plan().steps, m_reading->abilities) != Ability::Yes;
    const look::Colours &colours = look::Colours::of(palette());
    setColour(m_undo, isForGood ? colours.warn : colours.text);
    m_how->setText(plan().steps.empty() ? tr("No request is sent.") : models::PlanText::requests(plan().steps));
    m_form->setRowVisible(m_undo, isKnown);
    m_form->setRowVisible(m_how, isKnown);
    m_form->setRowVisible(m_confirm, m_friction != Friction::Review && !plan().steps.empty());
    m_approve->setText(approveWords());
    refreshApproval();
}

void RetagDialog::refreshApproval()
{
    const bool isNamed = m_friction == Friction::Review || m_confirm->text().trimmed() == m_repository.toString();
    m_approve->setEnabled(m_reading && !plan().steps.empty() && isNamed);
}

void RetagDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    refreshVerdict();
    refreshFacts();
}

/// Enter confirms only what takes nothing from another image, and what was not asked to be confirmed.
void RetagDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down && focusWidget() == m_name) {
        m_view->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) {
        QDialog::keyPressEvent(event);
        return;
    }
    auto *button = qobject_cast<QPushButton *>(focusWidget());
    if (button && button != m_approve)
        button->click();
    else if (focusWidget() != m_view && m_friction == Friction::Review && m_approve->isEnabled())
        m_approve->click();
}

} // namespace ui
