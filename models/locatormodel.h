#pragma once

#include <memory>
#include <vector>

#include <QAbstractListModel>
#include <QTimer>

#include "models/locatorsource.h"
#include "models/naturalorder.h"
#include "models/roles.h"

namespace models {

/// The rows of the locator: what matches a query best, in sections with a heading each. Searches in slices of a few
/// milliseconds on the UI thread; the first results are there at once, the rest follows.
class LocatorModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using Sources = std::vector<std::unique_ptr<const LocatorSource>>;

    enum Role
    {
        KindRole = FirstOwnRole, ///< a LocatorKind, as a number
        IsHeadingRole,
        ContextRole, ///< what stands behind the name
        ShortcutRole,
        IsOffRole, ///< a command that is switched off
        RangesRole, ///< what matched of the name: a flat list of starts and lengths
    };

    static constexpr int mostPerSection = 6; ///< of a query without a prefix …
    static constexpr int mostOfOneKind = 100; ///< … and with one

    explicit LocatorModel(QObject *parent = nullptr);

    void setSources(Sources sources); ///< and searches them
    /// What is searched has changed: the rows stay until the new search is through.
    void renewSources(Sources sources);
    void setQuery(const QString &text);

    [[nodiscard]] qint64 found() const noexcept { return m_found; } ///< how many match so far, shown or not
    [[nodiscard]] bool isSearching() const { return m_slice.isActive(); }
    [[nodiscard]] bool hasQuery() const noexcept { return !m_query.isEmpty(); }
    /// Null for a heading.
    [[nodiscard]] const LocatorItem *itemAt(const QModelIndex &index) const;
    [[nodiscard]] int nextItem(int row,
                               int step) const; ///< the next row that is no heading; @p row where there is none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void progressed(); ///< found() or isSearching() is another; a reset of the rows came before

private:
    struct Hit
    {
        LocatorQuery::Match match;
        LocatorItem item;
    };
    struct Section
    {
        LocatorKind kind;
        std::vector<Hit> hits; ///< the best, in order
    };
    struct Row
    {
        LocatorKind kind;
        const Hit *hit; ///< null for the heading
    };

    void restart(bool keepsRows);
    void searchSlice();
    void take(const LocatorSource &source, int number);
    void publish();
    [[nodiscard]] bool isBefore(int cost, const QString &name, const QString &context, const Hit &other) const;
    [[nodiscard]] static QString heading(LocatorKind kind);
    [[nodiscard]] static QString context(const LocatorItem &item);
    [[nodiscard]] static QString sentence(const LocatorItem &item);
    [[nodiscard]] static QVariant hitData(const Hit &hit, int role);

    Sources m_sources;
    LocatorQuery m_query;
    NaturalOrder m_natural;
    QTimer m_slice; ///< runs while something is left to search
    std::size_t m_source = 0; ///< where the search goes on …
    int m_item = 0; ///< … with this item
    qint64 m_found = 0;
    bool m_keepsRows = false; ///< until the search is through
    std::vector<Section> m_sections; ///< of the search
    std::vector<Section> m_shown; ///< what the rows point into
    std::vector<Row> m_rows;
};

} // namespace models
