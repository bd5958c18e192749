#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

#include "models/tagmodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/childprocess.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/scriptedserver.h"
#include "ui/pages/tagpanel.h"

using namespace Qt::StringLiterals;
using support::Answer;

namespace {

/// Copies an image of the sample into the registry with skopeo.
bool push(const support::DockerRegistry &registry, const QString &layout, const QString &tag, const QString &target)
{
    QProcess skopeo;
    skopeo.start(support::findProgram(u"skopeo"_s),
                 {u"copy"_s, u"--all"_s, u"--insecure-policy"_s, u"--dest-tls-verify=false"_s,
                  u"oci:%1/%2:%3"_s.arg(QStringLiteral(BINARY_DIR "/share/portolan/sample"), layout, tag),
                  u"docker://%1/%2"_s.arg(QString::fromLatin1(registry.address()), target)});
    return skopeo.waitForFinished(60000) && skopeo.exitCode() == 0;
}

ui::Options opening(const QByteArray &address)
{
    ui::Options options;
    options.target = QString::fromLatin1(address);
    return options;
}

QByteArray tagList(const QByteArray &names)
{
    return R"({"name":"a/b","tags":[)" + names + "]}";
}

} // namespace

/// The window over HTTP: a registry of the distribution project, and servers that misbehave.
class tst_RegistryWindow : public QObject
{
    Q_OBJECT

private slots:
    void realRegistry();
    void referenceOnTheCommandLine();
    void noCatalogue();
    void emptyRepository();
    void failureAndRetry();
    void registryThatIsGone();
    void visibleRowsFirst();
    void stopListing();
    void closedWithRequestsInFlight();
    void pageClosedWithRequestsInFlight();
    void untrustedText();
};

void tst_RegistryWindow::realRegistry()
{
    const support::DockerRegistry registry;
    QVERIFY2(registry.isRunning(), registry.log().constData());
    QVERIFY(push(registry, u"payments/api"_s, u"latest"_s, u"payments/api:latest"_s));
    QVERIFY(push(registry, u"payments/api"_s, u"latest"_s, u"payments/api:v2"_s));
    QVERIFY(push(registry, u"payments/gateway"_s, u"latest"_s, u"tools:one"_s));

    DrivenWindow window(opening(registry.url()));
    WAIT_FOR(window.tree());
    const QString name = window.tree()->model()->index(0, 0).data().toString();
    WAIT_FOR(window.treeRow({name, u"tools"_s}).isValid());
    WAIT_FOR(window.treeRow({name, u"payments"_s, u"api"_s}).isValid());
    window.clickTree(window.treeRow({name, u"payments"_s, u"api"_s}));
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
    QCOMPARE(window.tags()->model()->rowCount(), 2);
    QCOMPARE(window.tagRow(u"v2"_s).data(models::TagModel::DigestCountRole).toInt(), 2);
    window.clickTag(u"v2"_s);
    WAIT_FOR(window.layers() && window.layers()->model()->rowCount() > 2);
}

void tst_RegistryWindow::referenceOnTheCommandLine()
{
    const support::DockerRegistry registry;
    QVERIFY2(registry.isRunning(), registry.log().constData());
    QVERIFY(push(registry, u"payments/api"_s, u"latest"_s, u"payments/api:latest"_s));
    // A loopback host without a scheme, which does not speak TLS.
    DrivenWindow window(opening(registry.address() + "/payments/api:latest"));
    WAIT_FOR(window.layers() && window.layers()->model()->rowCount() > 2);
    QTRY_COMPARE_WITH_TIMEOUT(window.tags()->currentIndex().siblingAtColumn(0).data().toString(), u"latest"_s, 60000);
}

void tst_RegistryWindow::noCatalogue()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/_catalog", true},
                  Answer::withStatus(404, R"({"errors":[{"code":"UNSUPPORTED","message":"no"}]})"));
    server.answer({"GET", "/v2/team/tool/tags/list", true}, Answer::ok(R"({"name":"team/tool","tags":[]})"));
    DrivenWindow window(opening(server.url()));
    WAIT_FOR(window.tree());
    const QString name = window.tree()->model()->index(0, 0).data().toString();
    WAIT_FOR(window.treeRow({name, u"Lists no repositories."_s}).isValid());
    // Its action asks for a name, and opens it.
    window.prompts.nextText = u"team/tool"_s;
    window.tree()->setCurrentIndex(window.treeRow({name, u"Lists no repositories."_s}));
    QTest::keyClick(window.tree(), Qt::Key_Return);
    WAIT_FOR(window.treeRow({name, u"team/tool"_s}).isValid());
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
}

void tst_RegistryWindow::emptyRepository()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true}, Answer::ok(tagList({})));
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
    QVERIFY(!window.tags());
    QCOMPARE(window.find<QPushButton>(u"placeholderButton"_s)->text(), u"Copy push command"_s);
    QTest::mouseClick(window.find<QPushButton>(u"placeholderButton"_s), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"docker push 127.0.0.1:"_s));
}

void tst_RegistryWindow::failureAndRetry()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true},
                  Answer::withStatus(403, R"({"errors":[{"code":"DENIED","message":"<b>no</b>"}]})"));
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.find<QPushButton>(u"placeholderButton"_s));
    QVERIFY(!window.tags());
    QTest::mouseClick(window.find<QPushButton>(u"copyDetailsButton"_s), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"\nauth.forbidden\n"_s));
    QVERIFY(!window.find<QWidget>(u"errorDetails"_s));
    QTest::mouseClick(window.find<QAbstractButton>(u"errorDetailsButton"_s), Qt::LeftButton);
    QVERIFY(window.find<QWidget>(u"errorDetails"_s));
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"DENIED: <b>no</b>"_s));
    server.answer({"GET", "/v2/a/b/tags/list", true}, Answer::ok(tagList("\"one\",\"two\"")));
    QTest::mouseClick(window.find<QPushButton>(u"placeholderButton"_s), Qt::LeftButton);
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == 2);
    // Their manifests are missing: the rows say so, and the bar offers to try again.
    QTRY_COMPARE_WITH_TIMEOUT(window.tagRow(u"one"_s).data(models::IconRole).toString(), u"error"_s, 60000);
    WAIT_FOR(window.find<QPushButton>(u"infoBarButton"_s));
}

void tst_RegistryWindow::registryThatIsGone()
{
    const quint16 port = support::freePort();
    DrivenWindow window(opening("http://127.0.0.1:" + QByteArray::number(port) + "/a/b"));
    WAIT_FOR(window.find<QPushButton>(u"placeholderButton"_s));
    const QModelIndex connection = window.tree()->model()->index(0, 0);
    QTRY_COMPARE_WITH_TIMEOUT(connection.data(models::RegistryTreeModel::StateTextRole).toString(), u"offline"_s,
                              30000);
}

/// Details are held back while the user scrolls to the end of a long list: the rows there come next.
void tst_RegistryWindow::visibleRowsFirst()
{
    constexpr int count = 3000;
    QByteArrayList names;
    for (int i = 0; i < count; ++i)
        names.append("\"t" + QByteArray::number(i) + '"');
    const auto gate = std::make_shared<support::Gate>();
    Answer held = Answer::withStatus(404);
    held.gate = gate;
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true}, Answer::ok(tagList(names.join(','))));
    server.answer({"GET", "/v2/a/b/manifests/", true}, held);
    server.answer({"HEAD", "/v2/a/b/manifests/", true}, held);
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == count);
    WAIT_FOR(server.requests().size() > 20);
    const auto isAsked = [&server](int tag) {
        return !server.requestsTo(QByteArray("/v2/a/b/manifests/t" + QByteArray::number(tag))).empty();
    };
    QVERIFY(!isAsked(count - 1));
    window.tags()->scrollToBottom();
    QSignalSpy reported(window.find<ui::TagPanel>({}), &ui::TagPanel::visibleTagsChanged);
    WAIT_FOR(!reported.isEmpty());
    gate->open();
    WAIT_FOR(isAsked(count - 1));
    const std::vector<support::ReceivedRequest> requests = server.requests();
    const auto last = std::ranges::find_if(requests, [](const support::ReceivedRequest &request) {
        return request.path() == QByteArray("/v2/a/b/manifests/t" + QByteArray::number(count - 1));
    });
    QVERIFY(last - requests.begin() < count / 2);
}

void tst_RegistryWindow::stopListing()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true}, Answer::ok(tagList("\"one\"")));
    server.answer({"GET", "/v2/a/b/manifests/", true}, Answer::silence());
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == 1);
    WAIT_FOR(window.find<QPushButton>(u"infoBarButton"_s));
    QCOMPARE(window.find<QPushButton>(u"infoBarButton"_s)->text(), u"Stop"_s);
    QTest::mouseClick(window.find<QPushButton>(u"infoBarButton"_s), Qt::LeftButton);
    WAIT_FOR(window.find<QPushButton>(u"infoBarButton"_s)
             && window.find<QPushButton>(u"infoBarButton"_s)->text() == u"Continue"_s);
    QCOMPARE(window.find<QLabel>(u"tagsCompleteness"_s)->text(), u"not complete"_s);
    QCOMPARE(window.tags()->model()->rowCount(), 1); // what came stays
}

void tst_RegistryWindow::closedWithRequestsInFlight()
{
    support::ScriptedServer server;
    server.answer({"GET", "/", true}, Answer::silence());
    {
        DrivenWindow window(opening(server.url("/a/b:c")));
        WAIT_FOR(!server.requests().empty());
    }
    // Nothing of it is left that could be called.
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

void tst_RegistryWindow::pageClosedWithRequestsInFlight()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true}, Answer::ok(tagList("\"one\",\"two\"")));
    server.answer({"GET", "/v2/a/b/manifests/", true}, Answer::silence());
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == 2);
    window.clickTag(u"two"_s);
    WAIT_FOR(server.requestsTo("/v2/a/b/manifests/two").size() > 1); // its row, and its image
    window.application.window().findChild<QAction *>(u"closePageAction"_s)->trigger();
    WAIT_FOR(!window.application.window().findChild<QTreeView *>(u"tagsTable"_s));
    const auto *lists = window.application.window().findChild<QTabBar *>(u"activityTabs"_s);
    QTRY_COMPARE_WITH_TIMEOUT(lists->tabText(0), u"Running 0"_s, 60000);
}

void tst_RegistryWindow::untrustedText()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true},
                  Answer::withStatus(403, R"({"errors":[{"code":"DENIED","message":"<img src=x> \u202egpj"}]})"));
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.find<QPushButton>(u"placeholderButton"_s));
    bool seen = false;
    for (const QLabel *label : window.application.window().findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        QVERIFY(!label->text().contains(QChar(0x202e)));
        if (label->text().contains(u"<img src=x>"_s)) {
            seen = true;
            QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }
    QVERIFY(seen);
}

QTEST_MAIN(tst_RegistryWindow)
#include "tst_registrywindow.moc"
