#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <set>

#include "tests/support/faultplan.h"

namespace support {

/// What a server does when somebody deletes.
enum class ServerKind
{
    DeletesTags, ///< as distribution 3: a tag alone goes; a manifest goes with its tags
    DigestOnly, ///< as distribution 2.8: no tag goes; a manifest goes with its tags
    LeavesDanglingTags, ///< no tag goes; a manifest goes, and its tags stay in the listing and are not found
    RefusesProtected, ///< no child of an index, no image with a tag, no tag that begins with `release-` goes or moves
    Lies, ///< as DeletesTags, but of what it accepts a part does not happen
    TakesImage, ///< as DeletesTags, but with a tag its image goes, and all other tags of that
};

/// What is in a repository. Digests are written as on the wire. A value.
struct RepositoryState
{
    struct Stored
    {
        QByteArray mediaType;
        QByteArray bytes;

        friend bool operator==(const Stored &, const Stored &) = default;
    };

    std::map<QByteArray, QByteArray> tags; ///< names and what they point at, which may be gone
    std::map<QByteArray, Stored> manifests; ///< by their digests
    std::map<QByteArray, QByteArray> blobs;
    std::set<QByteArray> collected; ///< blobs whose bytes are gone, though HEAD says that they are there

    /// Those that answer.
    [[nodiscard]] std::map<QByteArray, QByteArray> liveTags() const;
    /// Stores @p bytes and returns their digest, by SHA-512 where that of @p like is.
    QByteArray addBlob(const QByteArray &bytes, const QByteArray &like = {});
    /// Stores a manifest, under a tag where @p tag is not empty, and returns its digest.
    QByteArray addManifest(const QByteArray &bytes, const QByteArray &mediaType, const QByteArray &tag,
                           const QByteArray &like = {});
    /// With all tags that are on it.
    void removeManifest(const QByteArray &digest);
    /// What @p manifest names: digests under `manifests`, or config and layers but those that lie elsewhere.
    [[nodiscard]] static std::vector<QByteArray> childrenOf(const QByteArray &manifest);
    [[nodiscard]] static std::vector<QByteArray> blobsOf(const QByteArray &manifest);

    friend bool operator==(const RepositoryState &, const RepositoryState &) = default;
};

/// What happened to a RegistryModel, in order.
struct ModelEvent
{
    enum class Kind
    {
        Listed, ///< a page of tags went out: those after `from`, up to `to` where it is not empty
        Looked, ///< a manifest, or that there is none, went out for `name`
        Asked, ///< a change of `name` arrived, whatever became of it: `method` is PUT or DELETE
        Late, ///< what follows comes of the change of `name` that was asked for before, after its answer or none
        TagChanged,
        ManifestAdded,
        ManifestRemoved,
    };

    Kind kind = Kind::Listed;
    QByteArray repository;
    QByteArray name{}; ///< a tag or a digest
    QByteArray from{}; ///< of TagChanged: what the tag pointed at before; empty: nothing
    QByteArray to{};
    bool byClient = true; ///< else by somebody else
    QByteArray method{};
    bool late = false; ///< comes of the Late before it
    bool refused = false; ///< of Asked: with 401 or 429, before anybody read it
    bool unasked = false; ///< the server did it of its own with what it was asked for
};

/// An OCI registry in memory (distribution-spec 1.1) behind a real HTTP server, whose true state a test reads and
/// changes. It knows pull, content discovery, content management and pushes, blobs in one piece; the referrers API for
/// the kinds RefusesProtected and Lies. It asks nobody to sign in, and gives a token to everybody. Any thread.
class RegistryModel final
{
public:
    using Repositories = std::map<QByteArray, RepositoryState>;

    explicit RegistryModel(ServerKind kind, std::mt19937::result_type seed = 1);

    [[nodiscard]] QByteArray url() const { return m_server.url(""); }
    [[nodiscard]] quint16 port() const noexcept { return m_server.port(); }
    [[nodiscard]] static bool hasReferrersApi(ServerKind kind);
    [[nodiscard]] static bool isImmutable(QByteArrayView tag) { return tag.startsWith("release-"); }

    [[nodiscard]] RepositoryState state(const QByteArray &repository) const;
    /// A change by somebody else.
    void change(const std::function<void(Repositories &)> &what);
    /// What happened since the last call.
    [[nodiscard]] std::vector<ModelEvent> takeEvents();

    using Meanwhile = std::function<void(const ReceivedRequest &, Repositories &)>;
    /// May change things, as somebody else.
    using FateOf = std::function<Fate(const ReceivedRequest &, Repositories &)>;

    /// Called before every request is served, for changes by somebody else and for faults; empty: none. One call at a
    /// time, and none of the one before once another is set.
    void setMeanwhile(Meanwhile meanwhile);
    void setFate(FateOf fate);
    void finishLate(); ///< does now what is to be done a few requests later
    int pageSize = 100; ///< the most that a page of a listing holds; set before the first request

private:
    struct Route;

    [[nodiscard]] Answer serve(const ReceivedRequest &request);
    [[nodiscard]] Answer answerTo(const Route &route, const ReceivedRequest &request, bool arrives);
    void postpone(const ReceivedRequest &request);
    void doLate(bool all);
    [[nodiscard]] Answer page(const ReceivedRequest &request, const QByteArray &key, const QByteArray &repository,
                              const std::vector<QByteArray> &names, bool isLogged);
    [[nodiscard]] Answer manifest(const Route &route) const;
    [[nodiscard]] Answer putManifest(const Route &route, const ReceivedRequest &request);
    [[nodiscard]] Answer deleteManifest(const Route &route);
    [[nodiscard]] Answer deleteTag(const Route &route);
    [[nodiscard]] Answer blob(const Route &route, const ReceivedRequest &request);
    [[nodiscard]] Answer upload(const Route &route, const ReceivedRequest &request);
    [[nodiscard]] Answer referrers(const Route &route, const ReceivedRequest &request) const;
    [[nodiscard]] bool lies();
    void apply(bool byClient, const std::function<void(Repositories &)> &what);
    void log(const Repositories &before, bool byClient);

    const ServerKind m_kind;
    mutable std::mutex m_mutex; ///< guards all below
    std::mt19937 m_random;
    Repositories m_repositories;
    std::vector<ModelEvent> m_events;
    std::vector<std::pair<int, ReceivedRequest>> m_late; ///< after how many requests
    bool m_isLate = false; ///< what is done now is one of them
    QByteArray m_asked; ///< the tag that is to go, where more goes with it
    Meanwhile m_meanwhile;
    FateOf m_fate;
    ScriptedServer m_server; ///< last: its threads use everything above
};

} // namespace support
