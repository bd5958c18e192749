#include "app/platforms/generic/genericplatform.h"

#include "app/platforms/generic/deletionprobe.h"
#include "app/platforms/generic/imagereading.h"
#include "app/platforms/generic/taglisting.h"

namespace platforms {

using namespace Qt::StringLiterals;

GenericPlatform::GenericPlatform(registry::Registry &registry, const base::Clock &clock)
    : m_registry(registry)
    , m_clock(clock)
{ }

QString GenericPlatform::id() const
{
    return u"generic"_s;
}

Result<registry::ListingEnd> GenericPlatform::repositories(const registry::RepositoryPage &page, std::stop_token stop)
{
    return m_registry.repositories(page, stop);
}

// All names first: they are what can be searched and sorted, and cost a request for a thousand. Between two pages the
// rows that are on the screen get their details, which is what a person waits for; all others follow at the end, in one
// batch whose window never runs dry.
Result<registry::ListingEnd> GenericPlatform::tags(const oci::RepositoryName &repository, TagSink &sink, Wish &wish,
                                                   std::stop_token stop)
{
    TagListing listing(sink, wish, m_clock);
    const auto readSelected = [&]() -> Result<> {
        Result<> done = m_registry.read(repository, listing, stop);
        listing.flush();
        return done;
    };
    const auto page = [&](std::vector<oci::TagName> tags) -> Result<> {
        listing.add(std::move(tags));
        return listing.selectVisible() ? readSelected() : Done{};
    };
    Result<registry::ListingEnd> end = m_registry.tags(repository, page, stop);
    if (!end)
        return end;
    sink.namesEnd(*end);
    listing.selectAll();
    if (const Result<> done = readSelected(); !done)
        return base::fail(done.error());
    return end;
}

Result<Image> GenericPlatform::image(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                     std::stop_token stop)
{
    Result<oci::Manifest> manifest = m_registry.manifest(repository, reference, stop);
    if (!manifest)
        return base::fail(manifest.error());
    ImageReading reading(std::move(*manifest));
    if (const Result<> done = m_registry.read(repository, reading, stop); !done)
        return base::fail(done.error());
    Image image = reading.take();

    Result<registry::Referrers> referrers = m_registry.referrers(repository, image.manifest.digest(), {}, stop);
    if (referrers)
        image.referrers = std::move(*referrers);
    else if (referrers.error().isCancelled())
        return base::fail(referrers.error());
    else
        image.referrersFailure = referrers.error();
    return image;
}

Result<DeletionAbilities> GenericPlatform::deletionAbilities(const oci::RepositoryName &repository,
                                                             std::stop_token stop)
{
    return probeDeletion(m_registry, repository, stop);
}

Result<Protection> GenericPlatform::protection(const oci::RepositoryName &, std::stop_token)
{
    return Protection();
}

} // namespace platforms
