#pragma once

#include <chrono>
#include <stop_token>

#include <QString>

#include "app/base/result.h"

/// What the Secret Service says of an entry without asking anybody (freedesktop.org's specification, 0.2): the state
/// that QtKeychain 0.13 cannot tell. It finds entries by the attributes that QtKeychain gives them.
namespace credentials::secretservice {

enum class Presence
{
    None,
    Unlocked,
    Locked,
};

/// QtKeychain keeps its secrets there: on Linux, but for KDE Plasma 5, where it goes to KWallet.
[[nodiscard]] bool isUsed();

/// Whether there is an entry of @p service under @p key; KeychainNoService or KeychainDenied where it cannot be asked.
Result<Presence> find(const QString &service, const QString &key, std::chrono::milliseconds limit,
                      std::stop_token stop);
/// Whether new entries would go into something locked. True also where there is nothing yet that they could go into.
Result<bool> isLockedForNew(std::chrono::milliseconds limit, std::stop_token stop);

/// The next use of QtKeychain begins a session of its own. On the thread of the keychain.
void forgetSession();

} // namespace credentials::secretservice
