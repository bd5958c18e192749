#include "tests/app/registry/wire.h"

using namespace Qt::StringLiterals;

namespace wire {

namespace {

http::Url parsedUrl(const Settings &settings)
{
    const Result<http::Url> url = http::Url::parse(settings.url);
    if (!url)
        qFatal("not a URL: %s", settings.url.constData());
    return *url;
}

http::TransportSettings transportSettings(const Settings &settings)
{
    http::TransportSettings transport;
    transport.registry = parsedUrl(settings).origin();
    transport.plainHttpAllowed = !transport.registry.secure;
    transport.readOnly = settings.readOnly;
    if (!settings.rootPem.isEmpty())
        transport.tls.extraRoots.append(settings.rootPem);
    return transport;
}

registry::HttpRegistrySettings registrySettings(const Settings &settings)
{
    registry::HttpRegistrySettings registry;
    registry.origin = parsedUrl(settings).origin();
    registry.pathPrefix = parsedUrl(settings).path();
    registry.readOnly = settings.readOnly;
    registry.approvedRealms = settings.approvedRealms;
    return registry;
}

registry::CredentialSource credentialSource(const Settings &settings, std::shared_ptr<std::atomic<int>> asked)
{
    return [user = settings.user, password = settings.password,
            asked = std::move(asked)](std::stop_token) -> Result<std::optional<credentials::Credential>> {
        ++*asked;
        if (user.isEmpty())
            return std::optional<credentials::Credential>();
        return std::optional(credentials::Credential{QString::fromUtf8(user),
                                                     base::Secret(QByteArray(password.data(), password.size()))});
    };
}

template <class Name>
std::function<Result<>(std::vector<Name>)> collector(Names &into)
{
    return [&into](std::vector<Name> page) -> Result<> {
        ++into.pages;
        for (const Name &name : page)
            into.names.append(name.toString());
        return Done{};
    };
}

} // namespace

Connection::Connection(const Settings &settings, base::Clock &clock)
    : m_asked(std::make_shared<std::atomic<int>>(0))
    , m_transport(transportSettings(settings), clock)
    , m_registry(registrySettings(settings), m_transport, credentialSource(settings, m_asked),
                 std::make_shared<registry::MemoryManifestCache>(), clock)
{ }

oci::RepositoryName repository(const QString &name)
{
    return oci::RepositoryName::parse(name).value();
}

oci::TagName tag(const QString &name)
{
    return oci::TagName::parse(name).value();
}

Names listRepositories(registry::Registry &registry)
{
    Names names;
    names.end = registry.repositories(collector<oci::RepositoryName>(names), {});
    return names;
}

Names listTags(registry::Registry &registry, const oci::RepositoryName &repository)
{
    Names names;
    names.end = registry.tags(repository, collector<oci::TagName>(names), {});
    return names;
}

ReadList::ReadList(std::vector<registry::ContentRead> reads)
    : m_reads(std::move(reads))
{ }

base::Pull<registry::ContentRead> ReadList::next()
{
    if (m_position < m_reads.size()) {
        ++m_open;
        return m_reads[m_position++];
    }
    if (m_open > 0)
        return base::NothingYet{};
    return base::End{};
}

Result<> ReadList::manifestRead(quint64 ticket, Result<oci::Manifest> manifest)
{
    --m_open;
    if (manifest && followUps) {
        for (registry::ContentRead &read : followUps(*manifest))
            m_reads.push_back(std::move(read));
    }
    manifests.insert_or_assign(ticket, std::move(manifest));
    return Done{};
}

Result<> ReadList::blobRead(quint64 ticket, Result<QByteArray> bytes)
{
    --m_open;
    blobs.insert_or_assign(ticket, std::move(bytes));
    return Done{};
}

QByteArray text(const Error &error)
{
    return "kind " + QByteArray::number(int(error.kind)) + ", reason " + QByteArray::number(int(error.reason)) + ", "
        + QByteArray::number(error.httpStatus) + ' ' + error.url.toUtf8() + ' '
        + (error.registry.isEmpty() ? QByteArray() : error.registry.first().code.toUtf8()) + ' '
        + error.detail.toUtf8();
}

} // namespace wire
