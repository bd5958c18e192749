#include <QTest>

#include "app/credentials/authfile.h"

using namespace Qt::StringLiterals;
using credentials::AuthFile;
using credentials::FileFault;
using credentials::RegistryKey;
using credentials::StoredSignIn;

/// docker's config.json and podman's auth.json. Secrets in here are canaries of their own: "authfile-canary-…".
class TestAuthFile final : public QObject
{
    Q_OBJECT

private slots:
    void keys_data();
    void keys();
    void signIns();
    void helpers();
    void refuses_data();
    void refuses();
    void faults_data();
    void faults();
    void manyEntries();
    void helperNames_data();
    void helperNames();
};

void TestAuthFile::keys_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host"); // empty: refused
    QTest::addColumn<QString>("path");

    const auto row = [](const QString &text, const QString &host, const QString &path = {}) {
        QTest::newRow(qPrintable(text.isEmpty() ? u"nothing"_s : text.left(40))) << text << host << path;
    };
    row(u"registry.example"_s, u"registry.example"_s);
    row(u"Registry.Example:5000"_s, u"registry.example:5000"_s);
    row(u"localhost:5000"_s, u"localhost:5000"_s);
    row(u"[::1]:5000"_s, u"[::1]:5000"_s);
    row(u"https://index.docker.io/v1/"_s, u"docker.io"_s);
    row(u"index.docker.io/v1/"_s, u"docker.io"_s);
    row(u"docker.io"_s, u"docker.io"_s);
    row(u"docker.io/library"_s, u"docker.io"_s, u"library"_s);
    row(u"https://registry.example/v2/"_s, u"registry.example"_s);
    row(u"http://registry.example:80"_s, u"registry.example:80"_s);
    row(u"quay.io/group/sub-group"_s, u"quay.io"_s, u"group/sub-group"_s);
    row(u"quay.io/"_s, u"quay.io"_s);
    row({}, {});
    row(u"https://"_s, {});
    row(u"ftp://registry.example"_s, {});
    row(u"registry.example:port"_s, {});
    row(u"user@registry.example"_s, {});
    row(u"registry.example\n"_s, {});
    row(u"quay.io/../other"_s, u"quay.io"_s, u"../other"_s); // a name, never a path on a disk
    row(u"quay.io/a b"_s, {});
    row(u"quay.io//a"_s, {});
    row(u"r\u200bx.example"_s, {});
    row(u"\u212a.example"_s, {}); // the Kelvin sign, a k in another case
    row(QString(5000, u'a'), {});
}

void TestAuthFile::keys()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(QString, path);
    const Result<RegistryKey> key = RegistryKey::parse(text);
    QCOMPARE(key.has_value(), !host.isEmpty());
    if (key)
        QCOMPARE(*key, (RegistryKey{host, path}));
}

void TestAuthFile::signIns()
{
    const QByteArray anna = QByteArray("anna:authfile-canary-1:with:colons").toBase64();
    const QByteArray padded = QByteArray("berta:authfile-canary-2\0\0", 25).toBase64();
    const QByteArray userOnly = QByteArray("dora:").toBase64();
    const QByteArray text = R"({
        "auths": {
            "https://index.docker.io/v1/": {"auth": ")"
        + anna + R"("},
            "quay.io/group": {"auth": ")"
        + padded + R"(", "email": "b@example"},
            "registry.example:5000": {"username": "carl", "password": "authfile-canary-ü"},
            "acr.example": {"auth": ")"
        + userOnly + R"(", "identitytoken": "authfile-canary-4"}
        },
        "HttpHeaders": {"User-Agent": "Docker-Client"}, "psFormat": "table"})";
    const Result<AuthFile> file = AuthFile::parse(text);
    QVERIFY(file);
    QVERIFY(file->faults.empty());
    QVERIFY(file->helperSignIns.empty());
    QCOMPARE(file->signIns.size(), 4U);

    const auto check
        = [&file](std::size_t row, const RegistryKey &registry, const QString &user, QByteArrayView secret) {
              const StoredSignIn &signIn = file->signIns[row];
              return signIn.registry == registry && signIn.credential.user == user
                  && signIn.credential.password.expose() == secret;
          };
    QVERIFY(check(0, {u"docker.io"_s, {}}, u"anna"_s, "authfile-canary-1:with:colons"));
    QVERIFY(check(1, {u"quay.io"_s, u"group"_s}, u"berta"_s, "authfile-canary-2"));
    QVERIFY(check(2, {u"registry.example:5000"_s, {}}, u"carl"_s, "authfile-canary-\xc3\xbc"));
    QVERIFY(check(3, {u"acr.example"_s, {}}, u"dora"_s, "authfile-canary-4"));
    QCOMPARE(file->signIns[2].kind, StoredSignIn::Kind::Password);
    QCOMPARE(file->signIns[3].kind, StoredSignIn::Kind::IdentityToken);
}

void TestAuthFile::helpers()
{
    const Result<AuthFile> file = AuthFile::parse(R"({
        "auths": {"https://index.docker.io/v1/": {}, "own.example": {}, "plain.example": {"auth": "YTphdXRoZmlsZS1jYW5hcnktNQ=="}},
        "credHelpers": {"own.example": "portolan", "gcr.io": "gcloud", "unset.example": ""},
        "credsStore": "secretservice"})");
    QVERIFY(file);
    QCOMPARE(file->helper, u"secretservice"_s);
    QCOMPARE(file->signIns.size(), 1U);
    QStringList found;
    for (const auto &[registry, server, helper] : file->helperSignIns)
        found.append(u"%1 %2 %3"_s.arg(registry.host, server, helper));
    QCOMPARE(found,
             (QStringList{u"docker.io https://index.docker.io/v1/ secretservice"_s,
                          u"own.example own.example portolan"_s, u"gcr.io gcr.io gcloud"_s}));

    const Result<AuthFile> unused = AuthFile::parse(R"({"auths": {"registry.example": {}}})");
    QVERIFY(unused);
    QVERIFY(unused->helperSignIns.empty());
}

void TestAuthFile::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("cut off") << QByteArray(R"({"auths": {"a.example": {"auth": "authfile-canary-6)");
    QTest::newRow("a key twice") << QByteArray(R"({"auths": {}, "auths": {}})");
    QTest::newRow("in two cases") << QByteArray(R"({"auths": {}, "Auths": {}})");
    QTest::newRow("a byte order mark") << QByteArray("\xef\xbb\xbf{}");
}

void TestAuthFile::refuses()
{
    QFETCH(QByteArray, bytes);
    const Result<AuthFile> file = AuthFile::parse(bytes);
    QVERIFY(!file);
    QCOMPARE(file.error().kind, ErrorKind::InvalidData);
    QVERIFY(!file.error().detail.isEmpty());
    QVERIFY(!file.error().detail.contains("canary"_L1));
}

void TestAuthFile::faults_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<FileFault::Kind>("kind");
    QTest::addColumn<QString>("place");

    const auto row = [](const char *name, const QByteArray &bytes, FileFault::Kind kind, const QString &place) {
        QTest::newRow(name) << bytes << kind << place;
    };
    using Kind = FileFault::Kind;
    row("no Base64", R"({"auths": {"a.example": {"auth": "authfile-canary%"}}})", Kind::SignIn, u"auths: a.example"_s);
    row("no colon", R"({"auths": {"a.example": {"auth": "YXV0aGZpbGU="}}})", Kind::SignIn, u"auths: a.example"_s);
    row("no password", R"({"auths": {"a.example": {"auth": "YTo="}}})", Kind::SignIn, u"auths: a.example"_s);
    row("a token that is over", R"({"auths": {"a.example": {"registrytoken": "authfile-canary-7"}}})", Kind::SignIn,
        u"auths: a.example"_s);
    row("no object", R"({"auths": {"a.example": "authfile-canary-8"}})", Kind::Format, u"auths: a.example"_s);
    row("two cases", R"({"auths": {"a.example": {"auth": "", "Auth": ""}}})", Kind::Format, u"auths: a.example"_s);
    row("no auths", R"({"auths": []})", Kind::Format, u"auths"_s);
    row("no helpers", R"({"credHelpers": "x"})", Kind::Format, u"credHelpers"_s);
    row("no registry", R"({"auths": {"a b": {}}})", Kind::Registry, u"auths: a b"_s);
    row("a path for a helper", R"({"credHelpers": {"a.example": "../x"}})", Kind::HelperName,
        u"credHelpers: a.example"_s);
    row("a path for the store", R"({"credsStore": "/bin/sh"})", Kind::HelperName, u"credsStore"_s);
}

void TestAuthFile::faults()
{
    QFETCH(QByteArray, bytes);
    QFETCH(FileFault::Kind, kind);
    QFETCH(QString, place);
    const Result<AuthFile> file = AuthFile::parse(bytes);
    QVERIFY(file);
    QVERIFY(file->signIns.empty() && file->helperSignIns.empty() && file->helper.isEmpty());
    QCOMPARE(file->faults.size(), 1U);
    QCOMPARE(file->faults[0].kind, kind);
    QCOMPARE(file->faults[0].place, place);
    QVERIFY(!file->faults[0].detail.english().contains("canary"_L1));
}

void TestAuthFile::manyEntries()
{
    QByteArray entries;
    for (int i = 0; i < 3000; ++i)
        entries += QByteArray(i ? "," : "") + "\"r" + QByteArray::number(i) + R"(.example": {"auth": "YTpi"})";
    const Result<AuthFile> file = AuthFile::parse(QByteArray(R"({"auths": {)" + entries + "}}"));
    QVERIFY(file);
    QCOMPARE(file->signIns.size(), 2000U);
    QCOMPARE(file->faults.size(), 1U);
    QCOMPARE(file->faults[0].kind, FileFault::Kind::TooMany);
}

void TestAuthFile::helperNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isOne");
    for (const QString &name : {u"secretservice"_s, u"ecr-login"_s, u"osxkeychain"_s, u"gcloud"_s, u"pass2"_s})
        QTest::newRow(qPrintable(name)) << name << true;
    for (const QString &name :
         {QString(), u"../x"_s, u"a/b"_s, u"a b"_s, u"-rf"_s, u"A"_s, u"x;y"_s, u"x\n"_s, u"ä"_s, QString(65, u'a')})
        QTest::newRow(qPrintable(u"not "_s + name)) << name << false;
}

void TestAuthFile::helperNames()
{
    QFETCH(QString, name);
    QTEST(credentials::isHelperName(name), "isOne");
}

QTEST_GUILESS_MAIN(TestAuthFile)
#include "tst_authfile.moc"
