#include "app/changes/runnerlook.h"

#include <algorithm>
#include <set>
#include <utility>

#include <QSet>

namespace changes {

using namespace Qt::StringLiterals;

namespace {

/// Rounds of reading what the last round named. Images are two or three deep; what is deeper is somebody's joke.
constexpr int maxRounds = 32;

} // namespace

/// Reads manifests, and then the indexes that they name. The first that could not be read ends it: it may name
/// anything.
class LookReads final : public registry::ReadSource
{
public:
    LookReads(RunnerLook &look, std::vector<oci::TagOrDigest> tags)
        : m_look(look)
        , m_todo(std::move(tags))
    { }

    base::Pull<registry::ContentRead> next() override
    {
        if (m_next == m_todo.size())
            return base::End{};
        const quint64 ticket = m_next++;
        return registry::ContentRead{registry::ContentRead::Kind::Manifest, m_todo[ticket], -1, ticket};
    }
    Result<> manifestRead(quint64 ticket, Result<oci::Manifest> manifest) override
    {
        if (!manifest) {
            if (manifest.error().kind == ErrorKind::NotFound) // it is gone meanwhile
                return Done{};
            return base::fail(manifest.error());
        }
        if (const auto *tag = std::get_if<oci::TagName>(&m_todo.at(ticket)))
            m_look.m_tags[manifest->digest()].push_back(*tag);
        if (const oci::ImageIndex *index = manifest->index(); index && !m_seen.contains(manifest->digest()))
            enter(manifest->digest(), *index);
        return Done{};
    }
    Result<> blobRead(quint64, Result<QByteArray>) override { return Done{}; } // none was asked for

    /// Goes on with what was named and not read; false where there is nothing.
    bool goDeeper()
    {
        m_todo.clear();
        m_next = 0;
        for (const oci::Digest &digest : std::exchange(m_named, {})) {
            if (!m_seen.contains(digest))
                m_todo.emplace_back(digest);
        }
        return !m_todo.empty();
    }

private:
    void enter(const oci::Digest &digest, const oci::ImageIndex &index)
    {
        m_seen.insert(digest);
        for (const oci::Descriptor &child : index.manifests) {
            m_look.m_parents[child.digest].push_back(digest);
            if (!child.mediaType.isImageManifest())
                m_named.insert(child.digest);
        }
    }

    RunnerLook &m_look;
    std::vector<oci::TagOrDigest> m_todo;
    std::size_t m_next = 0;
    QSet<oci::Digest> m_seen; ///< indexes
    std::set<oci::Digest> m_named; ///< what may be an index
};

Result<RunnerLook> RunnerLook::take(registry::Registry &registry, const oci::RepositoryName &repository,
                                    std::stop_token stop)
{
    RunnerLook look;
    std::vector<oci::TagOrDigest> tags;
    const auto take = [&tags](const std::vector<oci::TagName> &page) -> Result<> {
        tags.insert(tags.end(), page.cbegin(), page.cend());
        return Done{};
    };
    const Result<registry::ListingEnd> end = registry.tags(repository, take, stop);
    if (!end) {
        if (end.error().kind == ErrorKind::NotFound) // some registries: no tag is left
            return look;
        return base::fail(end.error());
    }
    if (!end->complete)
        return base::fail(ErrorKind::InvalidData, end->reason);
    LookReads reads(look, std::move(tags));
    for (int round = 0; round < maxRounds; ++round) {
        if (const Result<> done = registry.read(repository, reads, stop); !done)
            return base::fail(done.error());
        if (!reads.goDeeper())
            return look;
    }
    return base::fail(
        ErrorKind::InvalidData,
        {QT_TRANSLATE_NOOP("Faults", "indexes in more than %1 indexes"), {base::Message::number(maxRounds)}});
}

QStringList RunnerLook::holders(const oci::Digest &manifest, const std::vector<Surroundings::Named> &along) const
{
    QStringList names;
    for (const oci::TagName &tag : m_tags.value(manifest)) {
        const Surroundings::Named named{manifest, tag};
        if (std::find(along.cbegin(), along.cend(), named) == along.cend())
            names.append(tag.toString());
    }
    std::vector<oci::Digest> above = m_parents.value(manifest);
    QSet<oci::Digest> seen;
    while (!above.empty()) {
        const oci::Digest index = above.back();
        above.pop_back();
        if (seen.contains(index))
            continue;
        seen.insert(index);
        for (const oci::TagName &tag : m_tags.value(index))
            names.append(tag.toString());
        const std::vector<oci::Digest> further = m_parents.value(index);
        above.insert(above.end(), further.cbegin(), further.cend());
    }
    return names;
}

} // namespace changes
