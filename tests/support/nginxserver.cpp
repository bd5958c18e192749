#include "tests/support/nginxserver.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace support {

namespace {

QByteArray tlsDirectives(const NginxSettings &settings)
{
    if (!settings.tls)
        return {};
    QByteArray lines = "    ssl_certificate " + QFile::encodeName(settings.tls->certificateFile) + ";\n";
    lines += "    ssl_certificate_key " + QFile::encodeName(settings.tls->keyFile) + ";\n";
    lines += "    ssl_protocols " + settings.protocols + ";\n";
    if (settings.weak)
        lines += "    ssl_ciphers DEFAULT@SECLEVEL=0;\n";
    if (!settings.clientRootFile.isEmpty()) {
        lines += "    ssl_client_certificate " + QFile::encodeName(settings.clientRootFile) + ";\n";
        lines += "    ssl_verify_client on;\n    ssl_verify_depth 3;\n";
    }
    return lines;
}

QByteArray configuration(const NginxSettings &settings, const QString &folder, quint16 port)
{
    const QByteArray here = QFile::encodeName(folder);
    const QByteArray root = settings.root.isEmpty() ? here + "/empty" : QFile::encodeName(settings.root);
    const QByteArray listen = "127.0.0.1:" + QByteArray::number(port) + (settings.tls ? " ssl" : "")
        + (settings.tls && settings.http2 ? " http2" : "");
    QByteArray text = "daemon off;\nmaster_process off;\nworker_processes 1;\n";
    text += "pid " + here + "/nginx.pid;\nerror_log stderr warn;\n";
    text += "events { worker_connections 4096; }\n";
    text += "http {\n  access_log off;\n  types {}\n  default_type application/octet-stream;\n";
    text += "  tcp_nodelay on;\n  keepalive_timeout 300s;\n";
    for (const char *kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        text += QByteArray("  ") + kind + "_temp_path " + here + "/" + kind + ";\n";
    text += "  keepalive_requests " + QByteArray::number(settings.keepaliveRequests) + ";\n";
    text += "  http2_max_concurrent_streams " + QByteArray::number(settings.maxStreams) + ";\n";
    text += settings.httpBlock;
    text += "  server {\n    listen " + listen + " backlog=1024;\n    server_name localhost;\n";
    text += tlsDirectives(settings);
    text += "    root " + root + ";\n" + settings.serverBlock + "  }\n}\n";
    return text;
}

} // namespace

NginxServer::NginxServer(const NginxSettings &settings)
    : m_port(freePort())
    , m_tls(settings.tls.has_value())
{
    QDir(m_folder.path()).mkdir(u"empty"_s);
    QFile file(m_folder.filePath(u"nginx.conf"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.write(configuration(settings, m_folder.path(), m_port));
    file.close();
    const QString program = findProgram(u"nginx"_s);
    if (program.isEmpty())
        return;
    // -e: without it nginx opens the log of the installed service before it has read our file.
    const QStringList arguments{u"-e"_s, u"stderr"_s, u"-p"_s, m_folder.path(), u"-c"_s, file.fileName()};
    if (settings.clock.isEmpty())
        m_process = std::make_unique<ChildProcess>(program, arguments);
    else
        m_process = std::make_unique<ChildProcess>(findProgram(u"faketime"_s),
                                                   QStringList{u"-f"_s, settings.clock, program} + arguments);
    m_ready = m_process->waitForPort(m_port);
}

bool NginxServer::isRunning() const
{
    return m_ready && m_process->isRunning();
}

QByteArray NginxServer::url(QByteArrayView target) const
{
    return (m_tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + QByteArray::number(m_port) + target.toByteArray();
}

QByteArray NginxServer::log() const
{
    return m_process ? m_process->log() : QByteArray("nginx is not installed");
}

} // namespace support
