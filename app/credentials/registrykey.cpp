#include "app/credentials/registrykey.h"

#include <QRegularExpression>

namespace credentials {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestKey = 1024;

bool isDockerHub(const QString &host)
{
    return host == u"docker.io" || host == u"index.docker.io" || host == u"registry-1.docker.io";
}

} // namespace

Result<RegistryKey> RegistryKey::parse(QStringView text)
{
    // Not "case insensitive", which would take the Kelvin sign for a k.
    static const QRegularExpression pattern(
        u"\\A(https?://)?((?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?)"
        "(?:/(.*))?\\z"_s);
    static const QRegularExpression path(u"\\A[a-z0-9._-]+(/[a-z0-9._-]+)*\\z"_s);
    const QRegularExpressionMatch match = pattern.match(text.left(longestKey + 1).toString());
    if (!match.hasMatch() || text.size() > longestKey)
        return base::fail(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "names no registry"));

    RegistryKey key;
    key.host = match.captured(2).toLower();
    if (isDockerHub(key.host))
        key.host = u"docker.io"_s;
    if (match.capturedLength(1) > 0)
        return key;
    key.path = match.captured(3);
    while (key.path.endsWith(u'/'))
        key.path.chop(1);
    if (key.host == u"docker.io" && (key.path == u"v1" || key.path == u"v2"))
        key.path.clear();
    if (!key.path.isEmpty() && !path.match(key.path).hasMatch())
        return base::fail(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "names no repositories"));
    return key;
}

} // namespace credentials
