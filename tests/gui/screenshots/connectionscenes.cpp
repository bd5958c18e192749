#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTreeWidget>

#include "tests/gui/screenshots/scenes.h"
#include "tests/support/certificates.h"
#include "tests/support/scriptedserver.h"
#include "ui/dialogs/doctorview.h"

using namespace Qt::StringLiterals;
using support::Answer;
using support::ScriptedServer;

namespace {

const QString sampleFolder = QStringLiteral(BINARY_DIR "/share/portolan/sample");

std::unique_ptr<ScriptedServer> makeRegistry()
{
    auto server = std::make_unique<ScriptedServer>();
    server->serve("/v2/", "{}");
    server->answer({"GET", "/v2/_catalog", true}, Answer::ok(R"({"repositories":["team/app"]})"));
    server->answer({"GET", "/v2/team/app/tags/list", true},
                   Answer::ok(R"({"name":"team/app","tags":["latest","v1.0","v1.1","v2.0"]})"));
    const QByteArray config = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"; // of {}
    const QByteArray mediaType = "application/vnd.oci.image.manifest.v1+json";
    server->answer({"", "/v2/team/app/manifests/", true},
                   Answer::ok(R"({"schemaVersion":2,"mediaType":")" + mediaType + R"(","layers":[],"config":)"
                                  + R"({"mediaType":"application/vnd.oci.image.config.v1+json","size":2,"digest":")"
                                  + config + R"("}})",
                              mediaType));
    server->answer({"", "/v2/team/app/blobs/" + config}, Answer::ok("{}", "application/octet-stream"));
    return server;
}

/// Readable by nobody else, and startable.
bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// Where docker and podman look for their files.
class DockerHome final
{
public:
    DockerHome()
    {
        qputenv("DOCKER_CONFIG", QFile::encodeName(m_folder.path()));
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.path()));
        qputenv("CONTAINERS_REGISTRIES_CONF", QFile::encodeName(path(u"registries.conf"_s)));
    }

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    const QTemporaryDir m_folder;
};

/// What was found for @p host.
void tick(const QTreeWidget *tree, const QString &host)
{
    for (QTreeWidgetItem *row : tree->findItems(host, Qt::MatchExactly | Qt::MatchRecursive))
        row->setCheckState(0, Qt::Checked);
}

} // namespace

/// Step by step; what is added is a production registry.
void Scenes::connectionDialog()
{
    m_server = makeRegistry();
    start();
    trigger(u"addConnectionAction"_s);
    WAIT_FOR(m_window->find<QWidget>(u"connectionDialog"_s));
    shoot(u"address"_s);
    type(u"connectionAddressEdit"_s, QString::fromLatin1(m_server->url()));
    m_window->goToStep(2);
    m_window->press(u"passwordButton"_s);
    const auto *doctor = m_window->find<QWidget>(u"connectionDialog"_s)->findChild<ui::DoctorView *>();
    WAIT_FOR(!doctor->report().checks.empty());
    type(u"userEdit"_s, u"ada"_s);
    shoot(u"signIn"_s);
    m_window->press(u"anonymousButton"_s);
    m_window->goToStep(3);
    WAIT_FOR(m_window->find<QAbstractButton>(u"runAgainButton"_s)->isEnabled());
    shoot(u"check"_s);
    m_window->goToStep(4);
    m_window->press(u"levelProductionButton"_s);
    shoot(u"level"_s);
}

void Scenes::guard()
{
    m_server = makeRegistry();
    start();
    trigger(u"addConnectionAction"_s);
    type(u"connectionAddressEdit"_s, QString::fromLatin1(m_server->url("/team/app")));
    m_window->goToStep(4);
    m_window->press(u"levelProductionButton"_s);
    m_window->press(u"connectionSaveButton"_s);
    WAIT_FOR(m_window->find<QLabel>(u"connectionLevel"_s));
    shoot(u"readOnly"_s);
    trigger(u"unlockAction"_s);
    WAIT_FOR(m_window->find<QWidget>(u"unlockDialog"_s));
    shoot(u"unlock"_s);
    m_window->press(u"unlockAcceptButton"_s);
    shoot(u"unlocked"_s);
}

/// What is done with a connection that is kept, by its dialogs.
void Scenes::savedConnection()
{
    m_server = makeRegistry();
    auto lab = connections::Connection::toHost({false, "127.0.0.1", m_server->port()}, connections::SchemeChoice::Http);
    lab.name = u"harbor-lab"_s;
    lab.user = u"robot$portolan"_s;
    lab.secrets = connections::SecretPlace::Session;
    lab.level = connections::Level::Test;
    lab.keptTags = QStringList{u"latest"_s, u"v2.*"_s};
    save({lab});
    start();
    m_window->tree()->setCurrentIndex(m_window->tree()->model()->index(0, 0));
    trigger(u"editConnectionAction"_s);
    shoot(u"edit"_s);
    m_window->goToStep(2);
    shoot(u"editSignIn"_s);
    m_window->goToStep(4);
    shoot(u"editLevel"_s);
    m_window->press(u"connectionCancelButton"_s);
    trigger(u"duplicateConnectionAction"_s);
    m_window->goToStep(4);
    shoot(u"duplicate"_s);
    m_window->press(u"connectionCancelButton"_s);
    m_window->prompts.isShown = true;
    trigger(u"removeConnectionAction"_s);
    WAIT_FOR(m_window->find<QWidget>(u"confirmButton"_s));
    shoot(u"remove"_s);
}

/// A production and a test registry in the tree, and the page of one of the latter.
void Scenes::levels()
{
    auto production = connections::Connection::toFolder(sampleFolder);
    production.name = u"harbor-prod"_s;
    production.level = connections::Level::Production;
    production.readOnly = true;
    auto test = connections::Connection::toFolder(sampleFolder + u"/payments"_s);
    test.name = u"gitlab-ci"_s;
    test.level = connections::Level::Test;
    auto none = connections::Connection::toFolder(sampleFolder + u"/lab"_s);
    none.name = u"zot-lab"_s;
    save({production, test, none});
    start();
    for (const QStringList &path : {QStringList{u"harbor-prod"_s, u"payments"_s}, {u"gitlab-ci"_s, u"api"_s}}) {
        m_window->tree()->expand(m_window->treeRow(path.mid(0, 1)));
        WAIT_FOR(m_window->treeRow(path).isValid());
    }
    m_window->clickTree(m_window->treeRow({u"gitlab-ci"_s, u"api"_s}));
    WAIT_FOR(m_window->tagRow(u"v2.8.1"_s).isValid() && m_window->find<QLabel>(u"tagsCompleteness"_s));
    shoot();
}

/// The closed section of the first step, opened.
void Scenes::network()
{
    start();
    trigger(u"addConnectionAction"_s);
    type(u"connectionAddressEdit"_s, u"registry.corp.example"_s);
    m_window->press(u"networkSectionButton"_s);
    shoot();
    const support::Certificates certificates;
    m_window->prompts.nextText = certificates.rootFile();
    m_window->press(u"addRootButton"_s);
    shoot(u"authority"_s);
    m_window->prompts.nextConfirm = true;
    m_window->press(u"unverifiedBox"_s);
    shoot(u"danger"_s);
}

/// What docker's and podman's files have.
void Scenes::importConnections()
{
    const DockerHome home;
    QVERIFY(write(home.path(u"config.json"_s), R"({"auths": {
        "registry.corp.example": {"username": "robot$ci", "password": "scene"},
        "quay.io/team": {"username": "ada", "password": "scene"}},
        "credHelpers": {"123456789012.dkr.ecr.eu-central-1.amazonaws.com": "ecr-login"}})"));
    QVERIFY(write(home.path(u"registries.conf"_s),
                  "[[registry]]\nlocation = \"lab.example:5000\"\ninsecure = true\n"
                  "[[registry.mirror]]\nlocation = \"mirror.example\"\n[aliases]\n\"app\" = \"quay.io/team/app\"\n"));
    start();
    const QTreeWidget *tree = openImport();
    QVERIFY(tree);
    shoot();
    tick(tree, u"lab.example:5000"_s);
    m_window->prompts.isShown = true;
    m_window->press(u"importButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"confirmButton"_s));
    shoot(u"insecure"_s);
}

/// A file that is damaged, one that cannot be read, one that others read; and helpers that fail.
void Scenes::importFaults()
{
    const DockerHome home;
    QVERIFY(write(home.path(u"config.json"_s), R"({"auths": {"registry.corp.example": {"username": "robot$ci",
        "password": "scene"}, "no registry": {}},
        "credHelpers": {"vault.example": "sad", "away.example": "absent", "odd.example": "../../bin/sh"}})"));
    QVERIFY(write(home.path(u"bin/docker-credential-sad"_s), "#!/bin/sh\necho 'the vault is sealed'\nexit 1\n"));
    QVERIFY(write(home.path(u"containers/auth.json"_s), R"({"auths": {"quay.io": )"));
    QVERIFY(QFile::setPermissions(home.path(u"containers/auth.json"_s),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(QDir().mkpath(home.path(u"registries.conf"_s))); // no file at all
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", QFile::encodeName(home.path(u"bin"_s)) + ":/usr/bin:/bin");
    const auto back = qScopeGuard([&path] { qputenv("PATH", path); });
    start();
    const QTreeWidget *tree = openImport();
    QVERIFY(tree);
    shoot();
    for (const QString &host : {u"vault.example"_s, u"away.example"_s})
        tick(tree, host);
    m_window->find<QComboBox>(u"importPlaceBox"_s)->setCurrentIndex(1);
    m_window->press(u"importButton"_s);
    const auto vault = [tree] { return tree->findItems(u"vault.example"_s, Qt::MatchRecursive).value(0); }; // made anew
    WAIT_FOR(vault() && vault()->child(0)->text(2).contains(u"sealed"_s));
    shoot(u"helpers"_s);
}

const QTreeWidget *Scenes::openImport()
{
    trigger(u"importConnectionsAction"_s);
    const auto found = [this] { return m_window->find<QTreeWidget>(u"importTree"_s); };
    return QTest::qWaitFor([&found] { return found() && found()->isEnabled(); }, 60000) ? found() : nullptr;
}

void Scenes::dockerSignIn()
{
    const QTemporaryDir home;
    qputenv("DOCKER_CONFIG", QFile::encodeName(home.path()));
    m_server = makeRegistry();
    start(*m_server);
    WAIT_FOR(m_window->tree() && m_window->tree()->model()->rowCount() == 1);
    m_window->tree()->setCurrentIndex(m_window->tree()->model()->index(0, 0));
    trigger(u"dockerSignInAction"_s);
    WAIT_FOR(m_window->find<QAbstractButton>(u"answersDockerBox"_s));
    m_window->press(u"answersDockerBox"_s);
    shoot();
}
