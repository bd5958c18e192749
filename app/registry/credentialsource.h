#pragma once

#include <functional>
#include <optional>
#include <stop_token>

#include "app/base/result.h"
#include "app/credentials/credential.h"

namespace registry {

/// Asked for the password when a challenge needs it, on the thread that needs it; none means anonymous.
using CredentialSource = std::function<Result<std::optional<credentials::Credential>>(std::stop_token)>;

} // namespace registry
