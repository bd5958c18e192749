#pragma once

#include <QString>

#include "app/base/secret.h"

namespace credentials {

/// Whose password is an identity token: what a token server gave for a password, and exchanges for tokens. Spelt as
/// docker and its helpers do; no person is called so.
inline constexpr QLatin1StringView identityTokenUser("<token>");

/// What a person signs in with: a user name and a password or token. Moves, and does not copy.
struct Credential
{
    QString user;
    base::Secret password;

    [[nodiscard]] Credential clone() const { return {user, password.clone()}; }
};

} // namespace credentials
