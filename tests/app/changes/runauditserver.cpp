#include <algorithm>

#include "tests/app/changes/runaudit.h"

// What a server does of its own, and what it is left with.

using namespace Qt::StringLiterals;
using namespace changes;
using support::ModelEvent;
using support::RepositoryState;
using Kind = ModelEvent::Kind;

/// What should have stayed, and the server took of its own, ends the run where it can be seen. That the report says so
/// is seen from what should have stayed.
void RunAudit::checkServer()
{
    int images = 0;
    for (std::size_t i = 0; i < m_run.events.size(); ++i) {
        const ModelEvent &event = m_run.events[i];
        const auto stays = [&event](const Surroundings::Named &named) {
            return event.name == (named.tag ? wireText(*named.tag) : wireText(named.digest));
        };
        const auto goes = [&event](const Step &step) {
            return event.name == (step.tag ? wireText(*step.tag) : wireText(step.digest));
        };
        if (!event.unasked)
            continue;
        if (std::any_of(m_run.around.stay.cbegin(), m_run.around.stay.cend(), stays)) {
            ++takenByServer;
            images += event.kind == Kind::ManifestRemoved ? 1 : 0;
        } else if (event.kind == Kind::TagChanged && !goesWith(event.name, event.from)
                   && std::none_of(m_run.steps.cbegin(), m_run.steps.cend(), goes)) {
            checkUnread(event, i);
        }
    }
    const bool isAlone = std::all_of(m_run.events.cbegin(), m_run.events.cend(),
                                     [](const ModelEvent &event) { return event.byClient; });
    if (images > m_run.sessions && isAlone && !m_run.hadFaults)
        mismatches.append(u"the run went on when its server had taken %1 images"_s.arg(images));
}

/// A tag that the client could not read before went with its image: the report has to say that something was lost with
/// that image, or that it could not look at all of what should have stayed.
void RunAudit::checkUnread(const ModelEvent &event, std::size_t at)
{
    const auto begin = m_run.events.cbegin();
    const bool wasRead = std::any_of(begin, begin + std::ptrdiff_t(m_run.begun), [&event](const ModelEvent &before) {
        return before.kind == Kind::Looked && before.name == event.name;
    });
    const bool isSaid = std::any_of(m_run.report.lost.cbegin(), m_run.report.lost.cend(),
                                    [&event](const auto &loss) { return wireText(loss.digest) == event.from; })
        || m_run.report.notLookedAt > 0;
    if ((!wasRead && isSaid) || event.late) // the report was over by then
        ++takenByServer;
    else if (wentWithAPush(event))
        race(event.name);
    else
        taken(event.name, event.from, at, u"by the server, and nobody would have looked"_s);
}

/// It was on the image that somebody had pushed under a tag when the client had looked at that, and asked for its
/// removal: what goes with a tag that was raced, is raced.
bool RunAudit::wentWithAPush(const ModelEvent &event) const
{
    for (std::size_t i = 0; i < m_run.events.size(); ++i) {
        const ModelEvent &cause = m_run.events[i];
        const bool isRemoval = cause.kind == Kind::TagChanged && cause.to.isEmpty() && cause.byClient && !cause.unasked;
        if (isRemoval && cause.from == event.from && isExcused(cause.name, cause.from, i))
            return true;
    }
    return false;
}

/// Where nobody else changed anything, the steps that were done make the state that is there.
void RunAudit::checkState()
{
    if (m_isTouched || m_run.report.count(StepState::Unknown) + m_run.report.count(StepState::Sent) > 0)
        return;
    RepositoryState expected = m_run.before;
    for (std::size_t i = 0; i < m_run.steps.size(); ++i) {
        const Step &step = m_run.steps[i];
        const QByteArray digest = wireText(step.digest);
        if (m_run.report.steps.at(i).state != StepState::Done && !wasGivenUp(step))
            continue;
        if (step.kind == Step::Kind::RemoveTag) {
            expected.tags.erase(wireText(*step.tag));
        } else if (step.kind == Step::Kind::DeleteManifest) {
            expected.manifests.erase(digest);
            std::erase_if(expected.tags, [&](const auto &tag) { return tag.second == digest; });
        } else {
            expected.manifests.insert({digest, {}});
            if (step.tag)
                expected.tags[wireText(*step.tag)] = digest;
        }
    }
    const auto digests = [](const RepositoryState &state) {
        QByteArrayList list;
        for (const auto &[digest, unused] : state.manifests)
            list.append(digest);
        return list;
    };
    if (expected.liveTags() != m_run.after.liveTags())
        mismatches.append(u"the tags are not as the report says"_s);
    if (digests(expected) != digests(m_run.after))
        mismatches.append(u"the manifests are not as the report says"_s);
}
