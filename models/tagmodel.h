#pragma once

#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "models/describeerror.h"
#include "models/roles.h"
#include "models/tagrows.h"

namespace insight {
class Sharing;
}

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
        OnlyHereColumn, ///< bytes that no other image (digest) of this repository has
        CreatedColumn,
        PushedColumn,
        ColumnCount
    };
    enum Role
    {
        /// Which mark a digest has that several tags share: 0, 1, 2 … in order of appearance; -1 for none. Kept while
        /// the repository is open.
        DigestGroupRole = FirstOwnRole,
        DigestCountRole, ///< how many tags have the row's digest
        ShareRole, ///< the size against the largest of the repository, 0 to 1; invalid while it is not known
                   /// The part of ShareRole that only this image has, from 0 to ShareRole; invalid while that is not
                   /// known.
        OnlyHereShareRole,
        AnyIconRole, ///< whether any row has an icon before its tag: then all keep room for one
        RolesEnd,
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
    /// All names are there; @p complete: they are all there are.
    void endNames(bool complete);
    /// Nothing more is read: what is not known stays so.
    void endListing();
    /// What is known of the blobs of these images; null where it is not known.
    void setSharing(std::shared_ptr<const insight::Sharing> sharing);
    [[nodiscard]] const std::shared_ptr<const insight::Sharing> &sharing() const noexcept { return m_sharing; }
    /// It is not known yet, and the listing goes on.
    [[nodiscard]] bool isSharingComing() const noexcept { return !m_sharing && !m_isListed; }
    /// The tags that are marked for deletion; they need not be here.
    void setMarked(QSet<oci::TagName> tags);
    [[nodiscard]] ChangeMark changeMark(int row) const;
    [[nodiscard]] int affected() const; ///< rows that share their image with marked ones
    /// The tags that point at @p image, as far as is known.
    [[nodiscard]] QStringList tagsOf(const oci::Digest &image) const { return m_rows.tagsOf(image); }

    [[nodiscard]] Totals totals() const;
    [[nodiscard]] const TagRow &row(int number) const { return m_rows.at(number); }
    [[nodiscard]] std::vector<int> rowsOf(const oci::Digest &image) const { return m_rows.rowsOf(image); }
    [[nodiscard]] int rowOf(const oci::TagName &tag) const { return m_rows.find(tag); } ///< -1 where there is none
    /// What a column of numbers or dates sorts by: bytes, milliseconds; nothing while it is not known.
    [[nodiscard]] std::optional<qint64> number(int row, int column) const;
    /// False where no row has a value, so that the column need not be shown.
    [[nodiscard]] bool hasData(int column) const;
    /// The rows as they are now, for a worker, and a bound for their TagRow::image.
    [[nodiscard]] TagBlocks::Snapshot snapshot() { return m_rows.snapshot(); }
    [[nodiscard]] int imageNumbers() const noexcept { return m_rows.imageNumbers(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

signals:
    void totalsChanged();
    void sharingChanged(); ///< or whether it is coming
    /// Between layoutAboutToBeChanged() and layoutChanged(), before and after the rows change: the new number of each
    /// row, -1 for those that go.
    void rowsAboutToGo(const std::vector<int> &numbers);
    void rowsRenumbered(const std::vector<int> &numbers);

private:
    void setListed(bool listed);
    void findMarkedImages();
    void announceColumns(Column first, Column last);
    [[nodiscard]] QString text(const TagRow &row, int column) const;
    [[nodiscard]] QString sentence(const TagRow &row) const;
    [[nodiscard]] QVariant share(std::optional<qint64> bytes) const;
    [[nodiscard]] QString toolTip(const TagRow &row, int column) const;
    [[nodiscard]] QVariant raw(int row, int column) const;

    DescribeError m_describe;
    TagRows m_rows;
    std::shared_ptr<const insight::Sharing> m_sharing;
    QSet<oci::TagName> m_marked;
    QSet<oci::Digest> m_markedImages;
    int m_listing = 0;
    bool m_isListed = true; ///< nothing is being read
};

} // namespace models
