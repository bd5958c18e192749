#include <QAction>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QTextDocumentFragment>

#include "models/tagmodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using support::Answer;

namespace {

ui::Options opening(const QByteArray &address)
{
    ui::Options options;
    options.target = QString::fromLatin1(address);
    return options;
}

Answer tagList(const QByteArray &names)
{
    return Answer::ok(R"({"name":"a/b","tags":[)" + names + "]}");
}

support::Match tags()
{
    return {"GET", "/v2/a/b/tags/list", true};
}

bool isShown(DrivenWindow &window, const QString &text)
{
    for (const QLabel *label : window.application.window().findChildren<QLabel *>()) {
        const bool isRich = label->textFormat() == Qt::RichText;
        const QString seen = isRich ? QTextDocumentFragment::fromHtml(label->text()).toPlainText() : label->text();
        if (label->isVisible() && seen.contains(text))
            return true;
    }
    return false;
}

/// Empty while it has none.
QString barButtonText(DrivenWindow &window)
{
    const auto *button = window.find<QPushButton>(u"infoBarButton"_s);
    return button ? button->text() : QString();
}

} // namespace

/// What the table of tags shows while it has not what was asked for: every state of the listing.
class tst_TagStates : public QObject
{
    Q_OBJECT

private slots:
    void nothingHere();
    void noMatch();
    void filterWithMistake();
    void notAllowed();
    void detailsStillComing();
    void listNotComplete();
    void offline();
    void stoppedByKey();
    void refreshKeepsPlace();
};

void tst_TagStates::nothingHere()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer(tags(), tagList({}));
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(isShown(window, u"No tags in a/b"_s));
    server.answer(tags(), tagList("\"one\""));
    window.application.window().findChild<QAction *>(u"refreshAction"_s)->trigger();
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == 1);
}

void tst_TagStates::noMatch()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer(tags(), tagList(R"("one","two","three")"));
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == 3);
    auto *edit = window.find<QLineEdit>(u"tagFilterEdit"_s);
    edit->setFocus();
    QTest::keyClicks(edit, u"t"_s);
    WAIT_FOR(window.find<QLabel>(u"tagFilterCounts"_s)
             && window.find<QLabel>(u"tagFilterCounts"_s)->text() == u"2 of 3"_s);
    QTest::keyClicks(edit, u"<b>x"_s);
    WAIT_FOR(isShown(window, u"The filter t<b>x hides all 3 "_s));
    QTest::mouseClick(window.find<QPushButton>(u"placeholderButton"_s), Qt::LeftButton);
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == 3);
    QVERIFY(!window.find<QLabel>(u"tagFilterCounts"_s));
}

/// The words say where it is, not only the colour; nothing is claimed of a filter that is not in force.
void tst_TagStates::filterWithMistake()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer(tags(), tagList(R"("one","two","three")"));
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == 3);
    auto *edit = window.find<QLineEdit>(u"tagFilterEdit"_s);
    edit->setText(u"tag"_s); // hides all …
    WAIT_FOR(isShown(window, u"The filter tag hides all 3 "_s));
    edit->setText(u"tag:~[x"_s); // … and stays in force
    WAIT_FOR(isShown(window, u"The filter has a mistake"_s));
    const QString problem = window.find<QLabel>(u"tagFilterProblemText"_s)->text();
    QVERIFY2(problem.startsWith(u"Character "_s), qPrintable(problem));
    QCOMPARE(edit->accessibleDescription(), problem);
    edit->clear();
    QTRY_VERIFY_WITH_TIMEOUT(window.tags() && window.tags()->model()->rowCount() == 3, 60000);
    QVERIFY(!window.find<QLabel>(u"tagFilterProblemText"_s));
}

void tst_TagStates::notAllowed()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer(tags(), Answer::withStatus(403, R"({"errors":[{"code":"DENIED","message":"no"}]})"));
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(isShown(window, u"You may not list the tags of a/b"_s));
}

void tst_TagStates::detailsStillComing()
{
    const auto gate = std::make_shared<support::Gate>();
    Answer held = Answer::withStatus(404);
    held.gate = gate;
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer(tags(), tagList(R"("one","two")"));
    server.answer({"GET", "/v2/a/b/manifests/", true}, held);
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(isShown(window, u"2 tags, details for 0 so far"_s));
    WAIT_FOR(window.find<QProgressBar>({}));
    WAIT_FOR(barButtonText(window) == u"Stop"_s);
    gate->open();
    WAIT_FOR(isShown(window, u"The details of 2 "_s));
    WAIT_FOR(barButtonText(window) == u"Try again"_s);
}

void tst_TagStates::listNotComplete()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    Answer first = tagList(R"("one","two")");
    first.headers.emplace_back("Link", "</v2/a/b/tags/list?last=two&n=2>; rel=\"next\"");
    server.answer(tags(), [first](const support::ReceivedRequest &request) {
        return request.target.contains("last=two") ? Answer::withStatus(500) : first;
    });
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(isShown(window, u" shown, more may exist."_s));
    QCOMPARE(window.find<QLabel>(u"tagsCompleteness"_s)->text(), u"not complete"_s);
    QVERIFY(window.find<QLabel>(u"tagsTotals"_s)->text().startsWith(u"2+ tags"_s));
    server.answer(tags(), tagList(R"("one","two","three")"));
    WAIT_FOR(barButtonText(window) == u"Continue"_s);
    window.press(u"infoBarButton"_s);
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s)
             && window.find<QLabel>(u"tagsCompleteness"_s)->text() == u"complete"_s);
    QCOMPARE(window.tags()->model()->rowCount(), 3);
}

/// The rows of an earlier listing stay, with the time they are from.
void tst_TagStates::offline()
{
    auto server = std::make_unique<support::ScriptedServer>();
    server->serve("/v2/", "{}");
    server->answer(tags(), tagList(R"("one","two")"));
    DrivenWindow window(opening(server->url("/a/b")));
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
    const QString updated = window.find<QLabel>(u"tagsUpdated"_s)->text();
    server.reset();
    window.application.window().findChild<QAction *>(u"refreshAction"_s)->trigger();
    WAIT_FOR(isShown(window, u" is offline. Shown as of "_s));
    QCOMPARE(window.tags()->model()->rowCount(), 2);
    QCOMPARE(window.find<QLabel>(u"tagsUpdated"_s)->text(), updated);
    WAIT_FOR(barButtonText(window) == u"Try again"_s);
}

void tst_TagStates::stoppedByKey()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer(tags(), tagList("\"one\""));
    server.answer({"GET", "/v2/a/b/manifests/", true}, Answer::silence());
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == 1);
    auto *edit = window.find<QLineEdit>(u"tagFilterEdit"_s);
    QTest::keyClicks(edit, u"o"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(window.tags()->hasFocus());
    QTest::keyClick(window.tags(), Qt::Key_Escape); // first the filter …
    QVERIFY(edit->text().isEmpty());
    WAIT_FOR(barButtonText(window) == u"Stop"_s);
    QTest::keyClick(window.tags(), Qt::Key_Escape); // … then the listing
    WAIT_FOR(barButtonText(window) == u"Continue"_s);
}

/// New tags above do not move what is on the screen, and what was selected is selected.
void tst_TagStates::refreshKeepsPlace()
{
    QByteArrayList names;
    for (int i = 0; i < 300; ++i)
        names.append("\"t" + QByteArray::number(i) + '"');
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer(tags(), tagList(names.join(',')));
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
    window.clickTag(u"t150"_s);
    window.tags()->scrollTo(window.tagRow(u"t150"_s), QAbstractItemView::PositionAtTop);
    const int top = window.tags()->visualRect(window.tagRow(u"t150"_s)).top();
    for (int i = 0; i < 20; ++i)
        names.append("\"a" + QByteArray::number(i) + '"'); // before all others
    server.answer(tags(), tagList(names.join(',')));
    window.application.window().findChild<QAction *>(u"refreshAction"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(window.tags()->model()->rowCount(), 320, 60000);
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
    QTRY_COMPARE_WITH_TIMEOUT(window.tagRow(u"t150"_s).row(), 170, 60000);
    QCOMPARE(window.tags()->currentIndex().siblingAtColumn(0).data().toString(), u"t150"_s);
    QTRY_COMPARE_WITH_TIMEOUT(window.tags()->visualRect(window.tagRow(u"t150"_s)).top(), top, 60000);
}

QTEST_MAIN(tst_TagStates)
#include "tst_tagstates.moc"
