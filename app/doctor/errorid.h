#pragma once

#include <QString>

#include "app/base/error.h"

namespace doctor {

/// The name of a fault, the same in every language: in the window, in reports, logs and the help. Lower case, the
/// party first: `tls.expired`, `auth.denied`. Never empty.
[[nodiscard]] QString idOf(const Error &error);

} // namespace doctor
