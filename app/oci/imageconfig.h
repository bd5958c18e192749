#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <vector>

#include <QByteArray>
#include <QStringList>

#include "app/base/result.h"
#include "app/oci/digest.h"
#include "app/oci/manifest.h"
#include "app/oci/platform.h"

namespace oci {

using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// RFC 3339 with 0 to 9 digits of fraction; `0001-01-01T00:00:00Z`, Go's zero, is no time.
[[nodiscard]] std::optional<UtcTime> parseRfc3339(QStringView text);

/// One step of an image's making (image-spec, config.md "history").
struct HistoryEntry
{
    std::optional<UtcTime> created;
    QString createdBy;
    QString author;
    QString comment;
    bool emptyLayer = false; ///< changed the configuration only
};

/// An image's configuration (image-spec, config.md). A value.
struct ImageConfig
{
    Platform platform;
    std::optional<UtcTime> created;
    QString author;
    QString user;
    QString workingDirectory;
    QString stopSignal;
    QStringList entrypoint;
    QStringList command;
    QStringList environment;
    QStringList exposedPorts;
    QStringList volumes;
    QStringList healthCheck; ///< docker's `Healthcheck.Test`: `CMD`, `CMD-SHELL` or `NONE`, then the command
    std::map<QString, QString> labels;
    std::vector<Digest> diffIds; ///< digests of the layers unpacked, bottom first
    std::vector<HistoryEntry> history; ///< oldest first

    /// Reads @p raw strictly; limit 4 MiB.
    static Result<ImageConfig> parse(QByteArrayView raw);
};

/// A layer with the step that made it.
struct Layer
{
    Descriptor descriptor;
    std::optional<Digest> diffId;
    std::optional<HistoryEntry> history; ///< absent where the history does not match the layers
};

/// Joins the layers of @p manifest with the history of @p config: entries that are not `empty_layer` belong to the
/// layers in order. Where their numbers differ (squashed or hand-made images) no layer gets a step, rather than a wrong
/// one.
[[nodiscard]] std::vector<Layer> joinLayers(const ImageManifest &manifest, const ImageConfig &config);

inline constexpr qint64 maxConfigSize = 4 * 1024 * 1024;

} // namespace oci
