#include "app/changes/removalset.h"

#include <algorithm>
#include <set>
#include <utility>

namespace changes {

using platforms::Ability;

RemovalSet::RemovalSet(const RepositoryGraph &graph, const platforms::Selection &selection, const PlanRules &rules)
    : m_graph(graph)
    , m_rules(rules)
    , m_everything(selection.everything)
    , m_isAsked(graph.tags().size())
    , m_wanted(graph.tags().size())
    , m_candidate(graph.manifests().size())
    , m_goes(graph.manifests().size())
{
    m_ownReasons.reserve(graph.tags().size());
    for (Id tag = 0; tag < graph.tags().size(); ++tag)
        m_ownReasons.push_back(ownReason(tag));
    ask(selection);
    askForOthers();
    collectCandidates();
    reduce();
    arrange();
}

Reason RemovalSet::ownReason(Id tag) const
{
    const RepositoryGraph::Tag &known = m_graph.tags()[tag];
    if (!known.manifest)
        return {Reason::Kind::NotRead};
    if (m_graph.manifests()[*known.manifest].state == RepositoryGraph::State::Missing)
        return {Reason::Kind::NotFound};
    if (m_rules.saved) {
        const auto before = m_rules.saved->find(known.name);
        if (before != m_rules.saved->cend() && before->second != m_graph.manifests()[*known.manifest].digest)
            return {Reason::Kind::Moved};
    }
    if (m_rules.alwaysKept && m_rules.alwaysKept(known.name))
        return {Reason::Kind::AlwaysKept};
    const QString rule = m_rules.protection ? m_rules.protection(known.name) : QString();
    return rule.isEmpty() ? Reason() : Reason{Reason::Kind::Protected, {}, rule};
}

/// What was in the repository only after its plan was saved is not meant by it; but a signature goes with its image.
void RemovalSet::leaveNew(Id tag)
{
    const RepositoryGraph::Tag &known = m_graph.tags()[tag];
    const bool isNew = m_rules.saved && !m_rules.saved->contains(known.name) && !known.attachedTo;
    if (isNew && m_ownReasons[tag].kind == Reason::Kind::None)
        m_ownReasons[tag] = {Reason::Kind::NotInPlan};
}

void RemovalSet::askFor(Id tag)
{
    if (m_isAsked[tag])
        return;
    m_isAsked[tag] = true;
    m_asked.push_back(tag);
    m_wanted[tag] = m_ownReasons[tag].kind == Reason::Kind::None;
}

/// No tag points at it, and nothing that is there names it or has it as its own.
bool RemovalSet::isLeftOver(const RepositoryGraph::Manifest &manifest) const
{
    const auto isThere = [this](Id id) { return m_graph.manifests()[id].state != RepositoryGraph::State::Missing; };
    return manifest.state == RepositoryGraph::State::Read && manifest.tags.empty() && manifest.parents.empty()
        && std::none_of(manifest.subjects.cbegin(), manifest.subjects.cend(), isThere);
}

void RemovalSet::ask(const platforms::Selection &selection)
{
    for (const oci::TagName &name : selection.tags) {
        if (const std::optional<Id> tag = m_graph.find(name)) {
            leaveNew(*tag);
            askFor(*tag);
        } else {
            m_unknownTags.push_back(name);
        }
    }
    for (Id tag = 0; selection.everything && tag < m_graph.tags().size(); ++tag) {
        leaveNew(tag);
        askFor(tag);
    }
    for (Id id = 0; selection.untagged && id < m_graph.manifests().size(); ++id) {
        if (isLeftOver(m_graph.manifests()[id]))
            m_askedManifests.push_back(id);
    }
    for (const oci::Digest &digest : selection.manifests) {
        const std::optional<Id> manifest = m_graph.find(digest);
        if (manifest && m_graph.manifests()[*manifest].state != RepositoryGraph::State::Missing)
            m_askedManifests.push_back(*manifest);
        else
            m_unknownManifests.push_back(digest);
    }
}

/// What is on the images of the wanted tags and was not asked for.
void RemovalSet::askForOthers()
{
    std::vector<bool> hasOthers(m_graph.manifests().size());
    for (Id tag = 0; tag < m_isAsked.size(); ++tag) {
        if (!m_isAsked[tag] && m_graph.tags()[tag].manifest)
            hasOthers[*m_graph.tags()[tag].manifest] = true;
    }
    const std::vector<Id> asked = m_asked;
    for (const Id first : asked) {
        if (!m_wanted[first] || !hasOthers[*m_graph.tags()[first].manifest])
            continue;
        hasOthers[*m_graph.tags()[first].manifest] = false; // once is enough
        const RepositoryGraph::Manifest &image = m_graph.manifests()[*m_graph.tags()[first].manifest];
        SharedImage shared{image.digest, {}, {}};
        std::vector<Id> others;
        for (const Id tag : image.tags) {
            (m_isAsked[tag] ? shared.asked : shared.others).push_back(m_graph.tags()[tag].name);
            if (!m_isAsked[tag])
                others.push_back(tag);
        }
        m_shared.push_back(std::move(shared));
        if (m_rules.otherTags == OtherTags::DeleteToo)
            std::for_each(others.cbegin(), others.cend(), [this](Id tag) { askFor(tag); });
    }
}

/// Everything that could go with what was asked for, and the tags that cosign and the fallback schema gave to it.
void RemovalSet::collectCandidates()
{
    std::vector<Id> todo = m_askedManifests;
    for (Id id = 0; m_everything && id < m_candidate.size(); ++id)
        todo.push_back(id);
    for (Id tag = 0; tag < m_wanted.size(); ++tag) {
        if (m_wanted[tag])
            todo.push_back(*m_graph.tags()[tag].manifest);
    }
    while (!todo.empty()) {
        const Id id = todo.back();
        todo.pop_back();
        const RepositoryGraph::Manifest &manifest = m_graph.manifests()[id];
        if (m_candidate[id] || manifest.state != RepositoryGraph::State::Read)
            continue;
        m_candidate[id] = true;
        todo.insert(todo.end(), manifest.children.cbegin(), manifest.children.cend());
        todo.insert(todo.end(), manifest.referrers.cbegin(), manifest.referrers.cend());
    }
    for (Id tag = 0; tag < m_graph.tags().size(); ++tag) {
        const std::optional<Id> subject = m_graph.tags()[tag].attachedTo;
        if (subject && m_candidate[*subject] && m_ownReasons[tag].kind == Reason::Kind::None)
            m_wanted[tag] = true;
    }
}

void RemovalSet::reduce()
{
    if (!m_graph.isWhole() || m_rules.abilities.manifests != Ability::Yes)
        return;
    m_goes = m_candidate;
    std::vector<Id> todo;
    for (Id id = 0; id < m_goes.size(); ++id) {
        if (m_goes[id])
            todo.push_back(id);
    }
    while (!todo.empty()) {
        const Id id = todo.back();
        todo.pop_back();
        if (!m_goes[id] || manifestStays(id).kind == Reason::Kind::None)
            continue;
        m_goes[id] = false;
        const RepositoryGraph::Manifest &manifest = m_graph.manifests()[id];
        todo.insert(todo.end(), manifest.children.cbegin(), manifest.children.cend());
        todo.insert(todo.end(), manifest.referrers.cbegin(), manifest.referrers.cend());
    }
}

// Indexes name their children by hash, and so make no circle. Names of tags can make one of things that belong to each
// other: where nothing else is left, the first of them goes first.
void RemovalSet::arrange()
{
    const std::vector<RepositoryGraph::Manifest> &all = m_graph.manifests();
    std::vector<quint32> parentsLeft(all.size());
    std::vector<quint32> subjectsLeft(all.size());
    std::set<Id> waiting; // for what they belong to alone
    std::vector<Id> ready;
    const auto remaining = [this](const std::vector<Id> &above) {
        return static_cast<quint32>(std::count_if(above.cbegin(), above.cend(), [this](Id id) { return m_goes[id]; }));
    };
    const auto enter = [&](Id id) {
        if (parentsLeft[id] > 0)
            return;
        if (subjectsLeft[id] > 0)
            waiting.insert(id);
        else
            ready.push_back(id);
    };
    const auto passed = [&](const std::vector<Id> &below, std::vector<quint32> &left) {
        for (auto id = below.crbegin(); id != below.crend(); ++id) {
            if (!m_goes[*id] || left[*id] == 0 || --left[*id] > 0)
                continue;
            waiting.erase(*id);
            enter(*id);
        }
    };
    for (Id id = static_cast<Id>(all.size()); id-- > 0;) {
        if (!m_goes[id])
            continue;
        parentsLeft[id] = remaining(all[id].parents);
        subjectsLeft[id] = remaining(all[id].subjects);
        enter(id);
    }
    while (!ready.empty() || !waiting.empty()) {
        if (ready.empty()) {
            ready.push_back(*waiting.begin());
            subjectsLeft[ready.back()] = 0;
            waiting.erase(waiting.begin());
        }
        const Id id = ready.back();
        ready.pop_back();
        m_manifests.push_back(id);
        passed(all[id].referrers, subjectsLeft);
        passed(all[id].children, parentsLeft);
    }
}

QStringList RemovalSet::namesOf(Id manifest) const
{
    QStringList names;
    for (const Id tag : m_graph.manifests()[manifest].tags)
        names.append(m_graph.tags()[tag].name.toString());
    if (names.isEmpty())
        names.append(m_graph.manifests()[manifest].digest.toString());
    return names;
}

Reason RemovalSet::tagStays(Id tag) const
{
    const Reason &own = m_ownReasons[tag];
    const std::optional<Id> subject = m_graph.tags()[tag].attachedTo;
    if (own.kind != Reason::Kind::None || !subject || m_goes[*subject]
        || m_graph.manifests()[*subject].state == RepositoryGraph::State::Missing)
        return own;
    return {Reason::Kind::BelongsTo, namesOf(*subject)};
}

Reason RemovalSet::manifestStays(Id manifest) const
{
    const RepositoryGraph::Manifest &known = m_graph.manifests()[manifest];
    if (m_rules.abilities.manifests != Ability::Yes) {
        return {m_rules.abilities.manifests == Ability::No ? Reason::Kind::CannotDeleteManifests
                                                           : Reason::Kind::AbilityUnknown};
    }
    if (!m_graph.isWhole() || known.state != RepositoryGraph::State::Read || !known.referrersKnown)
        return {Reason::Kind::NotRead};
    QStringList others;
    for (const Id tag : known.tags) {
        if (!m_wanted[tag] || tagStays(tag).kind != Reason::Kind::None)
            others.append(m_graph.tags()[tag].name.toString());
    }
    if (!others.isEmpty())
        return {Reason::Kind::OtherTags, others};
    for (const Id parent : known.parents) {
        if (!m_goes[parent])
            return {Reason::Kind::PartOf, namesOf(parent)};
    }
    for (const Id subject : known.subjects) {
        if (!m_goes[subject] && m_graph.manifests()[subject].state != RepositoryGraph::State::Missing)
            return {Reason::Kind::BelongsTo, namesOf(subject)};
    }
    return {};
}

} // namespace changes
