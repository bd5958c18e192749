#pragma once

#include "app/platforms/tagdetails.h"

/// Values for tests of what shows tags.
namespace samples {

inline oci::TagName tag(const QString &name)
{
    return oci::TagName::parse(name).value();
}

inline std::vector<oci::TagName> tags(const QStringList &names)
{
    std::vector<oci::TagName> values;
    for (const QString &name : names)
        values.push_back(tag(name));
    return values;
}

/// The digest of @p content, so that equal contents share one.
inline oci::Digest digest(QByteArrayView content)
{
    return oci::Digest::of(content);
}

inline platforms::TagDetails image(const QString &name, QByteArrayView content, qint64 bytes,
                                   qint64 seconds = 1786700460)
{
    return {.tag = tag(name),
            .kind = platforms::TagKind::Image,
            .digest = digest(content),
            .mediaType = oci::MediaType::ociManifest(),
            .platforms = {{QStringLiteral("linux"), QStringLiteral("amd64"), {}, {}, {}}},
            .size = {bytes, platforms::SizeKind::OnePlatform},
            .created = {oci::UtcTime(std::chrono::seconds(seconds)), platforms::DateKind::Created},
            .pushed = {},
            .missingChildren = 0,
            .failure = {}};
}

inline platforms::TagDetails failed(const QString &name, base::ErrorKind kind)
{
    platforms::TagDetails details = image(name, {}, 0);
    details.kind = platforms::TagKind::NotYetKnown;
    details.digest.reset();
    details.mediaType.reset();
    details.platforms.clear();
    details.size = {};
    details.created = {};
    details.failure = base::failure(kind, QStringLiteral("a test"));
    return details;
}

} // namespace samples
