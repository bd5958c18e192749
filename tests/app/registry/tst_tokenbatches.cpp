#include <algorithm>
#include <atomic>

#include <QtTest>

#include "tests/app/registry/guardedregistry.h"

using namespace Qt::StringLiterals;
using namespace support;
using wire::GuardedRegistry;
using wire::unauthorized;

namespace {

std::vector<registry::ContentRead> manyReads(int count)
{
    std::vector<registry::ContentRead> reads;
    reads.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        reads.push_back({registry::ContentRead::Kind::Manifest, wire::tag(u"t%1"_s.arg(i)), -1, quint64(i)});
    return reads;
}

qsizetype succeeded(const wire::ReadList &list)
{
    return std::count_if(list.manifests.begin(), list.manifests.end(),
                         [](const auto &entry) { return entry.second.has_value(); });
}

} // namespace

/// Many reads at once through a registry that wants tokens.
class TestTokenBatches final : public QObject
{
    Q_OBJECT

private slots:
    void aBatchSignsInOnce();
    void aBatchRenewsWhatExpired();
    void aBatchWithAWrongPasswordTriesOnce();
};

void TestTokenBatches::aBatchSignsInOnce()
{
    GuardedRegistry guarded;
    guarded.registry.answer({"GET", "/v2/payments/api/manifests/", true}, [&](const ReceivedRequest &request) {
        return request.count("Authorization") == 0
            ? unauthorized(guarded.challenge())
            : Answer::ok(R"({"schemaVersion":2,"manifests":[]})", "application/vnd.oci.image.index.v1+json");
    });
    wire::Connection connection(guarded.signedIn());
    wire::ReadList list(manyReads(200));
    VERIFY_OK(connection->read(wire::repository(u"payments/api"_s), list, {}));
    QCOMPARE(succeeded(list), 200);
    // Who signs in is found out with one ping, so that no read goes out without a token.
    QCOMPARE(guarded.registry.requestsTo("/v2/").size(), 2U);
    QCOMPARE(guarded.registry.requests().size(), 202U);
}

void TestTokenBatches::aBatchRenewsWhatExpired()
{
    GuardedRegistry guarded;
    std::atomic<int> served = 0;
    std::mutex mutex;
    QSet<QByteArray> worn;
    guarded.registry.answer({"GET", "/v2/payments/api/manifests/", true}, [&](const ReceivedRequest &request) {
        const std::lock_guard lock(mutex);
        const QByteArray token = request.header("Authorization");
        if (token.isEmpty() || worn.contains(token))
            return unauthorized(guarded.challenge());
        if (++served % 50 == 0)
            worn.insert(token); // each token is good for fifty reads
        return Answer::ok(R"({"schemaVersion":2,"manifests":[]})", "application/vnd.oci.image.index.v1+json");
    });
    wire::Connection connection(guarded.signedIn());
    wire::ReadList list(manyReads(90));
    VERIFY_OK(connection->read(wire::repository(u"payments/api"_s), list, {}));
    QCOMPARE(succeeded(list), 90);
    // One to begin with, and one for all that were refused with it.
    QCOMPARE(guarded.tokens.tokensIssued(), 2);
}

void TestTokenBatches::aBatchWithAWrongPasswordTriesOnce()
{
    GuardedRegistry guarded;
    wire::Settings settings = guarded.signedIn();
    settings.password = "wrong";
    wire::Connection connection(settings);
    wire::ReadList list(manyReads(50));
    const auto read = connection->read(wire::repository(u"payments/api"_s), list, {});
    QCOMPARE(read.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(guarded.tokens.requests().size(), 1U);
}

QTEST_GUILESS_MAIN(TestTokenBatches)
#include "tst_tokenbatches.moc"
