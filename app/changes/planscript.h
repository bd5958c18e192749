#pragma once

#include <QByteArray>
#include <QString>

#include "app/changes/runnersurroundings.h"
#include "app/oci/repositoryname.h"

namespace changes {

/// A POSIX shell script of curl calls that carries out @p steps, for those who let no program of ours do it. It holds
/// no credentials: curl takes them from `$CURL_OPTIONS`, such as `--netrc`. Each request is guarded: a tag that points
/// elsewhere by then is left alone, and so is a manifest on which a tag stands then, but for those of @p goAlong.
/// @p registry is the address with its scheme, without a path.
[[nodiscard]] QByteArray scriptOf(const QByteArray &registry, const oci::RepositoryName &repository,
                                  const std::vector<Step> &steps, const std::vector<Surroundings::Named> &goAlong);

/// What @p steps send to change something, a request on each line: `DELETE https://…`.
[[nodiscard]] QString requestsOf(const QByteArray &registry, const oci::RepositoryName &repository,
                                 const std::vector<Step> &steps);

} // namespace changes
