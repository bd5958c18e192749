#pragma once

#include <stop_token>
#include <vector>

#include <QString>

#include "app/base/result.h"
#include "app/oci/repositoryname.h"
#include "app/registry/layoutfolder.h"

namespace registry {

/// The layouts below a folder and their names; the rules are LayoutRegistry's. Any thread.
class LayoutTree final
{
public:
    struct Listing
    {
        std::vector<oci::RepositoryName> names; ///< in the order of their characters
        base::Message leftOut; ///< why these are not all; empty where they are
    };

    /// @p root is an existing folder; NotFound where it is not.
    static Result<LayoutTree> open(const QString &root);

    [[nodiscard]] Result<Listing> list(std::stop_token stop) const;
    /// The folder of @p name, whether it holds a layout or is yet to be made. NotFound where no layout can have it.
    [[nodiscard]] Result<LayoutFolder> folder(const oci::RepositoryName &name) const;

private:
    struct Walk;
    explicit LayoutTree(QString root);

    [[nodiscard]] bool isLayout() const { return LayoutFolder(m_root, m_root).isLayout(); }
    [[nodiscard]] oci::RepositoryName ownName() const;
    [[nodiscard]] QString find(const QString &folder, QStringView rest) const;

    QString m_root; ///< canonical
};

} // namespace registry
