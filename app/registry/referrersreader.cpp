#include "app/registry/referrersreader.h"

#include <algorithm>
#include <set>

#include "app/registry/pagewalk.h"
#include "app/registry/wireerror.h"

namespace registry {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxReferrers = 1000;

bool hasType(const oci::Descriptor &descriptor, const QString &artifactType)
{
    return artifactType.isEmpty()
        || (descriptor.artifactType
            && descriptor.artifactType->toString().compare(artifactType, Qt::CaseInsensitive) == 0);
}

/// Takes over those of @p found that are of the type and not there yet, and returns how many are new.
qint64 collect(const std::vector<oci::Descriptor> &found, const QString &artifactType, std::set<oci::Digest> &seen,
               Referrers &referrers)
{
    qint64 fresh = 0;
    for (const oci::Descriptor &descriptor : found) {
        if (!seen.insert(descriptor.digest).second)
            continue;
        ++fresh;
        if (!hasType(descriptor, artifactType))
            continue;
        if (referrers.manifests.size() == maxReferrers)
            referrers.complete = false;
        else
            referrers.manifests.push_back(descriptor);
    }
    return fresh;
}

bool filtersApplied(const http::Response &answer)
{
    for (const QByteArray &line : answer.headers.values("OCI-Filters-Applied")) {
        for (const QByteArray &filter : line.split(',')) {
            if (filter.trimmed() == "artifactType")
                return true;
        }
    }
    return false;
}

bool isApiMissing(const Error &error)
{
    return error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Unsupported;
}

} // namespace

oci::TagName referrersTag(const oci::Digest &subject)
{
    // Algorithms that we know need no truncation and no replacement; 64 digits are kept.
    const QString text = subject.toString().replace(u':', u'-').left(subject.toString().indexOf(u':') + 1 + 64);
    return *oci::TagName::parse(text);
}

ReferrersReader::ReferrersReader(const Endpoint &endpoint, Channel &channel, ContentReader &reader)
    : m_endpoint(endpoint)
    , m_channel(channel)
    , m_reader(reader)
{ }

Result<Referrers> ReferrersReader::read(const oci::RepositoryName &repository, const oci::Digest &subject,
                                        const QString &artifactType, std::stop_token stop)
{
    Result<Referrers> referrers = fromApi(repository, subject, artifactType, stop);
    if (!referrers && isApiMissing(referrers.error()))
        return fromTag(repository, subject, artifactType, stop);
    return referrers;
}

Result<Referrers> ReferrersReader::fromApi(const oci::RepositoryName &repository, const oci::Digest &subject,
                                           const QString &artifactType, std::stop_token stop)
{
    http::Url first = m_endpoint.referrers(repository, subject);
    if (!artifactType.isEmpty())
        first = first.withQuery("artifactType", artifactType.toUtf8());
    PageWalk walk(first, 0);
    Referrers referrers;
    std::set<oci::Digest> seen;
    for (bool more = true; more && referrers.complete;) {
        http::Request request = http::Request::get(walk.url());
        request.headers.set("Accept", oci::MediaType::ociIndex().toString().toLatin1());
        request.maxBody = oci::maxManifestSize;
        const Result<http::Response> answer
            = m_channel.sendForSuccess(std::move(request), Scopes::pull(repository), stop);
        if (!answer)
            return base::fail(answer.error());
        const Result<oci::Manifest> page = oci::Manifest::parse(answer->body, oci::MediaType::ociIndex());
        if (!page || !page->index())
            return base::fail(unexpectedContent(*answer, u"not a list of referrers"_s));
        const QString localType = filtersApplied(*answer) ? QString() : artifactType;
        const std::vector<oci::Descriptor> &found = page->index()->manifests;
        const qint64 fresh = collect(found, localType, seen, referrers);
        more = walk.follow(*answer, {qint64(found.size()), fresh, {}});
    }
    referrers.complete = referrers.complete && walk.reason().isEmpty();
    return referrers;
}

Result<Referrers> ReferrersReader::fromTag(const oci::RepositoryName &repository, const oci::Digest &subject,
                                           const QString &artifactType, std::stop_token stop)
{
    Referrers referrers;
    referrers.fromTagSchema = true;
    const Result<oci::Manifest> list = m_reader.manifest(repository, referrersTag(subject), stop);
    if (!list && list.error().kind != ErrorKind::NotFound && list.error().kind != ErrorKind::InvalidData)
        return base::fail(list.error());
    // Nothing there means no referrers; something else than an index counts as none, but is not said to be all.
    if (list && list->index()) {
        std::set<oci::Digest> seen;
        collect(list->index()->manifests, artifactType, seen, referrers);
    } else {
        referrers.complete = !list && list.error().kind == ErrorKind::NotFound;
    }
    return referrers;
}

} // namespace registry
