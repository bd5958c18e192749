#include <future>

#include <QCoreApplication>
#include <QDBusConnection>
#include <QMap>
#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include "app/credentials/keychain.h"
#include "app/credentials/keychainstore.h"
#include "app/credentials/secretservice.h"
#include "tests/support/keyring.h"

using namespace Qt::StringLiterals;

namespace {

/// As much of KDE's wallet as QtKeychain asks for.
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
    bool takes = true; ///< changes happen; else they are answered with an error, as of a wallet that is read-only
    QMap<QString, QString> entries; ///< passwords, by folder and name

public slots:
    QString networkWallet() { return u"kdewallet"_s; }
    int open(const QString &, qlonglong, const QString &) { return opens ? 1 : -1; }
    int entryType(int, const QString &folder, const QString &key, const QString &)
    {
        return entries.contains(place(folder, key)) ? 1 : 0;
    }
    QString readPassword(int, const QString &folder, const QString &key, const QString &)
    {
        return entries.value(place(folder, key));
    }
    int writePassword(int, const QString &folder, const QString &key, const QString &value, const QString &)
    {
        if (takes)
            entries.insert(place(folder, key), value);
        return takes ? 0 : -1;
    }
    int removeEntry(int, const QString &folder, const QString &key, const QString &)
    {
        return takes && entries.remove(place(folder, key)) > 0 ? 0 : -1;
    }

private:
    static QString place(const QString &folder, const QString &key) { return folder + u'/' + key; }

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

const QString entry = u"portolan/c1"_s; ///< where QtKeychain puts it

bool isDone(const Result<> &result)
{
    if (!result)
        qWarning("%s", qPrintable(result.error().detail));
    return result.has_value();
}

Result<> keep(credentials::KeychainStore &store, const QByteArray &password)
{
    return meanwhile([&store, password] {
        return store.store(u"c1"_s, {u"anna"_s, base::Secret(QByteArray(password.data(), password.size()))}, {});
    });
}

Result<> forget(credentials::KeychainStore &store)
{
    return meanwhile([&store] { return store.remove(u"c1"_s, {}); });
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
    void keepsAndForgets();
    void refusesChanges();
    void deniesChanges();
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
    wallet.entries.insert(entry, u"pässwörd"_s);
    const Result<base::Secret> secret = read();
    QVERIFY2(secret, qPrintable(secret ? QString() : secret.error().detail));
    QCOMPARE(secret->expose(), QByteArrayView("pässwörd"));
}

/// A store writes, replaces and removes, and says the truth of what lies there.
void TestKWallet::keepsAndForgets()
{
    Wallet wallet(m_bus);
    const QTemporaryDir folder;
    credentials::KeychainStore store(folder.filePath(u"keychain.json"_s));
    for (const QByteArray &password : {QByteArray("pässwörd"), QByteArray("another")}) {
        QVERIFY(isDone(keep(store, password)));
        QCOMPARE(wallet.entries, (QMap<QString, QString>{{entry, QString::fromUtf8(password)}}));
        const auto found = meanwhile([&store] { return store.find(u"c1"_s, {}); });
        QVERIFY(found && *found);
        QCOMPARE((*found)->password.expose(), QByteArrayView(password));
    }
    QVERIFY(isDone(forget(store)));
    QVERIFY(wallet.entries.isEmpty());
    QVERIFY(!store.contains(u"c1"_s));
    QVERIFY(isDone(meanwhile([] { return credentials::keychain::remove(u"c1"_s, {}, {}); }))); // as was asked for
}

/// QtKeychain calls a change a success that the wallet did not make.
void TestKWallet::refusesChanges()
{
    Wallet wallet(m_bus);
    const QTemporaryDir folder;
    credentials::KeychainStore store(folder.filePath(u"keychain.json"_s));
    wallet.takes = false;
    QCOMPARE(reasonOf(keep(store, "pässwörd")), ErrorReason::KeychainDenied);
    QVERIFY(!store.isInKeychain(u"c1"_s));
    wallet.takes = true;
    QVERIFY(isDone(keep(store, "pässwörd")));
    wallet.takes = false;
    QCOMPARE(reasonOf(keep(store, "another")), ErrorReason::KeychainDenied);
    QCOMPARE(reasonOf(forget(store)), ErrorReason::KeychainDenied);
    QVERIFY(store.isInKeychain(u"c1"_s)); // where it is, for another try
    QCOMPARE(wallet.entries.value(entry), u"pässwörd"_s);
}

void TestKWallet::deniesChanges()
{
    Wallet wallet(m_bus);
    const QTemporaryDir folder;
    credentials::KeychainStore store(folder.filePath(u"keychain.json"_s));
    QVERIFY(isDone(keep(store, "pässwörd")));
    wallet.opens = false;
    QCOMPARE(reasonOf(keep(store, "another")), ErrorReason::KeychainDenied);
    QCOMPARE(reasonOf(forget(store)), ErrorReason::KeychainDenied);
    QVERIFY(store.isInKeychain(u"c1"_s));
    QCOMPARE(wallet.entries.value(entry), u"pässwörd"_s);
}

void TestKWallet::noService()
{
    const QTemporaryDir folder;
    credentials::KeychainStore store(folder.filePath(u"keychain.json"_s));
    QCOMPARE(reasonOf(keep(store, "pässwörd")), ErrorReason::KeychainNoService);
    QVERIFY(!store.isInKeychain(u"c1"_s));
    QCOMPARE(reasonOf(meanwhile([] { return credentials::keychain::remove(u"c1"_s, {}, {}); })),
             ErrorReason::KeychainNoService);
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
