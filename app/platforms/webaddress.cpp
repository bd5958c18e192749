#include "app/platforms/webaddress.h"

#include <algorithm>
#include <array>

#include <QStringList>
#include <QUrl>
#include <QUrlQuery>

namespace platforms {

using namespace Qt::StringLiterals;

namespace {

/// An address in its parts, the path without empty segments and without percent-encoding.
struct Page
{
    http::Origin origin;
    QStringList path;
    QUrlQuery query;

    [[nodiscard]] QString segment(qsizetype number) const { return path.value(number); }
    [[nodiscard]] bool startsWith(std::initializer_list<QLatin1StringView> segments) const
    {
        return path.size() >= static_cast<qsizetype>(segments.size())
            && std::equal(segments.begin(), segments.end(), path.begin());
    }
    /// The segments from @p first up to @p last, which is not one of them, as a path.
    [[nodiscard]] QString joined(qsizetype first, qsizetype last) const
    {
        return path.mid(first, last - first).join(u'/');
    }
};

http::Origin secure(const char *host)
{
    return {true, host, 443};
}

std::optional<oci::RepositoryName> name(const QString &text)
{
    const auto parsed = oci::RepositoryName::parse(text);
    return parsed ? std::optional(*parsed) : std::nullopt;
}

std::optional<oci::TagOrDigest> tag(const QString &text)
{
    const auto parsed = oci::TagName::parse(text);
    return parsed ? std::optional<oci::TagOrDigest>(*parsed) : std::nullopt;
}

/// The first segment from @p first on that is a digest; Docker Hub writes it with a dash.
std::optional<oci::TagOrDigest> digest(const Page &page, qsizetype first)
{
    for (QString text : page.path.mid(first)) {
        if (text.startsWith("sha256-"_L1))
            text[6] = u':';
        if (const auto parsed = oci::Digest::parse(text))
            return *parsed;
    }
    return {};
}

/// @p found, where it has the repository that its page must have.
std::optional<WebAddress> withRepository(WebAddress found)
{
    return found.repository ? std::optional(std::move(found)) : std::nullopt;
}

std::optional<WebAddress> dockerHub(const Page &page)
{
    if (page.origin.host != "hub.docker.com")
        return {};
    WebAddress found{u"Docker Hub"_s, page.origin, secure("docker.io")};
    if (page.startsWith({"_"_L1}))
        found.repository = name(u"library/"_s + page.segment(1));
    else if (page.startsWith({"r"_L1}) || page.startsWith({"layers"_L1}))
        found.repository = name(page.joined(1, 3));
    else if (page.startsWith({"repository"_L1, "docker"_L1}) || page.startsWith({"repositories"_L1, "docker"_L1}))
        found.repository = name(page.joined(2, 4));
    else
        return found; // its start page, a search, a user
    found.image = digest(page, 3);
    if (!found.image && page.startsWith({"layers"_L1}))
        found.image = tag(page.segment(3));
    return withRepository(std::move(found));
}

std::optional<WebAddress> gitHub(const Page &page)
{
    if (page.origin.host != "github.com")
        return {};
    const auto container = page.path.indexOf(u"container"_s);
    if (container < 2)
        return {};
    // orgs/OWNER/packages/container/…, users/OWNER/packages/container/… or OWNER/PROJECT/pkgs/container/…
    const bool ofOwner = (page.startsWith({"orgs"_L1}) || page.startsWith({"users"_L1})) && container == 3
        && page.segment(2) == "packages"_L1;
    if (!ofOwner && !(container == 3 && page.segment(2) == "pkgs"_L1))
        return {};
    const qsizetype named = container + (page.segment(container + 1) == "package"_L1 ? 2 : 1);
    const QString owner = page.segment(ofOwner ? 1 : 0);
    return withRepository({.product = u"GitHub"_s,
                           .page = page.origin,
                           .registry = secure("ghcr.io"),
                           .repository = name(QString(owner + u'/' + page.segment(named)).toLower()),
                           .image = tag(page.query.queryItemValue(u"tag"_s))});
}

std::optional<WebAddress> quay(const Page &page)
{
    if (page.origin.host != "quay.io" && !page.origin.host.startsWith("quay."))
        return {};
    if (!page.startsWith({"repository"_L1}))
        return {};
    std::optional<oci::TagOrDigest> image = digest(page, 3);
    if (!image)
        image = tag(page.query.queryItemValue(u"tag"_s));
    return withRepository({.product = u"Quay"_s,
                           .page = page.origin,
                           .registry = page.origin,
                           .repository = name(page.joined(1, 3)),
                           .image = std::move(image)});
}

std::optional<WebAddress> ecr(const Page &page)
{
    if (page.origin.host == "gallery.ecr.aws")
        return withRepository({.product = u"ECR"_s,
                               .page = page.origin,
                               .registry = secure("public.ecr.aws"),
                               .repository = name(page.joined(0, page.path.size()))});
    const QByteArray &host = page.origin.host;
    const bool isConsole = host == "console.aws.amazon.com" || host.endsWith(".console.aws.amazon.com")
        || host == "console.amazonaws.cn" || host.endsWith(".console.amazonaws.cn");
    if (!isConsole || !page.startsWith({"ecr"_L1, "repositories"_L1, "private"_L1}))
        return {};
    const QByteArray account = page.segment(3).toLatin1();
    QByteArray region = page.query.queryItemValue(u"region"_s).toLatin1();
    if (region.isEmpty() && !host.startsWith("console."))
        region = host.left(host.indexOf('.'));
    const auto isPart = [](QByteArrayView text, bool digitsOnly) {
        return !text.isEmpty() && std::all_of(text.begin(), text.end(), [digitsOnly](char c) {
            return (c >= '0' && c <= '9') || (!digitsOnly && ((c >= 'a' && c <= 'z') || c == '-'));
        });
    };
    if (account.size() != 12 || !isPart(account, true) || !isPart(region, false))
        return {};
    const qsizetype end = page.path.indexOf(u"_"_s, 4); // …/_/image/sha256:…/details
    const char *suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return withRepository({.product = u"ECR"_s,
                           .page = page.origin,
                           .registry = http::Origin{true, account + ".dkr.ecr." + region + suffix, 443},
                           .repository = name(page.joined(4, end < 0 ? page.path.size() : end)),
                           .image = end < 0 ? std::nullopt : digest(page, end)});
}

std::optional<WebAddress> harbor(const Page &page)
{
    if (!page.startsWith({"harbor"_L1, "projects"_L1}))
        return {};
    WebAddress found{u"Harbor"_s, page.origin, page.origin};
    if (page.segment(3) != "repositories"_L1 || page.path.size() < 5)
        return found;
    const QString repository = page.segment(4);
    bool isNumber = false;
    page.segment(2).toULongLong(&isNumber);
    if (!isNumber)
        found.repository = name(page.segment(2) + u'/' + repository);
    else if (page.segment(5) == "tags"_L1) // before 2.0 the project stood in front of it
        found.repository = name(repository);
    else if (name(repository))
        found.withinProject = repository;
    if (!found.repository && found.withinProject.isEmpty())
        return {};
    found.image = page.segment(5) == "tags"_L1 ? tag(page.segment(6)) : digest(page, 5);
    return found;
}

/// OWNER/-/packages/container/NAME[/TAG]
std::optional<WebAddress> gitea(const Page &page)
{
    if (page.path.mid(1, 3) != QStringList{u"-"_s, u"packages"_s, u"container"_s})
        return {};
    return withRepository({.product = u"Gitea"_s,
                           .page = page.origin,
                           .registry = page.origin,
                           .repository = name(QString(page.segment(0) + u'/' + page.segment(4)).toLower()),
                           .image = tag(page.segment(5))});
}

/// [groups/]GROUP/…/PROJECT[/-]/container_registry[/NUMBER]; at gitlab.com any page of a project.
std::optional<WebAddress> gitLab(const Page &page)
{
    static const QStringList notGroups{u"-"_s,       u"admin"_s, u"api"_s,    u"dashboard"_s,
                                       u"explore"_s, u"help"_s,  u"search"_s, u"users"_s};
    const bool isPublic = page.origin.host == "gitlab.com";
    const auto isRegistry = [](const QString &segment) {
        return segment == "container_registry"_L1 || segment == "container_registries"_L1;
    };
    const auto registryPage = std::find_if(page.path.begin(), page.path.end(), isRegistry);
    if ((!isPublic && registryPage == page.path.end()) || notGroups.contains(page.segment(0)))
        return {};
    const qsizetype dash = page.path.indexOf(u"-"_s);
    const qsizetype end = dash >= 0 ? dash : registryPage - page.path.begin();
    WebAddress found{u"GitLab"_s, page.origin};
    if (isPublic)
        found.registry = secure("registry.gitlab.com");
    if (page.startsWith({"groups"_L1}) || end < 2)
        return found; // of a group, which has many projects
    found.project = name(page.joined(0, end).toLower());
    return found.project ? std::optional(std::move(found)) : std::nullopt;
}

std::optional<Page> pageAt(QStringView text)
{
    QByteArray address = text.trimmed().toUtf8();
    const qsizetype slash = address.indexOf('/');
    if (!address.contains("://") && slash > 0 && address.first(slash).contains('.'))
        address.prepend("https://");
    const Result<http::Url> url = http::Url::parse(address);
    if (!url)
        return {};
    Page page{url->origin(), {}, QUrlQuery(QString::fromLatin1(url->query()))};
    for (const QByteArray &segment : url->path().split('/')) {
        // Harbor encodes the slashes in a name twice.
        const QByteArray decoded = QByteArray::fromPercentEncoding(QByteArray::fromPercentEncoding(segment));
        if (!decoded.isEmpty())
            page.path.append(QString::fromUtf8(decoded));
    }
    return page;
}

} // namespace

std::optional<WebAddress> readWebAddress(QStringView text)
{
    static constexpr std::array readers{dockerHub, gitHub, quay, ecr, harbor, gitea, gitLab};
    const std::optional<Page> page = pageAt(text);
    if (!page)
        return {};
    for (const auto reader : readers) {
        if (std::optional<WebAddress> found = reader(*page))
            return found;
    }
    return {};
}

} // namespace platforms
