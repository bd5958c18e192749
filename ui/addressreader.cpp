#include "ui/addressreader.h"

#include "models/format.h"
#include "ui/errortext.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::Address;
using connections::Connection;
using connections::SchemeChoice;

namespace {

/// `sha256:…`, also with the `@` of a reference before it, or its digits alone.
std::optional<oci::Digest> digestIn(QStringView text)
{
    text = text.trimmed();
    if (text.startsWith(u'@'))
        text = text.mid(1);
    constexpr qsizetype digits = 64;
    const auto parsed = oci::Digest::parse(text.size() == digits ? QString("sha256:"_L1 + text) : text.toString());
    return parsed ? std::optional(*parsed) : std::nullopt;
}

} // namespace

AddressReader::AddressReader(const Sessions &sessions, const models::RegistryTreeModel &tree)
    : m_sessions(sessions)
    , m_tree(tree)
{ }

Destination AddressReader::read(const QString &text, const Place &current) const
{
    if (const auto found = digestIn(text))
        return digest(*found, current);
    if (const auto found = platforms::readWebAddress(text))
        return page(*found);
    Result<Address> address = connections::parseAddress(text);
    if (address)
        return {.address = *std::move(address)};
    return {.refusal = ErrorWords::notAnAddress(text, address.error())};
}

Destination AddressReader::digest(const oci::Digest &digest, const Place &current) const
{
    const Connection *connection = m_sessions.find(current.connectionId);
    if (!connection || !current.repository)
        return {.refusal = tr("A digest alone does not say where its image is. Open its repository first, or write "
                              "registry.example/project/name@%1.")
                               .arg(digest.toString())};
    return {.address = Address{*connection, current.repository, digest}};
}

Destination AddressReader::page(const platforms::WebAddress &page) const
{
    const std::optional<http::Origin> &registry = page.registry;
    if (registry && !registry->secure && !registry->isLoopback())
        return {.refusal = ErrorWords::summary(
                    base::failure(base::ErrorKind::Network, {}, base::ErrorReason::PlainHttpNotAllowed),
                    QString::fromLatin1(page.page.host))};
    std::optional<Connection> connection = registry
        ? Connection::toHost(*registry, registry->secure ? SchemeChoice::Https : SchemeChoice::Http)
        : registryOf(page.page);
    if (!connection)
        return {.refusal = tr("This page of %1 does not tell the address of its registry. The page shows it in its "
                              "commands; write it with the repository, such as registry.example/%2.")
                               .arg(page.product,
                                    page.project ? page.project->toString() : tr("project", "part of an example"))};

    Address address{*std::move(connection), page.repository, page.image};
    if (page.project) {
        address.repository = page.project;
        return {.address = address,
                .note = tr("The address of the page names the project and not the repository. This is the project’s "
                           "own; others lie below %1/.")
                            .arg(page.project->toString())};
    }
    if (!page.withinProject.isEmpty())
        return withinProject(std::move(address), page);
    return {.address = std::move(address)};
}

/// Harbor counts its projects: which one it is shows what was listed.
Destination AddressReader::withinProject(Address address, const platforms::WebAddress &page) const
{
    if (const Connection *known = m_sessions.findSame(address.connection)) {
        const auto found = m_tree.repositoriesNamed(known->id, page.withinProject);
        if (found.size() == 1) {
            address.repository = found.front().name;
            return {.address = std::move(address)};
        }
    }
    address.image.reset(); // it belongs to a repository
    return {.address = std::move(address),
            .filter = page.withinProject,
            .note = tr("%1 counts its projects, and the address of the page tells only the number. Choose %2 in its "
                       "project at the left.")
                        .arg(page.product, page.withinProject)};
}

/// The connection to a registry that stands beside a web interface: at another port, as `registry.` before its host,
/// or, where there is only one, below the same domain.
std::optional<Connection> AddressReader::registryOf(const http::Origin &page) const
{
    std::vector<Connection> neighbours;
    const QByteArray domain = page.host.mid(page.host.indexOf('.'));
    for (const Connection &connection : m_sessions.all()) {
        const QByteArray &host = connection.origin.host;
        if (connection.isFolder())
            continue;
        if (host == page.host || host == "registry." + page.host)
            return connection;
        if (domain.count('.') > 1 && host.endsWith(domain))
            neighbours.push_back(connection);
    }
    return neighbours.size() == 1 ? std::optional(neighbours.front()) : std::nullopt;
}

} // namespace ui
