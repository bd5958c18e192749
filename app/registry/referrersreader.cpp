#include "app/registry/referrersreader.h"

#include <algorithm>
#include <set>

#include "app/registry/pagewalk.h"
#include "app/registry/referrerspage.h"
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

/// Gathers what the pages of a list hold, once each and up to the limit.
class Collection
{
public:
    /// Takes over those of @p page that are of the type and not there yet, and returns how many are new.
    qint64 add(const ReferrersPage &page, const QString &artifactType)
    {
        qint64 fresh = 0;
        referrers.complete = referrers.complete && page.complete;
        for (const oci::Descriptor &descriptor : page.manifests) {
            if (!m_seen.insert(descriptor.digest).second)
                continue;
            ++fresh;
            if (!hasType(descriptor, artifactType))
                continue;
            if (referrers.manifests.size() < maxReferrers)
                referrers.manifests.push_back(descriptor);
            else
                m_full = true;
        }
        referrers.complete = referrers.complete && !m_full;
        return fresh;
    }
    [[nodiscard]] bool isFull() const { return m_full; }

    Referrers referrers;

private:
    std::set<oci::Digest> m_seen;
    bool m_full = false;
};

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
    Collection collection;
    for (bool more = true; more && !collection.isFull();) {
        http::Request request = http::Request::get(walk.url());
        request.headers.set("Accept", oci::MediaType::ociIndex().toString().toLatin1());
        request.maxBody = oci::maxManifestSize;
        const Result<http::Response> answer
            = m_channel.sendForSuccess(std::move(request), Scopes::pull(repository), stop);
        if (!answer)
            return base::fail(answer.error());
        const Result<ReferrersPage> page = ReferrersPage::parse(answer->body);
        if (!page)
            return base::fail(unexpectedContent(*answer, u"not a list of referrers"_s));
        const QString localType = filtersApplied(*answer) ? QString() : artifactType;
        const qint64 fresh = collection.add(*page, localType);
        more = walk.follow(*answer, {qint64(page->manifests.size()), fresh, {}});
    }
    collection.referrers.complete = collection.referrers.complete && walk.reason().isEmpty();
    return std::move(collection.referrers);
}

Result<Referrers> ReferrersReader::fromTag(const oci::RepositoryName &repository, const oci::Digest &subject,
                                           const QString &artifactType, std::stop_token stop)
{
    Collection collection;
    collection.referrers.fromTagSchema = true;
    const Result<http::Response> answer = m_channel.sendForSuccess(
        m_reader.manifestRequest(repository, referrersTag(subject)), Scopes::pull(repository), stop);
    if (!answer && answer.error().kind != ErrorKind::NotFound)
        return base::fail(answer.error());
    if (answer) {
        // Something else than an index counts as none, but is not said to be all.
        const Result<ReferrersPage> page = ReferrersPage::parse(answer->body);
        collection.add(page ? *page : ReferrersPage{{}, false}, artifactType);
    }
    return std::move(collection.referrers);
}

} // namespace registry
