#pragma once

#include <optional>
#include <vector>

#include <QByteArray>
#include <QString>

#include "app/base/result.h"
#include "app/oci/descriptor.h"
#include "app/oci/reference.h"

namespace registry {

/// The `index.json` of an OCI image layout (image-spec, image-layout.md): the manifests it names, and their tags. An
/// edit gives the bytes of a new document, in which everything that we do not know is kept. A value.
class LayoutIndex final
{
public:
    /// One descriptor. `tag` is its `org.opencontainers.image.ref.name`, or the tag in it where a whole reference
    /// stands there (`docker.io/library/nginx:1.27`, as podman and skopeo write it).
    struct Entry
    {
        std::optional<oci::TagName> tag;
        Result<oci::Descriptor> descriptor; ///< InvalidData where it breaks the specification
    };

    /// Reads @p raw strictly; limit maxSize.
    static Result<LayoutIndex> parse(QByteArray raw);
    /// The document of a layout without manifests.
    static QByteArray emptyDocument();

    [[nodiscard]] const QByteArray &raw() const noexcept { return m_raw; }
    [[nodiscard]] const std::vector<Entry> &entries() const noexcept { return m_entries; }
    /// The entry of a tag (the first of them, as skopeo takes it) or of a digest; nullptr where there is none.
    [[nodiscard]] const Entry *find(const oci::TagOrDigest &reference) const;
    /// Every tag once, in the order of their characters.
    [[nodiscard]] std::vector<oci::TagName> tags() const;
    /// Why tags() does not tell all that the document names; empty where it does.
    [[nodiscard]] base::Message leftOut() const;

    /// With @p descriptor, under @p tag where there is one: the tag moves, and what it stood at before stays without
    /// it.
    [[nodiscard]] QByteArray withManifest(const oci::Descriptor &descriptor,
                                          const std::optional<oci::TagName> &tag) const;
    /// Without @p tag. Its manifest stays, so that nothing but the name is gone.
    [[nodiscard]] QByteArray withoutTag(const oci::TagName &tag) const;
    /// Without every descriptor of @p digest, and so without their tags.
    [[nodiscard]] QByteArray withoutManifest(const oci::Digest &digest) const;

    static constexpr qint64 maxSize = 32 * 1024 * 1024; ///< some 100,000 descriptors

private:
    class Edit;
    LayoutIndex() = default;

    QByteArray m_raw;
    std::vector<Entry> m_entries; ///< in the order of the document, one for each item of `manifests`
    QStringList m_strangeNames; ///< names that are no tag
};

} // namespace registry
