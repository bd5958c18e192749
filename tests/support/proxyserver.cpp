#include "tests/support/proxyserver.h"

#include <unistd.h>

#include <QFile>

using namespace Qt::StringLiterals;

namespace support {

namespace {

using Program = ProxySettings::Program;

QString nameOf(Program program)
{
    switch (program) {
    case Program::Tinyproxy:
        return u"tinyproxy"_s;
    case Program::Squid:
        return u"squid"_s;
    case Program::Microsocks:
        return u"microsocks"_s;
    }
    return {};
}

QString schemeOf(const ProxySettings &settings)
{
    if (settings.program == Program::Microsocks)
        return u"socks5h"_s;
    return settings.tls ? u"https"_s : u"http"_s;
}

/// As crypt(3) has it.
QByteArray hashed(const QString &password)
{
    ChildProcess openssl(findProgram(u"openssl"_s), {u"passwd"_s, u"-6"_s, u"-salt"_s, u"portolan"_s, password});
    if (openssl.waitForEnd() != 0)
        qFatal("openssl passwd: %s", openssl.log().constData());
    return openssl.log().trimmed();
}

} // namespace

ProxyServer::ProxyServer(const ProxySettings &settings)
    : m_port(freePort())
    , m_scheme(schemeOf(settings))
{
    // Squid reads some of its files as a user of its own where it was started by root.
    QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ReadOther | QFile::ExeOther);
    const QString program = findProgram(nameOf(settings.program));
    if (program.isEmpty())
        return;
    const QStringList arguments = settings.program == Program::Tinyproxy ? tinyproxy(settings)
        : settings.program == Program::Squid                             ? squid(settings)
                                                                         : microsocks(settings);
    m_process = std::make_unique<ChildProcess>(program, arguments);
    m_ready = m_process->waitForPort(m_port);
}

QString ProxyServer::write(const QString &name, const QByteArray &text) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.setPermissions(file.permissions() | QFile::ReadOther);
    return file.fileName();
}

QStringList ProxyServer::tinyproxy(const ProxySettings &settings) const
{
    QByteArray text = "Port " + QByteArray::number(m_port) + "\nListen 127.0.0.1\nTimeout 60\nMaxClients 50\n";
    if (!settings.user.isEmpty())
        text += "BasicAuth " + settings.user.toUtf8() + ' ' + settings.password.toUtf8() + '\n';
    if (settings.closed)
        text += "ConnectPort 1\n";
    return {u"-d"_s, u"-c"_s, write(u"tinyproxy.conf"_s, text)};
}

QStringList ProxyServer::squid(const ProxySettings &settings) const
{
    QByteArray text = settings.tls ? "https_port " : "http_port ";
    text += "127.0.0.1:" + QByteArray::number(m_port);
    if (settings.tls) {
        text += " tls-cert=" + QFile::encodeName(settings.tls->certificateFile);
        text += " tls-key=" + QFile::encodeName(settings.tls->keyFile);
    }
    text += "\npid_filename none\naccess_log none\ncache_log /dev/null\ncache deny all\nnetdb_filename none\n";
    text += "coredump_dir none\nvisible_hostname localhost\nshutdown_lifetime 0 seconds\n";
    if (::geteuid() == 0)
        text += "cache_effective_user nobody\n";
    if (!settings.user.isEmpty()) {
        const QString users = write(u"users"_s, settings.user.toUtf8() + ':' + hashed(settings.password) + '\n');
        text += "auth_param basic program /usr/lib/squid/basic_ncsa_auth " + QFile::encodeName(users) + '\n';
        text += "auth_param basic children 1\nacl known proxy_auth REQUIRED\nhttp_access deny !known\n";
    }
    text += settings.closed ? "http_access deny all\n" : "http_access allow all\n";
    return {u"-N"_s, u"-d"_s, u"1"_s, u"-f"_s, write(u"squid.conf"_s, text)};
}

QStringList ProxyServer::microsocks(const ProxySettings &settings) const
{
    QStringList arguments{u"-i"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_port)};
    if (!settings.user.isEmpty())
        arguments += QStringList{u"-u"_s, settings.user, u"-P"_s, settings.password};
    return arguments;
}

bool ProxyServer::isRunning() const
{
    return m_ready && m_process->isRunning();
}

QString ProxyServer::url() const
{
    return u"%1://127.0.0.1:%2"_s.arg(m_scheme).arg(m_port);
}

QByteArray ProxyServer::log() const
{
    return m_process ? m_process->log() : QByteArray("the proxy is not installed");
}

} // namespace support
