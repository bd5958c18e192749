#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <future>

#include "app/credentials/keychain.h"
#include "app/credentials/keychainstore.h"
#include "tests/support/keyring.h"

using namespace Qt::StringLiterals;
using credentials::Credential;
using credentials::KeychainStore;
using std::chrono::seconds;

namespace {

Credential credential(const QString &user, const QByteArray &password)
{
    return {user, base::Secret(QByteArray(password.constData(), password.size()))};
}

/// Calls of a store block, and the events of the bus are the test's own to handle meanwhile.
template <class Call>
auto meanwhile(Call call)
{
    auto future = std::async(std::launch::async, std::move(call));
    if (!QTest::qWaitFor([&future] { return future.wait_for(seconds(0)) == std::future_status::ready; }, 60000))
        qWarning("the keychain does not return");
    return future.get();
}

/// True, or says why not.
bool isDone(const auto &result)
{
    if (!result)
        qWarning("%s", qPrintable(result.error().detail));
    return result.has_value();
}

ErrorReason reasonOf(const auto &result)
{
    return !result && result.error().kind == ErrorKind::Credentials ? result.error().reason : ErrorReason::None;
}

/// The deadlines for a keychain that does not answer.
constexpr credentials::keychain::Deadlines impatient{seconds(1), seconds(1)};

} // namespace

/// The states of a keychain, each with what it is really made of.
class TestKeychainStore final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void noService();
    void keepsAndForgets();
    void memoryGoesFirst();
    void missing();
    void locked();
    void dismissed();
    void frozen();
    void stops();
    void denied();
    void nothingIsAskedForInVain();

private:
    [[nodiscard]] QString indexFile() const { return m_folder->filePath(u"keychain.json"_s); }
    [[nodiscard]] auto find(KeychainStore &store, std::stop_token stop = {})
    {
        return meanwhile([&store, stop] { return store.find(u"c1"_s, stop); });
    }
    [[nodiscard]] Result<> keep(KeychainStore &store)
    {
        return meanwhile([&store] { return store.store(u"c1"_s, credential(u"anna"_s, "pässwörd"), {}); });
    }
    [[nodiscard]] Result<> remove(KeychainStore &store)
    {
        return meanwhile([&store] { return store.remove(u"c1"_s, {}); });
    }

    support::SessionBus m_bus;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestKeychainStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestKeychainStore::noService()
{
    {
        support::Keyring keyring(m_bus, m_folder->path());
        KeychainStore store(indexFile());
        QVERIFY(isDone(keep(store)));
    }
    KeychainStore store(indexFile());
    QCOMPARE(reasonOf(find(store)), ErrorReason::KeychainNoService);
    QCOMPARE(reasonOf(keep(store)), ErrorReason::KeychainNoService);
    QCOMPARE(reasonOf(remove(store)), ErrorReason::KeychainNoService);
    QVERIFY(store.isInKeychain(u"c1"_s));
    QCOMPARE(reasonOf(meanwhile([&store] { return store.check({}); })), ErrorReason::KeychainNoService);
}

void TestKeychainStore::keepsAndForgets()
{
    support::Keyring keyring(m_bus, m_folder->path());
    {
        KeychainStore store(indexFile());
        QVERIFY(meanwhile([&store] { return store.check({}); }));
        QVERIFY(isDone(keep(store)));
        QVERIFY(store.isInKeychain(u"c1"_s) && store.contains(u"c1"_s) && !store.isForSession(u"c1"_s));
    }
    KeychainStore store(indexFile());
    const auto found = find(store);
    QVERIFY(found && *found);
    QCOMPARE((*found)->user, u"anna"_s);
    QCOMPARE((*found)->password.expose(), QByteArrayView("pässwörd"));

    QFile index(indexFile());
    QVERIFY(index.open(QIODevice::ReadOnly));
    QVERIFY(!index.readAll().contains("pässwörd"));

    QVERIFY(meanwhile([&store] { return store.store(u"c1"_s, credential(u"berta"_s, "second"), {}); }));
    const auto second = find(store);
    QVERIFY(second && *second);
    QCOMPARE((*second)->user, u"berta"_s);
    QCOMPARE((*second)->password.expose(), QByteArrayView("second"));

    QVERIFY(remove(store));
    QVERIFY(!store.contains(u"c1"_s));
    const auto gone = find(store);
    QVERIFY(gone && !*gone);
    QCOMPARE(reasonOf(meanwhile([] { return credentials::keychain::read(u"c1"_s, {}, {}); })),
             ErrorReason::KeychainMissing);
}

void TestKeychainStore::memoryGoesFirst()
{
    support::Keyring keyring(m_bus, m_folder->path());
    KeychainStore store(indexFile());
    QVERIFY(isDone(keep(store)));
    store.storeForSession(u"c1"_s, credential(u"clara"_s, "for now"));
    QVERIFY(store.isForSession(u"c1"_s));
    const auto found = find(store);
    QVERIFY(found && *found);
    QCOMPARE((*found)->user, u"clara"_s);

    KeychainStore later(indexFile());
    const auto kept = find(later);
    QVERIFY(kept && *kept);
    QCOMPARE((*kept)->user, u"anna"_s);

    QVERIFY(isDone(keep(store))); // and what was for now is forgotten
    QVERIFY(!store.isForSession(u"c1"_s));
    store.storeForSession(u"c1"_s, credential(u"clara"_s, "for now"));
    QVERIFY(remove(store));
    QVERIFY(!store.contains(u"c1"_s));
}

void TestKeychainStore::missing()
{
    support::Keyring keyring(m_bus, m_folder->path());
    KeychainStore store(indexFile());
    QVERIFY(isDone(keep(store)));
    QVERIFY(meanwhile([] { return credentials::keychain::remove(u"c1"_s, {}, {}); })); // by somebody else
    QCOMPARE(reasonOf(find(store)), ErrorReason::KeychainMissing);
    QVERIFY(store.isInKeychain(u"c1"_s));
    QVERIFY(remove(store)); // it is gone, as was asked for
    QVERIFY(!store.contains(u"c1"_s));
}

void TestKeychainStore::locked()
{
    {
        support::Keyring keyring(m_bus, m_folder->path());
        KeychainStore store(indexFile());
        QVERIFY(isDone(keep(store)));
        keyring.lock(); // nobody is there who could be asked to unlock it
        QCOMPARE(reasonOf(find(store)), ErrorReason::KeychainLocked);
        QCOMPARE(reasonOf(remove(store)), ErrorReason::KeychainLocked);
        QVERIFY(store.isInKeychain(u"c1"_s));
        QCOMPARE(reasonOf(meanwhile([&] { return store.store(u"c2"_s, credential(u"dora"_s, "x"), {}); })),
                 ErrorReason::KeychainLocked);
        QVERIFY(!store.isInKeychain(u"c2"_s));
        QVERIFY(meanwhile([&store] { return store.check({}); })); // it answers
    }
    support::Keyring keyring(m_bus, m_folder->path());
    KeychainStore store(indexFile());
    const auto found = find(store);
    QVERIFY(found && *found); // the removal did nothing, as it said
    QVERIFY(remove(store));
}

void TestKeychainStore::dismissed()
{
    support::Keyring keyring(m_bus, m_folder->path());
    KeychainStore store(indexFile());
    QVERIFY(isDone(keep(store)));
    keyring.lock();
    const support::DismissingPrompter prompter(m_bus);
    QCOMPARE(reasonOf(find(store)), ErrorReason::KeychainLocked);
    QCOMPARE(prompter.asked(), 1);
    QCOMPARE(reasonOf(remove(store)), ErrorReason::KeychainLocked);
    QCOMPARE(prompter.asked(), 2);
    QCOMPARE(reasonOf(keep(store)), ErrorReason::KeychainLocked);
    QVERIFY(store.isInKeychain(u"c1"_s));
}

void TestKeychainStore::frozen()
{
    support::Keyring keyring(m_bus, m_folder->path());
    KeychainStore store(indexFile(), impatient);
    {
        KeychainStore patient(indexFile());
        QVERIFY(isDone(keep(patient)));
    }
    keyring.freeze();
    QCOMPARE(reasonOf(find(store)), ErrorReason::KeychainNoService);
    QCOMPARE(reasonOf(keep(store)), ErrorReason::KeychainNoService);
    QCOMPARE(reasonOf(remove(store)), ErrorReason::KeychainNoService);
    QVERIFY(store.isInKeychain(u"c1"_s));
    keyring.thaw();
    KeychainStore patient(indexFile());
    const auto found = find(patient);
    QVERIFY(found && *found);
}

void TestKeychainStore::stops()
{
    support::Keyring keyring(m_bus, m_folder->path());
    KeychainStore store(indexFile());
    QVERIFY(isDone(keep(store)));
    keyring.freeze();
    std::stop_source stop;
    auto future = std::async(std::launch::async, [&] { return store.find(u"c1"_s, stop.get_token()); });
    stop.request_stop();
    const auto found = future.get(); // the daemon is still frozen
    QVERIFY(!found && found.error().isCancelled());
    keyring.thaw();
}

void TestKeychainStore::denied()
{
    {
        support::Keyring keyring(m_bus, m_folder->path());
        KeychainStore store(indexFile());
        QVERIFY(isDone(keep(store)));
    }
    const support::DenyingService service(m_bus);
    KeychainStore store(indexFile());
    QCOMPARE(reasonOf(find(store)), ErrorReason::KeychainDenied);
    QCOMPARE(reasonOf(keep(store)), ErrorReason::KeychainDenied);
    QCOMPARE(reasonOf(remove(store)), ErrorReason::KeychainDenied);
    QVERIFY(store.isInKeychain(u"c1"_s));
}

/// What is in memory, and what was never stored, is no matter of the keychain.
void TestKeychainStore::nothingIsAskedForInVain()
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_bus.has(u"org.freedesktop.secrets"_s), 60000);
    KeychainStore store(indexFile());
    const auto never = store.find(u"c1"_s, {});
    QVERIFY(never && !*never);
    QVERIFY(store.remove(u"c1"_s, {}));
    store.storeForSession(u"c1"_s, credential(u"emma"_s, "now"));
    const auto now = store.find(u"c1"_s, {});
    QVERIFY(now && *now);
    QVERIFY(store.remove(u"c1"_s, {}));
    QVERIFY(!QFile::exists(indexFile()));
}

QTEST_GUILESS_MAIN(TestKeychainStore)

#include "tst_keychainstore.moc"
