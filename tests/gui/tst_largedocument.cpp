#include <QPlainTextEdit>
#include <QTabBar>

#include "app/oci/digest.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/heartbeat.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using support::Answer;

namespace {

constexpr qsizetype mebibyte = 1024 * 1024;

QByteArray digestOf(const QByteArray &bytes)
{
    return oci::Digest::of(bytes).toString().toLatin1();
}

/// A JSON object with members until it is nearly as large as a manifest may be.
QByteArray filled(QByteArray text, const QByteArray &end)
{
    for (int number = 0; text.size() < 4 * mebibyte - 1024; ++number)
        text += "\"org.example.note." + QByteArray::number(number) + "\":\"what somebody noted in passing\",";
    return text + "\"org.example.last\":\"the last one\"" + end;
}

const QByteArray config = filled(
    R"({"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"config":{"Labels":{)", "}}}");

QByteArray manifest()
{
    return filled(
        R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":)"
        R"("application/vnd.oci.image.config.v1+json","digest":")"
            + digestOf(config) + R"(","size":)" + QByteArray::number(config.size())
            + R"(},"layers":[],"annotations":{)",
        "}}");
}

} // namespace

/// Documents as large as they may be. How long they hold the window up is printed; that they come in slices is tested.
class tst_LargeDocument : public QObject
{
    Q_OBJECT

private slots:
    void manifestAndConfiguration();
};

void tst_LargeDocument::manifestAndConfiguration()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true}, Answer::ok(R"({"name":"a/b","tags":["large"]})"));
    server.answer({"GET", "/v2/a/b/blobs/", true}, Answer::ok(config, "application/octet-stream"));
    server.answer({"GET", "/v2/a/b/referrers/", true},
                  Answer::ok(R"({"schemaVersion":2,"manifests":[]})", "application/vnd.oci.image.index.v1+json"));
    server.answer({"GET", "/v2/a/b/manifests/", true},
                  Answer::ok(manifest(), "application/vnd.oci.image.manifest.v1+json"));
    ui::Options options;
    options.target = QString::fromLatin1(server.url("/a/b"));
    DrivenWindow window(options);
    WAIT_FOR(window.tagRow(u"large"_s).isValid());
    auto *tabs = window.find<QTabBar>(u"detailTabBar"_s);
    QVERIFY(tabs);
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(3).center());

    // Never more at once than what takes a few milliseconds: the window is alive between two slices.
    auto *view = window.application.window().findChild<QPlainTextEdit *>(u"rawView"_s);
    int largest = 0;
    connect(view->document(), &QTextDocument::contentsChange, this,
            [&largest](int, int, int added) { largest = std::max(largest, added); });
    const auto isWhole = [view] { return view->document()->characterCount() > mebibyte / 2 - 1024; };

    support::Heartbeat heart;
    window.clickTag(u"large"_s);
    WAIT_FOR(view->isVisible() && isWhole());
    qInfo("manifest: the window was held up for %.1f ms at most", heart.longestMs());
    QVERIFY2(largest < mebibyte / 16, qPrintable(QString::number(largest)));

    heart.restart();
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Tab);
    QTest::keyClick(view, Qt::Key_Return); // to the configuration
    WAIT_FOR(view->isVisible() && view->toPlainText().contains(u"\"architecture\""_s) && isWhole());
    qInfo("configuration: the window was held up for %.1f ms at most", heart.longestMs());
    QVERIFY2(largest < mebibyte / 16, qPrintable(QString::number(largest)));
}

QTEST_MAIN(tst_LargeDocument)
#include "tst_largedocument.moc"
