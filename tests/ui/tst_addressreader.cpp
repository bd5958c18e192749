#include <QTest>

#include "app/credentials/sessionstore.h"
#include "ui/addressreader.h"

using namespace Qt::StringLiterals;
using connections::Connection;
using ui::Destination;
using ui::Place;

namespace {

const QString digest = u"sha256:"_s + QString(u'a').repeated(64);

oci::RepositoryName name(const QString &text)
{
    return oci::RepositoryName::parse(text).value();
}

/// `host repository image ?filter` with `-` for what there is none of.
QString shown(const Destination &destination)
{
    if (!destination.address)
        return u"nowhere"_s;
    const connections::Address &address = *destination.address;
    QString text = address.connection.address();
    text += u' ' + (address.repository ? address.repository->toString() : u"-"_s);
    text += u' ' + (address.image ? oci::toString(*address.image) : u"-"_s);
    return destination.filter.isEmpty() ? text : QString(text + u" ?"_s + destination.filter);
}

} // namespace

/// What is known here decides where a text leads: connections, what was listed, where one is.
class TestAddressReader : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void leads_data();
    void leads();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
    void aConnectionBesideThePage();

private:
    QString add(const QString &host, const QStringList &repositories = {});

    jobs::Workers m_workers;
    std::unique_ptr<ui::Sessions> m_sessions;
    std::unique_ptr<models::RegistryTreeModel> m_tree;
};

void TestAddressReader::init()
{
    m_sessions = std::make_unique<ui::Sessions>(m_workers, std::make_shared<credentials::SessionStore>());
    m_tree = std::make_unique<models::RegistryTreeModel>([](const auto &, const auto &) { return QString(); });
}

QString TestAddressReader::add(const QString &host, const QStringList &repositories)
{
    const Connection connection = connections::parseRegistryAddress(host)->connection;
    m_sessions->add(connection);
    m_tree->setConnection({.id = connection.id, .name = connection.name});
    for (const QString &repository : repositories)
        m_tree->addRepository({connection.id, name(repository)});
    return connection.id;
}

void TestAddressReader::leads_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("destination");
    const auto row = [](const QString &typed, const QString &to) { QTest::newRow(qPrintable(typed)) << typed << to; };
    row(u"nginx:1.27"_s, u"docker.io library/nginx 1.27"_s);
    row(u"podman pull quay.io/a/b"_s, u"quay.io a/b -"_s);
    row(digest, u"harbor.example pay/api "_s + digest);
    row(u" @"_s + digest + u' ', u"harbor.example pay/api "_s + digest);
    row(QString(u'b').repeated(64), u"harbor.example pay/api sha256:"_s + QString(u'b').repeated(64));
    row(u"https://hub.docker.com/_/debian"_s, u"docker.io library/debian -"_s);
    row(u"https://quay.io/repository/a/b?tag=v1"_s, u"quay.io a/b v1"_s);
    // Harbor: by what was listed, or by a filter
    const QString harbor = u"https://harbor.example/harbor/projects/3/repositories/"_s;
    row(harbor + u"web/artifacts-tab/artifacts/"_s + digest, u"harbor.example shop/web "_s + digest);
    row(harbor + u"api/artifacts-tab"_s, u"harbor.example - - ?api"_s); // two projects have one
    row(harbor + u"unknown"_s, u"harbor.example - - ?unknown"_s);
    row(u"https://other.example/harbor/projects/3/repositories/api"_s, u"other.example - - ?api"_s);
    row(u"http://127.0.0.1:8080/harbor/projects/3"_s, u"127.0.0.1:8080 - -"_s);
    // GitLab: the project's own repository
    row(u"https://gitlab.com/g/p/container_registry/12"_s, u"registry.gitlab.com g/p -"_s);
}

void TestAddressReader::leads()
{
    QFETCH(QString, typed);
    QFETCH(QString, destination);
    const QString id = add(u"harbor.example"_s, {u"pay/api"_s, u"shop/api"_s, u"shop/web"_s});
    const ui::AddressReader reader(*m_sessions, *m_tree);
    const Destination found = reader.read(typed, Place{id, name(u"pay/api"_s)});
    QVERIFY2(found.refusal.isEmpty(), qPrintable(found.refusal));
    QCOMPARE(shown(found), destination);
    const bool isWhole = found.filter.isEmpty() && !typed.contains(u"gitlab"_s);
    QCOMPARE(found.note.isEmpty(), isWhole);
}

void TestAddressReader::saysWhatIsMissing_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    QTest::newRow("digest") << digest << u"name@"_s + digest;
    QTest::newRow("GitLab") << u"https://git.corp.example/g/p/-/container_registry"_s << u"registry.example/g/p"_s;
    QTest::newRow("plain HTTP") << u"http://harbor.example/harbor/projects/3"_s << u"without encryption"_s;
    QTest::newRow("nonsense") << u"<b>what</b> is this"_s << u"“<b>what</b> is this”"_s;
}

void TestAddressReader::saysWhatIsMissing()
{
    QFETCH(QString, typed);
    QFETCH(QString, says);
    const ui::AddressReader reader(*m_sessions, *m_tree);
    for (const Place &place : {Place(), Place{add(u"harbor.example"_s)}}) {
        const Destination found = reader.read(typed, place);
        QCOMPARE(shown(found), u"nowhere"_s);
        QVERIFY2(found.refusal.contains(says), qPrintable(found.refusal));
    }
}

/// A GitLab of one's own: its registry has another port, another name, or is the only one of that domain.
void TestAddressReader::aConnectionBesideThePage()
{
    const ui::AddressReader reader(*m_sessions, *m_tree);
    const auto read = [&reader](const QString &host) {
        return shown(reader.read(u"https://%1/g/p/-/container_registry/7"_s.arg(host), {}));
    };
    add(u"images.corp.example"_s);
    QCOMPARE(read(u"git.corp.example"_s), u"images.corp.example g/p -"_s);
    QCOMPARE(read(u"git.other.example"_s), u"nowhere"_s);
    QCOMPARE(read(u"git.example"_s), u"nowhere"_s); // a domain that everybody shares says nothing
    add(u"harbor.corp.example"_s);
    QCOMPARE(read(u"git.corp.example"_s), u"nowhere"_s); // which of two?
    add(u"registry.git.corp.example"_s);
    QCOMPARE(read(u"git.corp.example"_s), u"registry.git.corp.example g/p -"_s);
    add(u"git.other.example:5050"_s);
    QCOMPARE(read(u"git.other.example"_s), u"git.other.example:5050 g/p -"_s);
}

QTEST_GUILESS_MAIN(TestAddressReader)
#include "tst_addressreader.moc"
