#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QTreeWidget>

#include "app/connections/connectionfile.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/certificates.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using connections::Connection;
using support::Answer;

namespace {

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// The row of that text below @p parent, or in the tree.
QTreeWidgetItem *row(const QTreeWidget *tree, const QStringList &path)
{
    QTreeWidgetItem *found = tree->invisibleRootItem();
    for (const QString &text : path) {
        QTreeWidgetItem *next = nullptr;
        for (int i = 0; i < found->childCount() && !next; ++i) {
            if (found->child(i)->text(0).endsWith(text))
                next = found->child(i);
        }
        if (!next)
            return nullptr;
        found = next;
    }
    return found;
}

} // namespace

/// *Import connections…* through the real window. Secrets in here are "import-canary-…".
class TestImportDialog final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void importsWhatIsTicked();
    void helpersAreAskedOnlyWhenTicked();
    void aHelperThatFails();
    void aStoreForAll();
    void mirrors();
    void shortNames();
    void certificates();
    void insecureAsks();
    void whatIsKnownIsNotTicked();
    void whatIsWrongInWords();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_home->filePath(name); }
    [[nodiscard]] QString config() const { return path(u"docker/config.json"_s); }
    /// Opens the dialog and waits for what is found.
    static QTreeWidget *open(DrivenWindow &window);
    static void chooseSession(DrivenWindow &window);
    static std::vector<Connection> saved(const DrivenWindow &window);

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestImportDialog::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("DOCKER_CONFIG", QFile::encodeName(path(u"docker"_s)));
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(path(u"config"_s)));
    qputenv("CONTAINERS_REGISTRIES_CONF", QFile::encodeName(path(u"registries.conf"_s)));
    qputenv("PATH", QFile::encodeName(path(u"bin"_s)) + ":/usr/bin:/bin");
    QVERIFY(write(path(u"registries.conf"_s), "\n"));
}

QTreeWidget *TestImportDialog::open(DrivenWindow &window)
{
    window.trigger(u"importConnectionsAction"_s);
    const auto found = [&window] { return window.find<QTreeWidget>(u"importTree"_s); };
    if (!QTest::qWaitFor([&] { return found() && found()->isEnabled(); }, 60000))
        qFatal("nothing was found");
    return found();
}

void TestImportDialog::chooseSession(DrivenWindow &window)
{
    window.find<QComboBox>(u"importPlaceBox"_s)->setCurrentIndex(1);
}

std::vector<Connection> TestImportDialog::saved(const DrivenWindow &window)
{
    const auto read = connections::ConnectionFile(window.profile.filePath(u"config/connections.json"_s)).read();
    return read ? *read : std::vector<Connection>();
}

void TestImportDialog::importsWhatIsTicked()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, [](const support::ReceivedRequest &request) {
        if (request.header("Authorization") != "Basic " + QByteArray("anna:import-canary-1").toBase64())
            return Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Basic realm=\"here\""}});
        return Answer::ok(request.path() == "/v2/_catalog" ? R"({"repositories":["team/app"]})" : "{}");
    });
    const QByteArray host = "127.0.0.1:" + QByteArray::number(server.port());
    QVERIFY(write(config(), R"({"auths": {")" + host + R"(": {"username": "anna", "password": "import-canary-1"},
        "quay.io/part": {"username": "robot", "password": "import-canary-2"}}})"));

    DrivenWindow window;
    QTreeWidget *tree = open(window);
    QTreeWidgetItem *account = row(tree, {u"config.json"_s, QString::fromLatin1(host), u"anna"_s});
    QTreeWidgetItem *robot = row(tree, {u"config.json"_s, u"quay.io"_s, u"robot"_s});
    QVERIFY(account && robot);
    QCOMPARE(account->checkState(0), Qt::Checked);
    QCOMPARE(account->text(1), u"Password"_s);
    QVERIFY(robot->text(2).contains(u"part"_s));
    robot->setCheckState(0, Qt::Unchecked);
    QCOMPARE(row(tree, {u"config.json"_s, u"quay.io"_s})->checkState(0), Qt::Unchecked);
    for (const QTreeWidgetItem *one : {account, robot}) { // secrets are nowhere in it
        for (int column = 0; column < 3; ++column)
            QVERIFY(!one->text(column).contains(u"canary"_s) && !one->toolTip(column).contains(u"canary"_s));
    }
    QVERIFY(server.requests().empty());
    chooseSession(window);
    window.press(u"importButton"_s);
    WAIT_FOR(!window.find<QTreeWidget>(u"importTree"_s));

    QCOMPARE(saved(window).size(), 1U);
    QCOMPARE(saved(window)[0].user, u"anna"_s);
    QCOMPARE(saved(window)[0].secrets, connections::SecretPlace::Session);
    WAIT_FOR(window.treeRow({QString::fromLatin1(host), u"team"_s}).isValid());
    QFile file(window.profile.filePath(u"config/connections.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("canary"));
}

void TestImportDialog::helpersAreAskedOnlyWhenTicked()
{
    QVERIFY(write(config(), R"({"credHelpers": {"one.example": "fake", "two.example": "fake"}})"));
    QVERIFY(write(path(u"bin/docker-credential-fake"_s),
                  "#!/bin/sh\nread server\necho \"$server\" >>" + QFile::encodeName(path(u"asked"_s))
                      + "\necho '{\"Username\": \"helga\", \"Secret\": \"import-canary-3\"}'\n"));
    DrivenWindow window;
    const QTreeWidget *tree = open(window);
    QTreeWidgetItem *one = row(tree, {u"config.json"_s, u"one.example"_s})->child(0);
    QCOMPARE(one->text(1), u"Helper docker-credential-fake"_s);
    QCOMPARE(one->checkState(0), Qt::Unchecked);
    QVERIFY(!window.find<QAbstractButton>(u"importButton"_s)->isEnabled());
    one->setCheckState(0, Qt::Checked);
    QVERIFY(!QFile::exists(path(u"asked"_s)));
    chooseSession(window);
    window.press(u"importButton"_s);
    WAIT_FOR(!window.find<QTreeWidget>(u"importTree"_s));
    QCOMPARE(saved(window).size(), 1U);
    QCOMPARE(saved(window)[0].user, u"helga"_s);
    QFile asked(path(u"asked"_s));
    QVERIFY(asked.open(QIODevice::ReadOnly));
    QCOMPARE(asked.readAll(), "one.example\n");
}

void TestImportDialog::aHelperThatFails()
{
    QVERIFY(write(config(), R"({"auths": {"good.example": {"username": "anna", "password": "import-canary-4"}},
        "credHelpers": {"one.example": "sad", "two.example": "absent"}})"));
    QVERIFY(write(path(u"bin/docker-credential-sad"_s), "#!/bin/sh\necho 'no such vault <b>'\nexit 1\n"));
    DrivenWindow window;
    QTreeWidget *tree = open(window);
    for (const QString &host : {u"one.example"_s, u"two.example"_s})
        row(tree, {u"config.json"_s, host})->setCheckState(0, Qt::Checked);
    chooseSession(window);
    window.press(u"importButton"_s);
    const auto note = [&window](const QString &host) {
        const auto *shown = window.find<QTreeWidget>(u"importTree"_s);
        return row(shown, {u"config.json"_s, host})->child(0)->text(2);
    };
    WAIT_FOR(note(u"one.example"_s) == u"docker-credential-sad says: no such vault <b>");
    QVERIFY(note(u"two.example"_s).startsWith(u"docker-credential-absent is not installed"_s));
    QCOMPARE(saved(window).size(), 1U); // the good one, and it is known now
    QTreeWidgetItem *good = row(window.find<QTreeWidget>(u"importTree"_s), {u"config.json"_s, u"good.example"_s});
    QCOMPARE(good->child(0)->checkState(0), Qt::Unchecked);
    QCOMPARE(good->child(0)->text(2), u"You have this connection already."_s);
}

/// docker's credsStore: its marks say for which registries, and one with a helper of its own has that.
void TestImportDialog::aStoreForAll()
{
    QVERIFY(write(config(), R"({"auths": {"one.example": {}, "https://index.docker.io/v1/": {}, "three.example": {}},
        "credHelpers": {"three.example": "other"}, "credsStore": "store"})"));
    QVERIFY(write(path(u"bin/docker-credential-store"_s),
                  "#!/bin/sh\nread server\necho \"$1 $server\" >>" + QFile::encodeName(path(u"asked"_s))
                      + "\necho '{\"Username\": \"<token>\", \"Secret\": \"import-canary-8\"}'\n"));
    DrivenWindow window;
    const QTreeWidget *tree = open(window);
    for (const auto &[host, helper] : {std::pair(u"one.example"_s, u"store"_s), std::pair(u"docker.io"_s, u"store"_s),
                                       std::pair(u"three.example"_s, u"other"_s)}) {
        const QTreeWidgetItem *found = row(tree, {u"docker/config.json"_s, host});
        QVERIFY2(found && found->childCount() == 1, qPrintable(host));
        QCOMPARE(found->child(0)->text(1), QString(u"Helper docker-credential-" + helper));
        QCOMPARE(found->child(0)->text(2), u"The helper is asked when you import."_s);
        QCOMPARE(found->child(0)->checkState(0), Qt::Unchecked);
    }
    QVERIFY(!QFile::exists(path(u"asked"_s)));
    row(tree, {u"docker/config.json"_s, u"docker.io"_s})->setCheckState(0, Qt::Checked);
    chooseSession(window);
    window.press(u"importButton"_s);
    WAIT_FOR(!window.find<QTreeWidget>(u"importTree"_s));
    QCOMPARE(saved(window).size(), 1U);
    QCOMPARE(saved(window)[0].address(), u"docker.io"_s);
    QCOMPARE(saved(window)[0].user, u"<token>"_s);
    QFile asked(path(u"asked"_s));
    QVERIFY(asked.open(QIODevice::ReadOnly));
    QCOMPARE(asked.readAll(), "get https://index.docker.io/v1/\n"); // as docker calls it
}

/// Each host has mirrors of its own, in the order of the file.
void TestImportDialog::mirrors()
{
    QVERIFY(write(path(u"registries.conf"_s), R"(
        [[registry]]
        prefix = "docker.io"
        location = "docker.io"
        [[registry.mirror]]
        location = "near.invalid:5000/hub"
        insecure = true
        [[registry.mirror]]
        location = "far.example/hub"
        [[registry]]
        location = "quay.io/part"
        [[registry.mirror]]
        location = "other.example")"));
    DrivenWindow window;
    const QTreeWidget *tree = open(window);
    const auto mirror = [tree](const QString &host) {
        return row(tree, {u"registries.conf"_s, host, u"Without signing in"_s});
    };
    for (const auto &[host, stands] :
         {std::pair(u"near.invalid:5000"_s, u"docker.io"_s), std::pair(u"far.example"_s, u"docker.io"_s),
          std::pair(u"other.example"_s, u"quay.io/part"_s)}) {
        QVERIFY2(mirror(host), qPrintable(host));
        QCOMPARE(mirror(host)->text(1), u"Mirror"_s);
        QCOMPARE(mirror(host)->text(2), u"Stands in for %1."_s.arg(stands));
        QCOMPARE(mirror(host)->checkState(0), Qt::Unchecked);
    }
    QCOMPARE(mirror(u"docker.io"_s)->text(1), u"Registry"_s);
    QVERIFY(row(tree, {u"registries.conf"_s, u"near.invalid:5000"_s, u"Exception from security"_s}));
    QVERIFY(!row(tree, {u"registries.conf"_s, u"far.example"_s, u"Exception from security"_s}));
    mirror(u"far.example"_s)->setCheckState(0, Qt::Checked);
    mirror(u"other.example"_s)->setCheckState(0, Qt::Checked);
    window.press(u"importButton"_s);
    WAIT_FOR(!window.find<QTreeWidget>(u"importTree"_s));
    QCOMPARE(saved(window).size(), 2U);
    QCOMPARE(saved(window)[0].address(), u"far.example"_s);
    QCOMPARE(saved(window)[1].address(), u"other.example"_s);
    for (const Connection &connection : saved(window))
        QVERIFY(connection.user.isEmpty() && !connection.isInsecure());
    QVERIFY(window.prompts.confirmed.isEmpty());
}

/// Where names without a registry are looked for can be imported; what single ones stand for is shown, with the file
/// that says so.
void TestImportDialog::shortNames()
{
    QVERIFY(write(path(u"registries.conf"_s), "unqualified-search-registries = [\"one.example\", \"two.example\"]\n"));
    QVERIFY(write(path(u"config/containers/registries.conf.d/000-shortnames.conf"_s),
                  "[aliases]\nalpine = \"docker.io/library/alpine\"\n\"own/app\" = \"one.example/team/app\"\n"));
    DrivenWindow window;
    const QTreeWidget *tree = open(window);
    QTreeWidgetItem *second = row(tree, {u"registries.conf"_s, u"two.example"_s, u"Without signing in"_s});
    QVERIFY(second && row(tree, {u"registries.conf"_s, u"one.example"_s, u"Without signing in"_s}));
    QCOMPARE(second->text(1), u"Registry"_s);
    const QTreeWidgetItem *names = row(tree, {u"000-shortnames.conf"_s, u"2 short names"_s});
    QVERIFY(names);
    QVERIFY(!names->isExpanded());
    for (const auto &[name, whole] :
         {std::pair(u"alpine"_s, u"docker.io/library/alpine"_s), std::pair(u"own/app"_s, u"one.example/team/app"_s)}) {
        const QTreeWidgetItem *one = row(tree, {u"000-shortnames.conf"_s, u"2 short names"_s, name});
        QVERIFY2(one, qPrintable(name));
        QCOMPARE(one->text(1), u"Short name"_s);
        QCOMPARE(one->text(2), u"Stands for %1."_s.arg(whole));
        QVERIFY(!one->data(0, Qt::CheckStateRole).isValid());
    }
    second->setCheckState(0, Qt::Checked);
    window.press(u"importButton"_s);
    WAIT_FOR(!window.find<QTreeWidget>(u"importTree"_s));
    QCOMPARE(saved(window).size(), 1U);
    QCOMPARE(saved(window)[0].address(), u"two.example"_s);
}

void TestImportDialog::certificates()
{
    const support::Certificates made;
    const QString folder = path(u"config/containers/certs.d/lab.example:5000"_s);
    QVERIFY(write(folder + u"/ca.crt"_s, made.rootPem()));
    QVERIFY(write(folder + u"/client.cert"_s, made.rootPem()));
    QVERIFY(write(folder + u"/client.key"_s, "import-canary-5"));
    DrivenWindow window;
    QTreeWidget *tree = open(window);
    const QTreeWidgetItem *host = row(tree, {u"certs.d"_s, u"lab.example:5000"_s});
    QVERIFY(host);
    QCOMPARE(host->childCount(), 2);
    window.press(u"importButton"_s);
    WAIT_FOR(!window.find<QTreeWidget>(u"importTree"_s));
    QCOMPARE(saved(window).size(), 1U);
    QCOMPARE(saved(window)[0].tls.extraRoots.size(), 1);
    QCOMPARE(saved(window)[0].tls.clientCertificateFile, folder + u"/client.cert"_s);
    QCOMPARE(saved(window)[0].tls.clientKeyFile, folder + u"/client.key"_s);
}

void TestImportDialog::insecureAsks()
{
    QVERIFY(write(path(u"registries.conf"_s), "[[registry]]\nlocation = \"lab.invalid:5000\"\ninsecure = true\n"));
    DrivenWindow window;
    QTreeWidget *tree = open(window);
    QTreeWidgetItem *insecure = row(tree, {u"registries.conf"_s, u"lab.invalid:5000"_s, u"Exception from security"_s});
    QVERIFY(insecure);
    QCOMPARE(insecure->checkState(0), Qt::Unchecked);
    insecure->setCheckState(0, Qt::Checked);
    window.press(u"importButton"_s);
    QCOMPARE(window.prompts.confirmed, QStringList{u"Connect without security?"_s});
    QVERIFY(saved(window).empty());
    QVERIFY(window.find<QTreeWidget>(u"importTree"_s)->isEnabled());
    window.prompts.nextConfirm = true;
    window.press(u"importButton"_s);
    WAIT_FOR(!window.find<QTreeWidget>(u"importTree"_s));
    QCOMPARE(saved(window).size(), 1U);
    QVERIFY(saved(window)[0].isInsecure());
}

void TestImportDialog::whatIsKnownIsNotTicked()
{
    QVERIFY(write(config(), R"({"auths": {"a.example": {"username": "anna", "password": "import-canary-6"}}})"));
    QVERIFY(write(path(u"config/containers/auth.json"_s),
                  R"({"auths": {"a.example": {"username": "anna", "password": "import-canary-6"}}})"));
    DrivenWindow window;
    QTreeWidget *tree = open(window);
    QCOMPARE(row(tree, {u"config.json"_s, u"a.example"_s, u"anna"_s})->checkState(0), Qt::Checked);
    QTreeWidgetItem *again = row(tree, {u"auth.json"_s, u"a.example"_s, u"anna"_s});
    QCOMPARE(again->checkState(0), Qt::Unchecked);
    QCOMPARE(again->text(2), u"The same as above."_s);
    chooseSession(window);
    window.press(u"importButton"_s);
    WAIT_FOR(!window.find<QTreeWidget>(u"importTree"_s));
    tree = open(window);
    QTreeWidgetItem *known = row(tree, {u"config.json"_s, u"a.example"_s, u"anna"_s});
    QCOMPARE(known->checkState(0), Qt::Unchecked);
    QCOMPARE(known->text(2), u"You have this connection already."_s);
    QVERIFY(!window.find<QAbstractButton>(u"importButton"_s)->isEnabled());
    window.press(u"importCloseButton"_s);
    QCOMPARE(saved(window).size(), 1U);
}

void TestImportDialog::whatIsWrongInWords()
{
    QVERIFY(write(config(), "{\"auths\": {\"a.example\": import-canary-7"));
    QVERIFY(write(path(u"config/containers/auth.json"_s),
                  R"({"auths": {"a b": {}}, "credHelpers": {"b.example": "../../bin/sh"}})"));
    QVERIFY(QFile::setPermissions(path(u"config/containers/auth.json"_s),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    DrivenWindow window;
    const QTreeWidget *tree = open(window);
    const QString damaged = row(tree, {u"config.json"_s})->text(2);
    QVERIFY2(damaged.startsWith(u"It is damaged: no valid JSON at byte"_s), qPrintable(damaged));
    QTreeWidgetItem *auth = row(tree, {u"auth.json"_s});
    QVERIFY(auth->text(2).startsWith(u"Others on this computer can read it"_s));
    QCOMPARE(row(tree, {u"auth.json"_s, u"auths: a b"_s})->text(2), u"Its name is not that of a registry."_s);
    QVERIFY(row(tree, {u"auth.json"_s, u"credHelpers: b.example"_s})->text(2).startsWith(u"This is no name"_s));
}

QTEST_MAIN(TestImportDialog)
#include "tst_importdialog.moc"
