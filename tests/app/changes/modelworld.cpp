#include "tests/app/changes/modelworld.h"

#include <algorithm>
#include <utility>

#include "app/changes/approvedrun.h"
#include "app/changes/planner.h"
#include "app/changes/retag.h"
#include "app/changes/stepwords.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::Fault;
using support::RepositoryState;
using support::ServerKind;
using Ending = RunReport::Ending;

namespace {

constexpr int mostTags = 15;

const oci::RepositoryName &repositoryName()
{
    static const oci::RepositoryName name = *oci::RepositoryName::parse(u"team/app");
    return name;
}

/// What @p restore said, and what became of it.
QString words(const Restore &restore, const RunReport &report)
{
    QStringList parts;
    for (const Restore::Refusal &refusal : restore.refused)
        parts.append(
            u"refused %1 on %2"_s.arg(refusal.tag ? refusal.tag->toString() : u"-"_s, refusal.digest.shortText()));
    for (std::size_t i = 0; i < restore.steps.size(); ++i) {
        const Step &step = restore.steps[i];
        parts.append(u"step %1: %2 on %3, before %4, state %5 %6"_s.arg(
            QString::number(i), step.tag ? step.tag->toString() : u"-"_s, step.digest.shortText(),
            step.before ? step.before->shortText() : u"-"_s, QString::number(int(report.steps[i].state)),
            wordOf(report.steps[i].cause.kind)));
    }
    return parts.join(u"; "_s);
}

std::vector<oci::TagName> namesIn(const RepositoryState &state)
{
    std::vector<oci::TagName> names;
    for (const auto &[tag, unused] : state.liveTags())
        names.push_back(wire::tag(QString::fromLatin1(tag)));
    return names;
}

} // namespace

ModelWorld::ModelWorld(ServerKind kind, std::mt19937::result_type seed)
    : m_kind(kind)
    , m_random(seed)
    , m_wire(seed + 1)
    , m_model(kind, seed + 2)
    , m_connection(wire::Settings{m_model.url()}, m_clock)
    , m_platform(m_connection.registry())
    , m_journal(Journal::open(pathOf(*m_folder)).value())
{
    m_model.pageSize = 4;
    m_model.change([this](Repositories &all) {
        while (all[repositoryKey].tags.size() < fewestTags)
            somebodyPushes(all[repositoryKey], m_random);
    });
}

ModelWorld::~ModelWorld()
{
    endWeather();
}

const oci::TagName &ModelWorld::anyTag(const std::vector<oci::TagName> &tags)
{
    return tags.at(std::size_t(between(0, int(tags.size()) - 1)));
}

void ModelWorld::fault(const QString &what)
{
    ++m_tally->mismatches;
    m_words->append(what);
}

void ModelWorld::operate(Tally &tally, QStringList &words)
{
    m_tally = &tally;
    m_words = &words;
    ++tally.operations;
    m_case = {};
    m_case.before = m_model.state(repositoryKey);
    static_cast<void>(m_model.takeEvents());
    if (m_undoable
        && (m_undoable->after.tags != m_case.before.tags || m_undoable->after.manifests != m_case.before.manifests))
        m_undoable.reset();
    const int tags = int(m_case.before.liveTags().size());
    const bool undoes = m_undoable && oneIn(3);
    const int what = undoes ? 10 : tags < fewestTags ? 1 : between(tags > mostTags ? 3 : 1, 10);
    if (what <= 2) {
        m_model.change([this, tags](Repositories &all) {
            if (tags < fewestTags)
                somebodyPushes(all[repositoryKey], m_random);
            else
                somebodyComes(all[repositoryKey], m_random);
        });
    } else if (what == 3 && oneIn(3)) {
        collectGarbage();
        ++m_tally->faults[Fault::Collected];
    } else {
        setWeather();
        if (what <= 6)
            planDeletions();
        else if (what <= 8)
            planRetagging();
        else
            undo();
        endWeather();
    }
    if (!words.isEmpty())
        words += wordsOf(m_case);
    for (const auto &[digest, stored] : m_model.state(repositoryKey).manifests)
        m_archive.insert_or_assign(digest, stored.bytes);
}

platforms::Selection ModelWorld::anySelection(const RepositoryState &state)
{
    platforms::Selection selection;
    if (oneIn(25)) {
        selection.everything = true;
        return selection;
    }
    const std::vector<oci::TagName> names = namesIn(state);
    const QByteArray image = oneIn(3) ? state.tags.at(wireText(anyTag(names))) : QByteArray();
    for (const oci::TagName &tag : names) {
        if (state.tags.at(wireText(tag)) == image)
            selection.tags.push_back(tag);
    }
    for (int i = between(image.isEmpty() ? 1 : 0, 3); i > 0; --i) {
        const oci::TagName &tag = anyTag(names);
        if (std::find(selection.tags.cbegin(), selection.tags.cend(), tag) == selection.tags.cend())
            selection.tags.push_back(tag);
    }
    return selection;
}

void ModelWorld::planDeletions()
{
    const platforms::Selection selection = anySelection(m_case.before);
    PlanRules rules;
    rules.otherTags = oneIn(3) ? OtherTags::DeleteToo : OtherTags::Keep;
    rules.usePlaceholders = oneIn(2);
    const Result<Reading> reading
        = readForPlan(m_platform, m_connection.registry(), repositoryName(), selection, {}, m_clock, {});
    if (!reading) {
        if (!m_case.hadFaults)
            fault(u"the reading failed: "_s + QString::fromUtf8(wire::text(reading.error())));
        return;
    }
    rules.abilities = reading->abilities;
    rules.protection = reading->protection;
    carryOut(planDeletion(reading->graph, selection, rules), reading->graph);
}

void ModelWorld::planRetagging()
{
    const Result<Reading> reading
        = readForPlan(m_platform, m_connection.registry(), repositoryName(), {}, {}, m_clock, {});
    if (!reading || reading->graph.tags().empty())
        return;
    const RepositoryGraph &graph = reading->graph;
    std::vector<Retag> retags;
    for (int i = between(1, 3); i > 0; --i) {
        const RepositoryGraph::Tag &source = graph.tags()[std::size_t(between(0, int(graph.tags().size()) - 1))];
        const oci::TagName name = wire::tag(QString::fromLatin1(anyName(m_random)));
        const std::optional<RepositoryGraph::Id> known = graph.find(name);
        if (!source.manifest || (known && !graph.tags()[*known].manifest))
            continue;
        Retag retag{name, graph.manifests()[*source.manifest].digest};
        if (known)
            retag.before = graph.manifests()[*graph.tags()[*known].manifest].digest;
        retags.push_back(std::move(retag));
    }
    PlanRules rules;
    rules.abilities = reading->abilities;
    carryOut(planRetags(retags, rules), graph);
}

void ModelWorld::carryOut(const Plan &plan, const RepositoryGraph &graph)
{
    if (plan.steps.empty())
        return;
    const RepositoryState before = m_case.before;
    m_case.steps = plan.steps;
    const Result<qint64> id = beginRun(*m_journal, m_connection.registry(), repositoryName(), {}, plan, graph, {});
    if (!id)
        return;
    m_ids.push_back(*id);
    const bool isAlone = carryOut(*id);
    m_undoable.reset();
    if (isAlone)
        m_undoable = Undoable{*id, before, m_case.after};
    const std::vector<Loss> lost = m_case.report.lost;
    if (!lost.empty() && oneIn(2)) {
        endWeather();
        putBackLost(lost);
    }
}

void ModelWorld::runToTheEnd(qint64 id)
{
    constexpr int tries = 40; // each ends a step at least
    for (int i = 0; i < tries; ++i) {
        if (i == tries / 2)
            m_model.setFate({});
        std::stop_source pause;
        const bool pauses = oneIn(5);
        const auto progress = [&](quint32, const RunReport::StepResult &) {
            if (pauses)
                pause.request_stop();
        };
        m_isRunning = true;
        ++m_case.sessions;
        {
            Runner runner(*m_journal, m_connection.registry(), repositoryName(), progress, m_runClock);
            m_case.report = runner.run(id, pause.get_token(), {});
            const bool canBeClosed = m_case.report.ending == Ending::Paused || m_case.report.ending == Ending::Lost;
            if (canBeClosed && oneIn(2))
                m_case.report = runner.close(id, {});
        }
        m_isRunning = false;
        recover();
        if (m_case.report.ending == Ending::Finished || m_case.report.ending == Ending::Closed)
            return;
    }
}

/// What a run says is lost comes back, where nobody else has put something in its place, which the report then says. A
/// registry takes no index without what it names.
void ModelWorld::putBackLost(const std::vector<Loss> &lost)
{
    const Result<Restore> restore = planRestore(*m_journal, lost, m_connection.registry(), repositoryName(), {});
    if (!restore) {
        fault(u"what is lost cannot be put back: "_s + QString::fromUtf8(wire::text(restore.error())));
        return;
    }
    const qint64 id = m_journal->begin({}, restore->steps, restore->manifests, {}).value();
    const RunReport report
        = Runner(*m_journal, m_connection.registry(), repositoryName(), {}, m_runClock).run(id, {}, {});
    const auto isSkipped = [&](const Loss &loss) {
        for (std::size_t i = 0; i < restore->steps.size(); ++i) {
            if (restore->steps[i].tag == loss.tag && restore->steps[i].digest == loss.digest)
                return report.steps[i].state == StepState::Skipped;
        }
        return false;
    };
    const RepositoryState now = m_model.state(repositoryKey);
    for (const Loss &loss : lost) {
        const auto isRefused = [&loss](const Restore::Refusal &refusal) {
            return refusal.digest == loss.digest && (!refusal.tag || refusal.tag == loss.tag);
        };
        const std::vector<QByteArray> children = RepositoryState::childrenOf(m_archive.at(wireText(loss.digest)));
        const auto isThere = [&now](const QByteArray &child) { return now.manifests.contains(child); };
        if (std::any_of(restore->refused.cbegin(), restore->refused.cend(), isRefused)
            || !std::all_of(children.cbegin(), children.cend(), isThere))
            continue;
        const auto tag = loss.tag ? now.tags.find(wireText(*loss.tag)) : now.tags.cend();
        const bool isOn = !loss.tag || (tag != now.tags.cend() && tag->second == wireText(loss.digest));
        if (!isOn && tag != now.tags.cend() && isSkipped(loss))
            continue; // it points at what somebody else put there
        if (!isOn || !now.manifests.contains(wireText(loss.digest)))
            fault(u"%1 was lost and did not come back (%2)"_s.arg(loss.digest.toString(), words(*restore, report)));
        else
            ++m_tally->putBack;
    }
}

/// True where nobody else changed anything, and nothing came of a step that the run took for failed.
bool ModelWorld::carryOut(qint64 id)
{
    m_case.around = m_journal->surroundings(id).value();
    m_case.events = m_model.takeEvents();
    m_case.begun = m_case.events.size();
    runToTheEnd(id);
    m_model.finishLate();
    const std::vector<support::ModelEvent> events = m_model.takeEvents();
    m_case.events.insert(m_case.events.end(), events.cbegin(), events.cend());
    m_case.after = m_model.state(repositoryKey);
    m_case.archive = m_archive;
    ++m_tally->runs;
    if (m_case.report.ending == Ending::Finished)
        ++m_tally->finished;
    else if (m_case.report.ending == Ending::Closed)
        ++m_tally->stopped;
    else
        fault(u"run %1 does not finish"_s.arg(id));
    for (std::size_t i = 0; i < m_case.steps.size(); ++i) {
        if (m_case.report.steps[i].state == StepState::Done)
            ++m_tally->done.at(std::size_t(m_case.steps[i].kind));
    }
    m_tally->unknown += int(m_case.report.count(StepState::Unknown));

    const RunAudit audit(m_case);
    m_tally->lost += int(audit.lost.size());
    m_tally->raced += int(audit.raced.size());
    m_tally->unseenRaces += int(audit.unseenRaces.size());
    m_tally->late += audit.late;
    m_tally->givenUp += audit.givenUp;
    m_tally->takenByServer += audit.takenByServer;
    for (const QString &lost : audit.lost)
        m_words->append(u"lost: "_s + lost);
    for (const QString &mismatch : audit.mismatches)
        fault(mismatch);
    return audit.givenUp == 0
        && std::all_of(m_case.events.cbegin(), m_case.events.cend(),
                       [](const support::ModelEvent &event) { return event.byClient && !event.unasked; });
}

void ModelWorld::undo()
{
    if (m_ids.empty())
        return;
    const bool isLast = m_undoable && !oneIn(4);
    const qint64 run = isLast ? m_undoable->id : m_ids.at(std::size_t(between(0, int(m_ids.size()) - 1)));
    const Result<Restore> restore = planRestore(*m_journal, run, m_connection.registry(), repositoryName(), {});
    if (!restore) {
        if (!m_case.hadFaults)
            fault(u"the restore failed: "_s + QString::fromUtf8(wire::text(restore.error())));
        return;
    }
    std::optional<Undoable> undoable;
    if (isLast)
        undoable = std::exchange(m_undoable, std::nullopt);
    if (restore->steps.empty())
        return;
    m_case.steps = restore->steps;
    const qint64 id = m_journal->begin({}, restore->steps, restore->manifests, {}).value();
    m_ids.push_back(id);
    m_undoable.reset();
    const bool isAlone = carryOut(id);
    checkBlobs();
    if (isAlone && undoable)
        checkUndo(*undoable, *restore);
}

/// No image comes back without its blobs.
void ModelWorld::checkBlobs()
{
    for (const support::ModelEvent &event : m_case.events) {
        const auto stored = m_case.after.manifests.find(event.name);
        if (!event.byClient || event.kind != support::ModelEvent::Kind::ManifestAdded
            || stored == m_case.after.manifests.end())
            continue;
        for (const QByteArray &blob : RepositoryState::blobsOf(stored->second.bytes)) {
            if (!m_case.after.blobs.contains(blob) || m_case.after.collected.contains(blob))
                fault(u"%1 was put back without %2"_s.arg(QLatin1String(event.name), QLatin1String(blob)));
        }
    }
}

/// What was before the run that was undone is there again, to the byte.
void ModelWorld::checkUndo(const Undoable &undoable, const Restore &restore)
{
    const RunReport &report = m_case.report;
    if (!restore.refused.empty() || report.count(StepState::Done) != qint64(report.steps.size()))
        return;
    ++m_tally->undone;
    const std::map<QByteArray, QByteArray> live = m_case.after.liveTags();
    for (const auto &[tag, digest] : undoable.before.liveTags()) {
        const auto now = live.find(tag);
        if (now == live.end() || now->second != digest)
            fault(u"%1 is not what it was before the run that was undone"_s.arg(QLatin1String(tag)));
    }
    std::set<QByteArray> placeholders; // ours: one that an earlier run left need not come back
    const std::vector<StepRecord> records = m_journal->steps(undoable.id).value();
    for (const StepRecord &record : records) {
        if (record.step.kind == Step::Kind::PutPlaceholder)
            placeholders.insert(wireText(record.step.digest));
    }
    for (const auto &[digest, stored] : undoable.before.manifests) {
        if (placeholders.contains(digest))
            continue;
        const auto now = m_case.after.manifests.find(digest);
        if (now == m_case.after.manifests.end() || now->second != stored)
            fault(u"%1 did not come back as it was"_s.arg(QLatin1String(digest)));
    }
}
