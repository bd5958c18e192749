// Deletes tags through the runner from a registry that is far away, and prints what it took.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <mutex>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>

#include "app/changes/planner.h"
#include "app/changes/runner.h"
#include "app/http/curltransport.h"
#include "app/registry/httpregistry.h"
#include "tests/support/certificates.h"
#include "tests/support/faultproxy.h"
#include "tests/support/manifests.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::Answer;

namespace {

constexpr std::chrono::milliseconds roundTrip(50);
/// HEAD, DELETE on a connection of its own over TLS 1.3, HEAD.
constexpr int roundTripsOfAStep = 1 + 3 + 1;
constexpr int tagsOfAnImage = 5; ///< that go; one more stays

const QByteArray manifests = "/v2/team/app/manifests/";

QString name(int image, int tag)
{
    return u"v%1.%2"_s.arg(image).arg(tag);
}

oci::Manifest image(int number)
{
    const QByteArray text = QByteArray::number(number);
    return support::imageManifest({{"config " + text, 4'000}, {"layer " + text, 9'000'000}});
}

/// A repository that deletes by tag, behind a scripted server; knows which deletions somebody looked at afterwards.
class Repository final
{
public:
    Repository(support::ScriptedServer &server, int images)
    {
        for (int i = 0; i < images; ++i) {
            const oci::Manifest manifest = image(i);
            for (int tag = 0; tag <= tagsOfAnImage; ++tag)
                m_digests.emplace(name(i, tag).toLatin1(), manifest.digest().toString().toLatin1());
            const QByteArray digest = manifest.digest().toString().toLatin1();
            m_digests.emplace(digest, digest);
        }
        server.answer({"HEAD", manifests, true}, [this](const auto &request) { return head(nameIn(request)); });
        server.answer({"DELETE", manifests, true}, [this](const auto &request) { return remove(nameIn(request)); });
    }

    [[nodiscard]] bool isVerified(const QString &tag) const
    {
        const std::lock_guard lock(m_mutex);
        return m_seenGone.contains(tag.toLatin1());
    }
    [[nodiscard]] std::size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_digests.size();
    }

private:
    static QByteArray nameIn(const support::ReceivedRequest &request) { return request.path().mid(manifests.size()); }

    Answer head(const QByteArray &what)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_digests.find(what);
        if (found == m_digests.end()) {
            m_seenGone.insert(what);
            return Answer::withStatus(404);
        }
        return Answer::withStatus(200, {},
                                  {{"Content-Type", "application/vnd.oci.image.manifest.v1+json"},
                                   {"Content-Length", "500"},
                                   {"Docker-Content-Digest", found->second}});
    }

    Answer remove(const QByteArray &what)
    {
        const std::lock_guard lock(m_mutex);
        m_seenGone.remove(what);
        return Answer::withStatus(m_digests.erase(what) ? 202 : 404);
    }

    mutable std::mutex m_mutex;
    std::map<QByteArray, QByteArray> m_digests; ///< by tag, and by digest
    QSet<QByteArray> m_seenGone;
};

RepositoryGraph graphOf(int images)
{
    RepositoryGraph graph;
    for (int i = 0; i < images; ++i) {
        const oci::Manifest manifest = image(i);
        graph.addManifest(manifest);
        graph.addReferrers(manifest.digest(), {});
        for (int tag = 0; tag <= tagsOfAnImage; ++tag)
            graph.addTag(*oci::TagName::parse(name(i, tag)), manifest.digest());
    }
    return graph;
}

/// A run in @p journal that deletes all tags but one of each image.
qint64 planned(Journal &journal, int images)
{
    const RepositoryGraph graph = graphOf(images);
    platforms::Selection selection;
    for (int i = 0; i < images; ++i) {
        for (int tag = 0; tag < tagsOfAnImage; ++tag)
            selection.tags.push_back(*oci::TagName::parse(name(i, tag)));
    }
    const Plan plan = planDeletion(graph, selection, PlanRules{{platforms::Ability::Yes, platforms::Ability::Yes}});
    std::vector<oci::Manifest> copies;
    copies.reserve(std::size_t(images));
    for (int i = 0; i < images; ++i)
        copies.push_back(image(i));
    return journal.begin({}, plan.steps, copies, surroundingsOf(graph, plan.steps)).value();
}

http::TransportSettings settingsFor(const support::FaultProxy &proxy, const QByteArray &rootPem)
{
    http::TransportSettings settings;
    const QByteArray url = "https://127.0.0.1:" + QByteArray::number(proxy.port()) + '/';
    settings.registry = http::Url::parse(url)->origin();
    settings.tls.extraRoots.append(rootPem);
    return settings;
}

} // namespace

/// {"tags":500,"verified":500,"seconds":…,"times_minimum":…}: how long a run deletes tags at 50 ms round trip, four at
/// a time over TLS 1.3, and how often the least that this can take.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int images = QCoreApplication::arguments().contains(u"--smoke"_s) ? 4 : 100;
    const int tags = images * tagsOfAnImage;

    support::Certificates certificates;
    const support::Identity identity = certificates.server();
    support::ScriptedServer server(support::ServerTls{identity.certificateFile, identity.keyFile});
    const Repository repository(server, images);
    const support::FaultProxy proxy(server.port(), {roundTrip});
    const http::TransportSettings settings = settingsFor(proxy, certificates.rootPem());
    http::CurlTransport transport(settings);
    registry::HttpRegistry registry(
        {settings.registry, {}, false, {}}, transport,
        [](std::stop_token) -> Result<std::optional<credentials::Credential>> { return std::nullopt; },
        std::make_shared<registry::MemoryManifestCache>());

    const QTemporaryDir folder;
    const auto journal = Journal::open(folder.filePath(u"journal.sqlite"_s)).value();
    const qint64 id = planned(*journal, images);
    const oci::RepositoryName name = *oci::RepositoryName::parse(u"team/app");
    QElapsedTimer timer;
    timer.start();
    const RunReport report = Runner(*journal, registry, name, {}).run(id, {}, {});
    const double seconds = static_cast<double>(timer.elapsed()) / 1'000;

    const std::vector<StepRecord> steps = journal->steps(id).value();
    const auto verified = std::count_if(steps.cbegin(), steps.cend(), [&](const StepRecord &step) {
        return step.state == StepState::Done && repository.isVerified(step.step.tag->toString());
    });
    const double least = std::ceil(tags / double(Runner::maxInFlight)) * roundTripsOfAStep * roundTrip.count() / 1'000;
    const QJsonObject result{{u"tags"_s, tags},
                             {u"verified"_s, static_cast<qint64>(verified)},
                             {u"seconds"_s, seconds},
                             {u"times_minimum"_s, std::round(seconds / least * 1'000) / 1'000}};
    std::printf("%s\n", QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    const bool isGood = report.ending == RunReport::Ending::Finished && report.lost.empty() && report.raced.empty()
        && verified == tags && repository.size() == std::size_t(2) * std::size_t(images);
    return isGood ? 0 : 1;
}
