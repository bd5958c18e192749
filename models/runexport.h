#pragma once

#include <vector>

#include <QByteArray>

#include "app/jobs/historyjobs.h"

namespace models {

/// The history for other programs: names of fields and words are English, dates are ISO 8601 in UTC, digests are whole,
/// what is not known is null. An array of runs with their steps.
[[nodiscard]] QByteArray runsToJson(const std::vector<jobs::PastRun> &runs);
/// The same as RFC 4180 in UTF-8, a line for each step; see csvCell().
[[nodiscard]] QByteArray runsToCsv(const std::vector<jobs::PastRun> &runs);

} // namespace models
