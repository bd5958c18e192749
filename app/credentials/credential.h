#pragma once

#include <QString>

#include "app/base/secret.h"

namespace credentials {

/// What a person signs in with: a user name and a password or token. Moves, and does not copy.
struct Credential
{
    QString user;
    base::Secret password;

    [[nodiscard]] Credential clone() const { return {user, password.clone()}; }
};

} // namespace credentials
