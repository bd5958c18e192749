#include "tests/gui/screenshots/scenes.h"

#include <QAction>
#include <QDir>
#include <QLabel>
#include <QScreen>
#include <QTabWidget>

#include "tests/support/childprocess.h"
#include "tests/support/registrymodel.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using support::Answer;
using support::ScriptedServer;

namespace {

const QString sampleFolder = QStringLiteral(BINARY_DIR "/share/portolan/sample");

QByteArray tagList(int count)
{
    QByteArrayList names;
    for (int i = 0; i < count; ++i)
        names.append('"' + QByteArray("v1.") + QByteArray::number(i / 40) + "-build" + QByteArray::number(i) + '"');
    return R"({"name":"team/app","tags":[)" + names.join(',') + "]}";
}

/// A registry with one repository, whose tags are answered with @p tags.
std::unique_ptr<ScriptedServer> serve(const Answer &tags)
{
    auto server = std::make_unique<ScriptedServer>();
    server->serve("/v2/", "{}");
    server->answer({"GET", "/v2/_catalog", true}, Answer::ok(R"({"repositories":["team/app"]})"));
    server->answer({"GET", "/v2/team/app/tags/list", true}, tags);
    server->answer({"", "/v2/team/app/manifests/", true}, Answer::silence());
    return server;
}

Answer denied(int status, const QByteArray &code)
{
    return Answer::withStatus(status, R"({"errors":[{"code":")" + code + R"(","message":"ask the administrator"}]})");
}

} // namespace

Scenes::Scenes(Variant variant, QString into)
    : m_variant(std::move(variant))
    , m_into(std::move(into))
{ }

Scenes::~Scenes() = default;

void Scenes::initTestCase()
{
    QApplication::setCursorFlashTime(0); // two looks at a screen at rest are equal
    QCursor::setPos(QGuiApplication::primaryScreen()->geometry().bottomRight()); // nothing is hovered over
    QVERIFY(QDir().mkpath(m_into));
    const QSize screen = QGuiApplication::primaryScreen()->size();
    QVERIFY2(screen.width() >= m_variant.size.width() && screen.height() >= m_variant.size.height(),
             "the screen is too small");
}

void Scenes::init()
{
    m_server.reset();
}

void Scenes::cleanup()
{
    m_window.reset();
    m_server.reset();
    m_model.reset();
    m_profile.reset();
}

void Scenes::start(const QString &target)
{
    ui::Options options;
    options.theme = m_variant.theme;
    options.language = m_variant.language;
    options.target = target;
    if (m_profile)
        options.profile = m_profile->path();
    m_window = std::make_unique<DrivenWindow>(options);
    QWidget &window = m_window->application.window();
    window.setGeometry(QRect(QPoint(), m_variant.size));
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window, 60000));
}

void Scenes::start(const ScriptedServer &server, const QByteArray &path)
{
    start(QString::fromLatin1(server.url(path)));
}

void Scenes::save(const std::vector<connections::Connection> &connections)
{
    if (!m_profile)
        m_profile = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_profile->path()).mkpath(u"config"_s));
    QVERIFY(connections::ConnectionFile(m_profile->filePath(u"config/connections.json"_s)).write(connections));
}

void Scenes::openApi()
{
    start(sampleFolder);
    WAIT_FOR(m_window->tree() && m_window->treeRow({u"sample"_s, u"payments"_s, u"api"_s}).isValid());
    m_window->clickTree(m_window->treeRow({u"sample"_s, u"payments"_s, u"api"_s}));
    WAIT_FOR(m_window->tags() && m_window->tagRow(u"v2.8.1"_s).isValid());
    WAIT_FOR(m_window->find<QLabel>(u"tagsCompleteness"_s));
    m_window->clickTag(u"v2.8.1"_s);
    if (m_window->find<QTabWidget>(u"detailTabs"_s)) // closed at first in a narrow window
        WAIT_FOR(m_window->layers() && m_window->layers()->model()->rowCount() > 2);
}

void Scenes::trigger(const QString &action)
{
    auto *found = m_window->application.window().findChild<QAction *>(action);
    QVERIFY2(found && found->isEnabled(), qPrintable(action));
    found->trigger();
}

void Scenes::type(const QString &field, const QString &text)
{
    WAIT_FOR(m_window->find<QLineEdit>(field));
    auto *edit = m_window->find<QLineEdit>(field);
    edit->setFocus();
    QTest::keyClicks(edit, text);
}

void Scenes::shoot(const QString &part)
{
    const QRect area(QPoint(), m_variant.size);
    const auto look = [&area] {
        return QGuiApplication::primaryScreen()
            ->grabWindow(0, area.x(), area.y(), area.width(), area.height())
            .toImage();
    };
    QImage image;
    for (int looks = 0; looks < 40; ++looks) { // what never rests is taken as it is
        QTest::qWait(100);
        const QImage next = look();
        if (next == image)
            break;
        image = next;
    }
    QVERIFY(!image.isNull());
    const QString scene = QString::fromLatin1(QTest::currentTestFunction());
    QVERIFY(image.save(u"%1/%2.png"_s.arg(m_into, part.isEmpty() ? scene : scene + u'-' + part)));
}

void Scenes::welcome()
{
    start();
    shoot();
}

void Scenes::tree()
{
    start(sampleFolder);
    WAIT_FOR(m_window->tree() && m_window->treeRow({u"sample"_s, u"payments"_s, u"api"_s}).isValid());
    m_window->tree()->expandAll();
    shoot();
}

void Scenes::tags()
{
    openApi();
    m_window->tags()->setFocus();
    shoot();
}

void Scenes::details()
{
    openApi();
    QTest::keyClick(m_window->tags(), Qt::Key_Return);
    WAIT_FOR(m_window->find<QTabWidget>(u"detailTabs"_s));
    auto *tabs = m_window->find<QTabWidget>(u"detailTabs"_s);
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        shoot(tabs->widget(tab)->objectName());
    }
}

void Scenes::grouped()
{
    openApi();
    trigger(u"groupByDigestAction"_s);
    shoot();
}

void Scenes::image()
{
    openApi();
    trigger(u"searchAction"_s);
    type(u"locatorEdit"_s, u":v2.8.1"_s);
    QTest::keyClick(m_window->find<QLineEdit>(u"locatorEdit"_s), Qt::Key_Return, Qt::ControlModifier);
    WAIT_FOR(m_window->find<QTabWidget>(u"pageTabs"_s)->count() == 2);
    WAIT_FOR(!m_window->tags());
    shoot();
}

void Scenes::filterError()
{
    openApi();
    type(u"tagFilterEdit"_s, u"size:>1XB v2"_s);
    WAIT_FOR(m_window->find<QWidget>(u"tagFilterProblemText"_s));
    shoot();
}

void Scenes::noMatch()
{
    openApi();
    type(u"tagFilterEdit"_s, u"nothing-is-called-so"_s);
    WAIT_FOR(!m_window->tags());
    shoot();
}

void Scenes::manyRows()
{
    m_server = serve(Answer::ok(tagList(20'000)));
    start(*m_server, "/team/app");
    WAIT_FOR(m_window->tags() && m_window->tags()->model()->rowCount() == 20'000);
    shoot();
}

void Scenes::loading()
{
    m_server = serve(Answer::silence());
    start(*m_server, "/team/app");
    WAIT_FOR(!m_server->requestsTo("/v2/team/app/tags/list").empty());
    shoot();
}

void Scenes::incomplete()
{
    Answer first = Answer::ok(tagList(600));
    first.headers = {{"Link", R"(</v2/team/app/tags/list?last=x>; rel="next")"}};
    m_server = serve(first);
    m_server->answer({"GET", "/v2/team/app/tags/list?last=x"}, denied(502, "UNKNOWN"));
    m_server->answer({"", "/v2/team/app/manifests/", true}, Answer::withStatus(404));
    start(*m_server, "/team/app");
    WAIT_FOR(m_window->find<QLabel>(u"tagsCompleteness"_s));
    shoot();
}

void Scenes::notSignedIn()
{
    m_server = std::make_unique<ScriptedServer>();
    Answer answer = denied(401, "UNAUTHORIZED");
    answer.headers = {{"WWW-Authenticate", "Basic realm=\"here\""}};
    m_server->answer({"", "/", true}, answer);
    start(*m_server, "/team/app");
    WAIT_FOR(m_window->find<QAbstractButton>(u"placeholderButton"_s));
    shoot();
}

void Scenes::notAllowed()
{
    m_server = serve(denied(403, "DENIED"));
    start(*m_server, "/team/app");
    WAIT_FOR(m_window->find<QAbstractButton>(u"placeholderButton"_s));
    shoot();
}

void Scenes::serverFails()
{
    m_server = serve(denied(500, "UNKNOWN"));
    start(*m_server, "/team/app");
    WAIT_FOR(m_window->find<QAbstractButton>(u"placeholderButton"_s));
    shoot();
}

void Scenes::offline()
{
    start(u"http://127.0.0.1:%1/team/app"_s.arg(support::freePort()));
    WAIT_FOR(m_window->find<QAbstractButton>(u"placeholderButton"_s));
    shoot();
}

void Scenes::noCatalogue()
{
    m_server = serve(Answer::ok(tagList(3)));
    m_server->answer({"GET", "/v2/_catalog", true}, denied(404, "UNSUPPORTED"));
    start(*m_server);
    WAIT_FOR(m_window->tree() && m_window->tree()->model()->rowCount(m_window->tree()->model()->index(0, 0)) > 0);
    shoot();
}

void Scenes::emptyRepository()
{
    m_server = serve(Answer::ok(tagList(0)));
    start(*m_server, "/team/app");
    WAIT_FOR(m_window->find<QAbstractButton>(u"placeholderButton"_s));
    shoot();
}

void Scenes::locator()
{
    openApi();
    trigger(u"searchAction"_s);
    shoot(u"empty"_s);
    type(u"locatorEdit"_s, u"a"_s);
    shoot();
}

void Scenes::commands()
{
    openApi();
    trigger(u"searchCommandsAction"_s);
    shoot();
}

void Scenes::shortcuts()
{
    openApi();
    trigger(u"shortcutsAction"_s);
    WAIT_FOR(m_window->find<QTreeView>(u"shortcutsView"_s));
    shoot();
}

/// One listing runs, one failed, and the sample's is done.
void Scenes::activity()
{
    m_server = serve(denied(403, "DENIED"));
    m_server->answer({"GET", "/v2/team/slow/tags/list", true}, Answer::silence());
    openApi();
    m_window->enterAddress(QString::fromLatin1(m_server->url("/team/app")));
    WAIT_FOR(m_window->find<QAbstractButton>(u"failedButton"_s));
    m_window->enterAddress(QString::fromLatin1(m_server->url("/team/slow")));
    WAIT_FOR(!m_server->requestsTo("/v2/team/slow/tags/list").empty());
    trigger(u"activityAction"_s);
    for (const auto &[tab, part] : {std::pair(0, u"running"_s), std::pair(1, u"failed"_s), std::pair(2, u"done"_s)}) {
        m_window->find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(tab);
        shoot(part);
    }
}

void Scenes::errorDetails()
{
    m_server = serve(denied(500, "UNKNOWN"));
    start(*m_server, "/team/app");
    WAIT_FOR(m_window->find<QAbstractButton>(u"errorDetailsButton"_s));
    m_window->press(u"errorDetailsButton"_s);
    shoot();
    trigger(u"activityAction"_s);
    m_window->find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(1);
    trigger(u"activityDetailsAction"_s);
    WAIT_FOR(m_window->find<QWidget>(u"errorDialog"_s));
    shoot(u"dialog"_s);
}

void Scenes::about()
{
    start();
    trigger(u"aboutAction"_s);
    WAIT_FOR(m_window->find<QWidget>(u"aboutDialog"_s));
    shoot();
}

void Scenes::brokenImages()
{
    start(sampleFolder + u"/lab/half-copied"_s);
    WAIT_FOR(m_window->tagRow(u"v0.4.0"_s).isValid() && m_window->find<QLabel>(u"tagsCompleteness"_s));
    trigger(u"checkBrokenImagesAction"_s);
    const auto *report = m_window->find<QTreeView>(u"repairTree"_s);
    WAIT_FOR(report && report->model()->rowCount() > 0);
    shoot();
}
