#pragma once

#include <vector>

#include <QByteArray>

#include "app/jobs/historyjobs.h"

namespace models {

/// The history for other programs: names of fields and words are English, dates are ISO 8601 in UTC, digests are whole,
/// what is not known is null. Kinds of steps are those of the journal, and "delete-placeholder", which takes no image
/// of anybody's. An array of runs with their steps, the tags that somebody else changed meanwhile
/// ("races"), what should have stayed and was gone afterwards ("losses"), and blobs that what was put back lacks
/// ("gone").
[[nodiscard]] QByteArray runsToJson(const std::vector<jobs::PastRun> &runs);
/// The same as RFC 4180 in UTF-8, a line for each step, and one of the kind "race", "loss" or "gone" for each of the
/// others; see csvCell().
[[nodiscard]] QByteArray runsToCsv(const std::vector<jobs::PastRun> &runs);

} // namespace models
