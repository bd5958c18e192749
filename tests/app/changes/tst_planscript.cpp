#include <QTemporaryDir>
#include <QTest>

#include "app/changes/planner.h"
#include "app/changes/planscript.h"
#include "app/changes/repositoryreader.h"
#include "app/platforms/generic/genericplatform.h"
#include "tests/app/registry/wire.h"
#include "tests/support/childprocess.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/manifests.h"
#include "tests/support/registrymodel.h"

using namespace Qt::StringLiterals;
using namespace changes;
using platforms::Ability;

namespace {

const oci::RepositoryName &repository()
{
    static const oci::RepositoryName name = *oci::RepositoryName::parse(u"team/app");
    return name;
}

oci::TagName tag(QStringView name)
{
    return *oci::TagName::parse(name);
}

/// Debian's docker-registry: it deletes by digest only, if at all.
class Server
{
public:
    explicit Server(bool deletes = true)
        : m_registry({{}, false, nullptr, deletes})
        , m_connection(wire::Settings{m_registry.url()})
    { }

    [[nodiscard]] bool isRunning() const { return m_registry.isRunning(); }

    /// An image of no blobs under @p names, one for each @p number.
    oci::Digest push(int number, const QStringList &names)
    {
        const oci::Manifest image = placeholderFor(tag(u"image"), support::blob(QByteArray::number(number)));
        for (const QString &name : names) {
            if (!m_connection->putManifest(repository(), tag(name), image, {}))
                qFatal("the push failed");
        }
        return image.digest();
    }

    [[nodiscard]] std::optional<oci::Digest> digestOf(QStringView name)
    {
        const Result<oci::Descriptor> found = m_connection->resolve(repository(), tag(name), {});
        return found ? std::optional(found->digest) : std::nullopt;
    }

    /// An index under @p name and an image in it that has no tag.
    oci::Digest pushIndex(QStringView name)
    {
        const oci::Manifest child = placeholderFor(tag(u"child"), support::blob("child"));
        const oci::Manifest index = support::indexManifest({child.digest()});
        if (!m_connection->putManifest(repository(), child.digest(), child, {})
            || !m_connection->putManifest(repository(), tag(name), index, {}))
            qFatal("the push failed");
        return child.digest();
    }

    [[nodiscard]] bool has(const oci::Digest &digest)
    {
        return m_connection->resolve(repository(), digest, {}).has_value();
    }

    [[nodiscard]] QByteArray script(const std::vector<oci::TagName> &tags, bool usePlaceholders,
                                    Ability deleteTags = Ability::No)
    {
        platforms::GenericPlatform platform(m_connection.registry());
        RepositoryReader reader(platform, m_connection.registry(), repository(), {});
        Result<RepositoryGraph> graph = reader.read({});
        if (!graph || !reader.readReferrers(*graph, {tags}, {}))
            qFatal("the reading failed");
        PlanRules rules{{deleteTags, Ability::Yes}};
        rules.usePlaceholders = usePlaceholders;
        const Plan plan = planDeletion(*graph, {tags}, rules);
        return scriptOf(m_registry.url({}), repository(), plan.steps, surroundingsOf(*graph, plan.steps).goAlong);
    }

private:
    support::DockerRegistry m_registry;
    wire::Connection m_connection;
};

struct Outcome
{
    int exitCode = -1;
    QByteArray words;
};

Outcome run(const QByteArray &script, const QString &shellProgram = u"/bin/sh"_s)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"plan.sh"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(script) != script.size())
        return {};
    file.close();
    support::ChildProcess shell(shellProgram, {file.fileName()});
    const int exitCode = shell.waitForEnd();
    return {exitCode, shell.log()};
}

} // namespace

/// The script of a plan, carried out by a shell and curl on a real registry.
class TestPlanScript : public QObject
{
    Q_OBJECT

private slots:
    void deletes();
    void leavesWhatMoved();
    void leavesWhatGotATag_data();
    void leavesWhatGotATag();
    void readsAllPages();
    void removesTags();
    void putsNothingThatStays();
    void leavesWhatAnIndexNeeds();
    void leavesWhatCannotBeRead();
};

void TestPlanScript::deletes()
{
    Server server;
    QVERIFY(server.isRunning());
    server.push(1, {u"v1"_s, u"v1.0"_s});
    const oci::Digest shared = server.push(2, {u"v2"_s, u"latest"_s});
    const QByteArray script = server.script({tag(u"v1"), tag(u"v1.0"), tag(u"v2")}, false);
    const Outcome outcome = run(script);
    QVERIFY2(outcome.exitCode == 0, outcome.words.constData());
    QVERIFY(!server.digestOf(u"v1") && !server.digestOf(u"v1.0"));
    QCOMPARE(server.digestOf(u"v2"), std::optional(shared));
    const Outcome again = run(script);
    QCOMPARE(again.exitCode, 0);
    QVERIFY2(again.words.contains("is not there"), again.words.constData());
}

void TestPlanScript::leavesWhatMoved()
{
    Server server;
    QVERIFY(server.isRunning());
    const oci::Digest before = server.push(1, {u"v1"_s, u"latest"_s});
    const QByteArray script = server.script({tag(u"v1")}, true);
    const oci::Digest after = server.push(2, {u"v1"_s});
    const Outcome outcome = run(script);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.words.contains(QByteArray("v1 does not point at " + before.toString().toLatin1())),
             outcome.words.constData());
    QCOMPARE(server.digestOf(u"v1"), std::optional(after));
    QCOMPARE(server.digestOf(u"latest"), std::optional(before));
}

void TestPlanScript::leavesWhatGotATag_data()
{
    QTest::addColumn<QString>("shell");
    QTest::newRow("bash") << u"/bin/bash"_s;
    QTest::newRow("sh") << u"/bin/sh"_s;
}

/// A registry that deletes by digest would take the new tag with it.
void TestPlanScript::leavesWhatGotATag()
{
    QFETCH(const QString, shell);
    Server server;
    QVERIFY(server.isRunning());
    const oci::Digest image = server.push(1, {u"v1"_s, u"v1.0"_s});
    server.push(2, {u"latest"_s, u"other"_s});
    const oci::Digest child = server.pushIndex(u"list");
    const QByteArray script = server.script({tag(u"v1"), tag(u"v1.0"), tag(u"list")}, false);
    server.push(1, {u"latest"_s}); // moved there
    const Outcome outcome = run(script, shell);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.words.contains(QByteArray(image.toString().toLatin1() + " is tagged latest")),
             outcome.words.constData());
    for (const QStringView name : {u"v1", u"v1.0", u"latest"})
        QCOMPARE(server.digestOf(name), std::optional(image));
    QVERIFY(!server.has(child)); // and the others go on
    QVERIFY(!server.digestOf(u"list"));

    const QByteArray detour = server.script({tag(u"v1")}, true);
    server.push(1, {u"v2"_s});
    QCOMPARE(run(detour, shell).exitCode, 0); // it takes a placeholder only
    QVERIFY(!server.digestOf(u"v1"));
    for (const QStringView name : {u"v1.0", u"latest", u"v2"})
        QCOMPARE(server.digestOf(name), std::optional(image));
}

void TestPlanScript::readsAllPages()
{
    support::RegistryModel model(support::ServerKind::DigestOnly);
    model.pageSize = 2;
    const oci::Manifest image = placeholderFor(tag(u"image"), support::blob("1"));
    const auto push = [&](const QByteArrayList &names) {
        model.change([&](support::RegistryModel::Repositories &all) {
            for (const QByteArray &name : names)
                all["team/app"].addManifest(image.raw(), image.mediaType().toString().toLatin1(), name);
        });
    };
    push({"a", "b", "c", "d"});
    std::vector<Surroundings::Named> goAlong;
    for (const QStringView name : {u"a", u"b", u"c", u"d"})
        goAlong.push_back({image.digest(), tag(name)});
    const QByteArray script
        = scriptOf(model.url(), repository(), {{Step::Kind::DeleteManifest, {}, image.digest(), {}, {}}}, goAlong);
    push({"z"}); // on the third page
    const Outcome outcome = run(script);
    QVERIFY2(outcome.words.contains("is tagged z"), outcome.words.constData());
    QCOMPARE(model.state("team/app").liveTags().size(), std::size_t(5));
    model.change([](support::RegistryModel::Repositories &all) { all["team/app"].tags.erase("z"); });
    const Outcome whole = run(script);
    QVERIFY2(whole.exitCode == 0, whole.words.constData());
    QVERIFY(model.state("team/app").liveTags().empty());
}

void TestPlanScript::removesTags()
{
    Server server;
    QVERIFY(server.isRunning());
    const oci::Digest image = server.push(1, {u"v1"_s, u"v1.0"_s, u"latest"_s});
    const Outcome outcome = run(server.script({tag(u"v1"), tag(u"v1.0")}, true));
    QVERIFY2(outcome.exitCode == 0, outcome.words.constData());
    QVERIFY(!server.digestOf(u"v1") && !server.digestOf(u"v1.0"));
    QCOMPARE(server.digestOf(u"latest"), std::optional(image));
}

void TestPlanScript::putsNothingThatStays()
{
    Server server(false);
    QVERIFY(server.isRunning());
    const oci::Digest image = server.push(1, {u"v1"_s, u"latest"_s});
    const Outcome outcome = run(server.script({tag(u"v1")}, true));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.words.contains("does not delete what would be put under v1"), outcome.words.constData());
    QCOMPARE(server.digestOf(u"v1"), std::optional(image));
}

/// The registry refuses to remove a tag, so its index stays, and so do the images in it.
void TestPlanScript::leavesWhatAnIndexNeeds()
{
    Server server;
    QVERIFY(server.isRunning());
    const oci::Digest child = server.pushIndex(u"v1");
    const Outcome outcome = run(server.script({tag(u"v1")}, false, Ability::Yes));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.words.contains("which it needs, was not done"), outcome.words.constData());
    QVERIFY(server.digestOf(u"v1"));
    QVERIFY(server.has(child));

    const Outcome whole = run(server.script({tag(u"v1")}, false));
    QVERIFY2(whole.exitCode == 0, whole.words.constData());
    QVERIFY(!server.digestOf(u"v1"));
    QVERIFY(!server.has(child));
}

/// A registry that does not say what a tag points at has not said that it points elsewhere.
void TestPlanScript::leavesWhatCannotBeRead()
{
    Server server;
    QVERIFY(server.isRunning());
    const oci::Digest image = server.push(1, {u"v1"_s});
    QByteArray script = server.script({tag(u"v1")}, false);
    script.replace("CURL_OPTIONS:=", "CURL_OPTIONS:=--proxy http://127.0.0.1:1 ");
    const Outcome outcome = run(script);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.words.contains("could not be read"), outcome.words.constData());
    QVERIFY(server.has(image));
}

QTEST_GUILESS_MAIN(TestPlanScript)
#include "tst_planscript.moc"
