#include "ui/dialogs/trustcommands.h"

#include <QRegularExpression>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 60;

/// For a shell: an IPv6 address has brackets, and no place has a quote.
QString quoted(const QString &path)
{
    return path.contains(u'[') ? u"'%1'"_s.arg(path) : path;
}

} // namespace

QString TrustCommands::fileName(const QString &authority)
{
    static const QRegularExpression others(u"[^a-z0-9]+"_s);
    QString name = authority.toLower().replace(others, u"-"_s).left(longestName);
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'-'))
        name.chop(1);
    return (name.isEmpty() ? u"ca"_s : name) + u".pem"_s;
}

std::vector<TrustCommands::Entry> TrustCommands::of(const QString &authority, const QString &place)
{
    static const QRegularExpression odd(u"[^A-Za-z0-9.:_\\[\\]-]"_s);
    const QString file = fileName(authority);
    const QString host = QString(place).remove(odd);
    const auto folder = [&host](const QString &above) { return u"%1/certs.d/%2"_s.arg(above, host); };
    const auto install
        = [&file](const QString &target) { return u"sudo install -Dm644 %1 %2"_s.arg(file, quoted(target)); };
    const QString containerd = folder(u"/etc/containerd"_s);
    const QString hosts
        = u"server = \"https://%1\"\\n[host.\"https://%1\"]\\n  ca = \"%2/ca.crt\"\\n"_s.arg(host, containerd);
    const QString system = u"/usr/local/share/ca-certificates/%1.crt"_s.arg(file.chopped(4));
    return {{u"Docker"_s, install(folder(u"/etc/docker"_s) + u"/ca.crt"_s)},
            {u"Podman, Skopeo"_s, install(folder(u"/etc/containers"_s) + u"/ca.crt"_s)},
            {u"containerd"_s,
             u"%1\nprintf '%2' | sudo tee %3"_s.arg(install(containerd + u"/ca.crt"_s), hosts,
                                                    quoted(containerd + u"/hosts.toml"_s))},
            {tr("Whole system", "a tab: programs that use the system's certificates"),
             install(system) + u"\nsudo update-ca-certificates"_s}};
}

} // namespace ui
