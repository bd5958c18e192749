#pragma once

#include <stop_token>

#include "app/base/clock.h"
#include "app/changes/repairreport.h"
#include "app/changes/repositoryreader.h"

namespace changes {

/// Where what is known of a repository is written down.
struct JournalPlace
{
    QString path; ///< of the journal; it is made only to note that something is missing
    QString connection; ///< its id
    QString address; ///< of its registry
};

/// Reads a repository for its repair report, and notes in the journal what is missing from it. Blocking; any thread;
/// @p progress may be empty. Errors where there is no listing, and Cancelled: what the journal does not tell is said in
/// the report.
[[nodiscard]] Result<RepairReport> readForRepair(platforms::Platform &platform, registry::Registry &registry,
                                                 const oci::RepositoryName &repository, const JournalPlace &place,
                                                 const ReadProgress &progress, const base::Clock &clock,
                                                 std::stop_token stop);

} // namespace changes
