#include "app/changes/runnerstep.h"

#include <array>
#include <utility>

#include "app/changes/blobcheck.h"
#include "app/changes/runnersight.h"
#include "app/platforms/generic/deletionprobe.h"

namespace changes {

using namespace Qt::StringLiterals;
using Kind = Step::Kind;

namespace {

/// Before the reads that follow one which did not settle what came of a request.
constexpr std::array<std::chrono::seconds, 6> pauses{std::chrono::seconds(1),  std::chrono::seconds(2),
                                                     std::chrono::seconds(4),  std::chrono::seconds(8),
                                                     std::chrono::seconds(16), std::chrono::seconds(32)};
/// Of them, for an effect that is not seen: a registry may show it late, or still be at it.
constexpr std::size_t pausesForEffect = 3;

/// The request may have been carried out.
bool isAmbiguous(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::UnknownOutcome:
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Timeout:
    case ErrorKind::Server:
    case ErrorKind::Cancelled:
    case ErrorKind::DigestMismatch:
    case ErrorKind::Internal:
        return true;
    default:
        return false;
    }
}

/// The same is to be expected of all steps that follow.
bool haltsRun(const Error &error)
{
    return error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Credentials
        || error.kind == ErrorKind::Unsupported || error.kind == ErrorKind::RateLimited
        || error.reason == ErrorReason::ReadOnly;
}

/// What comes of a step where nobody saw what is there.
RunnerStep::Outcome unseen(const Error &error)
{
    if (RunnerStep::haltsReading(error) || error.isTemporary())
        return {StepState::Planned, {}, {}, error};
    return {StepState::Skipped, StepCause::ofError(StepCause::Kind::Unread, error)};
}

/// The registry did not even look at it: it can be sent once the cause is gone.
bool refusedUnread(const Result<> &answer)
{
    return !answer
        && (answer.error().kind == ErrorKind::Unauthorized || answer.error().kind == ErrorKind::Credentials
            || answer.error().kind == ErrorKind::RateLimited);
}

} // namespace

RunnerStep::RunnerStep(registry::Registry &registry, const oci::RepositoryName &repository, base::Clock &clock,
                       const Step &step)
    : m_registry(registry)
    , m_repository(repository)
    , m_clock(clock)
    , m_step(step)
    , m_removed(step.digest)
{ }

bool RunnerStep::haltsReading(const base::Error &error)
{
    return error.isCancelled() || error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Credentials;
}

/// What is to be there before the request; none: nothing.
const std::optional<oci::Digest> &RunnerStep::before() const
{
    const bool removes = m_step.kind == Kind::RemoveTag || m_step.kind == Kind::DeleteManifest;
    return removes ? m_removed : m_step.before;
}

Result<RunnerStep::Sight> RunnerStep::see(std::stop_token stop) const
{
    const oci::TagOrDigest what = m_step.tag && m_step.kind != Kind::DeleteManifest ? oci::TagOrDigest(*m_step.tag)
                                                                                    : oci::TagOrDigest(m_step.digest);
    const bool removes = m_step.kind == Kind::RemoveTag || m_step.kind == Kind::DeleteManifest;
    const std::optional<oci::Digest> after = removes ? std::nullopt : std::optional(m_step.digest);
    const Result<std::optional<oci::Digest>> found
        = digestNow(m_registry, m_repository, what, {before(), after}, std::move(stop));
    if (!found)
        return base::fail(found.error());
    Sight sight;
    sight.found = *found;
    if (sight.found == after)
        sight.seen = Seen::Effect;
    else
        sight.seen = sight.found == before() ? Seen::Before : Seen::Other;
    return sight;
}

RunnerStep::Outcome RunnerStep::look(const std::optional<oci::Manifest> &comesBack, std::stop_token stop) const
{
    // The plan may be older than a restart of the registry: a placeholder that could not be deleted stays on the tag.
    if (m_step.kind == Kind::PutPlaceholder) {
        if (const Result<> deletes = platforms::probeManifestDeletion(m_registry, m_repository, stop); !deletes)
            return {StepState::Planned, {}, {}, deletes.error()};
    }
    const Result<Sight> sight = see(stop);
    if (!sight)
        return unseen(sight.error());
    switch (sight->seen) {
    case Seen::Before:
        if (comesBack)
            return lookAtBlobs(*comesBack, std::move(stop));
        return {StepState::Planned};
    case Seen::Effect:
        return {StepState::Skipped, {StepCause::Kind::NothingToDo}};
    case Seen::Other:
        break;
    }
    return {StepState::Skipped,
            {StepCause::Kind::Changed, sight->found ? sight->found->toString() : QString()},
            raceOf(*sight)};
}

/// A garbage collection may have come since the restore was planned, after which some registries accept the manifest.
RunnerStep::Outcome RunnerStep::lookAtBlobs(const oci::Manifest &manifest, std::stop_token stop) const
{
    const Result<std::vector<oci::Digest>> gone
        = BlobCheck(m_registry, m_repository, std::move(stop)).goneOf(manifest, 1);
    if (!gone)
        return unseen(gone.error());
    if (!gone->empty())
        return {StepState::Skipped, {StepCause::Kind::BlobGone, gone->front().toString()}};
    return {StepState::Planned};
}

RunnerStep::Outcome RunnerStep::send(const std::optional<oci::Manifest> &manifest, std::stop_token stop) const
{
    const Result<> answer = request(manifest, stop);
    return verify(answer, std::move(stop), Looks::First);
}

RunnerStep::Outcome RunnerStep::readAgain(std::stop_token stop) const
{
    return verify(base::fail(ErrorKind::UnknownOutcome, u"its answer is not known"_s), std::move(stop), Looks::First);
}

RunnerStep::Outcome RunnerStep::lookOnceMore(const base::Error &answer, base::Clock::TimePoint due,
                                             std::stop_token stop) const
{
    if (!m_clock.sleepUntil(due, stop))
        return {StepState::Sent, {}, {}, base::cancelled()};
    return verify(base::fail(answer), std::move(stop), Looks::Last);
}

Result<> RunnerStep::request(const std::optional<oci::Manifest> &manifest, std::stop_token stop) const
{
    const auto plain = [](const auto &answer) -> Result<> {
        if (!answer)
            return base::fail(answer.error());
        return Done{};
    };
    switch (m_step.kind) {
    case Kind::RemoveTag:
        return plain(m_registry.deleteTag(m_repository, *m_step.tag, std::move(stop)));
    case Kind::DeleteManifest:
        return plain(m_registry.deleteManifest(m_repository, m_step.digest, std::move(stop)));
    case Kind::PutPlaceholder:
    case Kind::PutTag:
        break;
    }
    const oci::TagOrDigest where = m_step.tag ? oci::TagOrDigest(*m_step.tag) : oci::TagOrDigest(m_step.digest);
    return plain(m_registry.putManifest(m_repository, where, *manifest, std::move(stop)));
}

/// Reads until it is plain what came of the request, or for about a minute.
RunnerStep::Outcome RunnerStep::verify(const Result<> &answer, std::stop_token stop, Looks looks) const
{
    const bool mayComeLate = looks == Looks::First && (answer.has_value() || isAmbiguous(answer.error()));
    for (std::size_t round = 0;; ++round) {
        const Result<Sight> sight = see(stop);
        if (!sight && haltsReading(sight.error()))
            return {StepState::Sent, {}, {}, sight.error()};
        if (sight && (sight->seen != Seen::Before || !mayComeLate || round >= pausesForEffect))
            return conclude(*sight, answer, looks);
        if (round == pauses.size())
            return {
                StepState::Unknown, StepCause::ofError(StepCause::Kind::Unread, sight.error()), {}, {}, sight.error()};
        if (!m_clock.sleepUntil(m_clock.now() + pauses.at(round), stop))
            return {StepState::Sent, {}, {}, base::cancelled()};
    }
}

RunnerStep::Outcome RunnerStep::conclude(const Sight &sight, const Result<> &answer, Looks looks) const
{
    Outcome outcome;
    outcome.race = raceOf(sight);
    if (!answer) {
        outcome.cause = StepCause::ofError(StepCause::Kind::Answer, answer.error());
        if (haltsRun(answer.error()))
            outcome.halt = answer.error();
    }
    switch (sight.seen) {
    case Seen::Effect:
        outcome.state = StepState::Done;
        break;
    case Seen::Before:
        outcome.state = refusedUnread(answer) ? StepState::Planned : StepState::Failed;
        if (looks == Looks::First && !answer && isAmbiguous(answer.error())) {
            outcome.state = StepState::Sent;
            outcome.mayCome = answer.error();
        }
        if (answer)
            outcome.cause = {StepCause::Kind::NoEffect};
        break;
    case Seen::Other:
        if (answer)
            outcome.state = StepState::Done;
        else
            outcome.state = isAmbiguous(answer.error()) ? StepState::Unknown : StepState::Failed;
        break;
    }
    return outcome;
}

std::optional<Race> RunnerStep::raceOf(const Sight &sight) const
{
    if (sight.seen != Seen::Other || !m_step.tag)
        return std::nullopt;
    return Race{*m_step.tag, before().value_or(m_step.digest), sight.found};
}

} // namespace changes
