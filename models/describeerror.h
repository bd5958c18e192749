#pragma once

#include <functional>

#include <QString>

#include "app/base/error.h"

namespace models {

/// How a model gets the one sentence that tells an error. The words themselves are made in `ui/errortext`.
using DescribeError = std::function<QString(const base::Error &)>;

} // namespace models
