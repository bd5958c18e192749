#include <future>

#include <QCoreApplication>
#include <QDBusConnection>
#include <QObject>
#include <QTest>

#include "app/credentials/keychain.h"
#include "app/credentials/secretservice.h"
#include "tests/support/keyring.h"

using namespace Qt::StringLiterals;

namespace {

/// As much of KDE's wallet as QtKeychain asks for one entry.
class Wallet final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.KWallet")

public:
    explicit Wallet(support::SessionBus &bus)
        : m_bus(bus)
    {
        m_bus.connection().registerObject(u"/modules/kwalletd5"_s, this, QDBusConnection::ExportAllSlots);
        m_bus.connection().registerService(u"org.kde.kwalletd5"_s);
    }
    ~Wallet() override
    {
        m_bus.connection().unregisterService(u"org.kde.kwalletd5"_s);
        m_bus.connection().unregisterObject(u"/modules/kwalletd5"_s);
    }

    bool opens = true; ///< the person lets us in
    QString password; ///< of the entry; empty: there is none

public slots:
    QString networkWallet() { return u"kdewallet"_s; }
    int open(const QString &, qlonglong, const QString &) { return opens ? 1 : -1; }
    int entryType(int, const QString &, const QString &, const QString &) { return password.isEmpty() ? 0 : 1; }
    QString readPassword(int, const QString &, const QString &, const QString &) { return password; }
    int removeEntry(int, const QString &, const QString &, const QString &) { return password.isEmpty() ? -1 : 0; }

private:
    support::SessionBus &m_bus;
};

/// Calls block, and the events of the bus are the test's own to handle meanwhile.
template <class Call>
auto meanwhile(Call call)
{
    auto future = std::async(std::launch::async, std::move(call));
    if (!QTest::qWaitFor([&future] { return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready; },
                         60000))
        qWarning("the keychain does not return");
    return future.get();
}

ErrorReason reasonOf(const auto &result)
{
    return !result && result.error().kind == ErrorKind::Credentials ? result.error().reason : ErrorReason::None;
}

auto read()
{
    return meanwhile([] { return credentials::keychain::read(u"c1"_s, {}, {}); });
}

} // namespace

/// A keychain that is no Secret Service: its states are what QtKeychain's own codes tell.
class TestKWallet final : public QObject
{
    Q_OBJECT

private slots:
    void denied();
    void missing();
    void found();
    void noService(); // at last: QtKeychain looks once what there is

private:
    support::SessionBus m_bus;
};

void TestKWallet::denied()
{
    Wallet wallet(m_bus);
    wallet.opens = false;
    QCOMPARE(reasonOf(read()), ErrorReason::KeychainDenied);
}

void TestKWallet::missing()
{
    const Wallet wallet(m_bus);
    QCOMPARE(reasonOf(read()), ErrorReason::KeychainMissing);
}

void TestKWallet::found()
{
    Wallet wallet(m_bus);
    wallet.password = u"pässwörd"_s;
    const Result<base::Secret> secret = read();
    QVERIFY2(secret, qPrintable(secret ? QString() : secret.error().detail));
    QCOMPARE(secret->expose(), QByteArrayView("pässwörd"));
}

void TestKWallet::noService()
{
    QVERIFY(!credentials::secretservice::isUsed());
    QCOMPARE(reasonOf(read()), ErrorReason::KeychainNoService);
    QVERIFY(credentials::keychain::check({}, {})); // nobody is asked to open one
}

int main(int argc, char **argv)
{
    qputenv("XDG_CURRENT_DESKTOP", "KDE"); // which QtKeychain reads once
    qputenv("KDE_SESSION_VERSION", "5");
    const QCoreApplication application(argc, argv);
    TestKWallet test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_kwallet.moc"
