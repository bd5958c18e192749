#pragma once

#include <array>
#include <optional>

#include <QJsonObject>
#include <QObject>

#include "models/tagtable.h"

class QAction;
class QHeaderView;
class QMenu;
class QTreeView;

namespace ui {

/// The columns of a table of tags: which are shown, how wide and in which order, with the menu that a person chooses
/// them from. A column without data is neither shown nor offered.
class TagColumns final : public QObject
{
    Q_OBJECT

public:
    /// @p view shows @p table already.
    TagColumns(models::TagTable *table, QTreeView *view);

    /// What a column is called in saved arrangements.
    [[nodiscard]] static QString keyOf(int column);
    [[nodiscard]] static std::optional<int> columnOf(const QString &key);

    [[nodiscard]] QMenu *menu() const noexcept { return m_menu; }

    /// Leaves out what matters least and keeps the others small, where nobody chose the columns yet.
    void startNarrow();
    /// Shows the columns that have data by now.
    void refresh();
    /// The first column becomes no narrower than that.
    void setLeastNameWidth(int width);

    /// For restore(), which takes what is there from another version, too.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject &state);

signals:
    void changed(); ///< by a person

private:
    void makeMenu();
    void reset();
    void setWanted(int column, bool wanted);
    void arrange(const QList<int> &order);
    [[nodiscard]] int defaultWidth(int column) const;
    [[nodiscard]] int lastShown() const;

    models::TagTable *m_table;
    QTreeView *m_view;
    QHeaderView *m_header;
    QMenu *m_menu;
    std::array<QAction *, models::TagModel::ColumnCount> m_actions{};
    std::array<bool, models::TagModel::ColumnCount> m_wanted{};
    int m_leastNameWidth = 0;
    bool m_isNarrow = false;
    bool m_ownChange = false; ///< not by a person
    bool m_isChosen = false; ///< by a person, now or before
};

} // namespace ui
