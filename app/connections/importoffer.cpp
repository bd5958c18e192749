#include "app/connections/importoffer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/connections/address.h"
#include "app/http/certificate.h"

namespace connections {

using namespace Qt::StringLiterals;
using credentials::FileFault;
using credentials::FoundFile;
using credentials::RegistryKey;
using Kind = ImportItem::Kind;
using Standing = ImportItem::Standing;

namespace {

/// A new connection to the host of @p key, as if it was typed.
std::optional<Connection> connectionTo(const RegistryKey &key)
{
    const Result<Address> address = parseRegistryAddress(key.host);
    return address ? std::optional(address->connection) : std::nullopt;
}

/// Goes through files and collects what they offer.
class Collector final
{
public:
    Collector(std::shared_ptr<std::vector<FoundFile>> files, const std::vector<Connection> &known)
        : m_files(std::move(files))
        , m_known(known)
    { }

    std::vector<ImportItem> collect()
    {
        for (m_file = 0; m_file < m_files->size(); ++m_file) {
            ofAuth((*m_files)[m_file].auth);
            ofCertificates((*m_files)[m_file]);
            ofRegistries((*m_files)[m_file].registries);
        }
        return std::move(m_items);
    }

private:
    void ofAuth(const credentials::AuthFile &auth);
    void ofCertificates(FoundFile &file);
    void ofRegistries(const credentials::RegistriesConf &conf);
    void add(ImportItem item);
    [[nodiscard]] bool isKnown(const ImportItem &item) const;
    [[nodiscard]] bool isRepeated(const ImportItem &item) const;

    std::shared_ptr<std::vector<FoundFile>> m_files;
    const std::vector<Connection> &m_known;
    std::vector<ImportItem> m_items;
    std::size_t m_file = 0;
};

void Collector::add(ImportItem item)
{
    item.file = m_file;
    if (isKnown(item))
        item.standing = Standing::Known;
    else if (isRepeated(item))
        item.standing = Standing::Repeated;
    m_items.push_back(std::move(item));
}

bool Collector::isKnown(const ImportItem &item) const
{
    const std::optional<Connection> place = connectionTo(item.registry);
    return place && std::any_of(m_known.begin(), m_known.end(), [&](const Connection &one) {
               if (one.isFolder() || one.address() != place->address())
                   return false;
               switch (item.kind) {
               case Kind::Password:
               case Kind::IdentityToken:
                   return one.user == item.user;
               case Kind::Helper:
                   return !one.user.isEmpty();
               case Kind::Registry:
                   return true;
               case Kind::Authority:
                   return one.tls.extraRoots.contains(item.pem);
               case Kind::ClientCertificate:
                   return one.tls.clientCertificateFile == item.source;
               case Kind::Insecure:
                   return one.isInsecure();
               }
               return false;
           });
}

bool Collector::isRepeated(const ImportItem &item) const
{
    return std::any_of(m_items.begin(), m_items.end(), [&item](const ImportItem &one) {
        return one.kind == item.kind && one.registry == item.registry && one.user == item.user
            && one.helper == item.helper && one.pem == item.pem
            && (item.kind != Kind::ClientCertificate || one.source == item.source);
    });
}

void Collector::ofAuth(const credentials::AuthFile &auth)
{
    for (const credentials::StoredSignIn &signIn : auth.signIns) {
        const bool isToken = signIn.kind == credentials::StoredSignIn::Kind::IdentityToken;
        add({.kind = isToken ? Kind::IdentityToken : Kind::Password,
             .registry = signIn.registry,
             .user = signIn.credential.user,
             .credential = std::shared_ptr<const credentials::Credential>(m_files, &signIn.credential)});
    }
    for (const credentials::HelperSignIn &signIn : auth.helperSignIns)
        add({.kind = Kind::Helper,
             .registry = signIn.registry,
             .user = {},
             .helper = signIn.helper,
             .server = signIn.server});
}

void Collector::ofCertificates(FoundFile &file)
{
    for (const credentials::HostCertificates &host : file.certificates.hosts) {
        for (const auto &[path, pem] : host.authorities) {
            const auto certificates = http::CertificateInfo::fromPem(pem);
            if (!certificates) {
                file.faults.push_back({FileFault::Kind::NoCertificate, path, certificates.error().message});
                continue;
            }
            for (const http::CertificateInfo &certificate : *certificates)
                add({.kind = Kind::Authority,
                     .registry = host.registry,
                     .user = {},
                     .source = path,
                     .pem = certificate.pem()});
        }
        for (const auto &[path, key] : host.clientCertificates)
            add({.kind = Kind::ClientCertificate,
                 .registry = host.registry,
                 .user = {},
                 .source = path,
                 .keyFile = key});
    }
}

void Collector::ofRegistries(const credentials::RegistriesConf &conf)
{
    for (const RegistryKey &key : conf.searched)
        add({.kind = Kind::Registry, .registry = {key.host, {}}, .user = {}});
    for (const credentials::RegistryRule &rule : conf.rules) {
        if (rule.isBlocked || rule.location.host.isEmpty())
            continue;
        const RegistryKey place{rule.location.host, {}};
        add({.kind = Kind::Registry, .registry = place, .user = {}});
        if (rule.isInsecure)
            add({.kind = Kind::Insecure, .registry = place, .user = {}});
        for (const credentials::RegistryMirror &mirror : rule.mirrors) {
            const RegistryKey other{mirror.registry.host, {}};
            add({.kind = Kind::Registry, .registry = other, .user = {}, .source = rule.prefix});
            if (mirror.isInsecure)
                add({.kind = Kind::Insecure, .registry = other, .user = {}});
        }
    }
}

QString freeName(const ImportItem &item, const Connection &connection, QStringList &taken)
{
    QString base = connection.address();
    if (!item.registry.path.isEmpty())
        base += u'/' + item.registry.path;
    if (taken.contains(base) && !connection.user.isEmpty() && connection.user != credentials::identityTokenUser)
        base = u"%1 (%2)"_s.arg(base, connection.user);
    QString name = base;
    for (int number = 2; taken.contains(name); ++number)
        name = u"%1 (%2)"_s.arg(base).arg(number);
    taken.append(name);
    return name;
}

/// What is ticked for the host of @p connection beside its accounts.
void applyHost(Connection &connection, const RegistryKey &registry, const std::vector<ImportItem> &ticked)
{
    for (const ImportItem &item : ticked) {
        if (item.registry.host != registry.host)
            continue;
        if (item.kind == Kind::Authority && !connection.tls.extraRoots.contains(item.pem)) {
            connection.tls.extraRoots.append(item.pem);
        } else if (item.kind == Kind::ClientCertificate && connection.tls.clientCertificateFile.isEmpty()) {
            connection.tls.clientCertificateFile = item.source;
            connection.tls.clientKeyFile = item.keyFile;
        } else if (item.kind == Kind::Insecure) {
            connection.tls.verify = false;
        }
    }
}

} // namespace

ImportOffer ImportOffer::of(std::vector<FoundFile> files, const std::vector<Connection> &known)
{
    const auto shared = std::make_shared<std::vector<FoundFile>>(std::move(files));
    ImportOffer offer;
    offer.items = Collector(shared, known).collect();
    for (const FoundFile &file : *shared) {
        FoundFile &shown = offer.files.emplace_back();
        shown.kind = file.kind;
        shown.path = file.path;
        shown.isReadableByOthers = file.isReadableByOthers;
        shown.registries = file.registries;
        shown.faults = file.faults;
    }
    return offer;
}

std::vector<ImportedConnection> importedConnections(const std::vector<ImportItem> &ticked, QStringList takenNames)
{
    std::vector<ImportedConnection> made;
    std::vector<const ImportItem *> accounts;
    const auto make = [&](const ImportItem &item) {
        std::optional<Connection> connection = connectionTo(item.registry);
        if (!connection)
            return;
        accounts.push_back(&item);
        if (item.credential)
            connection->user = item.kind == Kind::IdentityToken ? QString(credentials::identityTokenUser) : item.user;
        connection->name = freeName(item, *connection, takenNames);
        applyHost(*connection, item.registry, ticked);
        made.push_back({*std::move(connection), item.credential});
    };
    const auto isMade = [&accounts](const ImportItem &item) {
        return std::any_of(accounts.begin(), accounts.end(), [&item](const ImportItem *one) {
            // Without an account one is enough; the same account may be good for another part of the registry.
            return one->registry.host == item.registry.host
                && (!item.credential
                    || (one->kind == item.kind && one->registry == item.registry && one->user == item.user));
        });
    };
    for (const ImportItem &item : ticked) {
        if (item.credential && !isMade(item))
            make(item);
    }
    for (const ImportItem &item : ticked) {
        if (!item.credential && item.kind != Kind::Helper && !isMade(item))
            make(item);
    }
    return made;
}

} // namespace connections
