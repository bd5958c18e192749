#include <cstring>
#include <type_traits>

#include <QTest>

#include "app/base/secret.h"

using base::Secret;

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);
static_assert(!std::is_convertible_v<QByteArray, Secret> && !std::is_convertible_v<Secret, QByteArray>);
static_assert(!std::is_constructible_v<Secret, const QByteArray &>);

namespace {

QByteArray wiped; // all that was, by now

} // namespace

// Stands in for OpenSSL's, which the linker then leaves alone: freed memory cannot be looked at.
extern "C" void OPENSSL_cleanse(void *memory, std::size_t size);
extern "C" void OPENSSL_cleanse(void *memory, std::size_t size)
{
    wiped.append(static_cast<const char *>(memory), static_cast<qsizetype>(size));
    std::memset(memory, 0, size);
}

namespace {

template <class T>
concept Comparable = requires(const T &a, const T &b) { a == b; };
template <class T>
concept Streamable = requires(QDebug debug, const T &value) { debug << value; };

static_assert(!Comparable<Secret> && !Streamable<Secret>);

} // namespace

class tst_Secret : public QObject
{
    Q_OBJECT

private slots:
    void takesOverTheBytes();
    void moves();
    void clonesWhenTold();
    void wipesItsBytes();
    void leavesBytesOfOthersAlone();
};

void tst_Secret::takesOverTheBytes()
{
    QByteArray bytes("pass\0word", 9);
    const Secret secret(std::move(bytes));
    QCOMPARE(secret.expose(), QByteArrayView("pass\0word", 9));
    QVERIFY(bytes.isEmpty()); // NOLINT(bugprone-use-after-move): promised
    QVERIFY(!secret.isEmpty());
    QVERIFY(Secret().isEmpty());
    QVERIFY(Secret(QByteArray()).isEmpty());
}

void tst_Secret::moves()
{
    Secret first(QByteArray("first"));
    Secret second(std::move(first));
    QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): promised
    QCOMPARE(second.expose(), "first");
    second = Secret(QByteArray("second"));
    QCOMPARE(second.expose(), "second");
    Secret &same = second;
    second = std::move(same);
    QCOMPARE(second.expose(), "second");
}

void tst_Secret::clonesWhenTold()
{
    const Secret original(QByteArray("token"));
    {
        const Secret copy = original.clone();
        QCOMPARE(copy.expose(), "token");
        QVERIFY(copy.expose().data() != original.expose().data());
    }
    QCOMPARE(original.expose(), "token"); // the copy wiped its own bytes only
}

void tst_Secret::wipesItsBytes()
{
    wiped.clear();
    {
        const Secret secret(QByteArray("gone at the end"));
        QVERIFY(wiped.isEmpty());
    }
    QVERIFY(wiped.contains("gone at the end"));

    Secret secret(QByteArray("gone when replaced"));
    secret = Secret(QByteArray("next"));
    QVERIFY(wiped.contains("gone when replaced"));
    QVERIFY(!wiped.contains("next"));
}

void tst_Secret::leavesBytesOfOthersAlone()
{
    const QByteArray shared("shared");
    {
        QByteArray second = shared;
        const Secret secret(std::move(second));
    }
    QCOMPARE(shared, "shared");
    {
        const Secret literal(QByteArrayLiteral("literal"));
    }
    QCOMPARE(QByteArrayLiteral("literal"), "literal");
}

QTEST_APPLESS_MAIN(tst_Secret)
#include "tst_secret.moc"
