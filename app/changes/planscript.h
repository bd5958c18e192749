#pragma once

#include <QByteArray>
#include <QString>

#include "app/changes/plan.h"
#include "app/oci/repositoryname.h"

namespace changes {

/// A POSIX shell script of curl calls that carries out @p steps, for those who let no program of ours do it. It holds
/// no credentials: curl takes them from `$CURL_OPTIONS`, such as `--netrc`. Each request is guarded: a tag that points
/// elsewhere by then is left alone, and a manifest on which a tag of the plan still stands, too. @p registry is the
/// address with its scheme, without a path.
[[nodiscard]] QByteArray scriptOf(const QByteArray &registry, const oci::RepositoryName &repository,
                                  const std::vector<Step> &steps);

/// What @p steps send to change something, a request on each line: `DELETE https://…`.
[[nodiscard]] QString requestsOf(const QByteArray &registry, const oci::RepositoryName &repository,
                                 const std::vector<Step> &steps);

} // namespace changes
