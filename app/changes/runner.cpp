#include "app/changes/runner.h"

#include <deque>
#include <map>
#include <utility>

#include "app/changes/runledger.h"
#include "app/changes/runnercheck.h"
#include "app/changes/runnerlook.h"
#include "app/changes/runnersiblings.h"
#include "app/changes/runnerstep.h"
#include "app/changes/runnerthreads.h"

namespace changes {

using namespace Qt::StringLiterals;
using Ending = RunReport::Ending;

namespace {

/// Manifests that one look at the tags serves: the look is to be fresh.
constexpr std::size_t deletionsPerLook = 100;

/// One call of Runner::run() or close(). All of it on the journal's thread but what is posted.
class Run
{
public:
    enum class Purpose : quint8
    {
        GoOn,
        Close, ///< no step begins
    };

    Run(Journal &journal, registry::Registry &registry, const oci::RepositoryName &repository,
        const Runner::Progress &progress, base::Clock &clock, InFlight &inFlight, Purpose purpose, qint64 id,
        std::stop_token pause, std::stop_token stop)
        : m_registry(registry)
        , m_repository(repository)
        , m_progress(progress)
        , m_clock(clock)
        , m_inFlight(inFlight)
        , m_closes(purpose == Purpose::Close)
        , m_ledger(journal, id)
        , m_pause(std::move(pause))
        , m_stop(std::move(stop))
    { }

    RunReport run() &&;

private:
    using Held = std::optional<oci::Manifest>; ///< what a step puts or takes away, if anybody has a copy

    Result<> load();
    void start();
    bool startNext();
    void begin(quint32 step);
    void lookAtTags();
    void tagsSeen(const std::vector<quint32> &steps, const Result<RunnerLook> &look);
    void noteRace(RunnerStep::Outcome &outcome);
    void addRace(const Race &race);
    [[nodiscard]] bool wantsNewLook(quint32 step) const;
    void lookAt(quint32 step);
    void lookedAt(quint32 step, RunnerStep::Outcome outcome, const Held &manifest, const InFlight::Place &place);
    void send(quint32 step, const Held &manifest, const InFlight::Place &place);
    void readAgain(quint32 step);
    void lookOnceMore();
    void ended(quint32 step, RunnerStep::Outcome outcome);

    void lookAtSiblings(quint32 step);
    void siblingsSeen(quint32 step, const Result<SurroundingsCheck> &check);
    void goOnAfter(quint32 step);
    void enter(const SurroundingsCheck &check);
    void keepLosses();

    void planAgain(quint32 step);
    void finish(quint32 step, StepState state, const StepCause &cause);
    void halt(const base::Error &error);
    [[nodiscard]] bool mayStart();
    [[nodiscard]] RunnerStep stepAt(quint32 step) const
    {
        return {m_registry, m_repository, m_clock, m_ledger.step(step)};
    }
    [[nodiscard]] RunReport &report() { return m_ledger.report(); }
    void conclude();
    bool lookAround();
    void close();

    registry::Registry &m_registry;
    const oci::RepositoryName &m_repository;
    const Runner::Progress &m_progress;
    base::Clock &m_clock;
    InFlight &m_inFlight;
    const bool m_closes;
    RunLedger m_ledger;
    const std::stop_token m_pause;
    const std::stop_token m_stop;

    std::deque<quint32> m_again; ///< sent before
    std::map<quint32, base::Error> m_late; ///< what may still come, and what its request ended with
    std::deque<quint32> m_ready; ///< to be looked at
    std::deque<quint32> m_deletions; ///< ready, but for a look at the tags
    std::vector<int> m_racesAtLook; ///< by step: how many were known when the tags were looked at for it
    int m_races = 0; ///< steps that found what nobody expected
    RunnerSiblings m_siblings{m_ledger};
    int m_underWay = 0;
    bool m_halted = false;
    RunnerThreads m_threads{Runner::maxInFlight}; ///< last: their tasks use everything above
};

RunReport Run::run() &&
{
    if (const Result<> loaded = load(); !loaded) {
        halt(loaded.error());
        return std::move(report());
    }
    start();
    while (m_underWay > 0) {
        m_threads.deliverOne();
        start();
    }
    conclude();
    return std::move(report());
}

Result<> Run::load()
{
    if (Result<> loaded = m_ledger.load(); !loaded)
        return loaded;
    m_racesAtLook.resize(m_ledger.size());
    for (quint32 i = 0; i < m_ledger.size(); ++i) {
        if (m_ledger.state(i) == StepState::Sent || m_ledger.state(i) == StepState::Unknown)
            m_again.push_back(i);
    }
    for (quint32 i = 0; i < m_ledger.size(); ++i) {
        if (m_ledger.isReady(i))
            begin(i);
    }
    return Done{};
}

bool Run::mayStart()
{
    if (!m_halted && m_stop.stop_requested())
        halt(base::cancelled());
    if (!m_halted && m_pause.stop_requested()) {
        m_halted = true;
        report().ending = Ending::Paused;
    }
    return !m_halted && m_underWay < Runner::maxInFlight;
}

void Run::start()
{
    while (mayStart() && startNext()) { }
}

/// False: nothing can begin now.
bool Run::startNext()
{
    const auto takeFrom = [](std::deque<quint32> &steps) {
        const quint32 step = steps.front();
        steps.pop_front();
        return step;
    };
    if (!m_again.empty()) {
        readAgain(takeFrom(m_again));
    } else if (!m_ready.empty()) {
        const quint32 step = takeFrom(m_ready);
        if (wantsNewLook(step))
            m_deletions.push_back(step);
        else if (!m_siblings.holdsBack(step))
            lookAt(step);
    } else if (!m_deletions.empty() && m_underWay == 0) {
        lookAtTags(); // all tags that can go are gone
    } else if (!m_late.empty() && m_underWay == 0) {
        lookOnceMore();
    } else {
        return false;
    }
    return true;
}

/// All that @p step needs has ended.
void Run::begin(quint32 step)
{
    if (m_closes)
        return;
    if (const std::optional<quint32> missing = m_ledger.missing(step)) {
        finish(step, StepState::Skipped, StepCause::ofMissing(m_ledger.step(*missing)));
        return;
    }
    (m_ledger.step(step).kind == Step::Kind::DeleteManifest ? m_deletions : m_ready).push_back(step);
}

void Run::lookAtTags()
{
    std::vector<quint32> steps;
    while (!m_deletions.empty() && steps.size() < deletionsPerLook) {
        steps.push_back(m_deletions.front());
        m_deletions.pop_front();
    }
    ++m_underWay;
    m_threads.post([this, steps] {
        return [this, steps, look = RunnerLook::take(m_registry, m_repository, m_stop)] { tagsSeen(steps, look); };
    });
}

void Run::tagsSeen(const std::vector<quint32> &steps, const Result<RunnerLook> &look)
{
    --m_underWay;
    if (!look && (look.error().isTemporary() || RunnerStep::haltsReading(look.error()))) {
        halt(look.error());
        return;
    }
    for (const quint32 step : steps) {
        if (!look) {
            finish(step, StepState::Skipped, StepCause::ofError(StepCause::Kind::TagsUnread, look.error()));
            continue;
        }
        m_racesAtLook[step] = m_races;
        const QStringList holders = look->holders(m_ledger.step(step).digest, m_ledger.around().goAlong);
        if (holders.isEmpty())
            m_ready.push_back(step);
        else
            finish(step, StepState::Skipped, {StepCause::Kind::Used, holders.mid(0, 10).join(u", "_s)});
    }
}

void Run::noteRace(RunnerStep::Outcome &outcome)
{
    if (!outcome.race)
        return;
    if (m_ledger.cameBack(*outcome.race)) {
        if (outcome.cause.kind == StepCause::Kind::Changed)
            outcome.cause.kind = StepCause::Kind::CameBack;
        return;
    }
    ++m_races;
    addRace(*outcome.race);
}

void Run::addRace(const Race &race)
{
    if (const Result<> added = m_ledger.addRace(race); !added)
        halt(added.error());
}

/// Somebody else has been here since the tags were looked at: what they pushed may name the manifest.
bool Run::wantsNewLook(quint32 step) const
{
    return m_ledger.step(step).kind == Step::Kind::DeleteManifest && m_racesAtLook[step] != m_races;
}

void Run::lookAt(quint32 step)
{
    const Result<Held> manifest = m_ledger.manifestFor(step);
    if (!manifest) {
        halt(manifest.error());
        return;
    }
    ++m_underWay;
    m_threads.post([this, step, held = *manifest, isBack = m_ledger.comesBack(step)] {
        const InFlight::Place place = m_inFlight.take(m_pause, m_stop);
        const auto outcome
            = place ? stepAt(step).look(isBack ? held : Held(), m_stop) : RunnerStep::Outcome{StepState::Planned};
        return [this, step, outcome, held, place] { lookedAt(step, outcome, held, place); };
    });
}

/// The step keeps @p place until what came of it has been read.
void Run::lookedAt(quint32 step, RunnerStep::Outcome outcome, const Held &manifest, const InFlight::Place &place)
{
    --m_underWay;
    noteRace(outcome);
    if (outcome.halt)
        halt(*outcome.halt);
    else if (outcome.state == StepState::Skipped)
        finish(step, StepState::Skipped, outcome.cause);
    else if (wantsNewLook(step))
        m_deletions.push_back(step);
    else if (mayStart())
        send(step, manifest, place);
}

void Run::send(quint32 step, const Held &manifest, const InFlight::Place &place)
{
    // What was not there when the plan was approved, and came back since, was not kept: it could not be put back.
    if (!manifest || manifest->digest() != m_ledger.step(step).digest) {
        finish(step, StepState::Skipped, {StepCause::Kind::NotKept});
        return;
    }
    if (const Result<> recorded = m_ledger.record(step, StepState::Sent); !recorded) {
        halt(recorded.error());
        return;
    }
    ++m_underWay;
    m_threads.post([this, step, manifest, place] {
        return [this, step, outcome = stepAt(step).send(manifest, m_stop)] { ended(step, outcome); };
    });
}

void Run::readAgain(quint32 step)
{
    ++m_underWay;
    m_threads.post(
        [this, step] { return [this, step, outcome = stepAt(step).readAgain(m_stop)] { ended(step, outcome); }; });
}

/// All else has ended. One pause for all.
void Run::lookOnceMore()
{
    const base::Clock::TimePoint due = m_clock.now() + RunnerStep::pauseForLate;
    for (const auto &[late, error] : m_late) {
        ++m_underWay;
        m_threads.post([this, step = late, answer = error, due] {
            return [this, step, outcome = stepAt(step).lookOnceMore(answer, due, m_stop)] { ended(step, outcome); };
        });
    }
    m_late.clear();
}

void Run::ended(quint32 step, RunnerStep::Outcome outcome)
{
    --m_underWay;
    noteRace(outcome);
    if (outcome.mayCome)
        m_late.insert_or_assign(step, *outcome.mayCome);
    if (outcome.state == StepState::Planned)
        planAgain(step);
    else if (outcome.state != StepState::Sent)
        finish(step, outcome.state, outcome.cause);
    if (outcome.halt)
        halt(*outcome.halt);
    else if (m_closes && outcome.unread)
        halt(*outcome.unread); // nor will it be for the others
}

void Run::lookAtSiblings(quint32 step)
{
    std::optional<Surroundings> around = m_closes ? std::nullopt : m_siblings.toLookAt(step);
    if (!around) {
        goOnAfter(step);
        return;
    }
    ++m_underWay;
    m_threads.post([this, step, around = *std::move(around)] {
        return [this, step, check = checkSurroundings(m_registry, m_repository, around, m_stop)] {
            siblingsSeen(step, check);
        };
    });
}

void Run::siblingsSeen(quint32 step, const Result<SurroundingsCheck> &check)
{
    --m_underWay;
    if (!check) {
        halt(check.error());
        return;
    }
    m_races += check->races.empty() ? 0 : 1;
    enter(*check);
    if (!check->lost.empty()) {
        m_halted = true;
        report().ending = Ending::Lost;
        report().error.reset();
        keepLosses();
        return;
    }
    if (check->notLookedAt == 0)
        m_siblings.allStay();
    goOnAfter(step);
}

void Run::goOnAfter(quint32 step)
{
    const std::deque<quint32> next = m_siblings.ended(step);
    m_ready.insert(m_ready.begin(), next.cbegin(), next.cend());
}

void Run::enter(const SurroundingsCheck &check)
{
    for (const Race &race : check.races)
        addRace(race);
    m_ledger.addLosses(check.lost);
}

void Run::keepLosses()
{
    if (const Result<> kept = m_ledger.keepLosses(); !kept)
        halt(kept.error());
}

/// The registry refused it unread, and will refuse what follows: it is for a later call.
void Run::planAgain(quint32 step)
{
    if (const Result<> recorded = m_ledger.record(step, StepState::Planned); !recorded)
        halt(recorded.error());
}

void Run::finish(quint32 step, StepState state, const StepCause &cause)
{
    const Result<> recorded = m_ledger.record(step, state, cause);
    if (!recorded)
        halt(recorded.error());
    if (!recorded && state == StepState::Skipped) // and so it is planned as before
        return;
    report().steps[step] = {state, cause};
    if (m_progress)
        m_progress(step, report().steps[step]);
    for (const quint32 next : m_ledger.release(step))
        begin(next);
    lookAtSiblings(step);
}

/// Starts nothing more; what is under way ends. The first cause counts, and a loss more than any.
void Run::halt(const base::Error &error)
{
    if (m_halted && report().ending != Ending::Paused)
        return;
    m_halted = true;
    if (error.isCancelled())
        report().ending = Ending::Cancelled;
    else if (error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Credentials)
        report().ending = Ending::SignInNeeded;
    else
        report().ending = Ending::Stopped;
    report().error = error;
}

/// Ends the run, where all steps have ended and nothing more than it said is gone.
void Run::conclude()
{
    if (m_closes) {
        close();
        return;
    }
    if (report().ending == Ending::Lost && m_ledger.isWhole()) { // it came too late to stop anything
        report().ending = Ending::Finished;
        m_halted = false;
    }
    if (report().ending == Ending::Lost)
        lookAround(); // the other tags, too
    if (!m_ledger.isWhole() || m_halted || !lookAround())
        return;
    if (const Result<> closed = m_ledger.end(m_clock); !closed)
        halt(closed.error());
}

/// Looks at what should have stayed.
bool Run::lookAround()
{
    const Result<SurroundingsCheck> check = checkSurroundings(m_registry, m_repository, m_ledger.around(), m_stop);
    if (!check) {
        halt(check.error());
        return false;
    }
    enter(*check);
    report().notLookedAt = check->notLookedAt;
    keepLosses();
    return !m_halted;
}

void Run::close()
{
    if (m_halted || !lookAround()) {
        report().notLookedAt = std::ssize(m_ledger.around().stay);
        keepLosses();
    }
    m_ledger.close(m_clock);
}

} // namespace

Runner::Runner(Journal &journal, registry::Registry &registry, const oci::RepositoryName &repository, Progress progress,
               base::Clock &clock, std::shared_ptr<InFlight> inFlight)
    : m_journal(journal)
    , m_registry(registry)
    , m_repository(repository)
    , m_progress(std::move(progress))
    , m_clock(clock)
    , m_inFlight(std::move(inFlight))
{ }

RunReport Runner::run(qint64 id, std::stop_token pause, std::stop_token stop)
{
    return Run(m_journal, m_registry, m_repository, m_progress, m_clock, *m_inFlight, Run::Purpose::GoOn, id,
               std::move(pause), std::move(stop))
        .run();
}

RunReport Runner::close(qint64 id, std::stop_token stop)
{
    return Run(m_journal, m_registry, m_repository, m_progress, m_clock, *m_inFlight, Run::Purpose::Close, id, {},
               std::move(stop))
        .run();
}

} // namespace changes
