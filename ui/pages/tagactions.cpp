#include "ui/pages/tagactions.h"

#include <algorithm>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

#include "models/tagexport.h"
#include "ui/pages/tagcolumns.h"
#include "ui/pages/tagsview.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::TagRow;
using Tool = CopyLines::Tool;

TagActions::TagActions(models::TagTable *table, TagsView *view, CopyLines lines, QAction *group)
    : QObject(view)
    , m_table(table)
    , m_view(view)
    , m_lines(std::move(lines))
    , m_group(group)
    , m_stop(new QAction(tr("Stop", "what is being loaded"), this))
{
    makeOpening();
    makeCopying();
    makeRowsAsText();
    makeLines();
    makeSelecting();
    makeChanging();
    m_stop->setObjectName(u"stopListingAction"_s);
    m_stop->setShortcut(Qt::Key_Escape);
    m_stop->setShortcutContext(Qt::WidgetShortcut);
    connect(m_stop, &QAction::triggered, this, &TagActions::stopRequested);
    m_stop->setEnabled(false);
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TagActions::refresh);
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, &TagActions::refresh);
    connect(table, &QAbstractItemModel::dataChanged, this, &TagActions::refresh);
    // Rows that are filtered out take the current one with them, of which a selection model says nothing.
    connect(table, &QAbstractItemModel::layoutChanged, this, &TagActions::refresh);
    refresh();
}

QAction *TagActions::add(const QString &name, const QString &text, const QList<QKeySequence> &shortcuts)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name + u"Action"_s);
    action->setShortcuts(shortcuts);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(action);
    return action;
}

QAction *TagActions::addCopy(const QString &name, const QString &text, RowText rowText, const QKeySequence &shortcut)
{
    QAction *action = add(name, text, {shortcut});
    connect(action, &QAction::triggered, this, [this, rowText = std::move(rowText)] { copy(rowText); });
    return action;
}

void TagActions::copy(const RowText &rowText) const
{
    QStringList texts;
    for (const int row : m_view->selectedTags()) {
        if (const QString text = rowText(m_table->tags()->row(row)); !text.isEmpty())
            texts.append(text);
    }
    if (!texts.isEmpty())
        QGuiApplication::clipboard()->setText(texts.join(u'\n'));
}

void TagActions::makeOpening()
{
    QAction *open = add(u"openDetails"_s, tr("Open details"), {{Qt::Key_Return}, {Qt::Key_Enter}});
    connect(open, &QAction::triggered, this, &TagActions::openRequested);
    connect(m_view, &QTreeView::activated, open, &QAction::trigger); // a double click
    QAction *openInTab = add(u"openInTab"_s, tr("Open in a new tab"), {{u"Ctrl+Return"_s}, {u"Ctrl+Enter"_s}});
    connect(openInTab, &QAction::triggered, this, &TagActions::openInTabRequested);
    m_opening = {open, openInTab};
}

void TagActions::makeCopying()
{
    m_copying = {
        addCopy(
            u"copyReference"_s, tr("Copy reference"), [this](const TagRow &row) { return m_lines.reference(row.tag); },
            QKeySequence::Copy),
        addCopy(u"copyDigest"_s, tr("Copy digest"),
                [](const TagRow &row) { return row.digest ? row.digest->toString() : QString(); }, {u"Ctrl+Shift+C"_s}),
    };
}

void TagActions::makeRowsAsText()
{
    QAction *rows = add(u"copyRows"_s, tr("Copy rows"));
    connect(rows, &QAction::triggered, this, [this] {
        std::vector<int> columns;
        const QHeaderView *header = m_view->header();
        for (int place = 0; place < header->count(); ++place) {
            if (const int column = header->logicalIndex(place); !header->isSectionHidden(column))
                columns.push_back(column);
        }
        QGuiApplication::clipboard()->setText(models::tagsToText(*m_table->tags(), m_view->selectedTags(), columns));
    });
    m_copying.insert(1, rows);
    m_export = add(u"exportTags"_s, tr("Export…", "all tags that are shown"), {{u"Ctrl+E"_s}});
    connect(m_export, &QAction::triggered, this, &TagActions::exportRequested);
}

void TagActions::makeLines()
{
    QAction *byDigest = addCopy(u"copyByDigest"_s, tr("Reference by digest"), [this](const TagRow &row) {
        return row.digest ? m_lines.reference(*row.digest) : QString();
    });
    const auto addLine = [this](const QString &name, const QString &text, Tool tool) {
        return addCopy(name, text, [this, tool](const TagRow &row) { return m_lines.line(tool, row.tag); });
    };
    m_copyingAs = {byDigest,
                   addLine(u"copyDockerPull"_s, u"docker pull"_s, Tool::DockerPull),
                   addLine(u"copyPodmanPull"_s, u"podman pull"_s, Tool::PodmanPull),
                   addLine(u"copySkopeoInspect"_s, u"skopeo inspect"_s, Tool::SkopeoInspect),
                   addLine(u"copySkopeoCopy"_s, u"skopeo copy"_s, Tool::SkopeoCopy),
                   addLine(u"copyCranePull"_s, u"crane pull"_s, Tool::CranePull)};
    // What cannot be done in this repository at all is not offered.
    const oci::TagName any = *oci::TagName::parse(u"any");
    const auto offer = [this](const QString &name, bool possible) {
        for (QAction *action : m_copyingAs) {
            if (action->objectName() == name)
                action->setVisible(possible);
        }
    };
    byDigest->setVisible(!m_lines.isOnDisk());
    offer(u"copyDockerPullAction"_s, !m_lines.line(Tool::DockerPull, any).isEmpty());
    offer(u"copyCranePullAction"_s, !m_lines.line(Tool::CranePull, any).isEmpty());
}

void TagActions::makeSelecting()
{
    QAction *all = add(u"selectAllTags"_s, tr("Select all"), {QKeySequence::SelectAll});
    connect(all, &QAction::triggered, m_view, &QTreeView::selectAll);
    QAction *none = add(u"selectNoTags"_s, tr("Select none"), {{u"Ctrl+Shift+A"_s}});
    connect(none, &QAction::triggered, m_view, &QTreeView::clearSelection);
    QAction *invert = add(u"invertTags"_s, tr("Invert selection"), {{u"Ctrl+I"_s}});
    connect(invert, &QAction::triggered, m_view, &TagsView::invertSelection);
    m_selecting = {all, none, invert};
}

void TagActions::makeChanging()
{
    m_mark = add(u"markForDeletion"_s, {}, {QKeySequence::Delete});
    connect(m_mark, &QAction::triggered, this, &TagActions::toggleMarks);
    m_retag = add(u"retag"_s, tr("Retag…"), {{Qt::Key_F2}});
    connect(m_retag, &QAction::triggered, this, [this] {
        const TagRow *current = m_view->currentTag(); // the keyboard comes to a row without selecting it
        const bool hasSelection = m_view->selectionModel()->hasSelection();
        emit retagRequested(hasSelection || !current ? selectedNames() : std::vector{current->tag});
    });
}

void TagActions::setChangesAllowed(bool allowed)
{
    m_changesAllowed = allowed;
    refreshChanging();
}

std::vector<oci::TagName> TagActions::selectedNames() const
{
    std::vector<oci::TagName> tags;
    for (const int row : m_view->selectedTags())
        tags.push_back(m_table->tags()->row(row).tag);
    return tags;
}

/// All of them become marked, or where they all are, none.
void TagActions::toggleMarks()
{
    const std::vector<oci::TagName> tags = selectedNames();
    const std::vector<int> rows = m_view->selectedTags();
    const bool allMarked = std::all_of(rows.cbegin(), rows.cend(), [this](int row) {
        return m_table->tags()->changeMark(row) == models::ChangeMark::WillBeDeleted;
    });
    if (!tags.empty())
        emit markRequested(tags, !allMarked);
}

// What the current row says stands for the others: to look at thousands with each move of the selection takes too long.
void TagActions::refreshChanging()
{
    const TagRow *current = m_view->currentTag();
    const int row = current ? m_table->tags()->rowOf(current->tag) : -1;
    const bool isMarked = row >= 0 && m_table->tags()->changeMark(row) == models::ChangeMark::WillBeDeleted;
    m_mark->setText(isMarked ? tr("Unmark") : tr("Mark for deletion"));
    const bool hasSelection = m_view->selectionModel()->hasSelection();
    m_mark->setVisible(m_changesAllowed);
    m_mark->setEnabled(m_changesAllowed && hasSelection);
    m_retag->setVisible(m_changesAllowed);
    m_retag->setEnabled(m_changesAllowed && (hasSelection || current));
}

void TagActions::refresh()
{
    refreshChanging();
    const bool hasSelection = m_view->selectionModel()->hasSelection();
    const TagRow *current = m_view->currentTag();
    for (QAction *action : m_copying + m_copyingAs)
        action->setEnabled(hasSelection);
    for (QAction *action : m_opening)
        action->setEnabled(current);
    const bool hasDigest = hasSelection && current && current->digest;
    m_copying.last()->setEnabled(hasDigest);
    m_copyingAs.first()->setEnabled(hasDigest);
}

void TagActions::addTableActions(QMenu &menu) const
{
    menu.addActions(m_selecting);
    menu.addSeparator();
    menu.addAction(m_export);
    menu.addSeparator();
    menu.addMenu(m_view->columns()->menu());
    menu.addAction(m_group);
    menu.addSeparator();
    // The window's own, so that key, word and state are the same.
    if (auto *refresh = m_view->window()->findChild<QAction *>(u"refreshAction"_s))
        menu.addAction(refresh);
    menu.addAction(m_stop);
}

void TagActions::popUp(bool onRows, const QPoint &position)
{
    auto *menu = new QMenu(m_view);
    menu->setObjectName(u"tagsMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (onRows) {
        menu->addActions(m_opening);
        menu->addSeparator();
        menu->addActions(m_copying);
        menu->addMenu(tr("Copy as"))->addActions(m_copyingAs);
        menu->addSeparator();
        menu->addActions({m_retag, m_mark});
        menu->addSeparator();
    }
    addTableActions(*menu);
    menu->popup(position);
}

} // namespace ui
