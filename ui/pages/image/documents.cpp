#include "ui/pages/image/documents.h"

namespace ui {

Documents::Documents(const ShownImage &shown)
{
    const oci::Manifest &top = shown.image->manifest;
    addManifest(top.index() ? Part::Index : Part::Manifest, top);
    const platforms::PlatformImage *part = shown.part();
    if (!part || !part->manifest)
        return;
    if (part->manifest->digest() != top.digest())
        addManifest(Part::Manifest, *part->manifest);
    const oci::ImageManifest *image = part->manifest->image();
    if (!image || part->rawConfig.isEmpty())
        return;
    add({image->config.digest, image->config.mediaType.toString(), part->rawConfig});
    m_parts.push_back({Part::Config, image->config.digest});
}

void Documents::addManifest(Part part, const oci::Manifest &manifest)
{
    m_parts.push_back({part, manifest.digest()});
    add(manifest);
}

void Documents::add(const oci::Manifest &manifest)
{
    describe(manifest);
    add({manifest.digest(), manifest.mediaType().toString(), manifest.raw()});
}

void Documents::add(Document document)
{
    m_documents.insert_or_assign(document.digest, std::move(document));
}

void Documents::describe(const oci::Manifest &manifest)
{
    const auto note
        = [this](const oci::Descriptor &descriptor) { m_described.insert_or_assign(descriptor.digest, descriptor); };
    if (const oci::ImageIndex *index = manifest.index()) {
        for (const oci::Descriptor &child : index->manifests)
            note(child);
    } else if (const oci::ImageManifest *image = manifest.image()) {
        note(image->config);
        for (const oci::Descriptor &layer : image->layers)
            note(layer);
    }
    if (manifest.subject())
        note(*manifest.subject());
}

const Document *Documents::find(const oci::Digest &digest) const
{
    const auto found = m_documents.find(digest);
    return found == m_documents.cend() ? nullptr : &found->second;
}

const oci::Descriptor *Documents::described(const oci::Digest &digest) const
{
    const auto found = m_described.find(digest);
    return found == m_described.cend() ? nullptr : &found->second;
}

} // namespace ui
