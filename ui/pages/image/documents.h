#pragma once

#include <map>
#include <optional>
#include <vector>

#include <QByteArray>
#include <QString>

#include "app/oci/digest.h"
#include "app/oci/mediatype.h"
#include "ui/pages/image/shownimage.h"

namespace ui {

/// Bytes that a person can look at, under the digest that names them.
struct Document
{
    oci::Digest digest;
    QString mediaType; ///< may be empty
    QByteArray bytes; ///< as received
};

/// The documents of one image that are there, and what is known of those that are not.
class Documents final
{
public:
    enum class Part
    {
        Index,
        Manifest,
        Config
    };
    struct Entry
    {
        Part part;
        oci::Digest digest;
    };

    Documents() = default;
    explicit Documents(const ShownImage &shown);

    /// What the image itself consists of, in order: the index, the manifest of the platform, its configuration.
    [[nodiscard]] const std::vector<Entry> &parts() const noexcept { return m_parts; }
    [[nodiscard]] const Document *find(const oci::Digest &digest) const; ///< null where it is not there
    void add(const oci::Manifest &manifest);
    void add(Document document); ///< one that is no manifest
    /// What a document that was seen says about @p digest.
    [[nodiscard]] const oci::Descriptor *described(const oci::Digest &digest) const;

private:
    void addManifest(Part part, const oci::Manifest &manifest);
    void describe(const oci::Manifest &manifest);

    std::vector<Entry> m_parts;
    std::map<oci::Digest, Document> m_documents;
    std::map<oci::Digest, oci::Descriptor> m_described;
};

} // namespace ui
