#include "tests/app/changes/runaudit.h"

#include <algorithm>
#include <array>

#include "app/changes/stepwords.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::ModelEvent;
using support::RepositoryState;
using Kind = ModelEvent::Kind;

namespace {

/// What @p step asks for on the wire.
std::pair<QByteArray, QByteArray> requestOf(const Step &step)
{
    const bool puts = step.kind == Step::Kind::PutTag || step.kind == Step::Kind::PutPlaceholder;
    const bool byTag = step.tag && step.kind != Step::Kind::DeleteManifest;
    return {puts ? "PUT" : "DELETE", byTag ? wireText(*step.tag) : wireText(step.digest)};
}

QString words(const Step &step)
{
    static constexpr std::array<const char *, 4> kinds{"remove tag", "delete manifest", "put placeholder", "put tag"};
    return u"%1 %2 of %3"_s.arg(QLatin1String(kinds.at(std::size_t(step.kind))),
                                step.tag ? step.tag->toString() : u"-"_s, step.digest.shortText());
}

/// By somebody else, or by the server of its own.
bool isForeign(const ModelEvent &event)
{
    return !event.byClient || event.unasked;
}

bool isIn(const std::vector<QByteArray> &list, const QByteArray &what)
{
    return std::find(list.cbegin(), list.cend(), what) != list.cend();
}

} // namespace

QByteArray wireText(const oci::Digest &digest)
{
    return digest.toString().toLatin1();
}

QByteArray wireText(const oci::TagName &tag)
{
    return tag.toString().toLatin1();
}

QStringList wordsOf(const RunCase &run)
{
    QStringList lines;
    for (const auto &[tag, digest] : run.before.tags)
        lines.append(u"before: %1 on %2"_s.arg(QLatin1String(tag), QLatin1String(digest.mid(7, 8))));
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const RunReport::StepResult &result = run.report.steps.at(i);
        lines.append(u"step %1: %2, state %3 %4"_s.arg(i)
                         .arg(words(run.steps[i]))
                         .arg(int(result.state))
                         .arg(changes::wordOf(result.cause.kind)));
    }
    for (const Loss &loss : run.report.lost)
        lines.append(
            u"said to be lost: %1 on %2"_s.arg(loss.tag ? loss.tag->toString() : u"-"_s, loss.digest.shortText()));
    lines.append(u"not looked at: %1 of %2, ending %3"_s.arg(run.report.notLookedAt)
                     .arg(run.around.stay.size())
                     .arg(int(run.report.ending)));
    for (std::size_t i = 0; i < run.events.size(); ++i) {
        const ModelEvent &event = run.events[i];
        lines.append(u"event %1: %2 %3 %4 %5 %6"_s.arg(i)
                         .arg(event.byClient ? u"client"_s : u"somebody"_s)
                         .arg(int(event.kind))
                         .arg(QLatin1String(event.name.left(15)), QLatin1String(event.method),
                              QLatin1String(event.from.mid(7, 8) + ' ' + event.to.mid(7, 8))));
    }
    return lines;
}

RunAudit::RunAudit(const RunCase &run)
    : m_run(run)
    , m_tags(run.before.tags)
{
    for (const auto &[digest, unused] : run.before.manifests)
        m_manifests.insert(digest);
    for (const ModelEvent &event : run.events)
        m_isTouched = m_isTouched || !event.byClient || event.unasked;
    for (const Race &race : run.report.raced)
        raced.insert(wireText(race.tag));
    replay();
    checkRequests();
    for (std::size_t i = 0; i < run.steps.size(); ++i)
        checkStep(i);
    checkReport();
    checkServer();
    checkState();
}

void RunAudit::replay()
{
    for (std::size_t i = 0; i < m_run.events.size(); ++i) {
        const ModelEvent &event = m_run.events[i];
        if (event.kind == Kind::TagChanged) {
            const bool isOurs = event.byClient && !event.unasked && !isPlanned(event, i);
            if (isOurs && event.from.isEmpty() && isExcused(event.name, {}, i)) // somebody removed it
                race(event.name);
            else if (isOurs && event.from.isEmpty())
                mismatches.append(u"tag %1 was made, which no step says"_s.arg(QLatin1String(event.name)));
            else if (isOurs && m_manifests.contains(event.from))
                taken(event.name, event.from, i, u"changed"_s);
            if (event.to.isEmpty())
                m_tags.erase(event.name);
            else
                m_tags[event.name] = event.to;
        } else if (event.kind == Kind::ManifestAdded) {
            m_manifests.insert(event.name);
        } else if (event.kind == Kind::ManifestRemoved) {
            m_manifests.erase(event.name);
            if (event.byClient && !event.unasked)
                manifestRemoved(event.name, i);
        }
    }
}

void RunAudit::manifestRemoved(const QByteArray &digest, std::size_t at)
{
    const bool isStep = std::any_of(m_run.steps.cbegin(), m_run.steps.cend(), [&](const Step &step) {
        return step.kind == Step::Kind::DeleteManifest && wireText(step.digest) == digest;
    });
    if (!isStep)
        mismatches.append(u"%1 was deleted, which no step says"_s.arg(QLatin1String(digest)));
    for (const auto &[tag, target] : m_tags) {
        if (target == digest && !goesWith(tag, digest))
            taken(tag, digest, at, u"left without its image"_s);
        const auto index = m_run.archive.find(target);
        if (m_manifests.contains(target) && index != m_run.archive.end()
            && isIn(RepositoryState::childrenOf(index->second), digest))
            taken(tag, target, at, u"an index that lost a child"_s);
    }
}

void RunAudit::taken(const QByteArray &tag, const QByteArray &digest, std::size_t at, const QString &how)
{
    if (isExcused(tag, digest, at))
        race(tag);
    else
        lost.append(u"%1 on %2: %3"_s.arg(QLatin1String(tag), QLatin1String(digest.left(19)), how));
}

void RunAudit::race(const QByteArray &tag)
{
    if (!raced.contains(tag))
        unseenRaces.insert(tag);
    raced.insert(tag);
}

/// A step says just this.
bool RunAudit::isPlanned(const ModelEvent &change, std::size_t at) const
{
    for (const Step &step : m_run.steps) {
        if (step.kind == Step::Kind::DeleteManifest || !step.tag || wireText(*step.tag) != change.name)
            continue;
        const bool removes = step.kind == Step::Kind::RemoveTag;
        const QByteArray from = removes ? wireText(step.digest) : step.before ? wireText(*step.before) : QByteArray();
        const bool isAsBefore = from == change.from || (from.isEmpty() && wasDangling(change, at));
        if (isAsBefore && change.to == (removes ? QByteArray() : wireText(step.digest)))
            return true;
    }
    return change.to.isEmpty() && goesWith(change.name, change.from);
}

/// What @p change took the tag away from was not there before the plan, or somebody deleted it, and the client brought
/// it back unseen.
bool RunAudit::wasDangling(const ModelEvent &change, std::size_t at) const
{
    const auto before = m_run.before.tags.find(change.name);
    if (before == m_run.before.tags.cend() || before->second != change.from)
        return false;
    const std::size_t asked = askedFor(at); // whatever was seen later, the request was on its way
    bool isGone = !m_run.before.manifests.contains(change.from);
    bool isBack = false;
    for (std::size_t i = 0; i < at; ++i) {
        const ModelEvent &event = m_run.events[i];
        const bool isOfImage = event.name == change.from;
        if (!event.byClient && isOfImage && event.kind == Kind::ManifestRemoved) {
            isGone = true;
            isBack = false;
            continue;
        }
        if (!event.byClient && (isOfImage || event.name == change.name))
            return false;
        isBack = isBack || (isGone && isOfImage && event.kind == Kind::ManifestAdded);
        if (isBack && i < asked && event.kind == Kind::Looked && event.name == change.name)
            return false;
    }
    return isBack;
}

/// The plan takes @p tag along with the manifest @p digest.
bool RunAudit::goesWith(const QByteArray &tag, const QByteArray &digest) const
{
    const auto isAlong = [&](const Surroundings::Named &named) {
        return named.tag && wireText(*named.tag) == tag && wireText(named.digest) == digest;
    };
    const auto deletes
        = [&](const Step &step) { return step.kind == Step::Kind::DeleteManifest && wireText(step.digest) == digest; };
    const auto isOfAnother = [&](const Step &step) { // a placeholder
        return step.kind == Step::Kind::PutPlaceholder && wireText(step.digest) == digest && wireText(*step.tag) != tag;
    };
    return std::any_of(m_run.steps.cbegin(), m_run.steps.cend(), deletes)
        && std::none_of(m_run.steps.cbegin(), m_run.steps.cend(), isOfAnother)
        && std::any_of(m_run.around.goAlong.cbegin(), m_run.around.goAlong.cend(), isAlong);
}

/// Where the client asked for what happened at @p at.
std::size_t RunAudit::askedFor(std::size_t at) const
{
    if (at >= m_run.events.size() || !m_run.events[at].late)
        return at;
    while (at > 0 && m_run.events[at].kind != Kind::Late)
        --at;
    const ModelEvent &cause = m_run.events[at];
    while (at > 0
           && (m_run.events[at].kind != Kind::Asked || m_run.events[at].name != cause.name
               || m_run.events[at].method != cause.method))
        --at;
    return at;
}

/// Somebody pushed or removed @p tag, or brought back its image @p digest, and the client did not get to see it.
bool RunAudit::isExcused(const QByteArray &tag, const QByteArray &digest, std::size_t at) const
{
    const std::size_t asked = askedFor(at);
    for (std::size_t i = at; i-- > 0;) {
        const ModelEvent &event = m_run.events[i];
        const bool isPush = (event.kind == Kind::TagChanged && event.name == tag)
            || (event.kind == Kind::ManifestAdded && event.name == digest);
        if (isPush && !event.byClient)
            return true;
        if (i > asked)
            continue; // whatever was seen then, the request was on its way
        if (event.kind == Kind::Looked && event.name == tag)
            return false;
        if (event.kind == Kind::Listed && tag > event.from && (event.to.isEmpty() || tag <= event.to))
            return false;
    }
    return false;
}

/// Of what never was: that is how a run learns whether it can take away the placeholders that it puts.
bool RunAudit::asksForDeletion(const ModelEvent &event) const
{
    const bool putsPlaceholder = std::any_of(m_run.steps.cbegin(), m_run.steps.cend(),
                                             [](const Step &step) { return step.kind == Step::Kind::PutPlaceholder; });
    const bool isNamed = std::any_of(m_run.steps.cbegin(), m_run.steps.cend(),
                                     [&](const Step &step) { return wireText(step.digest) == event.name; });
    return putsPlaceholder && event.method == "DELETE" && event.name.contains(':') && !isNamed
        && !m_run.archive.contains(event.name);
}

void RunAudit::checkRequests()
{
    std::map<std::pair<QByteArray, QByteArray>, int> left;
    std::map<std::pair<QByteArray, QByteArray>, int> refused;
    for (std::size_t i = 0; i < m_run.steps.size(); ++i) {
        const StepState state = m_run.report.steps.at(i).state;
        if (state != StepState::Planned && state != StepState::Skipped)
            ++left[requestOf(m_run.steps[i])];
    }
    for (std::size_t i = m_run.begun; i < m_run.events.size(); ++i) {
        const ModelEvent &event = m_run.events[i];
        if (event.kind != Kind::Asked || asksForDeletion(event))
            continue;
        if (event.refused) // and perhaps sent again
            ++refused[{event.method, event.name}];
        else if (--left[{event.method, event.name}] < 0)
            mismatches.append(u"%1 %2 was sent, and the report does not say so"_s.arg(QLatin1String(event.method),
                                                                                      QLatin1String(event.name)));
    }
    int unsent = m_run.accidents; // that many records may be all there is
    for (const auto &[request, count] : left) {
        if (count > refused[request] && unsent-- <= 0)
            mismatches.append(u"%1 %2 was never sent, and the report says so"_s.arg(QLatin1String(request.first),
                                                                                    QLatin1String(request.second)));
    }
}

/// Where the server carried @p step out.
std::optional<std::size_t> RunAudit::effectOf(const Step &step) const
{
    const QByteArray digest = wireText(step.digest);
    const bool puts = step.kind == Step::Kind::PutTag || step.kind == Step::Kind::PutPlaceholder;
    const auto first = [&](const auto &isIt) -> std::optional<std::size_t> {
        const auto found = std::find_if(m_run.events.cbegin(), m_run.events.cend(),
                                        [&](const ModelEvent &event) { return event.byClient && isIt(event); });
        if (found == m_run.events.cend())
            return std::nullopt;
        return std::size_t(found - m_run.events.cbegin());
    };
    if (step.kind == Step::Kind::DeleteManifest)
        return first(
            [&](const ModelEvent &event) { return event.kind == Kind::ManifestRemoved && event.name == digest; });
    if (step.tag) {
        const QByteArray tag = wireText(*step.tag);
        const auto moves = [&](const ModelEvent &event) {
            return event.kind == Kind::TagChanged && event.name == tag && event.to == (puts ? digest : QByteArray());
        };
        const auto now = m_run.after.tags.find(tag);
        const bool isOnIt = now != m_run.after.tags.end() && now->second == digest; // it may have been left without it
        if (const std::optional<std::size_t> moved = first(moves); moved || !puts || !isOnIt)
            return moved;
    }
    return first([&](const ModelEvent &event) { return event.kind == Kind::ManifestAdded && event.name == digest; });
}

/// It was carried out when the client had looked as often as it does, and had seen nothing of it.
bool RunAudit::wasGivenUp(const Step &step) const
{
    constexpr int looks = 5; // as a run, where each is answered
    const std::optional<std::size_t> effect = effectOf(step);
    if (!effect || !m_run.events[*effect].late)
        return false;
    const QByteArray name = requestOf(step).second;
    const auto begin = m_run.events.cbegin();
    return std::count_if(begin + std::ptrdiff_t(askedFor(*effect)), begin + std::ptrdiff_t(*effect),
                         [&](const ModelEvent &event) { return event.kind == Kind::Looked && event.name == name; })
        >= looks;
}

bool RunAudit::isTouched(const QByteArray &name) const
{
    return std::any_of(m_run.events.cbegin(), m_run.events.cend(),
                       [&](const ModelEvent &event) { return isForeign(event) && event.name == name; });
}

/// The tag itself, or what it pointed at at any time.
bool RunAudit::isTouchedWithImage(const QByteArray &tag) const
{
    const auto before = m_run.before.tags.find(tag);
    if (isTouched(tag) || (before != m_run.before.tags.cend() && isTouched(before->second)))
        return true;
    return std::any_of(m_run.events.cbegin(), m_run.events.cend(), [&](const ModelEvent &event) {
        return event.kind == Kind::TagChanged && event.name == tag && isTouched(event.to);
    });
}

bool RunAudit::isTouched(const Step &step) const
{
    return (step.tag && isTouched(wireText(*step.tag))) || isTouched(wireText(step.digest))
        || (step.before && isTouched(wireText(*step.before)));
}

/// Somebody else changed @p name, a tag on @p digest or that itself, and the client did not look afterwards.
bool RunAudit::isTouchedUnseen(const QByteArray &name, const QByteArray &digest) const
{
    for (auto event = m_run.events.crbegin(); event != m_run.events.crend(); ++event) {
        if (isForeign(*event) && (event->name == name || event->name == digest))
            return true;
        if (event->kind == Kind::Looked && event->name == name)
            return false;
    }
    return false;
}

void RunAudit::checkStep(std::size_t position)
{
    const Step &step = m_run.steps[position];
    const RunReport::StepResult &result = m_run.report.steps.at(position);
    const auto differs = [&](const QString &why) {
        mismatches.append(
            u"step %1, %2: %3 (%4)"_s.arg(position).arg(words(step), why, changes::wordOf(result.cause.kind)));
    };
    const bool isSure = !isTouched(step);
    const std::optional<std::size_t> effect = effectOf(step);
    if (effect && m_run.events[*effect].late)
        ++late;
    switch (result.state) {
    case StepState::Done:
        if (isSure && !effect)
            differs(u"done, and it was not"_s);
        break;
    case StepState::Failed:
        if (wasGivenUp(step))
            ++givenUp;
        else if (isSure && effect)
            differs(u"failed, and it was done"_s);
        break;
    case StepState::Planned:
    case StepState::Skipped:
        break; // that nothing was sent is seen from the requests
    case StepState::Unknown:
        if (isSure && !m_run.hadFaults)
            differs(u"unknown without a reason"_s);
        break;
    case StepState::Sent:
        if (m_run.report.ending == RunReport::Ending::Finished || m_run.report.ending == RunReport::Ending::Closed)
            differs(u"without an end"_s);
        break;
    }
}

void RunAudit::checkReport()
{
    const std::map<QByteArray, QByteArray> live = m_run.after.liveTags();
    for (const Race &race : m_run.report.raced) {
        if (!isTouchedWithImage(wireText(race.tag)))
            mismatches.append(u"%1 is said to be raced, and nobody touched it"_s.arg(race.tag.toString()));
    }
    for (const Loss &loss : m_run.report.lost) {
        const QByteArray name = loss.tag ? wireText(*loss.tag) : wireText(loss.digest);
        const bool isThere = loss.tag ? live.contains(name) : m_run.after.manifests.contains(name);
        if (isThere && !isTouched(name) && !isTouched(wireText(loss.digest)))
            mismatches.append(u"%1 is said to be lost, and it is there"_s.arg(QLatin1String(name)));
        const bool wasThere = loss.tag ? m_run.before.liveTags().contains(name) : m_run.before.manifests.contains(name);
        if (!wasThere && !isTouched(name))
            mismatches.append(u"%1 is said to be lost, and it never was there"_s.arg(QLatin1String(name)));
    }
    const RunReport::Ending ending = m_run.report.ending;
    const bool isLookedAt = ending == RunReport::Ending::Finished || ending == RunReport::Ending::Closed;
    if (!isLookedAt || m_run.report.notLookedAt > 0)
        return;
    for (const Surroundings::Named &named : m_run.around.stay)
        checkStay(named);
}

/// What is not as it should have stayed is in the report.
void RunAudit::checkStay(const Surroundings::Named &named)
{
    const std::map<QByteArray, QByteArray> live = m_run.after.liveTags();
    const QByteArray digest = wireText(named.digest);
    const auto isSaid = [&](const auto &entry) { return entry.tag == named.tag; };
    if (!named.tag) {
        const Loss loss{{}, named.digest};
        if (!m_run.after.manifests.contains(digest) && !isTouchedUnseen(digest, digest)
            && std::find(m_run.report.lost.cbegin(), m_run.report.lost.cend(), loss) == m_run.report.lost.cend())
            mismatches.append(u"%1 is gone, and the report does not say so"_s.arg(QLatin1String(digest)));
        return;
    }
    const QByteArray name = wireText(*named.tag);
    const auto now = live.find(name);
    if ((now != live.end() && now->second == digest) || isTouchedUnseen(name, digest))
        return;
    if (std::none_of(m_run.report.lost.cbegin(), m_run.report.lost.cend(), isSaid)
        && std::none_of(m_run.report.raced.cbegin(), m_run.report.raced.cend(), isSaid))
        mismatches.append(u"%1 is not what it was, and the report does not say so"_s.arg(QLatin1String(name)));
}
