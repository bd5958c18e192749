#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QSignalSpy>

#include "app/connections/connectionfile.h"
#include "app/connections/session.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorReason;
using connections::Connection;
using connections::Level;
using models::RegistryTreeModel;
using support::Answer;

/// How careful one has to be with a connection, and what a read-only one lets through after Unlock….
class tst_Unlock : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void opensForATime_data();
    void opensForATime();
    void untilItIsLocked();
    void cancelled();
    void lockNow();
    void lockNowByShortcut();
    void anEditLocks();
    void productionStartsReadOnly();
    void marks_data();
    void marks();
    void duplicate();

private:
    Connection add(Level level, bool readOnly);
    void write();
    ErrorReason change(DrivenWindow &window);
    static void unlock(DrivenWindow &window, int minutes);
    static QString lockText(DrivenWindow &window);
    static QString row(DrivenWindow &window);

    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<support::ScriptedServer> m_server;
    std::vector<Connection> m_saved;
    ui::Options m_options;
    support::FakeClock m_clock;
};

void tst_Unlock::init()
{
    m_profile = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<support::ScriptedServer>();
    m_server->serve("/v2/", "{}");
    m_server->serve("/v2/_catalog", R"({"repositories":["a"]})");
    m_server->serve("/v2/a/tags/list", R"({"name":"a","tags":["b"]})");
    m_server->answer({"DELETE", "/v2/a/manifests/b"}, Answer::withStatus(202));
    m_saved.clear();
    m_options = {};
    m_options.profile = m_profile->path();
}

/// A saved connection to the server.
Connection tst_Unlock::add(Level level, bool readOnly)
{
    Connection connection = Connection::toHost({false, "127.0.0.1", m_server->port()}, connections::SchemeChoice::Http);
    connection.name = u"Lab"_s;
    connection.level = level;
    connection.readOnly = readOnly;
    m_saved.push_back(connection);
    return connection;
}

/// The profile's file, before the window reads it.
void tst_Unlock::write()
{
    QVERIFY(QDir(m_profile->path()).mkpath(u"config"_s));
    QVERIFY(connections::ConnectionFile(m_profile->filePath(u"config/connections.json"_s)).write(m_saved));
}

/// What came of a change with the session that the window uses.
ErrorReason tst_Unlock::change(DrivenWindow &window)
{
    const QString id = m_saved.front().id;
    ui::Sessions::Session session;
    window.application.sessions().open(id, this, [&session](const auto &opened) { session = *opened; });
    if (!QTest::qWaitFor([&session] { return session != nullptr; }, 60000))
        return ErrorReason::UnknownHost;
    const auto answer
        = session->registry().deleteTag(*oci::RepositoryName::parse(u"a"), *oci::TagName::parse(u"b"), {});
    return answer ? ErrorReason::None : answer.error().reason;
}

void tst_Unlock::unlock(DrivenWindow &window, int minutes)
{
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"unlockAction"_s);
    auto *box = window.find<QComboBox>(u"unlockDurationBox"_s);
    QVERIFY(box);
    box->setCurrentIndex(box->findData(minutes));
    window.press(u"unlockAcceptButton"_s);
}

/// In the strip above the tags.
QString tst_Unlock::lockText(DrivenWindow &window)
{
    const auto *label = window.find<QLabel>(u"connectionLock"_s);
    return label ? label->text() : QString();
}

/// The connection's row, as it is read out.
QString tst_Unlock::row(DrivenWindow &window)
{
    return window.tree()->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
}

void tst_Unlock::opensForATime_data()
{
    QTest::addColumn<int>("minutes");
    for (const int minutes : {15, 30, 60})
        QTest::addRow("%d", minutes) << minutes;
}

void tst_Unlock::opensForATime()
{
    QFETCH(const int, minutes);
    add(Level::Production, true);
    write();
    m_options.target = QString::fromLatin1(m_server->url("/a"));
    DrivenWindow window(m_options, m_clock);
    WAIT_FOR(lockText(window) == u"Read-only"_s);
    QCOMPARE(change(window), ErrorReason::ReadOnly);
    unlock(window, minutes);
    const QString until
        = QDateTime::fromMSecsSinceEpoch(std::chrono::duration_cast<std::chrono::milliseconds>(
                                             (m_clock.utc() + std::chrono::minutes(minutes)).time_since_epoch())
                                             .count())
              .toString(u"HH:mm"_s);
    QCOMPARE(lockText(window), u"Changes allowed until %1"_s.arg(until));
    QVERIFY(window.find<QLabel>(u"factsLabel"_s)->text().startsWith(u"Changes allowed until %1"_s.arg(until)));
    QVERIFY(window.application.window().windowTitle().contains(u"Lab (production)"_s));
    QVERIFY2(row(window).contains(u"Changes allowed until %1"_s.arg(until)), qPrintable(row(window)));
    QCOMPARE(change(window), ErrorReason::None);
    m_clock.advance(std::chrono::minutes(minutes) - 1s);
    QCOMPARE(change(window), ErrorReason::None);
    m_clock.advance(1s);
    QCOMPARE(change(window), ErrorReason::ReadOnly); // before anybody looked
    WAIT_FOR(lockText(window) == u"Read-only"_s);
    QVERIFY(row(window).contains(u"Read-only"_s));
}

void tst_Unlock::untilItIsLocked()
{
    add(Level::None, true);
    write();
    m_options.target = QString::fromLatin1(m_server->url("/a"));
    DrivenWindow window(m_options, m_clock);
    WAIT_FOR(window.find<QAbstractButton>(u"unlockButton"_s));
    window.press(u"unlockButton"_s); // of the page
    auto *box = window.find<QComboBox>(u"unlockDurationBox"_s);
    QCOMPARE(box->currentData().toInt(), 15); // at first
    box->setCurrentIndex(box->findData(0));
    window.press(u"unlockAcceptButton"_s);
    QCOMPARE(lockText(window), u"Changes allowed"_s);
    m_clock.advance(1000h);
    QCOMPARE(change(window), ErrorReason::None);
    window.press(u"unlockButton"_s); // now Lock now
    QCOMPARE(lockText(window), u"Read-only"_s);
    QCOMPARE(change(window), ErrorReason::ReadOnly);
}

void tst_Unlock::cancelled()
{
    add(Level::Production, true);
    write();
    DrivenWindow window(m_options, m_clock);
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"unlockAction"_s);
    auto *dialog = window.find<QDialog>(u"unlockDialog"_s);
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Return); // no button that lets changes through is the default
    WAIT_FOR(!window.find<QDialog>(u"unlockDialog"_s));
    QCOMPARE(change(window), ErrorReason::ReadOnly);
    QVERIFY(row(window).contains(u"Read-only"_s));
}

void tst_Unlock::lockNow()
{
    add(Level::None, true);
    write();
    DrivenWindow window(m_options, m_clock);
    unlock(window, 60);
    QCOMPARE(change(window), ErrorReason::None);
    const ui::Sessions::Session running = window.application.sessions().opened(m_saved.front().id);
    QCOMPARE(window.application.window().findChild<QAction *>(u"unlockAction"_s)->text().remove(u'&'), u"Lock now"_s);
    window.trigger(u"unlockAction"_s);
    // Also for work that has begun.
    const auto answer
        = running->registry().deleteTag(*oci::RepositoryName::parse(u"a"), *oci::TagName::parse(u"b"), {});
    QCOMPARE(answer.error().reason, ErrorReason::ReadOnly);
    QCOMPARE(change(window), ErrorReason::ReadOnly);
}

void tst_Unlock::lockNowByShortcut()
{
    add(Level::None, true);
    write();
    DrivenWindow window(m_options, m_clock);
    unlock(window, 60);
    WAIT_FOR(!window.find<QDialog>(u"unlockDialog"_s));
    window.application.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window.application.window(), 60000));
    QTest::keyClick(&window.application.window(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(change(window), ErrorReason::ReadOnly);
    QTest::keyClick(&window.application.window(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(window.find<QDialog>(u"unlockDialog"_s));
}

void tst_Unlock::anEditLocks()
{
    add(Level::None, true);
    write();
    DrivenWindow window(m_options, m_clock);
    unlock(window, 60);
    QCOMPARE(change(window), ErrorReason::None);
    window.trigger(u"editConnectionAction"_s);
    window.goToStep(4);
    window.press(u"levelTestButton"_s);
    window.press(u"connectionSaveButton"_s);
    QCOMPARE(change(window), ErrorReason::ReadOnly);
    QVERIFY2(row(window).contains(u"Read-only"_s), qPrintable(row(window)));
}

void tst_Unlock::productionStartsReadOnly()
{
    DrivenWindow window(m_options, m_clock);
    window.trigger(u"addConnectionAction"_s);
    window.type(u"connectionAddressEdit"_s, QString::fromLatin1(m_server->url()));
    window.goToStep(4);
    window.press(u"levelProductionButton"_s);
    window.press(u"connectionSaveButton"_s);
    m_saved = window.application.sessions().all();
    QCOMPARE(m_saved.size(), 1U);
    QCOMPARE(change(window), ErrorReason::ReadOnly);
    QVERIFY2(row(window).contains(u"PRODUCTION, Read-only"_s), qPrintable(row(window)));
}

void tst_Unlock::marks_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<bool>("isDangerous");
    QTest::addColumn<QString>("said");
    QTest::newRow("usual") << int(Level::None) << false << false << QString();
    QTest::newRow("production") << int(Level::Production) << true << false << u"PRODUCTION, Read-only"_s;
    QTest::newRow("test") << int(Level::Test) << false << false << u"TEST"_s;
    QTest::newRow("not verified") << int(Level::Test) << true << true << u"TEST, Read-only, not verified"_s;
}

/// Said in words as well as drawn, in the tree and above the tags.
void tst_Unlock::marks()
{
    QFETCH(const int, level);
    QFETCH(const bool, readOnly);
    QFETCH(const bool, isDangerous);
    QFETCH(const QString, said);
    add(static_cast<Level>(level), readOnly);
    m_saved.front().tls.verify = !isDangerous;
    write();
    m_options.target = QString::fromLatin1(m_server->url("/a"));
    DrivenWindow window(m_options, m_clock);
    WAIT_FOR(window.tags());
    WAIT_FOR(window.treeRow({u"Lab"_s, u"a"_s}).isValid());
    const QString start = said.isEmpty() ? u"Lab"_s : u"Lab, "_s + said; // and how far the listing is
    QVERIFY2(row(window) == start || row(window).startsWith(start + u", "_s), qPrintable(row(window)));
    const auto shown = [&window](const QString &name) {
        const auto *label = window.find<QLabel>(name);
        return label ? label->text() : QString();
    };
    QStringList parts{shown(u"connectionLevel"_s), shown(u"connectionLock"_s), shown(u"connectionDangerLabel"_s)};
    parts.removeAll(QString());
    QCOMPARE(parts.join(u", "_s), said);
    QCOMPARE(window.find<QAbstractButton>(u"unlockButton"_s) != nullptr, readOnly);
    const QModelIndex repository = window.treeRow({u"Lab"_s, u"a"_s});
    QCOMPARE(repository.data(RegistryTreeModel::LevelRole).toInt(), level); // its stripe goes on
}

/// A second connection to the same host with a name and a place for secrets of its own.
void tst_Unlock::duplicate()
{
    const Connection first = add(Level::Test, true);
    write();
    DrivenWindow window(m_options, m_clock);
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"duplicateConnectionAction"_s);
    QVERIFY(window.find<QDialog>(u"connectionDialog"_s));
    window.goToStep(4);
    window.press(u"connectionSaveButton"_s);
    const std::vector<Connection> all = window.application.sessions().all();
    QCOMPARE(all.size(), 2U);
    const Connection &second = all.back();
    QCOMPARE(second.address(), first.address());
    QCOMPARE(second.level, first.level);
    QVERIFY(second.readOnly);
    QVERIFY(second.name != first.name);
    for (const QString &id : second.secretIds())
        QVERIFY(!first.secretIds().contains(id));
    QCOMPARE(window.tree()->model()->rowCount(), 2);
    // Both are in the file, and only one of them opens.
    QCOMPARE(connections::ConnectionFile(m_profile->filePath(u"config/connections.json"_s)).read()->size(), 2U);
    unlock(window, 15);
    QVERIFY(window.application.sessions().permit(first.id)->isGranted());
    QVERIFY(!window.application.sessions().permit(second.id)->isGranted());
}

QTEST_MAIN(tst_Unlock)
#include "tst_unlock.moc"
