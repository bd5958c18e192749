#pragma once

#include <stop_token>

#include <QString>

#include "app/base/result.h"

namespace connections {

/// Copies the sample registry that came with the program, @p installed, to @p folder in a profile, where it is the
/// user's to change. Nothing where it was copied before. The folder appears whole or not at all, whenever the program
/// ends. NotFound where the program came without a sample; Conflict while another call does the same. Any thread.
Result<> prepareSample(const QString &installed, const QString &folder, std::stop_token stop);

/// Puts @p folder back to what @p installed is; what was changed there is gone. Until the copy is whole, the old one
/// stays.
Result<> resetSample(const QString &installed, const QString &folder, std::stop_token stop);

} // namespace connections
