#include "app/changes/runnerlook.h"

#include <algorithm>
#include <utility>

namespace changes {

/// Reads what each tag points at.
class LookReads final : public registry::ReadSource
{
public:
    LookReads(RunnerLook &look, std::vector<oci::TagName> tags)
        : m_look(look)
        , m_tags(std::move(tags))
    { }

    base::Pull<registry::ContentRead> next() override
    {
        if (m_next == m_tags.size())
            return base::End{};
        const quint64 ticket = m_next++;
        return registry::ContentRead{registry::ContentRead::Kind::Manifest, m_tags[ticket], -1, ticket};
    }
    Result<> manifestRead(quint64 ticket, Result<oci::Manifest> manifest) override
    {
        const oci::TagName &tag = m_tags.at(ticket);
        if (!manifest) {
            if (manifest.error().kind != ErrorKind::NotFound) // else it is gone meanwhile
                m_unread.push_back({tag, manifest.error()});
            return Done{};
        }
        m_look.m_tags[manifest->digest()].push_back(tag);
        if (const oci::ImageIndex *index = manifest->index()) {
            for (const oci::Descriptor &child : index->manifests)
                m_look.m_indexes[child.digest].push_back(tag);
        }
        return Done{};
    }
    Result<> blobRead(quint64, Result<QByteArray>) override { return Done{}; } // none was asked for

    /// Tags whose manifest could not be read. It may name anything.
    struct Unread
    {
        oci::TagName tag;
        base::Error why;
    };
    [[nodiscard]] const std::vector<Unread> &unread() const noexcept { return m_unread; }

private:
    RunnerLook &m_look;
    std::vector<oci::TagName> m_tags;
    std::vector<Unread> m_unread;
    quint64 m_next = 0;
};

Result<RunnerLook> RunnerLook::take(registry::Registry &registry, const oci::RepositoryName &repository,
                                    std::stop_token stop)
{
    RunnerLook look;
    std::vector<oci::TagName> tags;
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
    if (const Result<> done = registry.read(repository, reads, stop); !done)
        return base::fail(done.error());
    if (!reads.unread().empty())
        return base::fail(reads.unread().front().why);
    return look;
}

QStringList RunnerLook::holders(const oci::Digest &manifest, const std::vector<Surroundings::Named> &along) const
{
    QStringList names;
    for (const oci::TagName &tag : m_tags.value(manifest)) {
        const Surroundings::Named named{manifest, tag};
        if (std::find(along.cbegin(), along.cend(), named) == along.cend())
            names.append(tag.toString());
    }
    for (const oci::TagName &tag : m_indexes.value(manifest))
        names.append(tag.toString());
    return names;
}

} // namespace changes
