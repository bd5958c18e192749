#include "tests/support/dockerregistry.h"

#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;

namespace support {

namespace {

/// The user and password of TokenServerSettings, hashed with bcrypt (`$2b$`, 2^5 rounds).
constexpr auto passwordLine = "maria:$2b$05$abcdefghijklmnopqrstuuzcQUR7z2A.XuM45/2Wo0aukmDSTgkF6\n";

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray configuration(const DockerRegistrySettings &settings, const QTemporaryDir &folder, const QByteArray &address)
{
    const auto path = [&folder](const QString &name) { return QFile::encodeName(folder.filePath(name)); };
    QByteArray text = "version: 0.1\nlog:\n  level: warn\n  accesslog:\n    disabled: ";
    text += settings.logsRequests ? "false\n" : "true\n";
    text += "storage:\n  filesystem:\n    rootdirectory: " + path(u"storage"_s) + "\n";
    if (settings.cachesBlobs)
        text += "  cache:\n    blobdescriptor: inmemory\n";
    text += QByteArray("  delete:\n    enabled: ") + (settings.deletes ? "true" : "false") + "\n";
    if (settings.maintenance)
        text += "  maintenance:\n    readonly:\n      enabled: true\n";
    if (settings.takesSchema1)
        text += "compatibility:\n  schema1:\n    enabled: true\n";
    text += "http:\n  addr: " + address + "\n  secret: only-a-test\n";
    if (settings.tls) {
        text += "  tls:\n    certificate: " + QFile::encodeName(settings.tls->certificateFile) + "\n";
        text += "    key: " + QFile::encodeName(settings.tls->keyFile) + "\n";
    }
    if (settings.htpasswd)
        text += "auth:\n  htpasswd:\n    realm: portolan\n    path: " + path(u"htpasswd"_s) + "\n";
    if (settings.tokens) {
        text += "auth:\n  token:\n    realm: " + settings.tokens->realm() + "\n";
        text += "    service: " + TokenServer::service() + "\n    issuer: " + TokenServer::issuer() + "\n";
        text += "    rootcertbundle: " + QFile::encodeName(settings.tokens->certificateFile()) + "\n";
    }
    return text;
}

} // namespace

DockerRegistry::DockerRegistry(const DockerRegistrySettings &settings)
    : m_program(settings.program.isEmpty() ? findProgram(u"docker-registry"_s) : settings.program)
    , m_port(freePort())
    , m_tls(settings.tls.has_value())
{
    write(m_folder.filePath(u"htpasswd"_s), passwordLine);
    start(settings);
}

void DockerRegistry::restart(const DockerRegistrySettings &settings)
{
    m_process->terminate();
    m_process->waitForEnd();
    start(settings);
}

void DockerRegistry::start(const DockerRegistrySettings &settings)
{
    const QString file = m_folder.filePath(u"config.yml"_s);
    write(file, configuration(settings, m_folder, address()));
    if (m_program.isEmpty())
        return;
    // Traces would go to a collector that is not there.
    m_process = std::make_unique<ChildProcess>(m_program, QStringList{u"serve"_s, file},
                                               QStringList{u"OTEL_TRACES_EXPORTER=none"_s});
    m_ready = m_process->waitForPort(m_port);
}

bool DockerRegistry::isRunning() const
{
    return m_ready && m_process->isRunning();
}

QByteArray DockerRegistry::url(QByteArrayView target) const
{
    return (m_tls ? "https://" : "http://") + address() + target.toByteArray();
}

QByteArray DockerRegistry::address() const
{
    return "127.0.0.1:" + QByteArray::number(m_port);
}

QByteArray DockerRegistry::log() const
{
    return m_process ? m_process->log() : QByteArray("docker-registry is not installed");
}

// A line such as: 127.0.0.1 - - [27/Nov/2026:20:18:18 +0000] "PUT /v2/a/manifests/v1 HTTP/1.1" 201 0 "" "curl/7.88.1"
QByteArrayList DockerRegistry::changes() const
{
    QByteArrayList changes;
    for (const QByteArray &line : log().split('\n')) {
        const QByteArrayList words = line.mid(line.indexOf("] \"") + 3).split(' ');
        const bool isRequest = line.contains("] \"") && words.size() > 2 && words[2].startsWith("HTTP/");
        if (isRequest && words[0] != "GET" && words[0] != "HEAD")
            changes.append(words[0] + ' ' + words[1]);
    }
    return changes;
}

qint64 DockerRegistry::storedBytes() const
{
    qint64 bytes = 0;
    QDirIterator files(m_folder.filePath(u"storage/docker/registry/v2/blobs"_s), QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext())
        bytes += QFileInfo(files.next()).size();
    return bytes;
}

bool DockerRegistry::collectGarbage()
{
    m_process->terminate();
    if (m_process->waitForEnd() < 0 && m_process->isRunning())
        return false;
    return collectGarbageBeside();
}

bool DockerRegistry::collectGarbageBeside() const
{
    ChildProcess collection(m_program, {u"garbage-collect"_s, m_folder.filePath(u"config.yml"_s)},
                            {u"OTEL_TRACES_EXPORTER=none"_s});
    return collection.waitForEnd() == 0;
}

QString DockerRegistry::blobFile(const QString &hex) const
{
    return m_folder.filePath(u"storage/docker/registry/v2/blobs/sha256/%1/%2/data"_s.arg(hex.left(2), hex));
}

} // namespace support
