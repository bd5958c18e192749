#include <QDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QTabBar>
#include <QTabWidget>

#include "app/oci/digest.h"
#include "models/layermodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/canaryscan.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using support::Answer;

namespace {

const QByteArray config = R"({"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}})";

QByteArray manifest(const QByteArray &its = config)
{
    const QByteArray digest = oci::Digest::of(its).toString().toLatin1();
    return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":)"
           R"("application/vnd.oci.image.config.v1+json","digest":")"
        + digest + R"(","size":)" + QByteArray::number(its.size()) + R"(},"layers":[]})";
}

/// The image that has nothing wrong with it.
Answer image()
{
    return Answer::ok(manifest(), "application/vnd.oci.image.manifest.v1+json");
}

/// @p answer to her, and a 401 to others.
support::ScriptedServer::Handler forAda(const Answer &answer)
{
    return [answer](const support::ReceivedRequest &request) {
        if (request.header("Authorization") == "Basic " + QByteArray("ada:" CANARY "right").toBase64())
            return answer;
        return Answer::withStatus(401, {}, {{"WWW-Authenticate", "Basic realm=\"lab\""}});
    };
}

support::Match manifestOf(const QByteArray &tag)
{
    return {"GET", "/v2/a/b/manifests/" + tag};
}

} // namespace

/// What all parts of an image's detail show while it is not there.
class tst_ImageStates : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void loading();
    void failures_data();
    void failures();
    void damagedData();
    void damagedConfiguration();
    void signIn();
    void signInForADocument();
    void signInForReferrers();
    void retry_data();
    void retry();
    void listingThatWasClosed();

private:
    /// Opens the repository and the tag that is no good; in the tab of its detail with the number @p tab.
    void openBroken(int tab = 0);
    /// Presses what offers it, and waits for the end of the dialog.
    void signInAsAda(const QString &button = u"placeholderButton"_s);
    [[nodiscard]] QString registry() const { return QString::fromLatin1(m_server->url({})).section(u'/', 2, 2); }

    [[nodiscard]] QTabBar *tabBar() const { return m_window->find<QTabBar>(u"detailTabBar"_s); }
    [[nodiscard]] QStringList headlines() const;

    std::unique_ptr<support::ScriptedServer> m_server;
    std::unique_ptr<DrivenWindow> m_window;
};

void tst_ImageStates::init()
{
    m_server = std::make_unique<support::ScriptedServer>();
    m_server->serve("/v2/", "{}");
    m_server->answer({"GET", "/v2/a/b/tags/list", true}, Answer::ok(R"({"name":"a/b","tags":["broken","fine"]})"));
    m_server->answer({"GET", "/v2/a/b/blobs/", true}, Answer::ok(config, "application/octet-stream"));
    m_server->answer({"GET", "/v2/a/b/referrers/", true},
                     Answer::ok(R"({"schemaVersion":2,"manifests":[]})", "application/vnd.oci.image.index.v1+json"));
    m_server->answer(manifestOf("fine"), image());
    m_server->answer({"GET", "/v2/a/b/manifests/sha256:", true}, image());
}

void tst_ImageStates::cleanup()
{
    m_window.reset();
    m_server.reset();
}

/// Of the placeholder in each tab of the detail, from the left; empty where there is none.
QStringList tst_ImageStates::headlines() const
{
    QStringList shown;
    for (int number = 0; number < tabBar()->count(); ++number) {
        QTest::mouseClick(tabBar(), Qt::LeftButton, {}, tabBar()->tabRect(number).center());
        const auto *headline = m_window->find<QLabel>(u"placeholderHeadline"_s);
        shown.append(headline ? headline->text() : QString());
    }
    return shown;
}

void tst_ImageStates::loading()
{
    const auto gate = std::make_shared<support::Gate>();
    Answer slow = image();
    slow.gate = gate;
    m_server->answer(manifestOf("broken"), slow);
    ui::Options options;
    options.target = QString::fromLatin1(m_server->url("/a/b"));
    m_window = std::make_unique<DrivenWindow>(options);
    WAIT_FOR(m_window->tagRow(u"broken"_s).isValid());
    m_window->clickTag(u"broken"_s);
    WAIT_FOR(headlines() == QStringList(5, u"Loading broken…"_s));
    gate->open();
    WAIT_FOR(!headlines().contains(u"Loading broken…"_s));
    QCOMPARE(headlines().first(), QString()); // the overview is there
}

/// An image in a tab of its own learns from the listing of its repository, which goes with the page of that.
void tst_ImageStates::listingThatWasClosed()
{
    const QByteArray layer = oci::Digest::of("layer").toString().toLatin1();
    QByteArray layered = config;
    layered.replace("[]", QByteArray("[\"" + layer + "\"]"));
    QByteArray document = manifest(layered);
    const QByteArray layers
        = R"([{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":")" + layer + R"(","size":5}])";
    document.replace("[]", layers);
    m_server->answer({"GET", "/v2/a/b/blobs/", true}, Answer::ok(layered, "application/octet-stream"));
    m_server->answer(manifestOf("fine"), Answer::ok(document, "application/vnd.oci.image.manifest.v1+json"));
    const auto gate = std::make_shared<support::Gate>();
    Answer slow = image();
    slow.gate = gate;
    m_server->answer(manifestOf("broken"), slow);
    const auto open = qScopeGuard([gate] { gate->open(); });
    ui::Options options;
    options.target = QString::fromLatin1(m_server->url("/a/b"));
    m_window = std::make_unique<DrivenWindow>(options);
    WAIT_FOR(m_window->tagRow(u"fine"_s).isValid());
    m_window->clickTag(u"fine"_s);
    QTest::keyClick(m_window->tags(), Qt::Key_Return, Qt::ControlModifier);
    QTest::mouseClick(tabBar(), Qt::LeftButton, {}, tabBar()->tabRect(1).center());
    WAIT_FOR(m_window->layers() && m_window->layers()->model()->rowCount() == 1);
    const auto sharedWith = [this] {
        return m_window->layers()->model()->index(0, models::LayerModel::SharedWithColumn).data().toString();
    };
    QCOMPARE(sharedWith(), u"…"_s);
    auto *tabs = m_window->find<QTabWidget>(u"pageTabs"_s);
    QCOMPARE(tabs->count(), 2);
    emit tabs->tabCloseRequested(0);
    QTRY_COMPARE_WITH_TIMEOUT(sharedWith(), u"unknown"_s, 60000);
}

void tst_ImageStates::failures_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("headline");
    QTest::newRow("gone") << 404 << QByteArray(R"({"errors":[{"code":"MANIFEST_UNKNOWN","message":"unknown"}]})")
                          << u" does not have this."_s;
    QTest::newRow("not allowed") << 403 << QByteArray(R"({"errors":[{"code":"DENIED","message":"denied"}]})")
                                 << u" does not allow this."_s;
    QTest::newRow("sign in") << 401 << QByteArray(R"({"errors":[{"code":"UNAUTHORIZED","message":"who are you"}]})")
                             << u" asks you to sign in."_s;
    QTest::newRow("no JSON") << 200 << QByteArray("{\"schemaVersion\":2,")
                             << u" sent something that is not a registry's answer."_s;
}

void tst_ImageStates::failures()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, headline);
    m_server->answer(manifestOf("broken"),
                     Answer::withStatus(status, body,
                                        {{"Content-Type", "application/vnd.oci.image.manifest.v1+json"},
                                         {"WWW-Authenticate", "Basic realm=\"lab\""}}));
    openBroken();
    WAIT_FOR(m_window->find<QPushButton>(u"copyDetailsButton"_s)); // of an error
    QCOMPARE(headlines(), QStringList(5, registry() + headline));
}

void tst_ImageStates::openBroken(int tab)
{
    ui::Options options;
    options.target = QString::fromLatin1(m_server->url("/a/b"));
    m_window = std::make_unique<DrivenWindow>(options);
    WAIT_FOR(m_window->find<QLabel>(u"tagsCompleteness"_s));
    QTest::mouseClick(tabBar(), Qt::LeftButton, {}, tabBar()->tabRect(tab).center());
    m_window->clickTag(u"broken"_s);
}

/// Bytes that are not those of the digest in the header.
void tst_ImageStates::damagedData()
{
    Answer damaged = image();
    damaged.headers.emplace_back("Docker-Content-Digest", oci::Digest::of("another").toString().toLatin1());
    m_server->answer(manifestOf("broken"), damaged);
    openBroken();
    WAIT_FOR(m_window->find<QPushButton>(u"copyDetailsButton"_s));
    QCOMPARE(headlines(), QStringList(5, registry() + u" sent damaged data."_s));
}

/// The manifest is there, what it names is not what it was: no part of the image is made up.
void tst_ImageStates::damagedConfiguration()
{
    m_server->answer(manifestOf("broken"), image());
    QByteArray damaged = config;
    damaged.replace("amd64", "arm64");
    m_server->answer({"GET", "/v2/a/b/blobs/", true}, Answer::ok(damaged, "application/octet-stream"));
    openBroken(1);
    WAIT_FOR(m_window->find<QPushButton>(u"copyDetailsButton"_s));
    const QStringList shown = headlines();
    QVERIFY2(shown.at(1).endsWith(u"cannot be read"_s), qPrintable(shown.join(u'|')));
    QVERIFY2(shown.at(2).endsWith(u"cannot be read"_s), qPrintable(shown.join(u'|')));
    QVERIFY2(shown.at(3).isEmpty(), qPrintable(shown.join(u'|'))); // the manifest can be looked at
    m_server->answer({"GET", "/v2/a/b/blobs/", true}, Answer::ok(config, "application/octet-stream"));
    QTest::mouseClick(tabBar(), Qt::LeftButton, {}, tabBar()->tabRect(2).center());
    m_window->press(u"placeholderButton"_s);
    WAIT_FOR(!headlines().at(1).endsWith(u"cannot be read"_s));
}

void tst_ImageStates::signIn()
{
    m_server->answer(manifestOf("broken"), Answer::withStatus(401));
    openBroken(1);
    WAIT_FOR(m_window->find<QPushButton>(u"copyDetailsButton"_s));
    QCOMPARE(m_window->find<QPushButton>(u"placeholderButton"_s)->text(), u"Sign in…"_s);
    m_window->press(u"placeholderButton"_s);
    WAIT_FOR(m_window->find<QDialog>(u"connectionDialog"_s));
}

void tst_ImageStates::signInAsAda(const QString &button)
{
    QCOMPARE(m_window->find<QPushButton>(button)->text(), u"Sign in…"_s);
    m_window->press(button);
    WAIT_FOR(m_window->find<QDialog>(u"connectionDialog"_s));
    if (m_window->find<QAbstractButton>(u"passwordButton"_s))
        m_window->press(u"passwordButton"_s);
    m_window->type(u"userEdit"_s, u"ada"_s);
    m_window->type(u"passwordEdit"_s, u"" CANARY "right"_s);
    m_window->press(u"connectionSaveButton"_s);
    WAIT_FOR(!m_window->find<QDialog>(u"connectionDialog"_s));
}

/// The manifest is there, and what it names is shown to ada only, and then where it was asked for.
void tst_ImageStates::signInForADocument()
{
    m_server->answer(manifestOf("broken"), image());
    m_server->answer({"GET", "/v2/a/b/blobs/", true}, forAda(Answer::ok(config, "application/octet-stream")));
    openBroken(3);
    WAIT_FOR(m_window->find<QPlainTextEdit>(u"rawView"_s));
    auto *view = m_window->find<QPlainTextEdit>(u"rawView"_s);
    const QString digest = oci::Digest::of(config).toString();
    WAIT_FOR(view->toPlainText().contains(digest));
    QVERIFY(view->find(digest));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Return);
    WAIT_FOR(m_window->find<QPushButton>(u"copyDetailsButton"_s));
    signInAsAda();
    WAIT_FOR(m_window->find<QPlainTextEdit>(u"rawView"_s));
    WAIT_FOR(view->toPlainText().contains(u"amd64"_s));
}

/// What cosign put beside the image is there, and what the registry lists is shown to ada only.
void tst_ImageStates::signInForReferrers()
{
    const QString beside = oci::Digest::of(manifest()).toString().replace(u':', u'-') + u".sig"_s;
    m_server->answer({"GET", "/v2/a/b/tags/list", true},
                     Answer::ok(R"({"name":"a/b","tags":["broken",")" + beside.toLatin1() + R"("]})"));
    m_server->answer(manifestOf("broken"), image());
    m_server->answer({"", "/v2/a/b/manifests/" + beside.toLatin1()}, image());
    m_server->answer(
        {"GET", "/v2/a/b/referrers/", true},
        forAda(Answer::ok(R"({"schemaVersion":2,"manifests":[]})", "application/vnd.oci.image.index.v1+json")));
    openBroken(4);
    WAIT_FOR(m_window->find<QPushButton>(u"infoBarButton"_s));
    signInAsAda(u"infoBarButton"_s);
    WAIT_FOR(m_window->find<QTreeView>(u"referrersTree"_s) && !m_window->find<QPushButton>(u"infoBarButton"_s));
}

void tst_ImageStates::retry_data()
{
    QTest::addColumn<int>("tab");
    for (int tab = 0; tab < 5; ++tab)
        QTest::addRow("tab %d", tab) << tab;
}

/// Each tab leads out of it once what was wrong is mended.
void tst_ImageStates::retry()
{
    QFETCH(int, tab);
    m_server->answer(manifestOf("broken"), Answer::withStatus(404));
    openBroken(tab);
    WAIT_FOR(m_window->find<QPushButton>(u"copyDetailsButton"_s));
    QCOMPARE(tabBar()->currentIndex(), tab);
    m_server->answer(manifestOf("broken"), image());
    auto *button = m_window->find<QPushButton>(u"placeholderButton"_s);
    QVERIFY(button);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    WAIT_FOR(!m_window->find<QPushButton>(u"copyDetailsButton"_s));
    QCOMPARE(tabBar()->currentIndex(), tab);
    WAIT_FOR(headlines().first().isEmpty());
}

QTEST_MAIN(tst_ImageStates)
#include "tst_imagestates.moc"
