#pragma once

#include <optional>
#include <vector>

#include <QStringList>

#include "app/changes/repositorygraph.h"
#include "app/oci/digest.h"
#include "app/oci/tagname.h"

namespace changes {

/// One request that changes something. The runner looks again right before it: a step whose tag does not point at
/// `digest` then is skipped.
struct Step
{
    enum class Kind : quint8
    {
        RemoveTag, ///< the tag alone; its image stays
        /// The manifest. Where the registry can remove tags, they went before, and it goes only if a fresh look finds
        /// none on it; else its tags go with it, all of which were asked for.
        DeleteManifest,
        /// For a registry that cannot remove a tag: placeholderFor() goes under it, and a DeleteManifest of that
        /// follows. `before` is what the tag points at until then. It goes only where the registry deletes manifests,
        /// which is asked right before.
        PutPlaceholder,
        /// The manifest `digest` under `tag`; `before` is what the tag pointed at, if anything. Without a tag: under
        /// its digest, for a restore.
        PutTag,
    };

    Kind kind = Kind::RemoveTag;
    std::optional<oci::TagName> tag{}; ///< of all kinds but DeleteManifest
    oci::Digest digest;
    std::optional<oci::Digest> before{};
    std::vector<quint32> needs{}; ///< earlier steps that must be done first, by position

    friend bool operator==(const Step &, const Step &) = default;
};

/// Why something that was asked for is left alone, or why only its tag goes.
struct Reason
{
    enum class Kind : quint8
    {
        None,
        NotFound, ///< it is not in the repository
        NotRead, ///< it, or something that may use it, could not be read
        AlwaysKept, ///< the connection's list of names that are always kept
        Protected, ///< by a rule of the registry; `rule` is its words
        OtherTags, ///< `names` are on the same image and stay
        PartOf, ///< an index that stays names it; `names` are the index's tags, or its digest
        BelongsTo, ///< a signature or the like of an image that stays
        CannotDeleteTags, ///< the registry cannot remove a tag
        CannotDeleteManifests,
        AbilityUnknown, ///< what the registry can delete is not known
        Immutable, ///< the tag exists, and the registry lets no tag point at anything else
        AskedTwice, ///< another new place was asked for before, for the same tag
        AlreadyThere, ///< the tag points where it should
        Moved, ///< it points at another image than in the saved plan
        NotInPlan, ///< the saved plan does not have it
    };

    Kind kind = Kind::None;
    QStringList names{}; ///< of tags, or a digest where there is no tag
    QString rule{}; ///< untrusted

    friend bool operator==(const Reason &, const Reason &) = default;
};

/// One thing that was asked for, and what comes of it: a row of the review.
struct PlanItem
{
    enum class Outcome : quint8
    {
        DeletedWithImage,
        TagRemoved, ///< the image stays, for `reason`
        TagAdded, ///< a name that was free
        TagMoved, ///< away from another image, which stays
        Skipped, ///< for `reason`
    };

    /// What goes together with an image.
    struct Contents
    {
        int platforms = 0; ///< images of an index
        int signatures = 0;
        int attestations = 0;
        int sboms = 0;
        int others = 0;

        friend bool operator==(const Contents &, const Contents &) = default;
    };

    std::optional<oci::TagName> tag{}; ///< none: a manifest without a tag
    std::optional<oci::Digest> digest{};
    Outcome outcome = Outcome::Skipped;
    Reason reason{};
    Contents contents{};
    /// Bytes that nothing else of this repository uses, whatever else goes; -1: nobody says how large a layer is.
    qint64 onlyHere = 0;
    bool byPlaceholder = false; ///< of TagRemoved: see Step::Kind::PutPlaceholder

    friend bool operator==(const PlanItem &, const PlanItem &) = default;
};

/// Whether it stays because its image does: of a registry that cannot remove a tag, only a placeholder can take it
/// away.
[[nodiscard]] bool staysWithImage(const PlanItem &item);

/// Tags that nobody asked for, on an image of tags that somebody did.
struct SharedImage
{
    oci::Digest digest;
    std::vector<oci::TagName> asked;
    std::vector<oci::TagName> others;

    friend bool operator==(const SharedImage &, const SharedImage &) = default;
};

/// Bytes of manifests and blobs that a plan deletes: what a garbage collection of the registry then does with them.
struct Space
{
    qint64 free = 0;
    qint64 stillUsed = 0; ///< by what stays, here or in another repository
    qint64 unknown = 0; ///< another repository may use them
    qint64 unmeasured = 0; ///< layers beside all those bytes that may be freed, too: nobody says how large they are

    friend bool operator==(const Space &, const Space &) = default;
};

/// What will be done to one repository, and what not. Made by Planner alone. A value.
struct Plan
{
    std::vector<PlanItem> items; ///< in the order in which they were asked for
    std::vector<SharedImage> shared; ///< whatever was chosen for them
    std::vector<Step> steps; ///< in their order
    Space space;
    std::vector<RepositoryGraph::Gap> gaps; ///< what could not be read: no image is deleted then
    bool leavesNoTag = false; ///< of a repository that has some
};

/// Whether step @p number of @p steps deletes the placeholder that one which it needs has put.
[[nodiscard]] bool deletesPlaceholder(const std::vector<Step> &steps, std::size_t number);

/// An empty image index that nothing but @p tag can have pointed at, in place of @p before.
[[nodiscard]] oci::Manifest placeholderFor(const oci::TagName &tag, const oci::Digest &before);

} // namespace changes
