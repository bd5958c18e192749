#include <algorithm>
#include <utility>

#include <QFile>

#include "tests/app/changes/journaldisk.h"
#include "tests/app/changes/modelworld.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::Fate;
using support::Fault;
using support::ReceivedRequest;
using support::RegistryModel;
using support::RepositoryState;
using support::ServerKind;

namespace {

const QByteArray imageType = "application/vnd.oci.image.manifest.v1+json";
const QByteArray indexType = "application/vnd.oci.image.index.v1+json";

oci::Digest digestFrom(const QByteArray &text)
{
    return oci::Digest::parse(QString::fromLatin1(text)).value();
}

template <class Map>
QByteArray anyKey(const Map &map, std::mt19937 &random)
{
    return map.empty() ? QByteArray()
                       : std::next(map.cbegin(), std::uniform_int_distribution(0, int(map.size()) - 1)(random))->first;
}

/// A registry takes no other manifest.
bool isWhole(const RepositoryState &state, const QByteArray &manifest)
{
    const std::vector<QByteArray> children = RepositoryState::childrenOf(state.manifests.at(manifest).bytes);
    return std::all_of(children.cbegin(), children.cend(),
                       [&](const QByteArray &child) { return state.manifests.contains(child); });
}

bool isRead(const ReceivedRequest &request)
{
    return request.method == "GET" || request.method == "HEAD";
}

/// What another instance of the client does on the same profile; what it could not do, in words.
QString secondInstance(const QString &path)
{
    const Result<std::unique_ptr<Journal>> journal = Journal::open(path);
    if (!journal)
        return u"it could not open the journal: "_s + QString::fromUtf8(wire::text(journal.error()));
    for (const RunRecord &run : (*journal)->runs().value_or(std::vector<RunRecord>())) {
        if (!(*journal)->steps(run.id))
            return u"it could not read run %1"_s.arg(run.id);
    }
    const oci::Manifest image = support::imageManifest({{"elsewhere", 9}});
    const Result<qint64> id
        = (*journal)->begin({}, {{Step::Kind::RemoveTag, wire::tag(u"elsewhere"_s), image.digest()}}, {image}, {});
    if (!id || !(*journal)->record(*id, 0, StepState::Sent) || !(*journal)->record(*id, 0, StepState::Done))
        return u"it could not write a run of its own"_s;
    const Result<std::vector<StepRecord>> steps = (*journal)->steps(*id);
    if (!steps || steps->size() != 1 || steps->front().state != StepState::Done)
        return u"its own run is not as it was written"_s;
    return {};
}

} // namespace

int ModelWorld::pick(std::mt19937 &random, int first, int last)
{
    return std::uniform_int_distribution(first, last)(random);
}

QByteArray ModelWorld::anyName(std::mt19937 &random)
{
    if (pick(random, 1, 6) == 1)
        return "release-" + QByteArray::number(pick(random, 1, 3));
    return 'v' + QByteArray::number(pick(random, 1, 20));
}

QString ModelWorld::pathOf(const QTemporaryDir &folder)
{
    return folder.filePath(u"journal.sqlite"_s);
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
    const bool takesTags = m_kind != ServerKind::DigestOnly && m_kind != ServerKind::LeavesDanglingTags;
    if (takesTags && pick(random, 1, 2) == 1) {
        const QByteArray tag = anyKey(repository.tags, random);
        if (m_kind == ServerKind::TakesImage) {
            repository.removeManifest(QByteArray(repository.tags.at(tag)));
            ++m_tally->deleted;
        } else if (!isStrict || !RegistryModel::isImmutable(tag)) {
            m_tally->deleted += int(repository.tags.erase(tag));
        }
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

Fate ModelWorld::fateOf(const ReceivedRequest &request, Repositories &all)
{
    m_there = &all;
    if (m_visits)
        static_cast<void>(m_visits->fateOf(request));
    if (m_accidents && m_isRunning)
        static_cast<void>(m_accidents->fateOf(request));
    return m_faults && !(m_areLate && isRead(request)) ? m_faults->fateOf(request) : Fate();
}

void ModelWorld::setFaults()
{
    static const std::vector<Fault> all{Fault::Reset,   Fault::Closed,    Fault::Status, Fault::Throttled,
                                        Fault::Expired, Fault::Garbage,   Fault::Pages,  Fault::WrongDigest,
                                        Fault::Liar,    Fault::AnswerLost};
    static const std::vector<Fault> late{Fault::Reset, Fault::Closed, Fault::Status, Fault::AnswerLost};
    m_areLate = oneIn(3);
    m_faults = std::make_unique<support::FaultPlan>(m_random(), m_areLate ? late : all, m_areLate ? 3 : between(6, 30));
    m_faults->setLate(m_areLate);
}

/// Somebody pushes, or deletes something between the listing and a look at it.
void ModelWorld::setVisits()
{
    m_visits
        = std::make_unique<support::FaultPlan>(m_random(), std::vector{Fault::Pushed, Fault::Vanished}, between(5, 30));
    m_visits->setHook(Fault::Pushed,
                      [this](const ReceivedRequest &) { somebodyPushes((*m_there)[repositoryKey], m_wire); });
    m_visits->setHook(Fault::Vanished,
                      [this](const ReceivedRequest &) { somebodyDeletes((*m_there)[repositoryKey], m_wire); });
}

/// At most one until the client goes on again.
void ModelWorld::setAccidents()
{
    m_accidents = std::make_unique<support::FaultPlan>(
        m_random(), std::vector{Fault::DiskFails, Fault::Killed, Fault::SecondInstance}, between(4, 12));
    const auto set = [this](Fault fault, const std::function<void()> &what) {
        m_accidents->setHook(fault, [this, what](const ReceivedRequest &) {
            const std::lock_guard lock(m_accident);
            if (!std::exchange(m_isHit, true))
                what();
        });
    };
    set(Fault::DiskFails, [this] { journaldisk::fail(pick(m_wire, 1, 2) == 1); });
    set(Fault::Killed, [this] {
        journaldisk::killAfter(pick(m_wire, 0, 9), [this] {
            m_left = std::make_unique<QTemporaryDir>();
            for (const QString &end : {u""_s, u"-wal"_s})
                QFile::copy(pathOf(*m_folder) + end, pathOf(*m_left) + end);
        });
    });
    set(Fault::SecondInstance, [this] {
        m_second = std::thread([this, path = pathOf(*m_folder)] { m_secondsTrouble = secondInstance(path); });
    });
}

/// For one operation, or none.
void ModelWorld::setWeather()
{
    if (oneIn(2))
        setFaults();
    if (oneIn(3))
        setVisits();
    if (journaldisk::isHere && oneIn(4))
        setAccidents();
    m_case.hadFaults = m_faults || m_accidents;
    m_model.setFate([this](const ReceivedRequest &request, Repositories &all) { return fateOf(request, all); });
}

void ModelWorld::endWeather()
{
    m_model.setFate({});
    for (const auto &plan : {std::exchange(m_faults, {}), std::exchange(m_visits, {})}) {
        if (!plan)
            continue;
        for (const auto &[fault, count] : plan->counts())
            m_tally->faults[fault] += count;
    }
    m_accidents.reset();
}

/// The cause of what went wrong with the client is gone, and it starts again where it has to.
void ModelWorld::recover()
{
    if (m_second.joinable()) {
        m_second.join();
        ++m_tally->faults[Fault::SecondInstance];
    }
    const std::lock_guard lock(m_accident);
    m_isHit = false;
    if (!m_secondsTrouble.isEmpty())
        fault(u"a second instance: "_s + std::exchange(m_secondsTrouble, {}));
    if (!journaldisk::hasFailed()) {
        journaldisk::repair();
        return;
    }
    ++m_case.accidents;
    ++m_tally->faults[m_left ? Fault::Killed : Fault::DiskFails];
    if (m_left || oneIn(2))
        startAgain();
    else
        journaldisk::repair();
}

void ModelWorld::startAgain()
{
    m_journal.reset(); // what it would write now a killed one does not
    journaldisk::repair();
    if (m_left)
        m_folder = std::move(m_left);
    Result<std::unique_ptr<Journal>> journal = Journal::open(pathOf(*m_folder));
    if (!journal)
        qFatal("the journal does not open again: %s", wire::text(journal.error()).constData());
    m_journal = *std::move(journal);
}
