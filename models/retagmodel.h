#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QAbstractTableModel>
#include <QStringList>

#include "app/changes/reading.h"
#include "app/changes/retag.h"

namespace models {

/// Tags, the names that their images get, and what comes of each, as somebody types it. Knows of the registry what a
/// reading says, and sends nothing. UI thread.
class RetagModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        TagColumn,
        NewTagColumn,
        OutcomeColumn,
        ColumnCount
    };
    enum Role
    {
        StateRole = Qt::UserRole + 1, ///< State as a number
    };
    enum class State
    {
        Empty, ///< no name yet
        BadName, ///< it is no name of a tag
        NotYetKnown, ///< it is, and the repository was not read
        Adds, ///< a name that was free
        Moves, ///< a tag that points at another image now
        Refused,
    };
    using IsKept = std::function<bool(const oci::TagName &)>;

    explicit RetagModel(std::vector<oci::TagName> tags, QObject *parent = nullptr);

    /// One for each tag, as typed.
    void setNewNames(const QStringList &names);
    /// @p isKept says which names are always kept.
    void setReading(std::shared_ptr<const changes::Reading> reading, IsKept isKept);

    [[nodiscard]] State state(int row) const { return m_rows.at(static_cast<std::size_t>(row)).state; }
    /// What comes of the row: "New tag: it will point at sha256:9f31c04b…e27d"; or what is wrong with the name.
    [[nodiscard]] const QString &words(int row) const { return m_rows.at(static_cast<std::size_t>(row)).words; }
    [[nodiscard]] int count(State state) const; ///< of rows
    /// What the tag of @p row points at; none before setReading(), and where it could not be read.
    [[nodiscard]] std::optional<oci::Digest> imageOf(int row) const;
    [[nodiscard]] const changes::Plan &plan() const noexcept { return m_plan; } ///< without the names that are refused

    /// What is wrong with @p name as one of a tag; empty where nothing is.
    [[nodiscard]] static QString mistakeIn(const QString &name);
    [[nodiscard]] static QString shortText(const oci::Digest &digest); ///< `sha256:9f31c04b…e27d`

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        oci::TagName tag;
        QString name{};
        State state = State::Empty;
        QString words{};
    };

    void check();
    [[nodiscard]] std::optional<changes::Retag> checkName(Row &row) const;
    [[nodiscard]] std::optional<oci::Digest> imageOf(const oci::TagName &tag) const;
    static void refuse(Row &row, changes::Reason::Kind why);
    static void conclude(Row &row, const changes::PlanItem &item, const std::optional<oci::Digest> &before,
                         bool isListingWhole);
    [[nodiscard]] bool isListingWhole() const;

    std::vector<Row> m_rows;
    std::shared_ptr<const changes::Reading> m_reading;
    IsKept m_isKept;
    changes::Plan m_plan;
};

} // namespace models
