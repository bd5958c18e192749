#pragma once

#include <QString>

#include "app/base/result.h"

namespace base {

/// The folders that the program keeps its own files in. Both exist once prepare() succeeded.
struct Paths
{
    QString config; ///< settings: connections and the like
    QString data; ///< what was seen, the sample registry

    /// The user's own, by the customs of the system. Needs the application's name to be set.
    static Paths ofUser();
    /// All below @p folder, as `--profile` asks. A profile shares nothing with another.
    static Paths ofProfile(const QString &folder);

    /// Makes the folders, for the owner only.
    [[nodiscard]] Result<> prepare() const;

    friend bool operator==(const Paths &, const Paths &) = default;
};

} // namespace base
