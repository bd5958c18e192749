#include "app/registry/layoutregistry.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include <QDir>

#include "app/oci/imageconfig.h"
#include "app/registry/layoutsnapshot.h"
#include "app/registry/layouttree.h"

using namespace Qt::StringLiterals;

namespace registry {

namespace {

constexpr qsizetype pageSize = 1000;
constexpr std::size_t maxSnapshots = 64;

template <class Name>
Result<ListingEnd> handOut(const std::vector<Name> &names, const base::Message &leftOut,
                           const std::function<Result<>(std::vector<Name>)> &page, const std::stop_token &stop)
{
    for (auto from = names.cbegin(); from != names.cend();) {
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        const auto to = from + std::min<std::ptrdiff_t>(pageSize, names.cend() - from);
        if (auto taken = page(std::vector<Name>(from, to)); !taken)
            return base::fail(taken.error());
        from = to;
    }
    return ListingEnd{qint64(names.size()), leftOut.isEmpty(), leftOut};
}

Result<> checkContent(const LayoutFolder &folder, const oci::Manifest &manifest)
{
    const auto *image = manifest.image();
    if (!image)
        return Done{};
    std::vector<oci::Descriptor> parts = image->layers;
    parts.push_back(image->config);
    for (const oci::Descriptor &part : parts) {
        if (part.urls.isEmpty() && !folder.hasBlob(part.digest))
            return base::fail(ErrorKind::NotFound, u"the manifest's blob %1 is not here"_s.arg(part.digest.toString()));
    }
    return Done{};
}

Result<> handOver(const LayoutSnapshot &layout, const ContentRead &read, ReadSource &source)
{
    if (read.kind == ContentRead::Kind::Manifest)
        return source.manifestRead(read.ticket, layout.manifest(read.reference));
    const auto *digest = std::get_if<oci::Digest>(&read.reference);
    if (!digest)
        return source.blobRead(read.ticket, base::fail(ErrorKind::Internal, u"a blob has no tag"_s));
    return source.blobRead(read.ticket,
                           layout.folder().readBlob(*digest, read.size >= 0 ? read.size : oci::maxConfigSize));
}

Result<> handOverFailure(const Error &error, const ContentRead &read, ReadSource &source)
{
    if (read.kind == ContentRead::Kind::Manifest)
        return source.manifestRead(read.ticket, base::fail(error));
    return source.blobRead(read.ticket, base::fail(error));
}

/// Takes @p digest out of @p layout, whose lock is held. NotFound where it is no manifest of it.
Result<> removeManifest(const LayoutSnapshot &layout, const oci::Digest &digest, const std::stop_token &stop)
{
    const auto graph = layout.graph(stop);
    if (!graph)
        return base::fail(graph.error());
    if ((*graph)->isChild(digest))
        return base::fail(ErrorKind::Conflict, {QT_TRANSLATE_NOOP("Faults", "an index names %1"), {digest.toString()}});
    if (layout.index().find(digest)) {
        if (auto replaced = layout.folder().replaceIndex(layout.index().withoutManifest(digest)); !replaced)
            return replaced;
    } else {
        // What was left over when a delete was cut short, but never a config or a layer.
        const auto leftOver = layout.manifest(digest);
        if (!leftOver || !leftOver->isRecognised())
            return base::fail(ErrorKind::NotFound,
                              {QT_TRANSLATE_NOOP("Faults", "there is no manifest %1"), {digest.toString()}});
    }
    return layout.folder().removeBlob(digest);
}

/// What a delete came to: what is not there needs none.
Result<Deleted> outcome(const Result<> &removed)
{
    if (removed)
        return Deleted::Accepted;
    if (removed.error().kind == ErrorKind::NotFound)
        return Deleted::AlreadyGone;
    return base::fail(removed.error());
}

/// A layout that nobody else changes meanwhile.
struct LockedLayout
{
    LayoutFolder::Lock lock;
    std::shared_ptr<const LayoutSnapshot> snapshot;
};

} // namespace

class LayoutRegistry::Private
{
public:
    Private(QString folder, base::ReadOnly mayNotWrite)
        : root(std::move(folder))
        , readOnly(std::move(mayNotWrite))
    { }

    /// The folder of @p name, whether or not it holds a layout yet.
    [[nodiscard]] Result<LayoutFolder> folder(const oci::RepositoryName &name, const std::stop_token &stop) const;
    /// The folder of @p name for a change; makes the root where there is none.
    [[nodiscard]] Result<LayoutFolder> folderToWrite(const oci::RepositoryName &name,
                                                     const std::stop_token &stop) const;
    /// A repository that is there, as it is now; NotFound where it is not.
    [[nodiscard]] Result<std::shared_ptr<const LayoutSnapshot>> open(const oci::RepositoryName &name,
                                                                     const std::stop_token &stop);
    [[nodiscard]] Result<std::shared_ptr<const LayoutSnapshot>> open(const LayoutFolder &folder);
    /// A repository that is there, for a change; NotFound where it is not.
    [[nodiscard]] Result<LockedLayout> openToWrite(const oci::RepositoryName &name, const std::stop_token &stop);

    const QString root;
    const base::ReadOnly readOnly;

private:
    std::mutex m_mutex;
    std::unordered_map<QString, std::shared_ptr<const LayoutSnapshot>> m_snapshots; ///< by path; of those read last
};

Result<LayoutFolder> LayoutRegistry::Private::folder(const oci::RepositoryName &name, const std::stop_token &stop) const
{
    if (stop.stop_requested())
        return base::fail(base::cancelled());
    const auto tree = LayoutTree::open(root);
    if (!tree)
        return base::fail(tree.error());
    return tree->folder(name);
}

Result<LayoutFolder> LayoutRegistry::Private::folderToWrite(const oci::RepositoryName &name,
                                                            const std::stop_token &stop) const
{
    if (readOnly.holds())
        return base::fail(ErrorKind::Forbidden, u"the connection is read-only"_s, ErrorReason::ReadOnly);
    if (!QDir().mkpath(root))
        return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "the folder %1 cannot be made"), {root}});
    return folder(name, stop);
}

Result<std::shared_ptr<const LayoutSnapshot>> LayoutRegistry::Private::open(const oci::RepositoryName &name,
                                                                            const std::stop_token &stop)
{
    const auto place = folder(name, stop);
    if (!place)
        return base::fail(place.error());
    return open(*place);
}

Result<std::shared_ptr<const LayoutSnapshot>> LayoutRegistry::Private::open(const LayoutFolder &folder)
{
    // The file is small and read each time: a date of change is too coarse to tell two changes apart.
    auto bytes = folder.readIndex();
    if (!bytes)
        return base::fail(bytes.error());
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_snapshots.find(folder.path());
        if (known != m_snapshots.cend() && known->second->index().raw() == *bytes)
            return known->second;
    }
    auto index = LayoutIndex::parse(*std::move(bytes));
    if (!index)
        return base::fail(index.error());
    auto snapshot = std::make_shared<const LayoutSnapshot>(folder, *std::move(index));
    const std::lock_guard lock(m_mutex);
    if (m_snapshots.size() >= maxSnapshots)
        m_snapshots.clear();
    m_snapshots.insert_or_assign(folder.path(), snapshot);
    return snapshot;
}

Result<LockedLayout> LayoutRegistry::Private::openToWrite(const oci::RepositoryName &name, const std::stop_token &stop)
{
    const auto place = folderToWrite(name, stop);
    if (!place)
        return base::fail(place.error());
    if (!place->isLayout())
        return base::fail(ErrorKind::NotFound,
                          {QT_TRANSLATE_NOOP("Faults", "there is no repository %1"), {name.toString()}});
    auto lock = place->lock(stop);
    if (!lock)
        return base::fail(lock.error());
    auto opened = open(*place);
    if (!opened)
        return base::fail(opened.error());
    return LockedLayout{*std::move(lock), *std::move(opened)};
}

LayoutRegistry::LayoutRegistry(QString root, base::ReadOnly readOnly)
    : d(std::make_unique<Private>(std::move(root), std::move(readOnly)))
{ }

LayoutRegistry::~LayoutRegistry() = default;

Result<Ping> LayoutRegistry::ping(std::stop_token)
{
    if (const auto tree = LayoutTree::open(d->root); !tree)
        return base::fail(tree.error());
    return Ping{};
}

Result<ListingEnd> LayoutRegistry::repositories(const RepositoryPage &page, std::stop_token stop)
{
    const auto tree = LayoutTree::open(d->root);
    if (!tree)
        return base::fail(tree.error());
    const auto listing = tree->list(stop);
    if (!listing)
        return base::fail(listing.error());
    return handOut(listing->names, listing->leftOut, page, stop);
}

Result<ListingEnd> LayoutRegistry::tags(const oci::RepositoryName &repository, const TagPage &page,
                                        std::stop_token stop)
{
    const auto opened = d->open(repository, stop);
    if (!opened && opened.error().kind == ErrorKind::NotFound)
        return ListingEnd{};
    if (!opened)
        return base::fail(opened.error());
    const LayoutIndex &index = (*opened)->index();
    return handOut(index.tags(), index.leftOut(), page, stop);
}

Result<std::vector<oci::Digest>> LayoutRegistry::untagged(const oci::RepositoryName &repository, std::stop_token stop)
{
    const auto layout = d->open(repository, stop);
    if (!layout)
        return base::fail(layout.error());
    std::unordered_set<oci::Digest> tagged;
    std::unordered_set<oci::Digest> others;
    for (const LayoutIndex::Entry &entry : (*layout)->index().entries()) {
        if (entry.descriptor)
            (entry.tag ? tagged : others).insert(entry.descriptor->digest);
    }
    std::erase_if(others, [&tagged](const oci::Digest &digest) { return tagged.contains(digest); });
    std::vector<oci::Digest> digests(others.cbegin(), others.cend());
    std::sort(digests.begin(), digests.end());
    return digests;
}

Result<oci::Manifest> LayoutRegistry::manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                               std::stop_token stop)
{
    const auto opened = d->open(repository, stop);
    if (!opened)
        return base::fail(opened.error());
    return (*opened)->manifest(reference);
}

Result<oci::Descriptor> LayoutRegistry::resolve(const oci::RepositoryName &repository,
                                                const oci::TagOrDigest &reference, std::stop_token stop)
{
    const auto opened = d->open(repository, stop);
    if (!opened)
        return base::fail(opened.error());
    const LayoutIndex::Entry *entry = (*opened)->index().find(reference);
    if (entry && entry->descriptor && (*opened)->folder().hasBlob(entry->descriptor->digest))
        return oci::Descriptor{
            entry->descriptor->mediaType, entry->descriptor->digest, entry->descriptor->size, {}, {}, {}, {}};
    const auto manifest = (*opened)->manifest(reference);
    if (!manifest)
        return base::fail(manifest.error());
    const auto *asked = std::get_if<oci::Digest>(&reference);
    return oci::Descriptor{
        manifest->mediaType(), asked ? *asked : manifest->digest(), manifest->size(), {}, {}, {}, {}};
}

Result<QByteArray> LayoutRegistry::smallBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                             qint64 maxSize, std::stop_token stop)
{
    const auto folder = d->folder(repository, stop);
    if (!folder)
        return base::fail(folder.error());
    return folder->readBlob(digest, maxSize);
}

Result<> LayoutRegistry::blob(const oci::RepositoryName &repository, const oci::Descriptor &descriptor, ByteRange range,
                              std::shared_ptr<http::Sink> sink, std::stop_token stop)
{
    const auto folder = d->folder(repository, stop);
    if (!folder)
        return base::fail(folder.error());
    return folder->sendBlob(descriptor, range, *sink, stop);
}

Result<bool> LayoutRegistry::hasBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                     std::stop_token stop)
{
    const auto folder = d->folder(repository, stop);
    if (!folder && folder.error().kind == ErrorKind::NotFound)
        return false;
    if (!folder)
        return base::fail(folder.error());
    return folder->hasBlob(digest);
}

Result<> LayoutRegistry::read(const oci::RepositoryName &repository, ReadSource &source, std::stop_token stop)
{
    const auto opened = d->open(repository, stop);
    for (;;) {
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        const auto pulled = source.next();
        const auto *next = std::get_if<ContentRead>(&pulled);
        if (!next)
            return Done{}; // nothing is ever in flight here, so "nothing yet" cannot become more
        auto taken = opened ? handOver(**opened, *next, source) : handOverFailure(opened.error(), *next, source);
        if (!taken)
            return taken;
    }
}

Result<oci::Digest> LayoutRegistry::putManifest(const oci::RepositoryName &repository,
                                                const oci::TagOrDigest &reference, const oci::Manifest &manifest,
                                                std::stop_token stop)
{
    const auto folder = d->folderToWrite(repository, stop);
    if (!folder)
        return base::fail(folder.error());
    const auto *asked = std::get_if<oci::Digest>(&reference);
    const oci::Digest digest = asked ? *asked : manifest.digest();
    if (oci::Digest::of(manifest.raw(), digest.algorithm()) != digest)
        return base::fail(ErrorKind::DigestMismatch,
                          {QT_TRANSLATE_NOOP("Faults", "the manifest is not %1"), {digest.toString()}});
    if (auto here = checkContent(*folder, manifest); !here)
        return base::fail(here.error());

    const auto lock = folder->lock(stop);
    if (!lock)
        return base::fail(lock.error());
    if (auto made = folder->create(); !made)
        return base::fail(made.error());
    const auto opened = d->open(*folder);
    if (!opened)
        return base::fail(opened.error());
    if (auto written = folder->writeBlob(digest, manifest.raw()); !written)
        return base::fail(written.error());
    oci::Descriptor descriptor{manifest.mediaType(), digest, manifest.size(), {}, {}, {}, {}};
    if (const auto *image = manifest.image())
        descriptor.artifactType = image->artifactType;
    else if (const auto *children = manifest.index())
        descriptor.artifactType = children->artifactType;
    const auto *tag = std::get_if<oci::TagName>(&reference);
    const LayoutIndex &index = (*opened)->index();
    const QByteArray document = index.withManifest(descriptor, tag ? std::optional(*tag) : std::nullopt);
    if (document != index.raw()) {
        if (auto replaced = folder->replaceIndex(document); !replaced)
            return base::fail(replaced.error());
    }
    return digest;
}

Result<Deleted> LayoutRegistry::deleteTag(const oci::RepositoryName &repository, const oci::TagName &tag,
                                          std::stop_token stop)
{
    const auto layout = d->openToWrite(repository, stop);
    if (!layout)
        return outcome(base::fail(layout.error()));
    const LayoutIndex &index = layout->snapshot->index();
    if (!index.find(tag))
        return Deleted::AlreadyGone;
    return outcome(layout->snapshot->folder().replaceIndex(index.withoutTag(tag)));
}

Result<Deleted> LayoutRegistry::deleteManifest(const oci::RepositoryName &repository, const oci::Digest &digest,
                                               std::stop_token stop)
{
    const auto layout = d->openToWrite(repository, stop);
    if (!layout)
        return outcome(base::fail(layout.error()));
    return outcome(removeManifest(*layout->snapshot, digest, stop));
}

Result<MountOutcome> LayoutRegistry::mountBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                               const oci::RepositoryName &from, std::stop_token stop)
{
    const auto target = d->folderToWrite(repository, stop);
    if (!target)
        return base::fail(target.error());
    if (target->hasBlob(digest))
        return MountOutcome::Mounted;
    const auto origin = d->folder(from, stop);
    if (!origin || !origin->hasBlob(digest))
        return MountOutcome::NotMounted;
    const auto taken = target->takeBlob(*origin, digest, stop);
    if (!taken && taken.error().kind == ErrorKind::DigestMismatch)
        return MountOutcome::NotMounted; // damaged there: an upload may bring it whole
    if (!taken)
        return base::fail(taken.error());
    return MountOutcome::Mounted;
}

Result<> LayoutRegistry::uploadBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                    std::shared_ptr<http::Source> source, std::stop_token stop)
{
    const auto folder = d->folderToWrite(repository, stop);
    if (!folder)
        return base::fail(folder.error());
    return folder->writeBlob(digest, *source, stop);
}

Result<Referrers> LayoutRegistry::referrers(const oci::RepositoryName &repository, const oci::Digest &subject,
                                            const QString &artifactType, std::stop_token stop)
{
    const auto opened = d->open(repository, stop);
    if (!opened && opened.error().kind == ErrorKind::NotFound)
        return Referrers{};
    if (!opened)
        return base::fail(opened.error());
    const auto graph = (*opened)->graph(stop);
    if (!graph)
        return base::fail(graph.error());
    Referrers found{(*graph)->referrers(subject), false, (*graph)->isComplete()};
    if (!artifactType.isEmpty()) {
        std::erase_if(found.manifests, [&artifactType](const oci::Descriptor &descriptor) {
            return !descriptor.artifactType || descriptor.artifactType->toString() != artifactType;
        });
    }
    return found;
}

} // namespace registry
