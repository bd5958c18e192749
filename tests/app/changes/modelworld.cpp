#include "tests/app/changes/modelworld.h"

#include <algorithm>
#include <utility>

#include "app/changes/approvedrun.h"
#include "app/changes/planner.h"
#include "app/changes/retag.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::RegistryModel;
using support::RepositoryState;
using support::ServerKind;
using Fate = RegistryModel::Fate;
using Ending = RunReport::Ending;

namespace {

const QByteArray repositoryKey = "team/app";
const QByteArray imageType = "application/vnd.oci.image.manifest.v1+json";
const QByteArray indexType = "application/vnd.oci.image.index.v1+json";
constexpr int fewestTags = 5;
constexpr int mostTags = 15;

const oci::RepositoryName &repositoryName()
{
    static const oci::RepositoryName name = *oci::RepositoryName::parse(u"team/app");
    return name;
}

int pick(std::mt19937 &random, int first, int last)
{
    return std::uniform_int_distribution(first, last)(random);
}

QByteArray anyName(std::mt19937 &random)
{
    if (pick(random, 1, 6) == 1)
        return "release-" + QByteArray::number(pick(random, 1, 3));
    return 'v' + QByteArray::number(pick(random, 1, 20));
}

oci::Digest digestFrom(const QByteArray &text)
{
    return oci::Digest::parse(QString::fromLatin1(text)).value();
}

template <class Map>
QByteArray anyKey(const Map &map, std::mt19937 &random)
{
    return map.empty() ? QByteArray() : std::next(map.cbegin(), pick(random, 0, int(map.size()) - 1))->first;
}

std::vector<oci::TagName> namesIn(const RepositoryState &state)
{
    std::vector<oci::TagName> names;
    for (const auto &[tag, unused] : state.liveTags())
        names.push_back(wire::tag(QString::fromLatin1(tag)));
    return names;
}

/// A registry takes no other manifest.
bool isWhole(const RepositoryState &state, const QByteArray &manifest)
{
    const std::vector<QByteArray> children = RepositoryState::childrenOf(state.manifests.at(manifest).bytes);
    return std::all_of(children.cbegin(), children.cend(),
                       [&](const QByteArray &child) { return state.manifests.contains(child); });
}

Fate badFate(std::mt19937 &random)
{
    static constexpr std::array<Fate, 5> fates{Fate::Unheard, Fate::Unanswered, Fate::Busy, Fate::Broken,
                                               Fate::Throttled};
    return fates.at(std::size_t(pick(random, 0, 4)));
}

} // namespace

ModelWorld::ModelWorld(ServerKind kind, std::mt19937::result_type seed)
    : m_kind(kind)
    , m_random(seed)
    , m_wire(seed + 1)
    , m_model(kind, seed + 2)
    , m_connection(wire::Settings{m_model.url()}, m_clock)
    , m_platform(m_connection.registry())
    , m_journal(Journal::open(m_folder.filePath(u"journal.sqlite"_s)).value())
{
    m_model.pageSize = 4;
    m_model.change([this](Repositories &all) {
        while (all[repositoryKey].tags.size() < fewestTags)
            somebodyPushes(all[repositoryKey], m_random);
    });
}

const oci::TagName &ModelWorld::anyTag(const std::vector<oci::TagName> &tags)
{
    return tags.at(std::size_t(between(0, int(tags.size()) - 1)));
}

/// An image, an index of images that are there, something that belongs to an image, or another name for an image.
void ModelWorld::somebodyPushes(RepositoryState &repository, std::mt19937 &random)
{
    const QByteArray name = anyName(random);
    if (m_kind == ServerKind::RefusesProtected && RegistryModel::isImmutable(name) && repository.tags.contains(name))
        return;
    const QByteArray known = anyKey(repository.manifests, random);
    const int what = known.isEmpty() ? 1 : pick(random, 1, 8);
    const auto add = [&](const oci::Manifest &manifest, const QByteArray &type, const QByteArray &tag) {
        m_archive.insert_or_assign(repository.addManifest(manifest.raw(), type, tag), manifest.raw());
    };
    const auto blob = [&](const QByteArray &bytes) -> support::NamedBlob {
        repository.addBlob(bytes);
        return {bytes, bytes.size()};
    };
    if (what <= 4) {
        const QByteArray number = QByteArray::number(++m_pushed);
        add(support::imageManifest({blob(R"({"architecture":"amd64","os":"linux","author":")" + number + "\"}"),
                                    blob("base layer"), blob("layer " + number)}),
            imageType, name);
    } else if (what == 5) {
        std::vector<oci::Digest> children;
        for (const auto &[digest, stored] : repository.manifests) {
            if (stored.mediaType == imageType && children.size() < 3 && pick(random, 1, 3) == 1)
                children.push_back(digestFrom(digest));
        }
        if (!children.empty())
            add(support::indexManifest(children), indexType, name);
    } else if (what == 6) {
        const support::NamedBlob payload = blob("signature " + QByteArray::number(++m_pushed));
        blob("{}");
        const bool hasApi = RegistryModel::hasReferrersApi(m_kind);
        const oci::Manifest signature = support::artifactManifest(payload, "application/signature", digestFrom(known));
        if (hasApi)
            add(signature, imageType, {});
        else
            add(support::imageManifest({payload, blob("layer of a signature")}), imageType,
                QByteArray(known).replace(':', '-') + ".sig");
    } else if (isWhole(repository, known)) {
        repository.tags.insert_or_assign(name, known);
    }
}

/// A tag where the server lets one go alone, or a manifest, with its tags where the server takes those along.
void ModelWorld::somebodyDeletes(RepositoryState &repository, std::mt19937 &random)
{
    if (int(repository.liveTags().size()) < fewestTags)
        return;
    const bool isStrict = m_kind == ServerKind::RefusesProtected;
    const bool takesTags = isStrict || m_kind == ServerKind::DeletesTags || m_kind == ServerKind::Lies;
    if (takesTags && pick(random, 1, 2) == 1) {
        const QByteArray tag = anyKey(repository.tags, random);
        if (!isStrict || !RegistryModel::isImmutable(tag))
            m_tally->deleted += int(repository.tags.erase(tag));
        return;
    }
    const QByteArray digest = anyKey(repository.manifests, random);
    const auto isOn = [&digest](const auto &tag) { return tag.second == digest; };
    const auto names = [&digest](const auto &stored) {
        const std::vector<QByteArray> children = RepositoryState::childrenOf(stored.second.bytes);
        return std::find(children.cbegin(), children.cend(), digest) != children.cend();
    };
    if (isStrict
        && (std::any_of(repository.tags.cbegin(), repository.tags.cend(), isOn)
            || std::any_of(repository.manifests.cbegin(), repository.manifests.cend(), names)))
        return;
    m_tally->deleted += int(repository.manifests.erase(digest));
    if (m_kind != ServerKind::LeavesDanglingTags)
        std::erase_if(repository.tags, isOn);
}

void ModelWorld::somebodyComes(RepositoryState &repository, std::mt19937 &random)
{
    if (pick(random, 1, 3) == 1)
        somebodyDeletes(repository, random);
    else
        somebodyPushes(repository, random);
}

/// As after a garbage collection beside a running registry: some blobs still seem to be there.
void ModelWorld::collectGarbage()
{
    m_model.change([this](Repositories &all) {
        RepositoryState &repository = all[repositoryKey];
        std::set<QByteArray> used;
        for (const auto &[unused, stored] : repository.manifests) {
            for (const QByteArray &digest : RepositoryState::blobsOf(stored.bytes))
                used.insert(digest);
        }
        std::erase_if(repository.blobs, [&](const auto &blob) {
            if (used.contains(blob.first))
                return false;
            repository.collected.insert(blob.first);
            return oneIn(2);
        });
    });
}

void ModelWorld::fault(const QString &what)
{
    ++m_tally->mismatches;
    m_words->append(what);
}

/// What becomes of a request. Where changes come late, every read is answered, so that it is known how often the client
/// looks. Silence is rare: it takes as long as the client's patience.
Fate ModelWorld::fateOf(bool changes, bool areLate, int faults)
{
    if (changes && pick(m_wire, 1, 40) == 1) {
        ++m_tally->silent;
        return Fate::Silent;
    }
    if (areLate && changes && pick(m_wire, 1, 3) == 1)
        return pick(m_wire, 1, 2) == 1 ? Fate::Late : Fate::LateTimeout;
    return !areLate && pick(m_wire, 1, faults) == 1 ? badFate(m_wire) : Fate::Served;
}

/// Faults and changes by somebody else for one operation, or none.
void ModelWorld::setWeather()
{
    const int faults = oneIn(2) ? between(10, 40) : 0;
    const bool areLate = oneIn(3);
    const int visits = oneIn(3) ? between(5, 30) : 0;
    m_case.hadFaults = faults > 0;
    m_model.setFate({});
    m_model.setMeanwhile({});
    if (faults > 0) {
        m_model.setFate([this, areLate, faults](const support::ReceivedRequest &request) {
            return fateOf(request.method != "GET" && request.method != "HEAD", areLate, faults);
        });
    }
    if (visits > 0) {
        m_model.setMeanwhile([this, visits](const support::ReceivedRequest &, Repositories &all) {
            if (pick(m_wire, 1, visits) == 1)
                somebodyComes(all[repositoryKey], m_wire);
        });
    }
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
    } else {
        setWeather();
        if (what <= 6)
            planDeletions();
        else if (what <= 8)
            planRetagging();
        else
            undo();
        m_model.setFate({});
        m_model.setMeanwhile({});
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
    m_runs.push_back(*id);
    const bool isAlone = carryOut(*id);
    m_undoable.reset();
    if (isAlone)
        m_undoable = Undoable{*id, before, m_case.after};
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
        Runner runner(*m_journal, m_connection.registry(), repositoryName(), progress, m_runClock);
        m_case.report = runner.run(id, pause.get_token(), {});
        if (m_case.report.ending == Ending::Paused && oneIn(2))
            m_case.report = runner.close(id, {});
        if (m_case.report.ending == Ending::Finished || m_case.report.ending == Ending::Closed)
            return;
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
    for (const QString &lost : audit.lost)
        m_words->append(u"lost: "_s + lost);
    for (const QString &mismatch : audit.mismatches)
        fault(mismatch);
    return audit.givenUp == 0
        && std::all_of(m_case.events.cbegin(), m_case.events.cend(),
                       [](const support::ModelEvent &event) { return event.byClient; });
}

void ModelWorld::undo()
{
    if (m_runs.empty())
        return;
    const bool isLast = m_undoable && !oneIn(4);
    const qint64 run = isLast ? m_undoable->id : m_runs.at(std::size_t(between(0, int(m_runs.size()) - 1)));
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
    m_runs.push_back(id);
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
