#include "app/credentials/certificatefolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace credentials {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestCertificates = 1024 * 1024;
constexpr int mostHosts = 500;
constexpr int mostFiles = 50;

void readHost(const QString &path, HostCertificates &host, std::vector<FileFault> &faults)
{
    const QDir folder(path);
    if (!folder.isReadable()) {
        faults.push_back({FileFault::Kind::NotReadable, folder.dirName(), {}});
        return;
    }
    const QFileInfoList files = folder.entryInfoList(QDir::Files | QDir::System, QDir::Name);
    int count = 0;
    for (const QFileInfo &file : files) {
        const QString place = u"%1/%2"_s.arg(folder.dirName(), file.fileName());
        if (++count > mostFiles) {
            faults.push_back({FileFault::Kind::TooMany, folder.dirName(), {}});
            return;
        }
        if (file.suffix() == u"crt") {
            std::optional<QByteArray> pem = contentOf(file.filePath(), place, largestCertificates, faults);
            if (pem && pem->contains("-----BEGIN CERTIFICATE-----"))
                host.authorities.push_back({file.filePath(), *std::move(pem)});
            else if (pem)
                faults.push_back({FileFault::Kind::NoCertificate, place, {}});
        } else if (file.suffix() == u"cert") {
            const QString key = folder.filePath(file.completeBaseName() + u".key");
            if (QFileInfo(key).isFile())
                host.clientCertificates.push_back({file.filePath(), key});
            else
                faults.push_back({FileFault::Kind::NoKey, place, {}});
        } else if (file.suffix() == u"key"
                   && !QFileInfo(folder.filePath(file.completeBaseName() + u".cert")).isFile()) {
            faults.push_back({FileFault::Kind::NoCertificate, place, {}});
        }
    }
}

} // namespace

std::optional<QByteArray> contentOf(const QString &path, const QString &place, qint64 largest,
                                    std::vector<FileFault> &faults)
{
    if (!QFileInfo(path).isFile()) { // a pipe would never end
        faults.push_back({FileFault::Kind::NotReadable, place, QT_TRANSLATE_NOOP("Faults", "no regular file")});
        return {};
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        faults.push_back({FileFault::Kind::NotReadable, place, file.errorString()});
        return {};
    }
    QByteArray bytes = file.read(largest + 1);
    if (file.error() != QFileDevice::NoError) {
        faults.push_back({FileFault::Kind::NotReadable, place, file.errorString()});
        return {};
    }
    if (bytes.size() > largest) {
        faults.push_back({FileFault::Kind::TooLarge, place, {}});
        return {};
    }
    return bytes;
}

CertificateFolder CertificateFolder::read(const QString &path, std::stop_token stop)
{
    CertificateFolder result;
    const QDir folder(path);
    if (!folder.exists())
        return result;
    if (!folder.isReadable()) {
        result.faults.push_back({FileFault::Kind::NotReadable, {}, {}});
        return result;
    }
    for (const QFileInfo &entry : folder.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (stop.stop_requested())
            break;
        if (result.hosts.size() >= mostHosts) {
            result.faults.push_back({FileFault::Kind::TooMany, {}, {}});
            break;
        }
        const Result<RegistryKey> key = RegistryKey::parse(entry.fileName());
        if (!key) {
            result.faults.push_back({FileFault::Kind::Registry, entry.fileName(), key.error().message});
            continue;
        }
        HostCertificates host{
            .registry = *key, .folder = entry.filePath(), .authorities = {}, .clientCertificates = {}};
        readHost(entry.filePath(), host, result.faults);
        if (!host.authorities.empty() || !host.clientCertificates.empty())
            result.hosts.push_back(std::move(host));
    }
    return result;
}

} // namespace credentials
