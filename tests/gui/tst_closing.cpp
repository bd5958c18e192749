#include <csignal>
#include <random>

#include <QAction>
#include <QElapsedTimer>

#include "tests/gui/drivenwindow.h"
#include "tests/support/childprocess.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::Answer;

namespace {

constexpr int tagCount = 60;

/// Answers slowly, a few bytes at a time, so that whenever the window closes something is in flight.
class SlowRegistry final
{
public:
    SlowRegistry()
    {
        QByteArrayList tags;
        for (int i = 0; i < tagCount; ++i)
            tags.append("\"t" + QByteArray::number(i) + '"');
        m_server.serve("/v2/", "{}");
        m_server.answer({"GET", "/v2/_catalog", true}, slow(R"({"repositories":["a/b","a/c","d"]})"));
        m_server.answer({"GET", "/v2/a/b/tags/list", true}, slow(R"({"name":"a/b","tags":[)" + tags.join(',') + "]}"));
        m_server.answer({"GET", "/v2/a/b/manifests/", true}, [](const support::ReceivedRequest &request) {
            const QByteArray body = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json",)"
                                    R"("manifests":[],"annotations":{"of":")"
                + request.target + R"("}})";
            return slow(body, "application/vnd.oci.image.index.v1+json");
        });
    }

    [[nodiscard]] QString address() const { return QString::fromLatin1(m_server.url("/a/b")); }
    [[nodiscard]] const support::ScriptedServer &server() const { return m_server; }

private:
    static Answer slow(QByteArray body, QByteArray type = "application/json")
    {
        Answer answer = Answer::ok(std::move(body), std::move(type));
        answer.dripSize = 40;
        answer.dripPause = 2ms;
        return answer;
    }

    support::ScriptedServer m_server;
};

/// Something a user does, whatever the window shows by then.
void act(DrivenWindow &window, int choice)
{
    QTreeView *tags = window.tags();
    const auto trigger = [&window](const QString &name) {
        if (auto *action = window.application.window().findChild<QAction *>(name))
            action->trigger();
    };
    switch (choice) {
    case 0:
        if (tags && tags->model()->rowCount() > 0)
            tags->setCurrentIndex(tags->model()->index(tags->model()->rowCount() - 1, 0));
        break;
    case 1:
        trigger(u"refreshAction"_s);
        break;
    case 2:
        trigger(u"closePageAction"_s);
        break;
    default:
        break;
    }
}

} // namespace

/// Closed or killed at any moment, with requests in flight: nothing crashes, nothing hangs, the next start works.
class tst_Closing : public QObject
{
    Q_OBJECT

private slots:
    void windowAtAnyMoment();
    void programAtAnyMoment();
};

void tst_Closing::windowAtAnyMoment()
{
    const SlowRegistry registry;
    std::mt19937 random(20261125); // NOLINT(cert-msc51-cpp): the same moments every time
    qint64 longest = 0;
    for (int round = 0; round < 40; ++round) {
        ui::Options options;
        options.target = registry.address();
        auto window = std::make_unique<DrivenWindow>(options);
        QTest::qWait(static_cast<int>(random() % 150));
        act(*window, static_cast<int>(random() % 4));
        QTest::qWait(static_cast<int>(random() % 30));
        QElapsedTimer timer;
        timer.start();
        window->application.window().close();
        window.reset();
        longest = std::max(longest, timer.elapsed());
        QVERIFY2(longest < 30'000, "closing waits for the network"); // the aim is one second
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
    qInfo("the longest of 40 closings took %lld ms", static_cast<long long>(longest));
}

/// SIGKILL leaves a profile that the next start opens, and that start ends in order.
void tst_Closing::programAtAnyMoment()
{
    const SlowRegistry registry;
    const QTemporaryDir profile;
    const QStringList arguments{u"--profile"_s, profile.path(), registry.address()};
    const QStringList environment{u"QT_QPA_PLATFORM=offscreen"_s};
    std::mt19937 random(20261125); // NOLINT(cert-msc51-cpp): the same moments every time
    for (int round = 0; round < 8; ++round) {
        support::ChildProcess killed(QStringLiteral(BINARY_DIR "/bin/portolan"), arguments, environment);
        QTest::qWait(static_cast<int>(random() % 400));
        QCOMPARE(::kill(static_cast<pid_t>(killed.processId()), SIGKILL), 0);
        killed.waitForEnd();
    }
    const SlowRegistry another; // the first may still be reading what those that are gone had sent
    support::ChildProcess next(QStringLiteral(BINARY_DIR "/bin/portolan"),
                               {u"--profile"_s, profile.path(), another.address()}, environment);
    QVERIFY2(another.server().waitForRequests(2), next.log().constData());
    QCOMPARE(::kill(static_cast<pid_t>(next.processId()), SIGTERM), 0);
    QCOMPARE(next.waitForEnd(), 0);
}

QTEST_MAIN(tst_Closing)
#include "tst_closing.moc"
