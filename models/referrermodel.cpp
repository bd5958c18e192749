#include "models/referrermodel.h"

#include <algorithm>

#include "app/platforms/tagdetails.h"
#include "models/artifacttext.h"
#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

QString annotation(const oci::Descriptor &manifest, const QString &key)
{
    const auto found = manifest.annotations.find(key);
    return found == manifest.annotations.cend() ? QString() : found->second;
}

std::optional<oci::UtcTime> createdOf(const oci::Descriptor &manifest)
{
    return oci::parseRfc3339(annotation(manifest, u"org.opencontainers.image.created"_s));
}

QVariant alignment(int column)
{
    return QVariant::fromValue(Qt::AlignVCenter
                               | (column == ReferrerModel::SizeColumn ? Qt::AlignRight : Qt::AlignLeft));
}

/// Which of the image's platforms an attestation speaks of.
QString subjectOf(const oci::Descriptor &attestation, const platforms::Image &image)
{
    const QString digest = annotation(attestation, u"vnd.docker.reference.digest"_s);
    for (const platforms::PlatformImage &part : image.platforms) {
        if (part.descriptor.digest.toString() == digest)
            return ArtifactText::platform(part.platform);
    }
    return visibleText(digest);
}

} // namespace

struct ReferrerModel::Node
{
    enum class Fetch
    {
        Never, ///< has no referrers of its own to ask for
        NotYet,
        Running,
        Done
    };

    Node *parent = nullptr;
    std::optional<oci::Descriptor> manifest{}; ///< nothing for groups and notes
    QString title{}; ///< what a group or a note says
    QString note{}; ///< where it comes from, or what it is about
    Fetch fetch = Fetch::Never;
    Nodes children{};
};

ReferrerModel::ReferrerModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{ }

ReferrerModel::~ReferrerModel() = default;

void ReferrerModel::clear()
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    endResetModel();
}

ReferrerModel::Nodes ReferrerModel::nodesOf(const std::vector<oci::Descriptor> &manifests, const QString &note)
{
    Nodes nodes;
    for (const oci::Descriptor &manifest : manifests) {
        auto node = std::make_unique<Node>();
        node->manifest = manifest;
        node->note
            = note.isEmpty() ? visibleText(annotation(manifest, u"org.opencontainers.image.description"_s)) : note;
        node->fetch = Node::Fetch::NotYet;
        nodes.push_back(std::move(node));
    }
    std::stable_sort(nodes.begin(), nodes.end(), [](const auto &left, const auto &right) {
        return ArtifactText::ofReferrer(*left->manifest) < ArtifactText::ofReferrer(*right->manifest);
    });
    return nodes;
}

std::unique_ptr<ReferrerModel::Node> ReferrerModel::makeGroup(const QString &title)
{
    auto group = std::make_unique<Node>();
    group->title = title;
    return group;
}

void ReferrerModel::setImage(const platforms::Image &image)
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    Nodes nodes = nodesOf(image.referrers.manifests, {});
    if (!image.attestations.empty()) {
        auto group = makeGroup(tr("Attestations in the index"));
        for (const oci::Descriptor &attestation : image.attestations) {
            Nodes one = nodesOf({attestation}, tr("For %1", "%1 is a platform").arg(subjectOf(attestation, image)));
            one.front()->parent = group.get();
            group->children.push_back(std::move(one.front()));
        }
        nodes.push_back(std::move(group));
    }
    for (std::unique_ptr<Node> &node : nodes)
        node->parent = m_root.get();
    m_root->children = std::move(nodes);
    endResetModel();
}

void ReferrerModel::setAttachedTags(const std::vector<platforms::AttachedTag> &tags)
{
    if (tags.empty())
        return;
    auto group = makeGroup(tr("Attached by tags of cosign"));
    for (const platforms::AttachedTag &attached : tags) {
        Nodes one = nodesOf({attached.manifest}, attached.tag.toString());
        one.front()->parent = group.get();
        const platforms::TagKind kind = platforms::kindOfTagName(attached.tag);
        one.front()->title = kind == platforms::TagKind::Signature ? tr("Signature")
            : kind == platforms::TagKind::Sbom                     ? tr("SBOM", "software bill of materials")
                                                                   : tr("Attestation");
        group->children.push_back(std::move(one.front()));
    }
    Nodes groups;
    groups.push_back(std::move(group));
    append(m_root.get(), std::move(groups));
}

void ReferrerModel::append(Node *parent, Nodes children)
{
    const int first = static_cast<int>(parent->children.size());
    beginInsertRows(indexOf(parent), first, first + static_cast<int>(children.size()) - 1);
    for (std::unique_ptr<Node> &child : children) {
        child->parent = parent;
        parent->children.push_back(std::move(child));
    }
    endInsertRows();
}

void ReferrerModel::replaceChildren(Node *node, Nodes children)
{
    if (!node->children.empty()) {
        beginRemoveRows(indexOf(node), 0, static_cast<int>(node->children.size()) - 1);
        node->children.clear();
        endRemoveRows();
    }
    if (!children.empty())
        append(node, std::move(children));
    const QModelIndex index = indexOf(node);
    emit dataChanged(index, index.siblingAtColumn(ColumnCount - 1)); // whether it can be opened
}

ReferrerModel::Node *ReferrerModel::waitingFor(const oci::Digest &subject) const
{
    std::vector<Node *> open{m_root.get()};
    while (!open.empty()) {
        Node *node = open.back();
        open.pop_back();
        if (node->fetch == Node::Fetch::Running && node->manifest->digest == subject)
            return node;
        for (const std::unique_ptr<Node> &child : node->children)
            open.push_back(child.get());
    }
    return nullptr;
}

void ReferrerModel::setReferrers(const oci::Digest &subject, const registry::Referrers &referrers)
{
    while (Node *node = waitingFor(subject)) {
        node->fetch = Node::Fetch::Done;
        Nodes children = nodesOf(referrers.manifests, {});
        if (!referrers.complete)
            children.push_back(makeGroup(tr("The registry did not list everything.")));
        replaceChildren(node, std::move(children));
    }
}

void ReferrerModel::setReferrersFailed(const oci::Digest &subject, const QString &why)
{
    while (Node *node = waitingFor(subject)) {
        node->fetch = Node::Fetch::Done;
        Nodes children;
        children.push_back(makeGroup(why));
        replaceChildren(node, std::move(children));
    }
}

int ReferrerModel::artifacts() const
{
    int count = 0;
    for (const std::unique_ptr<Node> &node : m_root->children)
        count += node->manifest ? 1 : static_cast<int>(node->children.size());
    return count;
}

std::optional<oci::Descriptor> ReferrerModel::manifest(const QModelIndex &index) const
{
    return index.isValid() ? nodeAt(index)->manifest : std::nullopt;
}

ReferrerModel::Node *ReferrerModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex ReferrerModel::indexOf(const Node *node) const
{
    if (node == m_root.get())
        return {};
    const Nodes &siblings = node->parent->children;
    const auto found = std::find_if(siblings.cbegin(), siblings.cend(),
                                    [node](const std::unique_ptr<Node> &sibling) { return sibling.get() == node; });
    return createIndex(static_cast<int>(found - siblings.cbegin()), 0, node);
}

QModelIndex ReferrerModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children.at(static_cast<std::size_t>(row)).get());
}

QModelIndex ReferrerModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(nodeAt(index)->parent) : QModelIndex();
}

int ReferrerModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent)->children.size());
}

int ReferrerModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool ReferrerModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0 || canFetchMore(parent);
}

bool ReferrerModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && parent.column() == 0 && nodeAt(parent)->fetch == Node::Fetch::NotYet;
}

void ReferrerModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Node *node = nodeAt(parent);
    node->fetch = Node::Fetch::Running;
    Nodes waiting;
    waiting.push_back(makeGroup(tr("Loading…")));
    append(node, std::move(waiting));
    emit referrersWanted(node->manifest->digest);
}

QVariant ReferrerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TypeColumn:
        return tr("Type", "column");
    case SizeColumn:
        return tr("Size", "column");
    case CreatedColumn:
        return tr("Created", "column");
    case DigestColumn:
        return tr("Digest", "column");
    case DescriptionColumn:
        return tr("Description", "column");
    default:
        return {};
    }
}

QVariant ReferrerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(node, index.column());
    case Qt::ToolTipRole:
        return toolTip(node, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == TypeColumn ? sentence(node) : text(node, index.column());
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case RawRole:
        return index.column() == SizeColumn && node.manifest ? QVariant(node.manifest->size)
                                                             : QVariant(text(node, index.column()));
    case DigestRole:
        return node.manifest ? node.manifest->digest.toString() : QString();
    default:
        return {};
    }
}

QString ReferrerModel::text(const Node &node, int column) const
{
    if (!node.manifest)
        return column == TypeColumn ? node.title : QString();
    switch (column) {
    case TypeColumn:
        return node.title.isEmpty() ? ArtifactText::ofReferrer(*node.manifest) : node.title;
    case SizeColumn:
        return formatBytes(node.manifest->size);
    case CreatedColumn:
        if (const std::optional<oci::UtcTime> created = createdOf(*node.manifest))
            return formatTime(*created);
        return u"–"_s;
    case DigestColumn:
        return node.manifest->digest.shortText();
    default:
        return node.note;
    }
}

QString ReferrerModel::toolTip(const Node &node, int column) const
{
    if (!node.manifest)
        return node.title;
    switch (column) {
    case TypeColumn:
        return visibleText(
            (node.manifest->artifactType ? *node.manifest->artifactType : node.manifest->mediaType).toString());
    case SizeColumn:
        return tr("The manifest has %1 bytes.").arg(node.manifest->size);
    case CreatedColumn:
        if (const std::optional<oci::UtcTime> created = createdOf(*node.manifest))
            return formatTimeInFull(*created);
        return {};
    case DigestColumn:
        return node.manifest->digest.toString();
    default:
        return node.note;
    }
}

QString ReferrerModel::sentence(const Node &node) const
{
    QStringList parts{text(node, TypeColumn)};
    if (node.manifest) {
        if (!node.note.isEmpty())
            parts.append(node.note);
        parts.append(formatBytes(node.manifest->size));
        parts.append(node.manifest->digest.shortText());
    }
    return parts.join(tr(", ", "between the parts of a list"));
}

} // namespace models
