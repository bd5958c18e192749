#include <QTest>

#include "app/platforms/generic/genericplatform.h"
#include "tests/app/registry/wire.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using platforms::Ability;

namespace {

const oci::RepositoryName &repository()
{
    static const oci::RepositoryName name = *oci::RepositoryName::parse(u"team/app");
    return name;
}

/// A registry with one tag in it, and what it can delete.
struct Probed
{
    explicit Probed(const support::DockerRegistrySettings &settings)
        : server(settings)
        , connection(wire::Settings{server.url()})
    { }

    [[nodiscard]] bool push()
    {
        return connection->putManifest(repository(), wire::tag(u"kept"_s), support::indexManifest({}), {}).has_value();
    }
    [[nodiscard]] QStringList tags() { return wire::listTags(connection.registry(), repository()).names; }

    support::DockerRegistry server;
    wire::Connection connection;
};

} // namespace

class TestDeletionProbe : public QObject
{
    Q_OBJECT

private slots:
    void debiansRegistryDeletesByDigestOnly();
    void deletionThatIsOffIsFound();
    void maintenanceIsNotTakenForDeletionThatIsOff();
    void readOnlyConnectionSendsNothing();
    void noRuleProtectsAnything();
};

void TestDeletionProbe::debiansRegistryDeletesByDigestOnly()
{
    support::DockerRegistrySettings settings;
    settings.deletes = true;
    Probed probed(settings);
    QVERIFY2(probed.server.isRunning(), probed.server.log().constData());
    QVERIFY(probed.push());
    platforms::GenericPlatform platform(probed.connection.registry());
    const Result<platforms::DeletionAbilities> abilities = platform.deletionAbilities(repository(), {});
    QVERIFY(abilities);
    QCOMPARE(abilities->manifests, Ability::Yes);
    QCOMPARE(abilities->tags, Ability::No);
    QVERIFY(!abilities->refusal);
    QVERIFY2(probed.server.log().contains("DELETE"), probed.server.log().constData());
    QCOMPARE(probed.tags(), QStringList{u"kept"_s});
}

void TestDeletionProbe::deletionThatIsOffIsFound()
{
    Probed probed({});
    QVERIFY2(probed.server.isRunning(), probed.server.log().constData());
    QVERIFY(probed.push());
    platforms::GenericPlatform platform(probed.connection.registry());
    const Result<platforms::DeletionAbilities> abilities = platform.deletionAbilities(repository(), {});
    QVERIFY(abilities);
    QCOMPARE(abilities->manifests, Ability::No);
    QCOMPARE(abilities->tags, Ability::No);
    QVERIFY(abilities->refusal);
    QVERIFY(abilities->refusal->hasCode(u"UNSUPPORTED"));
    QCOMPARE(probed.tags(), QStringList{u"kept"_s});
}

void TestDeletionProbe::maintenanceIsNotTakenForDeletionThatIsOff()
{
    support::DockerRegistrySettings settings;
    settings.deletes = true;
    settings.maintenance = true;
    Probed probed(settings);
    QVERIFY2(probed.server.isRunning(), probed.server.log().constData());
    platforms::GenericPlatform platform(probed.connection.registry());
    const Result<platforms::DeletionAbilities> abilities = platform.deletionAbilities(repository(), {});
    QVERIFY(abilities);
    QCOMPARE(abilities->manifests, Ability::No);
    QVERIFY(abilities->refusal);
    QVERIFY(!abilities->refusal->hasCode(u"UNSUPPORTED"));
}

void TestDeletionProbe::readOnlyConnectionSendsNothing()
{
    support::DockerRegistrySettings settings;
    settings.deletes = true;
    const support::DockerRegistry server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    wire::Settings reader{server.url()};
    reader.readOnly = true;
    wire::Connection connection(reader);
    platforms::GenericPlatform platform(connection.registry());
    const Result<platforms::DeletionAbilities> abilities = platform.deletionAbilities(repository(), {});
    QVERIFY(!abilities);
    QCOMPARE(abilities.error().reason, ErrorReason::ReadOnly);
    QVERIFY2(!server.log().contains("DELETE"), server.log().constData());
}

void TestDeletionProbe::noRuleProtectsAnything()
{
    const support::DockerRegistry server;
    QVERIFY2(server.isRunning(), server.log().constData());
    wire::Connection connection(wire::Settings{server.url()});
    platforms::GenericPlatform platform(connection.registry());
    const Result<platforms::Protection> protection = platform.protection(repository(), {});
    QVERIFY(protection);
    QVERIFY(!*protection || (*protection)(wire::tag(u"latest"_s)).isEmpty());
}

QTEST_GUILESS_MAIN(TestDeletionProbe)
#include "tst_deletionprobe.moc"
