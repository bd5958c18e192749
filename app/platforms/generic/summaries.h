#pragma once

#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <QHash>

#include "app/base/result.h"
#include "app/oci/manifest.h"
#include "app/platforms/generic/manifestfacts.h"
#include "app/platforms/tagdetails.h"

namespace platforms {

/// A row's details but for its name.
struct Summary
{
    TagKind kind = TagKind::NotYetKnown;
    std::optional<oci::MediaType> mediaType;
    QList<oci::Platform> platforms;
    Size size;
    Date created;
    int missingChildren = 0;
    std::shared_ptr<const base::Error> failure;
};

/// A read that a summary waits for.
struct Need
{
    enum class Kind
    {
        Child, ///< the manifest of an index's image
        Config
    };

    Kind kind;
    oci::Digest digest;
    qint64 size = -1;
    bool late = false; ///< no summary waits for it: whoever asks what images hold does
};

/// Makes summaries of manifests: asks for the images of an index to add up their sizes, and for a configuration to tell
/// the date. Each digest is asked for once, however many manifests name it. What was read is kept as numbers. One
/// thread.
class Summaries final
{
public:
    /// A manifest that a tag points at.
    void add(const oci::Manifest &manifest);
    void childRead(const oci::Digest &digest, Result<oci::Manifest> manifest);
    void configRead(const oci::Digest &digest, const Result<QByteArray> &bytes);

    /// Null until it is finished.
    [[nodiscard]] const Summary *find(const oci::Digest &digest) const;
    /// What has to be read now, in order, and what has been finished, since the last call.
    [[nodiscard]] std::vector<Need> takeNeeds() { return std::exchange(m_needs, {}); }
    [[nodiscard]] std::vector<oci::Digest> takeFinished() { return std::exchange(m_finished, {}); }

private:
    /// An image's part in the index that names it.
    struct Part
    {
        std::vector<BlobSize> blobs;
        std::optional<ConfigPlace> config;
        std::shared_ptr<const base::Error> failure;
    };

    struct ConfigPart
    {
        QList<oci::Platform> platform; ///< one
        std::optional<oci::UtcTime> created;
        std::shared_ptr<const base::Error> failure;
    };

    /// A summary that waits.
    struct Open
    {
        Summary summary;
        std::vector<oci::Digest> children;
        std::size_t pendingChildren = 0;
        bool hasNestedIndex = false;
    };

    using Waiting = std::unordered_map<oci::Digest, std::vector<oci::Digest>>; ///< manifests by what they wait for

    void addIndex(const oci::Digest &digest, Open open);
    void needAttachments(const std::vector<oci::Digest> &attachments);
    void sumUp(const oci::Digest &digest);
    void needConfig(const oci::Digest &digest, const ConfigPlace &config);
    void finishWith(const oci::Digest &digest, const ConfigPart &config);
    void finish(const oci::Digest &digest, Summary summary);
    [[nodiscard]] QList<oci::Platform> shared(QList<oci::Platform> platforms);

    std::unordered_map<oci::Digest, Summary> m_summaries;
    std::unordered_map<oci::Digest, Open> m_open;
    std::unordered_map<oci::Digest, Part> m_parts;
    std::unordered_map<oci::Digest, ConfigPart> m_configs;
    Waiting m_waitingForChild;
    Waiting m_waitingForConfig;
    std::vector<Need> m_needs;
    std::vector<oci::Digest> m_finished;
    QHash<QString, QList<oci::Platform>> m_platforms; ///< for rows to share
};

} // namespace platforms
