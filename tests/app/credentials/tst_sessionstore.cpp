#include <QtTest>

#include "app/credentials/sessionstore.h"

using namespace Qt::StringLiterals;
using credentials::Credential;
using credentials::SessionStore;

class TestSessionStore final : public QObject
{
    Q_OBJECT

private slots:
    void keepsByConnection();
    void overwritesAndRemoves();
    void stopsWhenAsked();
};

void TestSessionStore::keepsByConnection()
{
    SessionStore store;
    QVERIFY(store.store(u"one"_s, {u"maria"_s, base::Secret(QByteArray("secret"))}, {}));
    const auto found = store.find(u"one"_s, {});
    QVERIFY(found && *found);
    QCOMPARE((*found)->user, u"maria"_s);
    QCOMPARE((*found)->password.expose().toByteArray(), "secret");
    // Another connection, even to the same registry, has another id and sees nothing.
    const auto other = store.find(u"two"_s, {});
    QVERIFY(other);
    QVERIFY(!other->has_value());
    // What was handed out is a copy: the store still has its own.
    const auto again = store.find(u"one"_s, {});
    QVERIFY(again && *again);
    QCOMPARE((*again)->password.expose().toByteArray(), "secret");
}

void TestSessionStore::overwritesAndRemoves()
{
    SessionStore store;
    QVERIFY(store.store(u"one"_s, {u"maria"_s, base::Secret(QByteArray("old"))}, {}));
    QVERIFY(store.store(u"one"_s, {u"anna"_s, base::Secret(QByteArray("new"))}, {}));
    const auto found = store.find(u"one"_s, {});
    QVERIFY(found && *found);
    QCOMPARE((*found)->user, u"anna"_s);
    QCOMPARE((*found)->password.expose().toByteArray(), "new");
    QVERIFY(store.remove(u"one"_s, {}));
    const auto gone = store.find(u"one"_s, {});
    QVERIFY(gone && !gone->has_value());
    QVERIFY(store.remove(u"one"_s, {}));
}

void TestSessionStore::stopsWhenAsked()
{
    SessionStore store;
    std::stop_source source;
    source.request_stop();
    QVERIFY(store.find(u"one"_s, source.get_token()).error().isCancelled());
    QVERIFY(store.store(u"one"_s, {}, source.get_token()).error().isCancelled());
    QVERIFY(store.remove(u"one"_s, source.get_token()).error().isCancelled());
}

QTEST_GUILESS_MAIN(TestSessionStore)
#include "tst_sessionstore.moc"
