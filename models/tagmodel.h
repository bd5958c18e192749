#pragma once

#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "models/describeerror.h"
#include "models/roles.h"
#include "models/tagrows.h"

namespace models {

/// The tags of one repository, a row each, in the order they arrived in: names first, details later. Flat; sorting and
/// filtering are TagTable's. A second listing updates the rows in place, so that selection and scroll position stay.
class TagModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        TagColumn,
        DigestColumn,
        PlatformsColumn,
        SizeColumn,
        CreatedColumn,
        PushedColumn,
        ColumnCount
    };
    enum Role
    {
        /// Which mark a digest has that several tags share: 0, 1, 2 … in order of appearance; -1 for none.
        DigestGroupRole = FirstOwnRole,
        DigestCountRole, ///< how many tags have the row's digest
        ShareRole, ///< the size against the largest of the repository, 0 to 1; invalid while it is not known
    };
    struct Totals
    {
        int tags = 0;
        int images = 0; ///< distinct digests
        int detailed = 0; ///< rows whose details arrived or failed
        int failed = 0;

        friend bool operator==(const Totals &, const Totals &) = default;
    };

    explicit TagModel(DescribeError describe, QObject *parent = nullptr);

    /// A listing begins: what it does not name again is gone when it ends complete.
    void beginListing();
    void addNames(const std::vector<oci::TagName> &tags);
    /// A tag that was never named gets a row, too.
    void addDetails(const std::vector<platforms::TagDetails> &details);
    void endListing(bool complete);

    [[nodiscard]] Totals totals() const;
    [[nodiscard]] const TagRow &row(int number) const { return m_rows.at(number); }
    [[nodiscard]] int rowOf(const oci::TagName &tag) const { return m_rows.find(tag); } ///< -1 where there is none
    /// What a column of numbers or dates sorts by: bytes, milliseconds; nothing while it is not known.
    [[nodiscard]] std::optional<qint64> number(int row, int column) const;
    /// False where no row has a value, so that the column need not be shown.
    [[nodiscard]] bool hasData(int column) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

signals:
    void totalsChanged();
    /// Between layoutAboutToBeChanged() and layoutChanged(): the new number of each row.
    void rowsRenumbered(const std::vector<int> &numbers);

private:
    [[nodiscard]] QString text(const TagRow &row, int column) const;
    [[nodiscard]] QString toolTip(const TagRow &row, int column) const;
    [[nodiscard]] QVariant raw(int row, int column) const;

    DescribeError m_describe;
    TagRows m_rows;
    int m_listing = 0;
};

} // namespace models
