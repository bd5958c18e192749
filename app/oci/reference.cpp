#include "app/oci/reference.h"

#include <algorithm>

#include "app/oci/ascii.h"

namespace oci {

using namespace Qt::StringLiterals;

namespace {

bool isHostComponent(QStringView component)
{
    return !component.isEmpty() && component.front() != u'-' && component.back() != u'-'
        && std::all_of(component.begin(), component.end(), [](QChar c) { return isLetterOrDigit(c) || c == u'-'; });
}

bool isIpv6(QStringView host)
{
    const QStringView inner = host.mid(1).chopped(1);
    return host.startsWith(u'[') && host.endsWith(u']') && inner.contains(u':')
        && std::all_of(inner.begin(), inner.end(), [](QChar c) {
               return c == u':' || c == u'.' || (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f')
                   || (c >= u'A' && c <= u'F');
           });
}

bool isPort(QStringView port)
{
    const bool digits = std::all_of(port.begin(), port.end(), isDigit);
    return digits && !port.isEmpty() && port.size() <= 5 && port.toInt() >= 1 && port.toInt() <= 65535;
}

bool isRegistry(QStringView text)
{
    const qsizetype colon = text.indexOf(u':', text.startsWith(u'[') ? std::max<qsizetype>(text.indexOf(u']'), 0) : 0);
    const QStringView host = colon < 0 ? text : text.left(colon);
    if (colon >= 0 && !isPort(text.mid(colon + 1)))
        return false;
    if (host.startsWith(u'['))
        return host.size() > 2 && isIpv6(host);
    const QList<QStringView> components = host.split(u'.');
    return std::all_of(components.cbegin(), components.cend(), isHostComponent);
}

bool looksLikeHost(QStringView part)
{
    return part == "localhost"_L1 || part.contains(u'.') || part.contains(u':')
        || std::any_of(part.begin(), part.end(), isUpperLetter);
}

QString canonicalRegistry(QString registry)
{
    QString lower = std::move(registry).toLower();
    return lower == "index.docker.io"_L1 || lower == "registry-1.docker.io"_L1 ? QString(dockerHub) : lower;
}

} // namespace

QString toString(const TagOrDigest &reference)
{
    return std::visit([](const auto &value) { return value.toString(); }, reference);
}

Reference::Reference(QString registry, RepositoryName repository, std::optional<TagName> tag,
                     std::optional<Digest> digest)
    : m_registry(canonicalRegistry(std::move(registry)))
    , m_repository(std::move(repository))
    , m_tag(std::move(tag))
    , m_digest(digest)
{ }

Result<Reference> Reference::parse(QStringView text)
{
    const auto refuse = [text](const char *why) {
        return base::fail(
            ErrorKind::InvalidData,
            {QT_TRANSLATE_NOOP("Faults", "\"%1\" is no reference: %2"), {text.left(400).toString(), why}});
    };
    if (text.contains("://"_L1))
        return refuse(QT_TRANSLATE_NOOP("Faults", "it has a scheme"));

    QStringView rest = text;
    std::optional<Digest> digest;
    if (const qsizetype at = rest.indexOf(u'@'); at >= 0) {
        const Result<Digest> parsed = Digest::parse(rest.mid(at + 1));
        if (!parsed)
            return base::fail(parsed.error());
        digest = *parsed;
        rest.truncate(at);
    }

    QString registry = dockerHub;
    if (const qsizetype slash = rest.indexOf(u'/'); slash >= 0 && looksLikeHost(rest.left(slash))) {
        if (!isRegistry(rest.left(slash)))
            return refuse(QT_TRANSLATE_NOOP("Faults", "its first part is no host"));
        registry = canonicalRegistry(rest.left(slash).toString());
        rest = rest.mid(slash + 1);
    }

    std::optional<TagName> tag;
    if (const qsizetype colon = rest.indexOf(u':'); colon >= 0) {
        Result<TagName> parsed = TagName::parse(rest.mid(colon + 1));
        if (!parsed)
            return base::fail(parsed.error());
        tag = std::move(*parsed);
        rest.truncate(colon);
    }

    const bool isOfficial = registry == dockerHub && !rest.contains(u'/');
    Result<RepositoryName> repository
        = RepositoryName::parse(isOfficial && !rest.isEmpty() ? QString("library/"_L1 + rest) : rest.toString());
    if (!repository)
        return base::fail(repository.error());
    return Reference(std::move(registry), std::move(*repository), std::move(tag), digest);
}

TagOrDigest Reference::tagOrDigest() const
{
    if (m_digest)
        return *m_digest;
    return m_tag ? *m_tag : *TagName::parse(u"latest");
}

QString Reference::toString() const
{
    QString text = (looksLikeHost(m_registry) ? m_registry : m_registry.toUpper()) + u'/' + m_repository.toString();
    if (m_tag)
        text += u':' + m_tag->toString();
    if (m_digest)
        text += u'@' + m_digest->toString();
    return text;
}

} // namespace oci
