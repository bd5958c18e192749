#pragma once

#include <compare>

#include <QByteArray>
#include <QString>

#include "app/base/result.h"

namespace oci {

/// A media type without parameters, in lower case (RFC 6838; image-spec, media-types.md). Always valid.
class MediaType final
{
public:
    /// `type/subtype`, parameters dropped.
    static Result<MediaType> parse(QStringView text);

    [[nodiscard]] const QString &toString() const noexcept { return m_text; }

    [[nodiscard]] bool isImageManifest() const noexcept; ///< OCI image manifest or Docker schema 2
    [[nodiscard]] bool isIndex() const noexcept; ///< OCI index or Docker manifest list
    [[nodiscard]] bool isSchema1() const noexcept; ///< the legacy format: named, not read
    [[nodiscard]] bool isImageConfig() const noexcept;
    [[nodiscard]] bool isLayer() const noexcept; ///< a file system layer of OCI or Docker, also a foreign one

    friend std::strong_ordering operator<=>(const MediaType &left, const MediaType &right) noexcept
    {
        return left.m_text.compare(right.m_text) <=> 0;
    }
    friend bool operator==(const MediaType &, const MediaType &) = default;
    friend std::size_t qHash(const MediaType &type, std::size_t seed = 0) noexcept { return qHash(type.m_text, seed); }

    static MediaType ociManifest();
    static MediaType ociIndex();
    static MediaType ociConfig();
    static MediaType ociLayerGzip();
    static MediaType ociLayerZstd();
    static MediaType ociEmpty(); ///< `application/vnd.oci.empty.v1+json`
    static MediaType dockerManifest();
    static MediaType dockerList();
    static MediaType dockerConfig();

    /// What an `Accept` header of a manifest request always lists.
    static QByteArray acceptedManifests();

private:
    explicit MediaType(QString text)
        : m_text(std::move(text))
    { }

    QString m_text; ///< from a pool for well-known types, so that rows share it
};

} // namespace oci
