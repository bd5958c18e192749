#include <QCoreApplication>
#include <QPointer>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/credentials/sessionstore.h"
#include "app/http/source.h"
#include "app/jobs/listrepositoriesjob.h"
#include "app/jobs/listtagsjob.h"
#include "app/jobs/loadimagejob.h"
#include "app/jobs/opensessionjob.h"
#include "app/registry/layoutregistry.h"
#include "tests/app/platforms/memoryregistry.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using namespace jobs;
using connections::Connection;
using connections::SchemeChoice;
using connections::Session;
using support::Answer;
using support::MemoryRegistry;
using support::ScriptedServer;

namespace {

constexpr int patience = 60'000; ///< ms, for a machine under load and sanitizers

const oci::RepositoryName repository = *oci::RepositoryName::parse(u"demo/app");

/// What a job said.
struct Said
{
    QSet<QString> names;
    std::map<QString, platforms::TagDetails> rows;
    std::shared_ptr<const insight::Sharing> sharing;
    std::optional<registry::ListingEnd> end;
    std::optional<Result<>> result;
    int finished = 0;
};

} // namespace

class TestReadJobs : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workers = std::make_unique<Workers>();
    }

    void cleanup()
    {
        m_workers.reset();
        m_folder.reset();
    }

    void aFolderIsOpenedAndListed()
    {
        fillLayout(3'000);
        const std::shared_ptr<Session> session = opened(Connection::toFolder(m_folder->path()));
        QVERIFY(session);

        ListRepositoriesJob repositories(*m_workers, session);
        QStringList found;
        connect(&repositories, &ListRepositoriesJob::pageReady, this,
                [&found](const std::vector<oci::RepositoryName> &page) {
                    for (const oci::RepositoryName &name : page)
                        found.append(name.toString());
                });
        QSignalSpy repositoriesEnded(&repositories, &ListRepositoriesJob::listingEnded);
        QSignalSpy repositoriesFinished(&repositories, &Job::finished);
        repositories.start();
        QTRY_COMPARE_WITH_TIMEOUT(repositoriesFinished.count(), 1, patience);
        QCOMPARE(repositoriesEnded.count(), 1);
        QCOMPARE(found, QStringList{u"demo/app"_s});

        ListTagsJob tags(*m_workers, session, repository);
        const std::shared_ptr<Said> said = watch(tags);
        tags.start();
        QTRY_COMPARE_WITH_TIMEOUT(said->finished, 1, patience);
        QVERIFY(*said->result);
        QCOMPARE(said->names.size(), 3'000);
        QCOMPARE(said->rows.size(), 3'000U);
        QVERIFY(said->end->complete);
        QCOMPARE(said->rows.at(u"v7"_s).size.kind, platforms::SizeKind::OnePlatform);
        QCOMPARE(said->rows.at(u"v7"_s).created.kind, platforms::DateKind::Created);
        QVERIFY(said->sharing->isWhole());
        QCOMPARE(said->sharing->imageCount(), 10); // which the tags point at in turn
        QCOMPARE(said->sharing->imagesWith(oci::Digest::of("base")), 10);
        const oci::Digest &seventh = *said->rows.at(u"v7"_s).digest;
        QCOMPARE(said->sharing->bytesSharedBy(seventh), MemoryRegistry::layerSize);
        QCOMPARE(said->sharing->bytesOnlyIn(seventh), said->rows.at(u"v7"_s).size.bytes - MemoryRegistry::layerSize);

        LoadImageJob image(*m_workers, session, repository, *oci::TagName::parse(u"v7"));
        std::optional<platforms::Image> loaded;
        connect(&image, &LoadImageJob::imageReady, this, [&loaded](const platforms::Image &ready) { loaded = ready; });
        QSignalSpy imageFinished(&image, &Job::finished);
        image.start();
        QTRY_COMPARE_WITH_TIMEOUT(imageFinished.count(), 1, patience);
        QVERIFY(loaded);
        QCOMPARE(loaded->manifest.digest(), *said->rows.at(u"v7"_s).digest);
        QCOMPARE(loaded->platforms.front().layers.size(), 1U);
        QVERIFY(!loaded->referrersFailure);
    }

    void aFolderThatIsNotThere()
    {
        OpenSessionJob job(*m_workers, Connection::toFolder(m_folder->filePath(u"gone"_s)), m_store);
        QSignalSpy ready(&job, &OpenSessionJob::sessionReady);
        QSignalSpy finished(&job, &Job::finished);
        job.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
        QCOMPARE(finished.first().first().value<Result<>>().error().kind, ErrorKind::NotFound);
        QCOMPARE(ready.count(), 0);
    }

    void aRegistryOverHttpIsListed()
    {
        ScriptedServer server;
        serve(server, 50);
        const std::shared_ptr<Session> session = opened(toServer(server));
        ListTagsJob job(*m_workers, session, repository);
        const std::shared_ptr<Said> said = watch(job);
        job.start();
        QTRY_COMPARE_WITH_TIMEOUT(said->finished, 1, patience);
        QVERIFY(*said->result);
        QCOMPARE(said->rows.size(), 50U);
        // One page, the manifests by tag and a configuration each.
        QCOMPARE(server.requests().size(), 1U + 50U + 50U);
    }

    void aTagThatCannotBeReadLeavesSharingOpen_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("whole");
        QTest::newRow("gone meanwhile") << 404 << true;
        QTest::newRow("not allowed") << 403 << false;
    }

    void aTagThatCannotBeReadLeavesSharingOpen()
    {
        QFETCH(const int, status);
        QFETCH(const bool, whole);
        ScriptedServer server;
        serve(server, 5);
        server.answer({"GET", "/v2/demo/app/manifests/v3"}, Answer::withStatus(status));
        const std::shared_ptr<Session> session = opened(toServer(server));
        ListTagsJob job(*m_workers, session, repository);
        const std::shared_ptr<Said> said = watch(job);
        job.start();
        QTRY_COMPARE_WITH_TIMEOUT(said->finished, 1, patience);
        QVERIFY(*said->result);
        QCOMPARE(said->sharing->isWhole(), whole);
        QCOMPARE(said->sharing->imagesWith(oci::Digest::of("base")), 4);
        QCOMPARE(said->sharing->bytesOnlyIn(*said->rows.at(u"v1"_s).digest).has_value(), whole);
    }

    void cancelInFlight()
    {
        ScriptedServer server;
        serve(server, 5);
        server.answer({"GET", "/v2/demo/app/manifests/v3"}, Answer::silence());
        const std::shared_ptr<Session> session = opened(toServer(server));
        ListTagsJob job(*m_workers, session, repository);
        const std::shared_ptr<Said> said = watch(job);
        job.start();
        QVERIFY(server.waitForRequests(6));
        job.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(said->finished, 1, patience);
        QVERIFY(said->result->error().isCancelled());
        QVERIFY(said->end); // of the names
        QVERIFY(!said->sharing);
    }

    /// The clock stands still: without the cancel the pause before the second try would never end.
    void cancelInBackOff()
    {
        ScriptedServer server;
        server.answer({"GET", "/v2/demo/app/tags/list"}, Answer::withStatus(503, {}, {{"Retry-After", "60"}}));
        support::FakeClock clock;
        const auto session = Session::open(toServer(server), m_store, {}, clock);
        QVERIFY(session);
        ListTagsJob job(*m_workers, *session, repository);
        const std::shared_ptr<Said> said = watch(job);
        job.start();
        QVERIFY(server.waitForRequests(1));
        QTest::qWait(50);
        QCOMPARE(said->finished, 0);
        job.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(said->finished, 1, patience);
        QVERIFY(said->result->error().isCancelled());
        QCOMPARE(server.requests().size(), 1U);
    }

    /// A registry that hangs has more jobs than a lane has threads: another one does not notice.
    void aRegistryThatHangsStarvesNoOther()
    {
        ScriptedServer hanging;
        hanging.answer({"GET", "/v2/demo/app/tags/list"}, Answer::silence());
        ScriptedServer works;
        serve(works, 3);
        const std::shared_ptr<Session> stuck = opened(toServer(hanging));
        const std::shared_ptr<Session> session = opened(toServer(works));
        std::vector<std::unique_ptr<ListTagsJob>> jobs;
        for (int i = 0; i < 40; ++i) {
            jobs.push_back(std::make_unique<ListTagsJob>(*m_workers, stuck, repository));
            jobs.back()->start();
        }
        QVERIFY(hanging.waitForRequests(8));
        ListTagsJob job(*m_workers, session, repository);
        const std::shared_ptr<Said> said = watch(job);
        job.start();
        QTRY_COMPARE_WITH_TIMEOUT(said->finished, 1, patience);
        QCOMPARE(said->rows.size(), 3U);
        QCOMPARE(hanging.requests().size(), 8U);
        jobs.clear();
    }

    void deletedInFlight()
    {
        ScriptedServer server;
        serve(server, 200);
        for (int round = 0; round < 20; ++round) {
            const std::shared_ptr<Session> session = opened(toServer(server));
            auto job = std::make_unique<ListTagsJob>(*m_workers, session, repository);
            const std::shared_ptr<Said> said = watch(*job);
            const std::size_t before = server.requests().size();
            job->start();
            QVERIFY(server.waitForRequests(before + 1 + static_cast<std::size_t>(round)));
            job.reset();
            QCoreApplication::processEvents();
            QCOMPARE(said->finished, 0);
        }
    }

    void deletedFromItsOwnSlot()
    {
        fillLayout(5'000);
        const std::shared_ptr<Session> session = opened(Connection::toFolder(m_folder->path()));
        QPointer<ListTagsJob> job = new ListTagsJob(*m_workers, session, repository);
        const std::shared_ptr<Said> said = watch(*job);
        connect(job, &ListTagsJob::detailsReady, this, [job] { delete job; });
        job->start();
        QTRY_VERIFY_WITH_TIMEOUT(!job, patience);
        QCoreApplication::processEvents();
        QCOMPARE(said->finished, 0);
    }

    void tornDownWithTheApplication()
    {
        ScriptedServer server;
        serve(server, 200);
        server.answer({"GET", "/v2/demo/app/manifests/v150"}, Answer::silence());
        std::shared_ptr<Session> session = opened(toServer(server));
        const std::weak_ptr<Session> watched = session;
        QObject window;
        for (int i = 0; i < 12; ++i)
            (new ListTagsJob(*m_workers, session, repository, &window))->start();
        session.reset();
        QVERIFY(server.waitForRequests(200));
        m_workers.reset();
        QVERIFY(watched.expired());
    }

    /// The user scrolls while rows come in; the sanitizer for threads watches.
    void aWishFromTheOtherThread()
    {
        fillLayout(3'000);
        const std::shared_ptr<Session> session = opened(Connection::toFolder(m_folder->path()));
        ListTagsJob job(*m_workers, session, repository);
        const std::shared_ptr<Said> said = watch(job);
        const auto scroll = [&job] {
            job.wish().set({*oci::TagName::parse(u"v2999"), *oci::TagName::parse(u"v2998")});
        };
        connect(&job, &ListTagsJob::namesReady, this, scroll);
        connect(&job, &ListTagsJob::detailsReady, this, scroll);
        job.start();
        QTRY_COMPARE_WITH_TIMEOUT(said->finished, 1, patience);
        QCOMPARE(said->rows.size(), 3'000U);
    }

private:
    static Connection toServer(const ScriptedServer &server)
    {
        return Connection::toHost({false, "127.0.0.1", server.port()}, SchemeChoice::Http);
    }

    std::shared_ptr<Session> opened(const Connection &connection)
    {
        OpenSessionJob job(*m_workers, connection, m_store);
        std::shared_ptr<Session> session;
        connect(&job, &OpenSessionJob::sessionReady, this,
                [&session](const std::shared_ptr<Session> &ready) { session = ready; });
        QSignalSpy finished(&job, &Job::finished);
        job.start();
        if (!QTest::qWaitFor([&finished] { return finished.count() == 1; }, patience))
            return {};
        return session;
    }

    std::shared_ptr<Said> watch(ListTagsJob &job)
    {
        auto said = std::make_shared<Said>();
        connect(&job, &ListTagsJob::namesReady, this, [said](const std::vector<oci::TagName> &tags) {
            QVERIFY(tags.size() <= 2'000);
            for (const oci::TagName &tag : tags)
                said->names.insert(tag.toString());
        });
        connect(&job, &ListTagsJob::detailsReady, this, [said](const std::vector<platforms::TagDetails> &rows) {
            QVERIFY(rows.size() <= 2'000);
            for (const platforms::TagDetails &row : rows) {
                QVERIFY(said->names.contains(row.tag.toString()));
                said->rows.emplace(row.tag.toString(), row);
            }
        });
        connect(&job, &ListTagsJob::sharingReady, this, [said](const std::shared_ptr<const insight::Sharing> &sharing) {
            QVERIFY(said->end);
            said->sharing = sharing;
        });
        connect(&job, &ListTagsJob::namesEnded, this, [said](const registry::ListingEnd &end) {
            QCOMPARE(qint64(said->names.size()), end.count);
            said->end = end;
        });
        connect(&job, &Job::finished, this, [said](const Result<> &result) {
            said->result = result;
            ++said->finished;
        });
        return said;
    }

    /// Images with a configuration each, to be given to a registry.
    static void fill(MemoryRegistry &memory, int tags)
    {
        for (int i = 0; i < tags; ++i)
            memory.tag(u"v%1"_s.arg(i),
                       memory.addImage(u"amd64"_s, {u"base"_s}, u"2024-05-06T07:08:09.%1Z"_s.arg(i + 100'000)));
    }

    static void serve(ScriptedServer &server, int tags)
    {
        MemoryRegistry memory;
        fill(memory, tags);
        QByteArrayList names;
        for (const QString &name : memory.tagNames) {
            names.append('"' + name.toLatin1() + '"');
            server.serve("/v2/demo/app/manifests/" + name.toLatin1(), memory.manifests.at(name),
                         "application/vnd.oci.image.manifest.v1+json");
        }
        for (const auto &[digest, bytes] : memory.blobs)
            server.serve("/v2/demo/app/blobs/" + digest.toLatin1(), bytes, "application/octet-stream");
        server.serve("/v2/demo/app/tags/list", "{\"name\":\"demo/app\",\"tags\":[" + names.join(',') + "]}");
    }

    /// The same images in a layout on disk, with an index that is written in one go.
    void fillLayout(int tags)
    {
        MemoryRegistry memory;
        fill(memory, 10);
        registry::LayoutRegistry layout(m_folder->path());
        const QByteArray layer("base");
        QVERIFY(layout.uploadBlob(repository, oci::Digest::of(layer), http::bytesSource(layer), {}));
        for (const auto &[digest, bytes] : memory.blobs)
            QVERIFY(layout.uploadBlob(repository, oci::Digest::of(bytes), http::bytesSource(bytes), {}));
        QByteArrayList entries;
        for (int i = 0; i < tags; ++i) {
            const QByteArray raw = memory.manifests.at(u"v%1"_s.arg(i % 10));
            if (i < 10)
                QVERIFY(layout.putManifest(repository, *oci::TagName::parse(u"v%1"_s.arg(i)),
                                           *oci::Manifest::parse(raw, {}), {}));
            entries.append(
                "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"size\":"
                + QByteArray::number(raw.size()) + ",\"digest\":\"" + oci::Digest::of(raw).toString().toLatin1()
                + "\",\"annotations\":{\"org.opencontainers.image.ref.name\":\"v" + QByteArray::number(i) + "\"}}");
        }
        QFile index(m_folder->filePath(u"demo/app/index.json"_s));
        QVERIFY(index.open(QIODevice::WriteOnly | QIODevice::Truncate));
        index.write("{\"schemaVersion\":2,\"manifests\":[" + entries.join(',') + "]}");
    }

    std::shared_ptr<credentials::CredentialStore> m_store = std::make_shared<credentials::SessionStore>();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workers> m_workers;
};

QTEST_GUILESS_MAIN(TestReadJobs)
#include "tst_readjobs.moc"
