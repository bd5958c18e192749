#include "app/changes/planner.h"

#include <algorithm>
#include <utility>

#include <QHash>

#include "app/changes/removalset.h"
#include "app/changes/spacecount.h"

namespace changes {

using platforms::Ability;
using Id = RepositoryGraph::Id;

namespace {

/// Turns what goes into rows and requests.
class Planning
{
public:
    Planning(const RepositoryGraph &graph, const platforms::Selection &selection, const PlanRules &rules)
        : m_graph(graph)
        , m_rules(rules)
        , m_removal(graph, selection, rules)
        , m_stepOf(graph.manifests().size())
    { }

    [[nodiscard]] Plan plan() &&
    {
        m_plan.shared = m_removal.shared();
        m_plan.gaps = m_graph.gaps();
        addItems();
        addImageSteps();
        for (const Id tag : m_tagsToRemove)
            addTagSteps(tag);
        m_plan.leavesNoTag = leavesNoTag();
        const SpaceCount space(m_graph, m_removal, m_rules.elsewhere);
        m_plan.space = space.whole();
        const std::vector<qint64> onlyIn = space.onlyIn();
        for (PlanItem &item : m_plan.items) {
            if (item.outcome == PlanItem::Outcome::DeletedWithImage)
                item.onlyHere = onlyIn[*m_graph.find(*item.digest)];
        }
        return std::move(m_plan);
    }

private:
    void addItems();
    void addTagItem(Id tag);
    void addImageSteps();
    void addImageSteps(Id image);
    void addTagSteps(Id tag);
    [[nodiscard]] Reason cannotRemove(Id tag);
    [[nodiscard]] const Reason &imageStays(Id image);
    [[nodiscard]] bool isPlaceholderUsed(Id tag) const;
    [[nodiscard]] PlanItem::Contents contentsOf(Id image) const;
    [[nodiscard]] bool leavesNoTag() const;
    quint32 addStep(Step step);

    const RepositoryGraph &m_graph;
    const PlanRules &m_rules;
    RemovalSet m_removal;
    Plan m_plan;
    QHash<Id, Reason> m_imageStays; ///< as of RemovalSet::manifestStays(), of the images of tags
    std::vector<Id> m_tagsToRemove; ///< whose images stay
    std::vector<std::optional<quint32>> m_stepOf; ///< that deletes a manifest
};

void count(PlanItem::Contents &contents, platforms::TagKind kind)
{
    switch (kind) {
    case platforms::TagKind::Image:
        ++contents.platforms;
        break;
    case platforms::TagKind::Signature:
        ++contents.signatures;
        break;
    case platforms::TagKind::Attestation:
        ++contents.attestations;
        break;
    case platforms::TagKind::Sbom:
        ++contents.sboms;
        break;
    default:
        ++contents.others;
    }
}

void Planning::addItems()
{
    for (const oci::TagName &name : m_removal.unknownTags())
        m_plan.items.push_back({name, {}, PlanItem::Outcome::Skipped, {Reason::Kind::NotFound}});
    for (const oci::Digest &digest : m_removal.unknownManifests())
        m_plan.items.push_back({{}, digest, PlanItem::Outcome::Skipped, {Reason::Kind::NotFound}});
    for (const Id tag : m_removal.askedTags())
        addTagItem(tag);
    for (const Id manifest : m_removal.askedManifests()) {
        PlanItem item{{}, m_graph.manifests()[manifest].digest};
        item.reason = m_removal.manifestStays(manifest);
        if (m_removal.goes(manifest)) {
            item.outcome = PlanItem::Outcome::DeletedWithImage;
            item.contents = contentsOf(manifest);
        }
        m_plan.items.push_back(std::move(item));
    }
}

void Planning::addTagItem(Id tag)
{
    const RepositoryGraph::Tag &known = m_graph.tags()[tag];
    PlanItem item{known.name};
    item.reason = m_removal.tagStays(tag);
    if (known.manifest)
        item.digest = m_graph.manifests()[*known.manifest].digest;
    if (item.reason.kind == Reason::Kind::None) {
        item.reason = imageStays(*known.manifest);
        if (m_removal.goes(*known.manifest)) {
            item.outcome = PlanItem::Outcome::DeletedWithImage;
            item.contents = contentsOf(*known.manifest);
        } else if (const Reason obstacle = cannotRemove(tag); obstacle.kind == Reason::Kind::None) {
            item.outcome = PlanItem::Outcome::TagRemoved;
            item.byPlaceholder = m_rules.abilities.tags != Ability::Yes;
            m_tagsToRemove.push_back(tag);
        } else {
            item.reason = obstacle;
        }
    }
    m_plan.items.push_back(std::move(item));
}

/// Somebody has given the placeholder for @p tag, which an earlier run left, a name of their own.
bool Planning::isPlaceholderUsed(Id tag) const
{
    const RepositoryGraph::Tag &known = m_graph.tags()[tag];
    const std::optional<Id> placeholder
        = m_graph.find(placeholderFor(known.name, m_graph.manifests()[*known.manifest].digest).digest());
    return placeholder
        && !(m_graph.manifests()[*placeholder].tags.empty() && m_graph.manifests()[*placeholder].parents.empty());
}

/// Why the registry cannot remove @p tag from an image that stays.
Reason Planning::cannotRemove(Id tag)
{
    const platforms::DeletionAbilities &abilities = m_rules.abilities;
    if (abilities.tags == Ability::Yes)
        return {};
    if (abilities.tags == Ability::Unknown)
        return {Reason::Kind::AbilityUnknown};
    if (abilities.manifests != Ability::Yes || (m_rules.usePlaceholders && abilities.immutableTags))
        return {Reason::Kind::CannotDeleteTags};
    if (m_rules.usePlaceholders && isPlaceholderUsed(tag))
        return {Reason::Kind::CannotDeleteTags};
    return m_rules.usePlaceholders ? Reason() : imageStays(*m_graph.tags()[tag].manifest);
}

/// It names all other tags of the image, and each of its tags asks for it.
const Reason &Planning::imageStays(Id image)
{
    auto found = m_imageStays.find(image);
    if (found == m_imageStays.end())
        found = m_imageStays.insert(image, m_removal.manifestStays(image));
    return *found;
}

PlanItem::Contents Planning::contentsOf(Id image) const
{
    PlanItem::Contents contents;
    const RepositoryGraph::Manifest &manifest = m_graph.manifests()[image];
    for (const Id child : manifest.children) {
        if (m_removal.goes(child))
            count(contents, m_graph.manifests()[child].kind);
    }
    for (const Id referrer : manifest.referrers) {
        const RepositoryGraph::Manifest &attached = m_graph.manifests()[referrer];
        const bool isListed
            = std::find(manifest.children.cbegin(), manifest.children.cend(), referrer) != manifest.children.cend();
        // The fallback index only lists what is counted by itself.
        if (m_removal.goes(referrer) && !isListed && attached.kind != platforms::TagKind::Index)
            count(contents, attached.kind);
    }
    return contents;
}

bool Planning::leavesNoTag() const
{
    std::vector<bool> isGone(m_graph.tags().size());
    for (Id tag = 0; tag < isGone.size(); ++tag) {
        const std::optional<Id> image = m_graph.tags()[tag].manifest;
        isGone[tag] = image && m_removal.goes(*image);
    }
    for (const Id tag : m_tagsToRemove)
        isGone[tag] = true;
    return !isGone.empty() && std::all_of(isGone.cbegin(), isGone.cend(), [](bool gone) { return gone; });
}

quint32 Planning::addStep(Step step)
{
    m_plan.steps.push_back(std::move(step));
    return static_cast<quint32>(m_plan.steps.size() - 1);
}

void Planning::addImageSteps()
{
    for (const Id image : m_removal.manifests())
        addImageSteps(image);
}

void Planning::addImageSteps(Id image)
{
    const RepositoryGraph::Manifest &manifest = m_graph.manifests()[image];
    Step deletion{Step::Kind::DeleteManifest, {}, manifest.digest};
    for (const std::vector<Id> *above : {&manifest.parents, &manifest.subjects}) {
        for (const Id id : *above) {
            if (m_stepOf[id])
                deletion.needs.push_back(*m_stepOf[id]);
        }
    }
    std::sort(deletion.needs.begin(), deletion.needs.end());
    deletion.needs.erase(std::unique(deletion.needs.begin(), deletion.needs.end()), deletion.needs.end());
    if (m_rules.abilities.tags == Ability::Yes) {
        const std::vector<quint32> above = deletion.needs;
        for (const Id tag : manifest.tags)
            deletion.needs.push_back(
                addStep({Step::Kind::RemoveTag, m_graph.tags()[tag].name, manifest.digest, {}, above}));
    }
    m_stepOf[image] = addStep(std::move(deletion));
}

void Planning::addTagSteps(Id tag)
{
    const RepositoryGraph::Tag &known = m_graph.tags()[tag];
    const oci::Digest &digest = m_graph.manifests()[*known.manifest].digest;
    if (m_rules.abilities.tags == Ability::Yes) {
        addStep({Step::Kind::RemoveTag, known.name, digest});
        return;
    }
    const oci::Digest placeholder = placeholderFor(known.name, digest).digest();
    const quint32 put = addStep({Step::Kind::PutPlaceholder, known.name, placeholder, digest});
    addStep({Step::Kind::DeleteManifest, {}, placeholder, {}, {put}});
}

} // namespace

Plan planDeletion(const RepositoryGraph &graph, const platforms::Selection &selection, const PlanRules &rules)
{
    return Planning(graph, selection, rules).plan();
}

Space spaceOf(const RepositoryGraph &graph, const platforms::Selection &selection, const PlanRules &rules)
{
    const RemovalSet removal(graph, selection, rules);
    return SpaceCount(graph, removal, rules.elsewhere).whole();
}

} // namespace changes
