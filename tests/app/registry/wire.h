#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include <QByteArrayList>

#include "app/http/curltransport.h"
#include "app/registry/httpregistry.h"

namespace wire {

/// Where a test's registry is, and who signs in to it.
struct Settings
{
    QByteArray url; ///< `http://127.0.0.1:port`, also with a path prefix
    QByteArray rootPem{}; ///< an extra root for TLS
    QByteArray user{}; ///< empty: anonymous
    QByteArray password{};
    QStringList approvedRealms{};
    bool readOnly = false;
};

/// An HttpRegistry over a real transport, as a session makes it.
class Connection final
{
public:
    explicit Connection(const Settings &settings, base::Clock &clock = base::systemClock());

    registry::HttpRegistry *operator->() { return &m_registry; }
    [[nodiscard]] registry::Registry &registry() { return m_registry; }
    [[nodiscard]] http::CurlTransport &transport() { return m_transport; }
    [[nodiscard]] int timesAskedForPassword() const { return *m_asked; }

private:
    std::shared_ptr<std::atomic<int>> m_asked;
    http::CurlTransport m_transport;
    registry::HttpRegistry m_registry;
};

[[nodiscard]] oci::RepositoryName repository(const QString &name);
[[nodiscard]] oci::TagName tag(const QString &name);

/// What a listing handed over, in order.
struct Names
{
    Result<registry::ListingEnd> end;
    QStringList names;
    int pages = 0;
};
[[nodiscard]] Names listRepositories(registry::Registry &registry);
[[nodiscard]] Names listTags(registry::Registry &registry, const oci::RepositoryName &repository);

/// Keeps what a blob brings.
class BytesSink final : public http::Sink
{
public:
    Result<> restart() override
    {
        bytes.clear();
        return Done{};
    }
    Result<> write(QByteArrayView more) override
    {
        bytes += more.toByteArray();
        return Done{};
    }

    QByteArray bytes;
};

/// Gives a list of reads and keeps what comes back, by ticket.
class ReadList final : public registry::ReadSource
{
public:
    explicit ReadList(std::vector<registry::ContentRead> reads);

    base::Pull<registry::ContentRead> next() override;
    Result<> manifestRead(quint64 ticket, Result<oci::Manifest> manifest) override;
    Result<> blobRead(quint64 ticket, Result<QByteArray> bytes) override;

    std::map<quint64, Result<oci::Manifest>> manifests;
    std::map<quint64, Result<QByteArray>> blobs;
    /// Asked for after each manifest: what else is to be read now that it is known.
    std::function<std::vector<registry::ContentRead>(const oci::Manifest &)> followUps;

private:
    std::vector<registry::ContentRead> m_reads;
    std::size_t m_position = 0;
    std::size_t m_open = 0; ///< handed out, not answered
};

/// An error in one line, for messages of tests.
[[nodiscard]] QByteArray text(const Error &error);
template <class T>
[[nodiscard]] QByteArray text(const Result<T> &result)
{
    return result ? QByteArray("ok") : text(result.error());
}

} // namespace wire

/// QVERIFY of a Result, with its error as the message.
#define VERIFY_OK(result)                                                                                              \
    do {                                                                                                               \
        const auto &verified = (result);                                                                               \
        QVERIFY2(verified.has_value(), wire::text(verified).constData());                                              \
    } while (false)
