#pragma once

#include <memory>
#include <vector>

#include <QAbstractItemModel>

#include "app/platforms/attachedtags.h"
#include "app/platforms/image.h"
#include "models/roles.h"

namespace models {

/// What is attached to an image, as a tree: its referrers, the attestations that its index holds, and what cosign put
/// beside it under tags. What refers to a referrer is asked for when its row is opened.
class ReferrerModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column
    {
        TypeColumn,
        SizeColumn,
        CreatedColumn,
        DigestColumn,
        DescriptionColumn,
        ColumnCount
    };
    enum Role
    {
        DigestRole = FirstOwnRole, ///< the digest as text; empty for groups and notes
    };

    explicit ReferrerModel(QObject *parent = nullptr);
    ~ReferrerModel() override;

    void clear();
    void setImage(const platforms::Image &image);
    /// Beside what setImage() brought.
    void setAttachedTags(const std::vector<platforms::AttachedTag> &tags);
    /// The answers to referrersWanted(); those nobody waits for any more are ignored.
    void setReferrers(const oci::Digest &subject, const registry::Referrers &referrers);
    void setReferrersFailed(const oci::Digest &subject, const QString &why);

    [[nodiscard]] int artifacts() const; ///< attached to the image itself, groups opened
    /// The manifest of a row; nothing for groups and notes.
    [[nodiscard]] std::optional<oci::Descriptor> manifest(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

signals:
    void referrersWanted(const oci::Digest &subject);

private:
    struct Node;
    using Nodes = std::vector<std::unique_ptr<Node>>;

    [[nodiscard]] static Nodes nodesOf(const std::vector<oci::Descriptor> &manifests, const QString &note);
    [[nodiscard]] static std::unique_ptr<Node> makeGroup(const QString &title);
    void append(Node *parent, Nodes children);
    void replaceChildren(Node *node, Nodes children);
    [[nodiscard]] Node *waitingFor(const oci::Digest &subject) const;
    [[nodiscard]] Node *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const Node *node) const;
    [[nodiscard]] QString text(const Node &node, int column) const;
    [[nodiscard]] QString toolTip(const Node &node, int column) const;
    [[nodiscard]] QString sentence(const Node &node) const;

    std::unique_ptr<Node> m_root;
};

} // namespace models
