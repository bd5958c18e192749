#include "app/registry/layoutindex.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/base/json.h"

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace registry {

namespace {

constexpr QLatin1StringView refName("org.opencontainers.image.ref.name");
constexpr QLatin1StringView containerdName("io.containerd.image.name"); // the same name again, for `ctr images import`

std::optional<oci::TagName> tagOf(const QString &name)
{
    if (auto tag = oci::TagName::parse(name))
        return *std::move(tag);
    if (auto reference = oci::Reference::parse(name))
        return reference->tag();
    return std::nullopt;
}

ordered_json toJson(const oci::Descriptor &descriptor)
{
    ordered_json json;
    json["mediaType"] = descriptor.mediaType.toString().toStdString();
    json["digest"] = descriptor.digest.toString().toStdString();
    json["size"] = descriptor.size;
    if (descriptor.artifactType)
        json["artifactType"] = descriptor.artifactType->toString().toStdString();
    return json;
}

bool hasDigest(const LayoutIndex::Entry &entry, const oci::Digest &digest)
{
    return entry.descriptor && entry.descriptor->digest == digest;
}

} // namespace

/// The document as items that can be taken out and changed. What is parsed here was read strictly before.
class LayoutIndex::Edit final
{
public:
    explicit Edit(const LayoutIndex &index)
        : m_document(ordered_json::parse(index.m_raw.cbegin(), index.m_raw.cend(), nullptr, false))
    {
        ordered_json &items = m_document["manifests"];
        for (std::size_t at = 0; at < index.m_entries.size(); ++at)
            m_items.push_back({index.m_entries[at], std::move(items[at])});
    }

    void removeTag(const oci::TagName &tag)
    {
        for (auto item = m_items.begin(); item != m_items.end();) {
            if (item->entry.tag != tag) {
                ++item;
                continue;
            }
            item->entry.tag.reset();
            if (isNamedElsewhere(*item)) {
                item = m_items.erase(item);
                continue;
            }
            ordered_json &annotations = item->json["annotations"];
            annotations.erase(refName.latin1());
            annotations.erase(containerdName.latin1());
            if (annotations.empty())
                item->json.erase("annotations");
            ++item;
        }
    }

    void removeManifest(const oci::Digest &digest)
    {
        std::erase_if(m_items, [&digest](const Item &item) { return hasDigest(item.entry, digest); });
    }

    void add(const oci::Descriptor &descriptor, const std::optional<oci::TagName> &tag)
    {
        auto item = std::find_if(m_items.begin(), m_items.end(), [&](const Item &candidate) {
            return hasDigest(candidate.entry, descriptor.digest) && (!tag || !candidate.entry.tag);
        });
        if (item == m_items.end())
            item = m_items.insert(item, {{tag, descriptor}, toJson(descriptor)});
        if (tag)
            item->json["annotations"][refName.latin1()] = tag->toString().toStdString();
    }

    [[nodiscard]] QByteArray document()
    {
        ordered_json items = ordered_json::array();
        for (Item &item : m_items)
            items.push_back(std::move(item.json));
        m_document["manifests"] = std::move(items);
        return QByteArray::fromStdString(m_document.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
    }

private:
    struct Item
    {
        Entry entry;
        ordered_json json;
    };

    [[nodiscard]] bool isNamedElsewhere(const Item &item) const
    {
        return item.entry.descriptor && std::any_of(m_items.cbegin(), m_items.cend(), [&item](const Item &other) {
                   return &other != &item && hasDigest(other.entry, item.entry.descriptor->digest);
               });
    }

    ordered_json m_document;
    std::vector<Item> m_items;
};

Result<LayoutIndex> LayoutIndex::parse(QByteArray raw)
{
    if (raw.size() > maxSize)
        return base::fail(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "index.json is larger than 32 MiB"),
                          ErrorReason::TooLarge);
    const auto json = base::Json::parse(raw);
    if (!json)
        return base::fail(
            ErrorKind::InvalidData,
            {QT_TRANSLATE_NOOP("Faults", "%1: %2"), {QStringLiteral("index.json"), json.error().message}});
    const base::Json *manifests = json->find("manifests"_L1);
    if (!manifests || !manifests->isArray())
        return base::fail(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "index.json: no \"manifests\""));
    if (const auto key = json->ambiguousKey())
        return base::fail(
            ErrorKind::InvalidData,
            {QT_TRANSLATE_NOOP("Faults", "index.json: the key \"%1\" stands twice in different case"), {*key}});

    LayoutIndex index;
    for (const base::Json &item : manifests->items()) {
        Entry entry{std::nullopt, oci::Descriptor::fromJson(item)};
        if (const base::Json *annotations = item.find("annotations"_L1)) {
            const base::Json *name = annotations->find(refName);
            const auto text = name ? name->toString() : std::nullopt;
            if (text)
                entry.tag = tagOf(*text);
            if (text && !entry.tag)
                index.m_strangeNames.append(*text);
        }
        index.m_entries.push_back(std::move(entry));
    }
    index.m_raw = std::move(raw);
    return index;
}

QByteArray LayoutIndex::emptyDocument()
{
    return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]})"_ba;
}

const LayoutIndex::Entry *LayoutIndex::find(const oci::TagOrDigest &reference) const
{
    const auto found = std::find_if(m_entries.cbegin(), m_entries.cend(), [&reference](const Entry &entry) {
        if (const auto *tag = std::get_if<oci::TagName>(&reference))
            return entry.tag == *tag;
        return hasDigest(entry, std::get<oci::Digest>(reference));
    });
    return found == m_entries.cend() ? nullptr : &*found;
}

std::vector<oci::TagName> LayoutIndex::tags() const
{
    std::vector<oci::TagName> tags;
    for (const Entry &entry : m_entries) {
        if (entry.tag)
            tags.push_back(*entry.tag);
    }
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

base::Message LayoutIndex::leftOut() const
{
    if (!m_strangeNames.isEmpty())
        return {QT_TRANSLATE_NOOP("Faults", "%1 names are no tags, the first is %2"),
                {base::Message::number(m_strangeNames.size()), m_strangeNames.first()}};
    const auto all = tags();
    const auto tagged
        = std::count_if(m_entries.cbegin(), m_entries.cend(), [](const Entry &entry) { return entry.tag.has_value(); });
    if (all.size() < std::size_t(tagged))
        return QT_TRANSLATE_NOOP("Faults", "a tag stands at several manifests; the first one is shown");
    return {};
}

QByteArray LayoutIndex::withManifest(const oci::Descriptor &descriptor, const std::optional<oci::TagName> &tag) const
{
    const Entry *present = tag ? find(*tag) : find(descriptor.digest);
    if (present && hasDigest(*present, descriptor.digest))
        return m_raw;
    Edit edit(*this);
    if (tag)
        edit.removeTag(*tag);
    edit.add(descriptor, tag);
    return edit.document();
}

QByteArray LayoutIndex::withoutTag(const oci::TagName &tag) const
{
    Edit edit(*this);
    edit.removeTag(tag);
    return edit.document();
}

QByteArray LayoutIndex::withoutManifest(const oci::Digest &digest) const
{
    Edit edit(*this);
    edit.removeManifest(digest);
    return edit.document();
}

} // namespace registry
