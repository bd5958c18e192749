#include "tests/bench/table/scriptedlisting.h"

#include <thread>

#include "app/insight/sharingbuilder.h"

namespace bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 2000; ///< as much as one turn of the event loop takes
constexpr std::chrono::milliseconds pageTime(10); ///< between two pages: faster than any registry

oci::TagName tagOf(int number)
{
    return oci::TagName::parse(
               u"v%1.%2.%3-build.%4"_s.arg(number % 9).arg(number / 7 % 40).arg(number % 13).arg(number))
        .value();
}

qint64 layerSize(int layer)
{
    return 1'000 + layer * qint64(7'919) % 90'000'000;
}

/// An image with a layer of its own and two of many.
oci::Manifest manifestOf(int image)
{
    const auto descriptor = [](QByteArrayView type, const QByteArray &content, qint64 size) -> QByteArray {
        return R"({"mediaType":"application/vnd.oci.image.)" + type.toByteArray() + R"(","digest":")"
            + oci::Digest::of(content).toString().toLatin1() + R"(","size":)" + QByteArray::number(size) + '}';
    };
    const QByteArray name = QByteArray::number(image);
    QByteArrayList layers;
    for (const int layer : {image % 50, 100 + image % 1000, 2000 + image})
        layers.append(descriptor("layer.v1.tar+gzip", "layer" + QByteArray::number(layer), layerSize(layer)));
    return oci::Manifest::parse(
               R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":)"
                   + descriptor("config.v1+json", "config" + name, 2'000) + R"(,"layers":[)" + layers.join(',') + "]}",
               {})
        .value();
}

/// Of the image with number @p image.
platforms::TagDetails detailsOf(int number, const oci::Manifest &manifest)
{
    static const oci::UtcTime base{std::chrono::seconds(1'700'000'000)};
    platforms::TagDetails details{.tag = tagOf(number)};
    details.kind = platforms::TagKind::Image;
    details.digest = manifest.digest();
    details.mediaType = manifest.mediaType();
    details.platforms = {{u"linux"_s, number % 3 == 0 ? u"arm64"_s : u"amd64"_s, {}, {}, {}}};
    qint64 bytes = manifest.image()->config.size;
    for (const oci::Descriptor &layer : manifest.image()->layers)
        bytes += layer.size;
    details.size = {bytes, platforms::SizeKind::OnePlatform};
    details.created = {base + std::chrono::minutes(number * 7919 % 1'000'000), platforms::DateKind::Created};
    details.pushed = {base + std::chrono::minutes(number), platforms::DateKind::Pushed};
    return details;
}

} // namespace

ScriptedListing::ScriptedListing(jobs::Workers &workers, int tags)
    : Job(workers, jobs::Lane::Ui, u"script"_s, nullptr)
{
    setWork([tags, names = rowsToUi(&ScriptedListing::namesReady), details = rowsToUi(&ScriptedListing::detailsReady),
             sharing = toUi(&ScriptedListing::sharingReady)](const std::stop_token &stop) -> Result<> {
        for (int first = 0; first < tags && !stop.stop_requested(); first += pageSize) {
            std::vector<oci::TagName> page;
            for (int number = first; number < std::min(first + pageSize, tags); ++number)
                page.push_back(tagOf(number));
            names(std::move(page));
            std::this_thread::sleep_for(pageTime);
        }
        insight::SharingBuilder builder;
        const int images = std::max(1, tags * 3 / 5);
        for (int first = 0; first < tags && !stop.stop_requested(); first += pageSize) {
            std::vector<platforms::TagDetails> page;
            for (int number = first; number < std::min(first + pageSize, tags); ++number) {
                const oci::Manifest manifest = manifestOf(number % images);
                builder.addManifest(manifest);
                builder.addImage(manifest.digest());
                page.push_back(detailsOf(number, manifest));
            }
            details(std::move(page));
        }
        sharing(std::move(builder).build());
        return Done{};
    });
}

} // namespace bench
