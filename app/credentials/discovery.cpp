#include "app/credentials/discovery.h"

#include <algorithm>
#include <utility>

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace credentials {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 4 * 1024 * 1024;
constexpr int mostDropIns = 200;

/// Collects what is there.
class Search final
{
public:
    explicit Search(std::stop_token stop)
        : m_stop(std::move(stop))
    { }

    void auth(FoundFile::Kind kind, const QString &path);
    void certificates(const QString &folder);
    bool registries(const QString &path);
    void dropIns(const QString &folder);

    [[nodiscard]] std::vector<FoundFile> take() { return std::move(m_found); }

private:
    /// The same file may be reached by two roads.
    [[nodiscard]] bool isNew(const QString &path) const;
    static void take(std::vector<FileFault> &faults, FoundFile &file);

    std::stop_token m_stop;
    std::vector<FoundFile> m_found;
};

bool Search::isNew(const QString &path) const
{
    const QFileInfo info(path);
    return info.exists() && !m_stop.stop_requested()
        && std::none_of(m_found.begin(), m_found.end(), [&info](const FoundFile &one) {
               return QFileInfo(one.path).canonicalFilePath() == info.canonicalFilePath();
           });
}

void Search::take(std::vector<FileFault> &faults, FoundFile &file)
{
    std::move(faults.begin(), faults.end(), std::back_inserter(file.faults));
    faults.clear();
}

void Search::auth(FoundFile::Kind kind, const QString &path)
{
    if (path.isEmpty() || !isNew(path))
        return;
    FoundFile file;
    file.kind = kind;
    file.path = path;
    file.isReadableByOthers = bool(QFileInfo(path).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther));
    if (std::optional<QByteArray> bytes = contentOf(path, {}, largestFile, file.faults)) {
        const base::Secret content(*std::move(bytes)); // wiped when it goes
        Result<AuthFile> parsed = AuthFile::parse(content.expose());
        if (parsed)
            file.auth = *std::move(parsed);
        else
            file.faults.push_back({FileFault::Kind::Format, {}, parsed.error().message});
    }
    take(file.auth.faults, file);
    m_found.push_back(std::move(file));
}

void Search::certificates(const QString &folder)
{
    if (!isNew(folder))
        return;
    FoundFile file;
    file.kind = FoundFile::Kind::Certificates;
    file.path = folder;
    file.certificates = CertificateFolder::read(folder, m_stop);
    take(file.certificates.faults, file);
    m_found.push_back(std::move(file));
}

bool Search::registries(const QString &path)
{
    if (path.isEmpty() || !isNew(path))
        return false;
    FoundFile file;
    file.kind = FoundFile::Kind::Registries;
    file.path = path;
    if (const std::optional<QByteArray> bytes = contentOf(path, {}, largestFile, file.faults)) {
        Result<RegistriesConf> parsed = RegistriesConf::parse(*bytes);
        if (parsed)
            file.registries = *std::move(parsed);
        else
            file.faults.push_back({FileFault::Kind::Format, {}, parsed.error().message});
    }
    take(file.registries.faults, file);
    // The last file that names a prefix or a short name decides on it.
    for (FoundFile &earlier : m_found) {
        std::erase_if(earlier.registries.rules, [&file](const RegistryRule &rule) {
            const auto &later = file.registries.rules;
            return std::any_of(later.begin(), later.end(),
                               [&rule](const RegistryRule &one) { return one.prefix == rule.prefix; });
        });
        std::erase_if(earlier.registries.shortNames,
                      [&file](const auto &entry) { return file.registries.shortNames.contains(entry.first); });
    }
    m_found.push_back(std::move(file));
    return true;
}

void Search::dropIns(const QString &folder)
{
    const QFileInfoList files = QDir(folder).entryInfoList({u"*.conf"_s}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files.first(std::min<qsizetype>(files.size(), mostDropIns)))
        registries(file.filePath());
}

} // namespace

Surroundings Surroundings::ofProcess()
{
    return {.home = QDir::homePath(),
            .configHome = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation),
            .runtimeFolder = qEnvironmentVariable("XDG_RUNTIME_DIR"),
            .dockerConfig = qEnvironmentVariable("DOCKER_CONFIG"),
            .registryAuthFile = qEnvironmentVariable("REGISTRY_AUTH_FILE"),
            .registriesConf = qEnvironmentVariable("CONTAINERS_REGISTRIES_CONF"),
            .systemFolder = u"/etc"_s};
}

QString dockerConfigFile(const Surroundings &from)
{
    return (from.dockerConfig.isEmpty() ? QString(from.home + u"/.docker") : from.dockerConfig) + u"/config.json";
}

std::vector<FoundFile> discover(const Surroundings &from, std::stop_token stop)
{
    Search search(std::move(stop));
    const QString containers = from.configHome + u"/containers";
    const QString system = from.systemFolder + u"/containers";

    search.auth(FoundFile::Kind::Docker, dockerConfigFile(from));
    search.auth(FoundFile::Kind::Containers, from.registryAuthFile);
    if (!from.runtimeFolder.isEmpty())
        search.auth(FoundFile::Kind::Containers, from.runtimeFolder + u"/containers/auth.json");
    search.auth(FoundFile::Kind::Containers, containers + u"/auth.json");

    search.certificates(containers + u"/certs.d");
    search.certificates(system + u"/certs.d");
    search.certificates(from.systemFolder + u"/docker/certs.d");

    // One main file, then all drop-ins.
    if (!search.registries(from.registriesConf) && !search.registries(containers + u"/registries.conf"))
        search.registries(system + u"/registries.conf");
    search.dropIns(system + u"/registries.conf.d");
    search.dropIns(containers + u"/registries.conf.d");
    return search.take();
}

} // namespace credentials
