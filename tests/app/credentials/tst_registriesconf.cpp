#include <QTest>

#include "app/credentials/registriesconf.h"

using namespace Qt::StringLiterals;
using credentials::FileFault;
using credentials::RegistriesConf;
using credentials::RegistryKey;
using credentials::RegistryRule;

/// podman's registries.conf, in both of its versions.
class TestRegistriesConf final : public QObject
{
    Q_OBJECT

private slots:
    void versionTwo();
    void versionOne();
    void shortNames();
    void namesThePosition();
    void leavesOutWhatIsWrong();
};

void TestRegistriesConf::versionTwo()
{
    const Result<RegistriesConf> conf = RegistriesConf::parse(R"(
unqualified-search-registries = ["docker.io", "quay.io:443"] # in order
short-name-mode = "enforcing"

[[registry]]
prefix = "Example.com/foo"
insecure = true
blocked = false
location = "internal.example:5000/bar"

[[registry.mirror]]
location = "mirror-0.example/mirror-for-foo"

[[registry.mirror]]
location = "mirror-1.example:5001"
insecure = true

[[registry]]
location = "localhost:5000"

[[registry]]
prefix = "*.corp.example"
blocked = true
)");
    QVERIFY(conf);
    QVERIFY(conf->faults.empty());
    QCOMPARE(conf->searched, (std::vector<RegistryKey>{{u"docker.io"_s, {}}, {u"quay.io:443"_s, {}}}));
    QCOMPARE(conf->rules.size(), 3U);
    const RegistryRule first{
        .prefix = u"Example.com/foo"_s,
        .location = {u"internal.example:5000"_s, u"bar"_s},
        .isInsecure = true,
        .mirrors = {{{u"mirror-0.example"_s, u"mirror-for-foo"_s}, false}, {{u"mirror-1.example:5001"_s, {}}, true}}};
    QCOMPARE(conf->rules[0], first);
    QCOMPARE(conf->rules[1], (RegistryRule{.prefix = u"localhost:5000"_s, .location = {u"localhost:5000"_s, {}}}));
    QCOMPARE(conf->rules[2], (RegistryRule{.prefix = u"*.corp.example"_s, .location = {}, .isBlocked = true}));
}

void TestRegistriesConf::versionOne()
{
    const Result<RegistriesConf> conf = RegistriesConf::parse(R"(
[registries.search]
registries = ['docker.io']
[registries.insecure]
registries = ['lab.example:5000']
[registries.block]
registries = ['evil.example']
)");
    QVERIFY(conf);
    QVERIFY(conf->faults.empty());
    QCOMPARE(conf->searched, (std::vector<RegistryKey>{{u"docker.io"_s, {}}}));
    QCOMPARE(conf->rules.size(), 2U);
    QVERIFY(conf->rules[0].isInsecure && !conf->rules[0].isBlocked);
    QCOMPARE(conf->rules[0].location.host, u"lab.example:5000"_s);
    QVERIFY(!conf->rules[1].isInsecure && conf->rules[1].isBlocked);
}

void TestRegistriesConf::shortNames()
{
    const Result<RegistriesConf> conf
        = RegistriesConf::parse("[aliases]\n\"alpine\" = \"docker.io/library/alpine\"\nbad = 3\n");
    QVERIFY(conf);
    QCOMPARE(conf->shortNames, (std::map<QString, QString>{{u"alpine"_s, u"docker.io/library/alpine"_s}}));
    QCOMPARE(conf->faults,
             (std::vector<FileFault>{{FileFault::Kind::Format,
                                      u"aliases: bad"_s,
                                      {"line %1, column %2", {base::Message::number(3), base::Message::number(7)}}}}));
}

void TestRegistriesConf::namesThePosition()
{
    const Result<RegistriesConf> conf = RegistriesConf::parse("a = 1\n[[registry]\n");
    QVERIFY(!conf);
    QCOMPARE(conf.error().kind, ErrorKind::InvalidData);
    QVERIFY2(conf.error().detail.contains("line 2, column"_L1), qPrintable(conf.error().detail));
    QVERIFY(!RegistriesConf::parse("x = \"\xff\"\n"));
}

void TestRegistriesConf::leavesOutWhatIsWrong()
{
    const Result<RegistriesConf> conf = RegistriesConf::parse(R"(
unqualified-search-registries = ["a b", 3, "quay.io"]
registry = "no table"
[aliases]
)");
    QVERIFY(conf);
    QCOMPARE(conf->searched, (std::vector<RegistryKey>{{u"quay.io"_s, {}}}));
    QCOMPARE(conf->faults.size(), 3U);
    QCOMPARE(conf->faults[0].kind, FileFault::Kind::Registry);
    QCOMPARE(conf->faults[2],
             (FileFault{FileFault::Kind::Format,
                        u"registry"_s,
                        {"line %1, column %2", {base::Message::number(3), base::Message::number(12)}}}));

    const Result<RegistriesConf> nameless = RegistriesConf::parse("[[registry]]\ninsecure = true\n");
    QVERIFY(nameless);
    QVERIFY(nameless->rules.empty());
    QCOMPARE(nameless->faults.size(), 1U);
}

QTEST_GUILESS_MAIN(TestRegistriesConf)
#include "tst_registriesconf.moc"
