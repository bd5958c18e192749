#include "app/changes/runner.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "app/changes/runnercheck.h"
#include "app/changes/runnerlook.h"
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
        const Runner::Progress &progress, base::Clock &clock, Purpose purpose, qint64 id, std::stop_token pause,
        std::stop_token stop)
        : m_journal(journal)
        , m_registry(registry)
        , m_repository(repository)
        , m_progress(progress)
        , m_clock(clock)
        , m_closes(purpose == Purpose::Close)
        , m_id(id)
        , m_pause(std::move(pause))
        , m_stop(std::move(stop))
    { }

    RunReport run() &&;

private:
    Result<> load();
    void start();
    void begin(quint32 step);
    void lookAtTags();
    void tagsSeen(const std::vector<quint32> &steps, const Result<RunnerLook> &look);
    void noteRace(RunnerStep::Outcome &outcome);
    void addRace(const Race &race);
    [[nodiscard]] bool cameBack(const Race &race) const;
    [[nodiscard]] bool wantsNewLook(quint32 step) const;
    void lookAt(quint32 step);
    void lookedAt(quint32 step, RunnerStep::Outcome outcome);
    void send(quint32 step);
    void readAgain(quint32 step);
    void ended(quint32 step, RunnerStep::Outcome outcome);

    Result<std::optional<oci::Manifest>> manifestFor(const Step &step);
    void planAgain(quint32 step);
    void finish(quint32 step, StepState state, const QString &detail);
    void release(quint32 step);
    void halt(const base::Error &error);
    [[nodiscard]] bool mayStart();
    [[nodiscard]] RunnerStep stepAt(quint32 step) const { return {m_registry, m_repository, m_clock, m_steps[step]}; }
    [[nodiscard]] QDateTime now() const;
    void conclude();
    bool lookAround();
    void close();

    Journal &m_journal;
    registry::Registry &m_registry;
    const oci::RepositoryName &m_repository;
    const Runner::Progress &m_progress;
    base::Clock &m_clock;
    const bool m_closes;
    const qint64 m_id;
    const std::stop_token m_pause;
    const std::stop_token m_stop;

    RunReport m_report;
    Surroundings m_around;
    std::vector<Step> m_steps;
    std::vector<std::size_t> m_waitsFor; ///< steps that are needed and have not ended
    std::vector<std::vector<quint32>> m_neededBy;
    std::deque<quint32> m_again; ///< sent before
    std::deque<quint32> m_ready; ///< to be looked at
    std::deque<quint32> m_deletions; ///< ready, but for a look at the tags
    std::vector<int> m_racesAtLook; ///< by step: how many were known when the tags were looked at for it
    int m_races = 0; ///< steps that found what nobody expected
    int m_underWay = 0;
    bool m_halted = false;
    RunnerThreads m_threads{Runner::maxInFlight}; ///< last: their tasks use everything above
};

RunReport Run::run() &&
{
    if (const Result<> loaded = load(); !loaded) {
        halt(loaded.error());
        return std::move(m_report);
    }
    start();
    while (m_underWay > 0) {
        m_threads.deliverOne();
        start();
    }
    conclude();
    return std::move(m_report);
}

Result<> Run::load()
{
    Result<std::vector<StepRecord>> records = m_journal.steps(m_id);
    if (!records)
        return base::fail(records.error());
    Result<Surroundings> around = m_journal.surroundings(m_id);
    if (!around)
        return base::fail(around.error());
    m_around = *std::move(around);
    Result<std::vector<Race>> races = m_journal.races(m_id);
    if (!races)
        return base::fail(races.error());
    m_report.raced = *std::move(races);
    const std::size_t size = records->size();
    m_waitsFor.resize(size);
    m_neededBy.resize(size);
    m_racesAtLook.resize(size);
    for (std::size_t i = 0; i < size; ++i) {
        StepRecord &record = (*records)[i];
        for (const quint32 need : record.step.needs) {
            if (need >= i)
                return base::fail(ErrorKind::InvalidData, u"step %1 needs step %2"_s.arg(i).arg(need));
        }
        m_steps.push_back(std::move(record.step));
        m_report.steps.push_back({record.state, record.detail});
    }
    for (quint32 i = 0; i < size; ++i) {
        const StepState state = m_report.steps[i].state;
        if (state == StepState::Sent || state == StepState::Unknown)
            m_again.push_back(i);
        if (state != StepState::Planned)
            continue;
        for (const quint32 need : m_steps[i].needs) {
            const StepState needed = m_report.steps[need].state;
            if (!hasEnded(needed) || needed == StepState::Unknown) {
                m_neededBy[need].push_back(i);
                ++m_waitsFor[i];
            }
        }
    }
    for (quint32 i = 0; i < size; ++i) {
        if (m_report.steps[i].state == StepState::Planned && m_waitsFor[i] == 0)
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
        m_report.ending = Ending::Paused;
    }
    return !m_halted && m_underWay < Runner::maxInFlight;
}

void Run::start()
{
    while (mayStart()) {
        if (!m_again.empty()) {
            readAgain(m_again.front());
            m_again.pop_front();
        } else if (!m_ready.empty()) {
            const quint32 step = m_ready.front();
            m_ready.pop_front();
            if (wantsNewLook(step))
                m_deletions.push_back(step);
            else
                lookAt(step);
        } else if (!m_deletions.empty() && m_underWay == 0) {
            lookAtTags(); // all tags that can go are gone
        } else {
            break;
        }
    }
}

/// All that @p step needs has ended.
void Run::begin(quint32 step)
{
    if (m_closes)
        return;
    for (const quint32 need : m_steps[step].needs) {
        if (m_report.steps[need].state != StepState::Done) {
            finish(step, StepState::Skipped, u"step %1, which it needs, was not done"_s.arg(need + 1));
            return;
        }
    }
    (m_steps[step].kind == Step::Kind::DeleteManifest ? m_deletions : m_ready).push_back(step);
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
            finish(step, StepState::Skipped, u"the tags could not be looked at: %1"_s.arg(wordsOf(look.error())));
            continue;
        }
        m_racesAtLook[step] = m_races;
        const QStringList holders = look->holders(m_steps[step].digest, m_around.goAlong);
        if (holders.isEmpty())
            m_ready.push_back(step);
        else
            finish(step, StepState::Skipped, u"changed: used by %1"_s.arg(holders.mid(0, 10).join(u", "_s)));
    }
}

/// Some registries keep the tags of a manifest that goes: they are found again once it is put back, by this run and
/// nobody else.
bool Run::cameBack(const Race &race) const
{
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const Step &step = m_steps[i];
        const StepState state = m_report.steps[i].state;
        if (step.kind == Step::Kind::PutTag && !step.tag && step.digest == race.found && state != StepState::Planned
            && state != StepState::Skipped)
            return true;
    }
    return false;
}

void Run::noteRace(RunnerStep::Outcome &outcome)
{
    if (!outcome.race)
        return;
    if (cameBack(*outcome.race)) {
        outcome.detail += u" (the registry had kept the tag, and this run put that image back)"_s;
        return;
    }
    ++m_races;
    addRace(*outcome.race);
}

/// It is known for good, once, however often the run is left and gone on with.
void Run::addRace(const Race &race)
{
    if (std::find(m_report.raced.cbegin(), m_report.raced.cend(), race) != m_report.raced.cend())
        return;
    m_report.raced.push_back(race);
    if (const Result<> recorded = m_journal.addRace(m_id, race); !recorded)
        halt(recorded.error());
}

/// Somebody else has been here since the tags were looked at: what they pushed may name the manifest.
bool Run::wantsNewLook(quint32 step) const
{
    return m_steps[step].kind == Step::Kind::DeleteManifest && m_racesAtLook[step] != m_races;
}

void Run::lookAt(quint32 step)
{
    ++m_underWay;
    m_threads.post(
        [this, step] { return [this, step, outcome = stepAt(step).look(m_stop)] { lookedAt(step, outcome); }; });
}

void Run::lookedAt(quint32 step, RunnerStep::Outcome outcome)
{
    --m_underWay;
    noteRace(outcome);
    if (outcome.halt)
        halt(*outcome.halt);
    else if (outcome.state == StepState::Skipped)
        finish(step, StepState::Skipped, outcome.detail);
    else if (wantsNewLook(step))
        m_deletions.push_back(step);
    else if (mayStart())
        send(step);
}

Result<std::optional<oci::Manifest>> Run::manifestFor(const Step &step)
{
    if (step.kind == Step::Kind::PutPlaceholder && step.tag && step.before)
        return std::optional(placeholderFor(*step.tag, *step.before));
    if (step.kind == Step::Kind::PutTag)
        return m_journal.manifest(step.digest);
    return std::optional<oci::Manifest>();
}

void Run::send(quint32 step)
{
    const bool puts = m_steps[step].kind == Step::Kind::PutTag || m_steps[step].kind == Step::Kind::PutPlaceholder;
    const Result<std::optional<oci::Manifest>> manifest = manifestFor(m_steps[step]);
    if (!manifest) {
        halt(manifest.error());
        return;
    }
    if (puts && (!*manifest || (*manifest)->digest() != m_steps[step].digest)) {
        finish(step, StepState::Skipped, u"its manifest is not in the journal"_s);
        return;
    }
    if (const Result<> recorded = m_journal.record(m_id, step, StepState::Sent); !recorded) {
        halt(recorded.error());
        return;
    }
    m_report.steps[step].state = StepState::Sent;
    ++m_underWay;
    m_threads.post([this, step, held = *manifest] {
        return [this, step, outcome = stepAt(step).send(held, m_stop)] { ended(step, outcome); };
    });
}

void Run::readAgain(quint32 step)
{
    ++m_underWay;
    m_threads.post(
        [this, step] { return [this, step, outcome = stepAt(step).readAgain(m_stop)] { ended(step, outcome); }; });
}

void Run::ended(quint32 step, RunnerStep::Outcome outcome)
{
    --m_underWay;
    noteRace(outcome);
    if (outcome.state == StepState::Planned)
        planAgain(step);
    else if (outcome.state != StepState::Sent)
        finish(step, outcome.state, outcome.detail);
    if (outcome.halt)
        halt(*outcome.halt);
    else if (m_closes && outcome.unread)
        halt(*outcome.unread); // nor will it be for the others
}

/// The registry refused it unread, and will refuse what follows: it is for a later call.
void Run::planAgain(quint32 step)
{
    if (const Result<> recorded = m_journal.record(m_id, step, StepState::Planned); !recorded)
        halt(recorded.error());
    else
        m_report.steps[step] = {};
}

void Run::finish(quint32 step, StepState state, const QString &detail)
{
    RunReport::StepResult &result = m_report.steps[step];
    const bool isKnown = result.state == StepState::Unknown && state == StepState::Unknown;
    const Result<> recorded = isKnown ? Result<>(Done{}) : m_journal.record(m_id, step, state, detail);
    if (!recorded && state == StepState::Skipped) { // and so it is planned as before
        halt(recorded.error());
        return;
    }
    if (!recorded)
        halt(recorded.error());
    result = {state, detail};
    if (m_progress)
        m_progress(step, result);
    release(step);
}

void Run::release(quint32 step)
{
    for (const quint32 next : m_neededBy[step]) {
        if (--m_waitsFor[next] == 0)
            begin(next);
    }
}

/// Starts nothing more; what is under way ends. The first cause counts.
void Run::halt(const base::Error &error)
{
    if (m_halted && m_report.ending != Ending::Paused)
        return;
    m_halted = true;
    if (error.isCancelled())
        m_report.ending = Ending::Cancelled;
    else if (error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Credentials)
        m_report.ending = Ending::SignInNeeded;
    else
        m_report.ending = Ending::Stopped;
    m_report.error = error;
}

QDateTime Run::now() const
{
    const auto time = std::chrono::floor<std::chrono::milliseconds>(m_clock.utc().time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(time.count(), Qt::UTC);
}

/// Ends the run, where all steps have ended and nothing more than it said is gone.
void Run::conclude()
{
    if (m_closes) {
        close();
        return;
    }
    const bool isWhole = std::all_of(m_report.steps.cbegin(), m_report.steps.cend(),
                                     [](const auto &result) { return hasEnded(result.state); });
    if (!isWhole || m_halted || !lookAround())
        return;
    if (const Result<> closed = m_journal.end(m_id, now()); !closed)
        halt(closed.error());
}

/// Looks at what should have stayed.
bool Run::lookAround()
{
    const Result<std::vector<Race>> races = checkSurroundings(m_registry, m_repository, m_around, m_report, m_stop);
    if (!races) {
        halt(races.error());
        return false;
    }
    for (const Race &race : *races)
        addRace(race);
    return !m_halted;
}

void Run::close()
{
    if (m_halted || !lookAround())
        m_report.notLookedAt = std::ssize(m_around.stay);
    if (const Result<> stopped = m_journal.stop(m_id, now()); !stopped) {
        m_report.ending = Ending::Stopped;
        m_report.error = stopped.error();
        return;
    }
    m_report.ending = Ending::Finished;
    for (RunReport::StepResult &result : m_report.steps) {
        if (result.state == StepState::Sent)
            result.state = StepState::Unknown;
        else if (result.state == StepState::Planned)
            m_report.ending = Ending::Closed;
    }
}

} // namespace

Runner::Runner(Journal &journal, registry::Registry &registry, const oci::RepositoryName &repository, Progress progress,
               base::Clock &clock)
    : m_journal(journal)
    , m_registry(registry)
    , m_repository(repository)
    , m_progress(std::move(progress))
    , m_clock(clock)
{ }

RunReport Runner::run(qint64 id, std::stop_token pause, std::stop_token stop)
{
    return Run(m_journal, m_registry, m_repository, m_progress, m_clock, Run::Purpose::GoOn, id, std::move(pause),
               std::move(stop))
        .run();
}

RunReport Runner::close(qint64 id, std::stop_token stop)
{
    return Run(m_journal, m_registry, m_repository, m_progress, m_clock, Run::Purpose::Close, id, {}, std::move(stop))
        .run();
}

} // namespace changes
