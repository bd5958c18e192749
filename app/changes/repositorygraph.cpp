#include "app/changes/repositorygraph.h"

#include <algorithm>
#include <utility>

#include "app/oci/schema1.h"
#include "app/platforms/generic/manifestfacts.h"

namespace changes {

namespace {

bool contains(const std::vector<RepositoryGraph::Id> &ids, RepositoryGraph::Id id)
{
    return std::find(ids.cbegin(), ids.cend(), id) != ids.cend();
}

void sortOnce(std::vector<RepositoryGraph::Id> &ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

template <class Key>
std::optional<RepositoryGraph::Id> findIn(const QHash<Key, RepositoryGraph::Id> &ids, const Key &key)
{
    const auto found = ids.constFind(key);
    return found == ids.cend() ? std::nullopt : std::optional(*found);
}

} // namespace

RepositoryGraph::Id RepositoryGraph::manifestId(const oci::Digest &digest)
{
    if (const std::optional<Id> known = find(digest))
        return *known;
    m_manifests.push_back(Manifest{digest});
    ++m_unread;
    return *m_manifestIds.insert(digest, static_cast<Id>(m_manifests.size() - 1));
}

// Of sizes that contradict each other the larger one holds: honest tools make none.
RepositoryGraph::Id RepositoryGraph::blobId(const oci::Digest &digest, qint64 size)
{
    if (const std::optional<Id> known = findIn(m_blobIds, digest)) {
        m_blobs[*known].size = std::max(m_blobs[*known].size, size);
        return *known;
    }
    m_blobs.push_back({digest, size});
    return *m_blobIds.insert(digest, static_cast<Id>(m_blobs.size() - 1));
}

RepositoryGraph::Id RepositoryGraph::tagId(const oci::TagName &tag)
{
    if (const std::optional<Id> known = find(tag))
        return *known;
    m_tags.push_back(Tag{tag});
    return *m_tagIds.insert(tag, static_cast<Id>(m_tags.size() - 1));
}

// A manifest that belongs to itself belongs to nothing.
void RepositoryGraph::link(Id subject, Id referrer)
{
    std::vector<Id> &referrers = m_manifests[subject].referrers;
    std::vector<Id> &subjects = m_manifests[referrer].subjects;
    // One of the two is short, whatever a server makes up.
    const bool isKnown
        = subjects.size() < referrers.size() ? contains(subjects, subject) : contains(referrers, referrer);
    if (subject == referrer || isKnown)
        return;
    referrers.push_back(referrer);
    subjects.push_back(subject);
}

void RepositoryGraph::addTag(const oci::TagName &tag, const oci::Digest &manifest)
{
    const Id id = tagId(tag);
    if (m_tags[id].manifest)
        return;
    const Id target = manifestId(manifest);
    m_tags[id].manifest = target;
    std::vector<Id> &tags = m_manifests[target].tags;
    const auto byName = [this](Id left, Id right) { return m_tags[left].name < m_tags[right].name; };
    tags.insert(std::upper_bound(tags.cbegin(), tags.cend(), id, byName), id);
    if (const std::optional<oci::Digest> subject = platforms::subjectOfTagName(tag)) {
        m_tags[id].attachedTo = manifestId(*subject);
        link(*m_tags[id].attachedTo, target);
    }
}

void RepositoryGraph::addUnreadTag(const oci::TagName &tag, base::Error why)
{
    tagId(tag);
    m_gaps.push_back({tag.toString(), std::move(why)});
}

void RepositoryGraph::addManifest(const oci::Manifest &manifest)
{
    const Id id = manifestId(manifest.digest());
    if (m_manifests[id].state == State::Read)
        return;
    if (m_manifests[id].state == State::NotRead)
        --m_unread;
    m_manifests[id].state = State::Read;
    m_manifests[id].kind = platforms::ManifestFacts(manifest).kind;
    m_manifests[id].size = manifest.size();
    addParts(id, manifest);
    if (manifest.subject())
        link(manifestId(manifest.subject()->digest), id);
}

/// What @p manifest consists of.
void RepositoryGraph::addParts(Id id, const oci::Manifest &manifest)
{
    std::vector<Id> blobs;
    std::vector<Id> children;
    if (const oci::ImageManifest *image = manifest.image()) {
        blobs.reserve(image->layers.size() + 1);
        blobs.push_back(blobId(image->config.digest, image->config.size));
        for (const oci::Descriptor &layer : image->layers)
            blobs.push_back(blobId(layer.digest, layer.urls.isEmpty() ? layer.size : -1));
    } else if (const oci::ImageIndex *index = manifest.index()) {
        children.reserve(index->manifests.size());
        for (const oci::Descriptor &child : index->manifests)
            children.push_back(manifestId(child.digest));
    } else if (const Result<oci::Schema1> schema1 = oci::Schema1::read(manifest)) {
        m_manifests[id].size = schema1->storedSize;
        for (const oci::Digest &layer : schema1->layers)
            blobs.push_back(blobId(layer, -1));
    } else {
        m_gaps.push_back({manifest.digest().toString(), schema1.error()});
    }
    sortOnce(blobs);
    sortOnce(children);
    for (const Id child : children)
        m_manifests[child].parents.push_back(id);
    m_manifests[id].blobs = std::move(blobs);
    m_manifests[id].children = std::move(children);
}

void RepositoryGraph::addMissing(const oci::Digest &manifest)
{
    Manifest &missing = m_manifests[manifestId(manifest)];
    if (missing.state != State::NotRead)
        return;
    missing.state = State::Missing;
    missing.referrersKnown = true;
    --m_unread;
}

void RepositoryGraph::addUnread(const oci::Digest &manifest, base::Error why)
{
    manifestId(manifest);
    m_gaps.push_back({manifest.toString(), std::move(why)});
}

void RepositoryGraph::addReferrers(const oci::Digest &subject, const registry::Referrers &referrers)
{
    const Id id = manifestId(subject);
    for (const oci::Descriptor &referrer : referrers.manifests)
        link(id, manifestId(referrer.digest));
    m_manifests[id].referrersKnown = referrers.complete;
}

void RepositoryGraph::addUnreadReferrers(const oci::Digest &subject, base::Error why)
{
    m_manifests[manifestId(subject)].referrersKnown = false;
    m_gaps.push_back({subject.toString(), std::move(why)});
}

void RepositoryGraph::setReferrersListedAsTags()
{
    for (Manifest &manifest : m_manifests)
        manifest.referrersKnown = true;
}

void RepositoryGraph::setIncomplete(base::Error why)
{
    m_complete = false;
    m_gaps.push_back({{}, std::move(why)});
}

std::optional<RepositoryGraph::Id> RepositoryGraph::find(const oci::Digest &manifest) const
{
    return findIn(m_manifestIds, manifest);
}

std::optional<RepositoryGraph::Id> RepositoryGraph::find(const oci::TagName &tag) const
{
    return findIn(m_tagIds, tag);
}

bool RepositoryGraph::isWhole() const noexcept
{
    return m_complete && m_gaps.empty() && m_unread == 0;
}

std::vector<oci::Digest> RepositoryGraph::notRead() const
{
    std::vector<oci::Digest> digests;
    for (const Manifest &manifest : m_manifests) {
        if (manifest.state == State::NotRead)
            digests.push_back(manifest.digest);
    }
    return digests;
}

} // namespace changes
