#include "app/connections/address.h"

#include <algorithm>
#include <array>

#include <QDir>
#include <QFileInfo>
#include <QStringList>
#include <QUrl>

#include "app/platforms/webaddress.h"

namespace connections {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> refuse(QStringView text, QStringView why)
{
    return base::fail(ErrorKind::InvalidData, u"\"%1\": %2"_s.arg(text.left(400), why));
}

QString withHome(const QString &path)
{
    return path == "~"_L1 || path.startsWith("~/"_L1) ? QDir::homePath() + path.mid(1) : path;
}

/// What can be a path only, so that a folder that is missing is an error and not a name at Docker Hub.
bool isPath(const QString &text)
{
    static constexpr std::array starts{"./"_L1, "../"_L1, "~/"_L1};
    return QDir::isAbsolutePath(text) || text == "."_L1 || text == ".."_L1 || text == "~"_L1
        || std::any_of(starts.begin(), starts.end(),
                       [&text](QLatin1StringView start) { return text.startsWith(start); });
}

Result<Address> folderAt(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return base::fail(ErrorKind::NotFound, u"there is no folder %1"_s.arg(QDir::toNativeSeparators(path)));
    if (!info.isDir())
        return base::fail(ErrorKind::InvalidData, u"%1 is a file, not a folder"_s.arg(QDir::toNativeSeparators(path)));
    return Address{Connection::toFolder(path)};
}

/// The reference in `docker pull [OPTIONS] REFERENCE`; @p words follow the program.
QStringList pulledImages(QStringList words)
{
    if (!words.isEmpty() && words.first() == "image"_L1)
        words.removeFirst();
    if (words.isEmpty() || words.takeFirst() != "pull"_L1)
        return {};
    QStringList images;
    while (!words.isEmpty()) {
        const QString word = words.takeFirst();
        if (!word.startsWith(u'-'))
            images.append(word);
        else if (word == "--platform"_L1 && !words.isEmpty())
            words.removeFirst();
    }
    return images;
}

/// The image that a command line is about, with what people copy in front of it: what docker, podman or nerdctl pull,
/// and what skopeo looks at or copies from.
Result<QString> imageInCommand(const QString &line)
{
    static const QStringList pullers{u"docker"_s, u"podman"_s, u"nerdctl"_s};
    static const QStringList readers{u"inspect"_s, u"list-tags"_s, u"copy"_s};
    static const QStringList prompts{u"$"_s, u"#"_s, u">"_s, u"sudo"_s};
    QStringList words = line.split(u' ');
    while (!words.isEmpty() && prompts.contains(words.first()))
        words.removeFirst();
    const QString program = words.isEmpty() ? QString() : words.takeFirst();
    QStringList images;
    if (pullers.contains(program))
        images = pulledImages(words);
    else if (program == "skopeo"_L1 && readers.contains(words.value(0)))
        images = words.filter(u"docker://"_s).mid(0, 1);
    else
        return refuse(line, u"more than one word, and no command that pulls");
    if (images.size() != 1)
        return refuse(line, u"a command, but not one that pulls one image");
    return images.first();
}

bool isDockerHub(const Connection &connection)
{
    return connection.address() == oci::dockerHub;
}

/// @p path below the registry of @p connection: nothing, or `REPOSITORY[:TAG][@DIGEST]`.
Result<Address> at(Connection connection, QStringView path)
{
    while (path.endsWith(u'/'))
        path.chop(1);
    // `/v2/` is where the API begins.
    if (path.isEmpty() || path == "v2"_L1)
        return Address{std::move(connection)};
    // Any host will do: it decides about nothing but Docker Hub's short names.
    const QLatin1StringView host = isDockerHub(connection) ? oci::dockerHub : "registry.invalid"_L1;
    const Result<oci::Reference> reference = oci::Reference::parse(QString(host % u'/' % path));
    if (!reference)
        return base::fail(reference.error());
    Address address{std::move(connection), reference->repository()};
    if (reference->tag() || reference->digest())
        address.image = reference->tagOrDigest();
    return address;
}

Result<Address> fromUrl(const QString &text, PlainHttp plainHttp = PlainHttp::Refused)
{
    const Result<http::Url> url = http::Url::parse(text.toUtf8());
    if (!url)
        return base::fail(url.error());
    const http::Origin &origin = url->origin();
    if (!url->query().isEmpty())
        return refuse(url->redacted(), u"an address has no query");
    if (!origin.secure && !origin.isLoopback() && plainHttp == PlainHttp::Refused)
        return base::fail(ErrorKind::Network,
                          u"plain HTTP to %1: only a host on this computer may be named so"_s.arg(url->redacted()),
                          ErrorReason::PlainHttpNotAllowed);
    const SchemeChoice scheme = origin.secure ? SchemeChoice::Https : SchemeChoice::Http;
    return at(Connection::toHost(origin, scheme), QString::fromLatin1(url->path().mid(1)));
}

/// @p host as it stands in front of a path, with or without a port.
Result<Connection> toHost(QStringView host)
{
    const Result<http::Url> url = http::Url::parse(QByteArray("https://" + host.toUtf8() + '/'));
    if (!url || url->path() != "/")
        return refuse(host, u"no host");
    const bool isLoopback = url->origin().isLoopback();
    return Connection::toHost(url->origin(), isLoopback ? SchemeChoice::HttpsThenHttp : SchemeChoice::Https);
}

/// True where @p part in front of a path, or all by itself, is a host. By itself a colon is no sign: `nginx:1` is a
/// short name of Docker Hub.
bool isHost(QStringView part, bool isAlone)
{
    const qsizetype colon = part.indexOf(u':');
    const QStringView name = part.left(colon < 0 ? part.size() : colon);
    if (part.startsWith(u'[') || name.contains(u'.') || name.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    return !isAlone && (colon >= 0 || std::any_of(name.begin(), name.end(), [](QChar c) { return c.isUpper(); }));
}

Result<Address> fromWord(const QString &word)
{
    const QStringView text(word);
    const qsizetype slash = text.indexOf(u'/');
    const QStringView first = text.left(slash < 0 ? text.size() : slash);
    if (!isHost(first, slash < 0))
        return at(Connection::toHost({true, "docker.io", 443}, SchemeChoice::Https), text);
    Result<Connection> connection = toHost(first);
    if (!connection)
        return base::fail(connection.error());
    return at(std::move(*connection), slash < 0 ? QStringView() : text.mid(slash + 1));
}

} // namespace

Result<Address> parseAddress(QStringView text)
{
    const QString trimmed = text.trimmed().toString();
    if (trimmed.isEmpty())
        return base::fail(ErrorKind::InvalidData, u"no address"_s);
    if (isPath(trimmed))
        return folderAt(withHome(trimmed));
    if (trimmed.startsWith("file:"_L1))
        return folderAt(QUrl(trimmed).toLocalFile());

    QString word = trimmed.simplified();
    if (word.contains(u' ')) {
        Result<QString> reference = imageInCommand(word);
        if (!reference)
            return base::fail(reference.error());
        word = std::move(*reference);
    }
    if (word.startsWith("docker://"_L1))
        word.remove(0, 9);
    if (word.contains("://"_L1))
        return fromUrl(word);
    if (word.contains(u'/') && QFileInfo(word).isDir())
        return folderAt(word);
    return fromWord(word);
}

Result<Address> parseRegistryAddress(QStringView text, PlainHttp plainHttp)
{
    const QString trimmed = text.trimmed().toString();
    if (const auto page = platforms::readWebAddress(trimmed)) {
        if (!page->registry)
            return base::fail(ErrorKind::Unsupported, u"a page that does not tell the registry's address"_s);
        const SchemeChoice scheme = page->registry->secure ? SchemeChoice::Https : SchemeChoice::Http;
        if (page->registry->secure || plainHttp == PlainHttp::Allowed)
            return Address{Connection::toHost(*page->registry, scheme), page->repository, page->image};
    }
    if (plainHttp == PlainHttp::Allowed && !trimmed.isEmpty() && !trimmed.contains(u' ') && !isPath(trimmed)) {
        if (trimmed.startsWith("http://"_L1))
            return fromUrl(trimmed, plainHttp);
        if (!trimmed.contains("://"_L1))
            return fromUrl(u"http://"_s + trimmed, plainHttp);
    }
    const bool isWord = !trimmed.isEmpty() && !trimmed.contains(u'/') && !trimmed.contains(u' ') && !isPath(trimmed);
    if (!isWord)
        return parseAddress(text);
    Result<Connection> connection = toHost(trimmed);
    if (!connection)
        return base::fail(connection.error());
    return Address{std::move(*connection)};
}

} // namespace connections
