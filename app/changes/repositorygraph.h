#pragma once

#include <optional>
#include <vector>

#include <QHash>

#include "app/base/error.h"
#include "app/oci/manifest.h"
#include "app/oci/tagname.h"
#include "app/platforms/tagdetails.h"
#include "app/registry/registry.h"

namespace changes {

/// What one reading of a repository found: tags, manifests, and what holds what. What it could not read it names: then
/// nobody can say that something has no other user. Filled in any order; the same thing again changes nothing. One
/// thread while it is filled, any afterwards. 100,000 images of 8 blobs take about 60 MiB.
class RepositoryGraph final
{
public:
    using Id = quint32; ///< a position in manifests(), tags() or blobs()

    enum class State : quint8
    {
        NotRead, ///< named by a tag, an index or a subject, and not known further; what it holds may be anything
        Missing, ///< the registry does not have it
        Read,
    };

    struct Manifest
    {
        oci::Digest digest;
        State state = State::NotRead;
        platforms::TagKind kind = platforms::TagKind::NotYetKnown;
        bool referrersKnown = false; ///< all of them
        qint64 size = 0; ///< of its own bytes, as they are stored
        std::vector<Id> blobs{}; ///< config and layers, each once
        std::vector<Id> children{}; ///< of an index, each once
        std::vector<Id> parents{}; ///< the indexes that name it
        /// What it belongs to: its subject, and the image that a cosign or fallback tag on it speaks of.
        std::vector<Id> subjects{};
        std::vector<Id> referrers{}; ///< what belongs to it
        std::vector<Id> tags{}; ///< by their names, in whatever order they were listed or read
    };

    struct Tag
    {
        oci::TagName name;
        std::optional<Id> manifest{}; ///< none: not read
        std::optional<Id> attachedTo{}; ///< of a cosign or fallback tag: the image it speaks of
    };

    struct Blob
    {
        oci::Digest digest;
        qint64 size = 0; ///< -1: nobody says, as schema 1 does not, or it may lie elsewhere
    };

    /// Something that could not be read.
    struct Gap
    {
        QString what; ///< a tag, a digest, or empty: the listing itself
        base::Error why;
    };

    void addTag(const oci::TagName &tag, const oci::Digest &manifest);
    void addUnreadTag(const oci::TagName &tag, base::Error why);
    void addManifest(const oci::Manifest &manifest);
    void addMissing(const oci::Digest &manifest);
    /// @p manifest could not be read: also one whose bytes another reader could take differently.
    void addUnread(const oci::Digest &manifest, base::Error why);
    /// What the registry knows to point at @p subject. A listing that is not complete leaves them unknown.
    void addReferrers(const oci::Digest &subject, const registry::Referrers &referrers);
    void addUnreadReferrers(const oci::Digest &subject, base::Error why);
    /// The registry has no referrers API: what belongs to what is told by tags of the fallback schema, which the
    /// listing has.
    void setReferrersListedAsTags();
    /// The listing of tags ended early, for @p why.
    void setIncomplete(base::Error why);

    [[nodiscard]] const std::vector<Manifest> &manifests() const noexcept { return m_manifests; }
    [[nodiscard]] const std::vector<Tag> &tags() const noexcept { return m_tags; }
    [[nodiscard]] const std::vector<Blob> &blobs() const noexcept { return m_blobs; }
    [[nodiscard]] std::optional<Id> find(const oci::Digest &manifest) const;
    [[nodiscard]] std::optional<Id> find(const oci::TagName &tag) const;

    /// Everything that was named was read, or is missing. False: a manifest that was not read may use any other.
    [[nodiscard]] bool isWhole() const noexcept;
    [[nodiscard]] const std::vector<Gap> &gaps() const noexcept { return m_gaps; } ///< as they were met
    /// What was named and neither read nor found missing.
    [[nodiscard]] std::vector<oci::Digest> notRead() const;

private:
    Id manifestId(const oci::Digest &digest);
    Id blobId(const oci::Digest &digest, qint64 size);
    void addParts(Id id, const oci::Manifest &manifest);
    Id tagId(const oci::TagName &tag);
    void link(Id subject, Id referrer);

    std::vector<Manifest> m_manifests;
    std::vector<Tag> m_tags;
    std::vector<Blob> m_blobs;
    QHash<oci::Digest, Id> m_manifestIds;
    QHash<oci::Digest, Id> m_blobIds;
    QHash<oci::TagName, Id> m_tagIds;
    std::vector<Gap> m_gaps;
    qsizetype m_unread = 0; ///< manifests that are NotRead or of a type that nobody knows
    bool m_complete = true;
};

} // namespace changes
