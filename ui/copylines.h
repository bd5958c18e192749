#pragma once

#include <QString>

#include "app/connections/connection.h"
#include "app/oci/reference.h"

namespace ui {

/// What other programs call the images of one repository, and the lines to paste into a shell that read them. A value.
class CopyLines final
{
public:
    enum class Tool
    {
        DockerPull,
        PodmanPull,
        SkopeoInspect,
        SkopeoCopy, ///< into an image layout below the current folder
        CranePull, ///< into a file in the current folder
    };

    /// Looks for the folder of a layout on the disk.
    CopyLines(const connections::Connection &connection, oci::RepositoryName repository);

    /// The repository is a layout in a folder.
    [[nodiscard]] bool isOnDisk() const noexcept { return !m_folder.isEmpty(); }
    /// What can be pulled: `host/repository:tag`; on disk `oci:/folder:tag`, as podman and skopeo write it. Empty for a
    /// digest on disk, which none of them reads.
    [[nodiscard]] QString reference(const oci::TagOrDigest &image) const;
    /// Empty where @p tool cannot read the image.
    [[nodiscard]] QString line(Tool tool, const oci::TagOrDigest &image) const;
    /// How a first image comes here; empty on disk.
    [[nodiscard]] QString pushLine() const;

private:
    oci::RepositoryName m_repository;
    QString m_registry; ///< empty on disk
    QString m_folder; ///< of the layout; empty for a registry
    bool m_mayBePlainHttp = false;
};

} // namespace ui
