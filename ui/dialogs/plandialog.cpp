#include "ui/dialogs/plandialog.h"

#include <algorithm>

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "app/changes/planfile.h"
#include "app/changes/planscript.h"
#include "models/format.h"
#include "models/plantext.h"
#include "ui/delegates/plandelegate.h"
#include "ui/delegates/tagdelegates.h"
#include "ui/dialogs/elsewherebar.h"
#include "ui/dialogs/notes.h"
#include "ui/dialogs/planheader.h"
#include "ui/dialogs/requestsdialog.h"
#include "ui/dialogs/sharedtagsbar.h"
#include "ui/errortext.h"
#include "ui/look/colours.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/widgets/infobar.h"
#include "ui/widgets/spacebar.h"

namespace ui {

using namespace Qt::StringLiterals;
using changes::Friction;
using changes::PlanItem;
using models::PlanModel;
using platforms::Ability;

namespace {

constexpr int margin = 16;
constexpr int waitMs = 5'000;

bool isChange(const PlanItem &item)
{
    return item.outcome != PlanItem::Outcome::Skipped;
}

} // namespace

PlanDialog::PlanDialog(connections::Connection connection, oci::RepositoryName repository,
                       platforms::Selection selection, PlanModel::MarkOf markOf, QWidget *parent)
    : ReviewDialog(parent)
    , m_connection(std::move(connection))
    , m_repository(std::move(repository))
    , m_selection(std::move(selection))
    , m_model(std::move(markOf))
    , m_header(new PlanHeader(m_connection, this))
    , m_bar(new InfoBar(this))
    , m_since(new InfoBar(this))
    , m_shared(new SharedTagsBar(this))
    , m_view(new QTreeView(this))
    , m_space(new SpaceBar(this))
    , m_elsewhereBar(new ElsewhereBar(this))
    , m_undo(new QLabel(this))
    , m_how(new QLabel(this))
    , m_requests(new QPushButton(tr("Show re&quests…"), this))
    , m_placeholders(new QCheckBox(tr("Remove tags by way of &placeholders"), this))
    , m_placeholderNote(makeNote(tr("The registry cannot remove one tag alone. An empty image is put under each of the "
                                    "tags, then that image is deleted by its digest. Others may see it for a moment, "
                                    "and it leaves some bytes behind."),
                                 0, this))
    , m_reason(new QLineEdit(this))
    , m_confirmLabel(new QLabel(tr("Con&firm"), this))
    , m_confirm(new QLineEdit(this))
    , m_facts(new QWidget(this))
    , m_save(new QPushButton(tr("&Save plan…"), this))
    , m_script(new QPushButton(tr("Copy as s&cript"), this))
    , m_mark(new QPushButton(tr("&Mark for deletion"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_delete(new QPushButton(this))
{
    setObjectName(u"planDialog"_s);
    setWindowTitle(m_selection.everything     ? tr("Delete a repository")
                       : m_selection.untagged ? tr("Delete images without a tag")
                                              : tr("Delete tags"));
    m_wait.setSingleShot(true);
    m_wait.setInterval(waitMs);
    connect(&m_wait, &QTimer::timeout, this, &PlanDialog::refreshApproval);
    m_since->setObjectName(u"planSinceBar"_s);
    m_since->hide();
    makeTable();
    makeMarking();
    makeForm();
    makeButtons();
    makeLayout();
    setApproval(m_delete);
    resizeTo(118, 54);
    m_header->setQuestion(question());
    showProgress(0, -1);
    m_cancel->setFocus();
}

PlanDialog::Counts PlanDialog::counts() const
{
    const auto isTag = [](const PlanItem &item) { return isChange(item) && item.tag; };
    const auto all = static_cast<int>(std::ranges::count_if(m_plan.items, isChange));
    const auto tags = static_cast<int>(std::ranges::count_if(m_plan.items, isTag));
    return {tags, all - tags};
}

/// Before there is a plan, and where nothing goes: of what was asked for.
QString PlanDialog::question() const
{
    const QString name = m_repository.toString();
    auto [tags, images] = counts();
    if (tags + images == 0) {
        tags = static_cast<int>(m_selection.tags.size());
        images = static_cast<int>(m_selection.manifests.size());
    }
    if (m_selection.everything)
        return tr("Delete %1 with everything in it?", "a repository").arg(name);
    if (m_selection.untagged)
        return tr("Delete the images without a tag from %1?", "a repository").arg(name);
    if (images == 0)
        return tr("Delete %Ln tag(s) from %1?", "%1 is a repository", tags).arg(name);
    if (tags == 0)
        return tr("Delete %Ln image(s) from %1?", "%1 is a repository", images).arg(name);
    return tr("Delete %1 and %2 from %3?", "counts of tags and of images; a repository")
        .arg(tr("%Ln tag(s)", nullptr, tags), tr("%Ln image(s)", nullptr, images), name);
}

void PlanDialog::makeTable()
{
    m_view->setModel(&m_model);
    setUpTable(m_view, u"planTree"_s, tr("What goes"));
    m_view->setRootIsDecorated(true);
    m_view->setItemsExpandable(true);
    m_view->setFrameShape(QFrame::StyledPanel);
    m_view->setItemDelegateForColumn(PlanModel::TagColumn, new PlanDelegate(m_view));
    m_view->setItemDelegateForColumn(PlanModel::ImageColumn, new DigestDelegate(m_view));
    m_view->setItemDelegateForColumn(PlanModel::WhatGoesColumn, new RowDelegate(RowDelegate::Text::Primary, m_view));
    m_view->setItemDelegateForColumn(PlanModel::FreesColumn, new RowDelegate(RowDelegate::Text::Primary, m_view));
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(PlanModel::WhatGoesColumn, QHeaderView::Stretch);
}

/// Of images without a tag some may be marked, as tags are in their table, and go with those.
void PlanDialog::makeMarking()
{
    auto *action = new QAction(tr("Mark for deletion"), m_view);
    action->setObjectName(u"markImagesAction"_s);
    action->setShortcut(QKeySequence::Delete);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_mark->setObjectName(u"planMarkButton"_s);
    m_mark->setToolTip(tr("Only what is selected, to be reviewed with the other marks"));
    m_mark->setVisible(m_selection.untagged);
    const auto refresh = [this, action] {
        action->setEnabled(!selectedImages().empty());
        m_mark->setEnabled(action->isEnabled());
    };
    const auto mark = [this] {
        emit markRequested(selectedImages());
        reject();
    };
    connect(action, &QAction::triggered, this, mark);
    connect(m_mark, &QPushButton::clicked, this, mark);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, refresh);
    connect(&m_model, &QAbstractItemModel::modelReset, this, refresh);
    refresh();
    if (!m_selection.untagged)
        return;
    m_view->addAction(action);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    openMenuByKey(m_view);
}

std::vector<oci::Digest> PlanDialog::selectedImages() const
{
    std::vector<oci::Digest> images;
    for (const QModelIndex &row : m_view->selectionModel()->selectedRows()) {
        const PlanItem *item = m_model.itemAt(row);
        if (item && !item->tag && item->digest)
            images.push_back(*item->digest);
    }
    return images;
}

void PlanDialog::makeForm()
{
    for (QLabel *label : {m_undo, m_how}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_undo->setObjectName(u"planUndo"_s);
    m_how->setObjectName(u"planHow"_s);
    m_how->setWordWrap(false);
    m_placeholders->setObjectName(u"placeholdersBox"_s);
    connect(m_placeholders, &QCheckBox::toggled, this, &PlanDialog::replan);
    m_reason->setObjectName(u"planReasonField"_s);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Optional, kept in the history"));
    m_confirm->setObjectName(u"planConfirmField"_s);
    m_confirm->setAccessibleName(tr("Type the name of the repository"));
    m_confirm->setPlaceholderText(tr("Type the name of the repository: %1").arg(m_repository.toString()));
    connect(m_confirm, &QLineEdit::textChanged, this, &PlanDialog::refreshApproval);

    auto *how = new QHBoxLayout;
    how->setSpacing(look::cellPadding);
    how->addWidget(m_how);
    how->addWidget(m_requests);
    how->addStretch(1);
    auto *facts = new QGridLayout(m_facts); // a form gives rows of wrapped texts other heights than it asks for
    facts->setContentsMargins(0, 0, 0, 0);
    facts->setHorizontalSpacing(margin);
    facts->setVerticalSpacing(10);
    facts->setColumnStretch(1, 1);
    const auto add = [facts](int row, QLabel *label, QWidget *field) {
        label->setBuddy(field);
        facts->addWidget(label, row, 0);
        facts->addWidget(field, row, 1);
    };
    add(0, new QLabel(tr("Space"), m_facts), m_space);
    facts->addWidget(m_elsewhereBar, 1, 1);
    add(2, new QLabel(tr("Undo"), m_facts), m_undo);
    facts->addWidget(new QLabel(tr("How"), m_facts), 3, 0);
    facts->addLayout(how, 3, 1);
    add(4, new QLabel(tr("&Reason"), m_facts), m_reason);
    add(5, m_confirmLabel, m_confirm);
}

void PlanDialog::makeButtons()
{
    m_save->setObjectName(u"planSaveButton"_s);
    m_script->setObjectName(u"planScriptButton"_s);
    m_cancel->setObjectName(u"planCancelButton"_s);
    m_delete->setObjectName(u"planDeleteButton"_s);
    m_requests->setObjectName(u"planRequestsButton"_s);
    for (QPushButton *button : {m_requests, m_save, m_script, m_mark, m_cancel, m_delete})
        button->setAutoDefault(false);
    connect(m_requests, &QPushButton::clicked, this, [this] {
        const QByteArray registry = m_connection.origin.toBytes();
        auto *dialog = new RequestsDialog(changes::requestsOf(registry, m_repository, m_plan.steps), this);
        dialog->open();
    });
    m_script->setVisible(!m_connection.isFolder());
    refreshColours();
    connect(m_save, &QPushButton::clicked, this, &PlanDialog::saveRequested);
    connect(m_script, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(planAsScript())); });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_delete, &QPushButton::clicked, this, [this] {
        emit approved(m_reason->text().simplified());
        accept();
    });
    connect(m_bar, &InfoBar::actionTriggered, this, &PlanDialog::retried);
    connect(m_bar, &InfoBar::doctorRequested, this, &PlanDialog::doctorRequested);
    connect(m_elsewhereBar, &ElsewhereBar::requested, this, &PlanDialog::elsewhereRequested);
    connect(m_shared, &SharedTagsBar::chosen, this, &PlanDialog::replan);
}

/// The button that deletes is filled with danger while it can be pressed.
void PlanDialog::refreshColours()
{
    const look::Colours &colours = look::Colours::of(palette());
    QPalette filled = palette();
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
        filled.setColor(group, QPalette::Button, colours.danger);
        filled.setColor(group, QPalette::ButtonText, colours.onAccent);
    }
    m_delete->setPalette(filled);
}

void PlanDialog::changeEvent(QEvent *event)
{
    ReviewDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshColours();
}

void PlanDialog::makeLayout()
{
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(margin, look::cellPadding, margin, look::cellPadding);
    buttons->setSpacing(8);
    buttons->addWidget(m_save);
    buttons->addWidget(m_script);
    buttons->addWidget(m_mark);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_delete);
    auto *detour = new QVBoxLayout;
    detour->setSpacing(4);
    detour->addWidget(m_placeholders);
    detour->addWidget(m_placeholderNote);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(margin, look::cellPadding, margin, look::cellPadding);
    body->setSpacing(look::cellPadding);
    body->addWidget(m_view, 1);
    body->addLayout(detour);
    body->addWidget(m_facts);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_bar);
    layout->addWidget(m_since);
    layout->addWidget(m_shared);
    layout->addLayout(body, 1);
    layout->addWidget(makeLine(this));
    layout->addLayout(buttons);
}

void PlanDialog::setSaved(const changes::SavedPlan &saved)
{
    m_saved = saved;
    m_savedTags = {saved.tags.cbegin(), saved.tags.cend()};
    m_placeholders->setChecked(saved.usePlaceholders);
}

/// That other tags go, too, is chosen again where they are those of then.
void PlanDialog::chooseAsSaved()
{
    const auto isKnown = [this](const oci::TagName &tag) { return m_savedTags.contains(tag); };
    const bool areKnown = std::all_of(m_plan.shared.cbegin(), m_plan.shared.cend(), [&](const auto &shared) {
        return std::all_of(shared.others.cbegin(), shared.others.cend(), isKnown);
    });
    if (areKnown)
        m_shared->setChoice(m_saved->otherTags);
    const QString words = models::PlanText::changesSince(*m_saved, m_reading->graph, m_plan);
    if (changes::movedTags(*m_saved, m_reading->graph).empty()) {
        m_since->display(InfoBar::Tone::Information, words);
        return;
    }
    const ErrorText stale = ErrorWords::stalePlan(m_connection.name);
    m_since->display(InfoBar::Tone::Warning, tr("%1 %2", "sentences").arg(ErrorWords::inFull(stale), words));
    m_since->setError(stale);
}

void PlanDialog::showProgress(qint64 done, qint64 total)
{
    m_bar->display(InfoBar::Tone::Running, tr("Reading the repository: nothing is deleted before you say so."));
    m_bar->setProgress(static_cast<int>(done), static_cast<int>(std::max<qint64>(total, 0)));
    refreshFacts();
}

void PlanDialog::showError(const base::Error &error)
{
    m_bar->displayError(ErrorWords::explain(error, m_connection.name), tr("Try again"));
    refreshFacts();
}

void PlanDialog::showElsewhereProgress(qint64 done, qint64 total)
{
    m_elsewhereBar->showProgress(done, total);
}

void PlanDialog::showElsewhereError(const base::Error &error)
{
    m_elsewhereBar->showError(error, m_connection.name);
}

void PlanDialog::setElsewhere(const std::shared_ptr<const QSet<oci::Digest>> &used)
{
    m_elsewhere = used;
    replan();
}

void PlanDialog::showReading(const std::shared_ptr<const changes::Reading> &reading)
{
    m_reading = reading;
    m_header->setNote(tr("Checked at %1, and again before every step.").arg(timeText(m_reading->when.toLocalTime())));
    const platforms::DeletionAbilities &abilities = m_reading->abilities;
    m_bar->hide();
    if (abilities.tags != Ability::Yes && abilities.manifests != Ability::Yes && abilities.refusal)
        showError(*abilities.refusal);
    else if (!m_reading->graph.gaps().empty())
        m_bar->display(InfoBar::Tone::Warning, models::PlanText::notRead(m_reading->graph.gaps()), tr("Try again"));
    replan();
    if (m_selection.untagged && m_plan.items.empty())
        m_bar->display(InfoBar::Tone::Information, tr("Every image here has a tag, or belongs to one that has."));
    if (m_saved)
        chooseAsSaved();
}

changes::PlanRules PlanDialog::rules() const
{
    changes::PlanRules rules{m_reading->abilities, m_reading->protection};
    rules.alwaysKept = [names = m_connection.keptTags](const oci::TagName &tag) {
        return connections::isAlwaysKept(names, tag.toString());
    };
    rules.otherTags = m_shared->choice();
    rules.usePlaceholders = m_placeholders->isChecked();
    rules.elsewhere = m_elsewhere.get();
    rules.saved = m_saved ? &m_savedTags : nullptr;
    return rules;
}

void PlanDialog::replan()
{
    if (!m_reading)
        return;
    m_plan = changes::planDeletion(m_reading->graph, m_selection, rules());
    m_model.setPlan(m_plan);
    m_header->setQuestion(question());
    const bool goAlone = m_reading->abilities.tags == Ability::Yes || m_placeholders->isChecked();
    m_shared->display(m_plan.shared, goAlone);
    m_friction = changes::frictionOf(m_plan, m_connection.level, m_selection.everything);
    refreshTable();
    refreshFacts();
    refreshFriction();
}

void PlanDialog::refreshTable()
{
    for (int group = 0; group < m_model.rowCount(); ++group)
        m_view->setFirstColumnSpanned(group, {}, true);
    m_view->expandAll();
    const int em = m_view->fontMetrics().horizontalAdvance(u'0');
    const auto fit = [&](int column, int most) {
        m_view->resizeColumnToContents(column);
        // Qt leaves out how far the rows below a group are indented.
        const int width
            = m_view->columnWidth(column) + (column == PlanModel::TagColumn ? 2 * m_view->indentation() : 0);
        m_view->setColumnWidth(column, std::clamp(width, em * 10, em * most));
    };
    fit(PlanModel::TagColumn, 34);
    fit(PlanModel::ImageColumn, 30);
    fit(PlanModel::FreesColumn, 16);
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model.index(0, 0));
}

QString PlanDialog::deleteWords() const
{
    const auto [tags, images] = counts();
    if (tags > 0 && images > 0)
        return tr("Delete %1 and %2", "counts of tags and of images")
            .arg(tr("%Ln tag(s)", nullptr, tags), tr("%Ln image(s)", nullptr, images));
    if (tags > 0 || (m_selection.manifests.empty() && !m_selection.everything && !m_selection.untagged))
        return tr("Delete %Ln tag(s)", nullptr, tags);
    return tr("Delete %Ln image(s)", nullptr, images);
}

QString PlanDialog::undoWords() const
{
    if (m_plan.steps.empty())
        return tr("There is nothing to undo.");
    return tr("Until the registry next collects its garbage. Portolan keeps the manifests for %Ln day(s). Dates of "
              "pushes, which retention rules may read, do not come back, and webhooks fire again.",
              nullptr, m_keptDays);
}

void PlanDialog::refreshFacts()
{
    const bool isKnown = m_reading != nullptr;
    m_facts->setVisible(isKnown);
    m_space->display(m_plan.space);
    m_elsewhereBar->setVisible(m_plan.space.unknown > 0);
    m_undo->setText(undoWords());
    m_how->setText(m_plan.steps.empty() ? tr("No request is sent.") : models::PlanText::requests(m_plan.steps));
    const bool offersPlaceholders = isKnown && m_reading->abilities.tags == Ability::No
        && m_reading->abilities.manifests == Ability::Yes && !m_reading->abilities.immutableTags
        && (m_placeholders->isChecked() || std::ranges::any_of(m_plan.items, &changes::staysWithImage));
    m_placeholders->setVisible(offersPlaceholders);
    m_placeholderNote->setVisible(offersPlaceholders);
    m_delete->setText(isKnown ? deleteWords() : tr("Delete"));
    m_save->setEnabled(isKnown);
    m_script->setEnabled(isKnown && !m_plan.steps.empty());
    m_requests->setVisible(!m_connection.isFolder() && !m_plan.steps.empty());
    refreshApproval();
}

void PlanDialog::refreshFriction()
{
    const bool wantsName = m_friction != Friction::Review && !m_plan.steps.empty();
    m_confirm->setVisible(wantsName);
    m_confirmLabel->setVisible(wantsName);
    m_wait.stop();
    if (m_friction == Friction::Wait && !m_plan.steps.empty())
        m_wait.start();
    refreshApproval();
}

void PlanDialog::refreshApproval()
{
    const bool isNamed = m_friction == Friction::Review || m_confirm->text().trimmed() == m_repository.toString();
    m_delete->setEnabled(m_reading && !m_plan.steps.empty() && isNamed && !m_wait.isActive());
}

} // namespace ui
