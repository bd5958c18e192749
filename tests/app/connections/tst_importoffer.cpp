#include <QTest>

#include "app/connections/importoffer.h"
#include "tests/support/certificates.h"

using namespace Qt::StringLiterals;
using connections::Connection;
using connections::ImportedConnection;
using connections::ImportItem;
using connections::ImportOffer;
using credentials::FoundFile;
using Kind = ImportItem::Kind;
using Standing = ImportItem::Standing;

namespace {

FoundFile authFile(const QByteArray &json)
{
    FoundFile file;
    file.auth = *credentials::AuthFile::parse(json);
    return file;
}

FoundFile registriesFile(const QByteArray &toml)
{
    FoundFile file;
    file.kind = FoundFile::Kind::Registries;
    file.registries = *credentials::RegistriesConf::parse(toml);
    return file;
}

template <class... Files>
ImportOffer offerOf(const std::vector<Connection> &known, Files... files)
{
    std::vector<FoundFile> all;
    (all.push_back(std::move(files)), ...);
    return ImportOffer::of(std::move(all), known);
}

QStringList described(const ImportOffer &offer)
{
    QStringList rows;
    for (const ImportItem &item : offer.items)
        rows.append(u"%1 %2 %3 %4"_s.arg(int(item.kind)).arg(item.registry.host, item.user).arg(int(item.standing)));
    return rows;
}

Connection known(const QByteArray &host, const QString &user)
{
    Connection connection = Connection::toHost({true, host, 443}, connections::SchemeChoice::Https);
    connection.user = user;
    return connection;
}

} // namespace

/// From what was found to connections. Secrets in here are "offer-canary-…".
class TestImportOffer final : public QObject
{
    Q_OBJECT

private slots:
    void accounts();
    void registries();
    void certificates();
    void oneConnectionForEachAccount();
    void hostsShareWhatIsTicked();
    void namesAreFree();
};

void TestImportOffer::accounts()
{
    const ImportOffer offer
        = offerOf({known("a.example", u"anna"_s), known("docker.io", {})},
                  authFile(R"({"auths": {"a.example": {"username": "anna", "password": "offer-canary-1"},
                               "a.example:443": {"username": "berta", "password": "offer-canary-2"},
                               "https://index.docker.io/v1/": {"username": "carl", "password": "offer-canary-3"}},
                     "credHelpers": {"a.example": "x", "b.example": "x"}})"),
                  authFile(R"({"auths": {"docker.io": {"username": "carl", "password": "offer-canary-4"}}})"));
    QCOMPARE(described(offer),
             (QStringList{u"0 a.example anna 2"_s, u"0 a.example:443 berta 0"_s, u"0 docker.io carl 0"_s,
                          u"2 a.example  2"_s, u"2 b.example  0"_s, u"0 docker.io carl 1"_s}));
    QCOMPARE(offer.items[5].file, 1U);
    QCOMPARE(offer.items[2].credential->password.expose(), QByteArrayView("offer-canary-3"));
    QVERIFY(offer.files[0].auth.signIns.empty()); // the items have them
}

void TestImportOffer::registries()
{
    const ImportOffer offer = offerOf({known("quay.io", {})}, registriesFile(R"(
        unqualified-search-registries = ["quay.io"]
        [[registry]]
        location = "lab.example:5000/part"
        insecure = true
        [[registry.mirror]]
        location = "mirror.example"
        [[registry]]
        location = "evil.example"
        blocked = true)"));
    QCOMPARE(described(offer),
             (QStringList{u"3 quay.io  2"_s, u"3 lab.example:5000  0"_s, u"6 lab.example:5000  0"_s,
                          u"3 mirror.example  0"_s}));
    QCOMPARE(offer.items[3].source, u"lab.example:5000/part"_s);
}

void TestImportOffer::certificates()
{
    const support::Certificates made;
    FoundFile file;
    file.kind = FoundFile::Kind::Certificates;
    file.certificates.hosts.push_back({.registry = {u"lab.example:5000"_s, {}},
                                       .folder = u"/c"_s,
                                       .authorities = {{u"/c/ca.crt"_s, made.rootPem() + made.rootPem()},
                                                       {u"/c/bad.crt"_s, "-----BEGIN CERTIFICATE"}},
                                       .clientCertificates = {{u"/c/client.cert"_s, u"/c/client.key"_s}}});
    const ImportOffer offer = offerOf({}, std::move(file));
    QCOMPARE(described(offer),
             (QStringList{u"4 lab.example:5000  0"_s, u"4 lab.example:5000  1"_s, u"5 lab.example:5000  0"_s}));
    QCOMPARE(offer.files[0].faults.size(), 1U);
    QCOMPARE(offer.files[0].faults[0].place, u"/c/bad.crt"_s);

    const std::vector<ImportedConnection> imported = connections::importedConnections(offer.items, {});
    QCOMPARE(imported.size(), 1U);
    const Connection &connection = imported[0].connection;
    QCOMPARE(connection.address(), u"lab.example:5000"_s);
    QVERIFY(connection.user.isEmpty());
    QCOMPARE(connection.tls.extraRoots.size(), 1);
    QCOMPARE(connection.tls.clientKeyFile, u"/c/client.key"_s);

    const ImportOffer again = offerOf({connection}, [&made] {
        FoundFile same;
        same.certificates.hosts.push_back({.registry = {u"lab.example:5000"_s, {}},
                                           .folder = {},
                                           .authorities = {{u"/c/ca.crt"_s, made.rootPem()}},
                                           .clientCertificates = {}});
        return same;
    }());
    QCOMPARE(again.items[0].standing, Standing::Known);
}

void TestImportOffer::oneConnectionForEachAccount()
{
    const ImportOffer offer
        = offerOf({}, authFile(R"({"auths": {"quay.io/a": {"username": "robot", "password": "offer-canary-5"},
                                   "quay.io/b": {"username": "robot", "password": "offer-canary-6"},
                                   "https://quay.io/v1/": {"auth": "bm9ib2R5Og==", "identitytoken": "offer-canary-7"},
                                   "quay.io": {"username": "anna", "password": "offer-canary-8"}}})"),
                  authFile(R"({"auths": {"quay.io": {"username": "anna", "password": "offer-canary-9"}}})"),
                  registriesFile("unqualified-search-registries = [\"quay.io\", \"other.example\"]"));
    const std::vector<ImportedConnection> imported = connections::importedConnections(offer.items, {});
    QStringList made;
    for (const auto &[connection, credential] : imported)
        made.append(u"%1|%2|%3"_s.arg(connection.name, connection.user,
                                      credential ? QString::fromUtf8(credential->password.expose()) : QString()));
    QCOMPARE(made,
             (QStringList{u"quay.io/a|robot|offer-canary-5"_s, u"quay.io/b|robot|offer-canary-6"_s,
                          u"quay.io|<token>|offer-canary-7"_s, u"quay.io (anna)|anna|offer-canary-8"_s,
                          u"other.example||"_s}));
}

void TestImportOffer::hostsShareWhatIsTicked()
{
    std::vector<ImportItem> ticked
        = offerOf({}, authFile(R"({"auths": {"lab.example:5000": {"username": "a", "password": "offer-canary-10"}}})"),
                  registriesFile("[[registry]]\nlocation = \"lab.example:5000\"\ninsecure = true\n"
                                 "[[registry]]\nlocation = \"other.example\"\n"))
              .items;
    std::vector<ImportedConnection> imported = connections::importedConnections(ticked, {});
    QCOMPARE(imported.size(), 2U);
    QVERIFY(!imported[0].connection.tls.verify);
    QVERIFY(imported[1].connection.tls.verify);
    std::erase_if(ticked, [](const ImportItem &item) { return item.kind == Kind::Insecure; });
    imported = connections::importedConnections(ticked, {});
    QVERIFY(imported[0].connection.tls.verify);
}

void TestImportOffer::namesAreFree()
{
    const ImportOffer offer
        = offerOf({}, authFile(R"({"auths": {"a.example": {"username": "anna", "password": "offer-canary-11"}}})"));
    const auto nameWith = [&offer](const QStringList &taken) {
        return connections::importedConnections(offer.items, taken)[0].connection.name;
    };
    QCOMPARE(nameWith({}), u"a.example"_s);
    QCOMPARE(nameWith({u"a.example"_s}), u"a.example (anna)"_s);
    QCOMPARE(nameWith({u"a.example"_s, u"a.example (anna)"_s}), u"a.example (anna) (2)"_s);
}

QTEST_GUILESS_MAIN(TestImportOffer)
#include "tst_importoffer.moc"
