#pragma once

#include <functional>

#include <QKeySequence>
#include <QList>
#include <QObject>

#include "models/tagtable.h"
#include "ui/copylines.h"

class QAction;
class QMenu;
class QPoint;

namespace ui {

class TagsView;

/// What can be done with tags, as actions of their table, and the menu that offers them.
class TagActions final : public QObject
{
    Q_OBJECT

public:
    /// @p group is the page's, and part of the menu.
    TagActions(models::TagTable *table, TagsView *view, CopyLines lines, QAction *group);

    /// Shows the menu at @p position (global): with what can be done with the selected rows where @p onRows, else only
    /// with what concerns the whole table.
    void popUp(bool onRows, const QPoint &position);
    /// Gives up the listing. Esc does so, too, when nothing else gives way first: that is up to the page, which the
    /// action is to be added to.
    [[nodiscard]] QAction *stop() const noexcept { return m_stop; }
    /// Whether tags can be marked for deletion and get other names: where not, nothing offers it.
    void setChangesAllowed(bool allowed);

signals:
    void openRequested(); ///< the details of the current row
    void openInTabRequested(); ///< the image of the current row
    void stopRequested();
    void exportRequested();
    /// Of the selected tags.
    void markRequested(const std::vector<oci::TagName> &tags, bool marked);
    void retagRequested(const std::vector<oci::TagName> &tags); ///< the selected ones, or the current one

private:
    /// What is copied of one row; empty for nothing.
    using RowText = std::function<QString(const models::TagRow &row)>;

    void makeOpening();
    void makeCopying();
    void makeLines();
    void makeRowsAsText();
    void makeSelecting();
    void makeChanging();
    void toggleMarks();
    void refreshChanging();
    [[nodiscard]] std::vector<oci::TagName> selectedNames() const;
    QAction *add(const QString &name, const QString &text, const QList<QKeySequence> &shortcuts = {});
    QAction *addCopy(const QString &name, const QString &text, RowText rowText, const QKeySequence &shortcut = {});
    void copy(const RowText &rowText) const;
    void refresh();
    void addTableActions(QMenu &menu) const;

    models::TagTable *m_table;
    TagsView *m_view;
    CopyLines m_lines;
    QList<QAction *> m_opening;
    QList<QAction *> m_copying;
    QList<QAction *> m_copyingAs; ///< the submenu
    QList<QAction *> m_selecting;
    QAction *m_group;
    QAction *m_mark = nullptr;
    QAction *m_retag = nullptr;
    bool m_changesAllowed = false;
    QAction *m_export = nullptr;
    QAction *m_stop;
};

} // namespace ui
