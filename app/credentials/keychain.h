#pragma once

#include <chrono>
#include <stop_token>

#include <QString>

#include "app/base/result.h"
#include "app/base/secret.h"

/// The keychain of the operating system: QtKeychain, and on Linux the Secret Service itself for what QtKeychain cannot
/// tell apart. Blocking calls for worker threads; never for the UI's. Failures are ErrorKind::Credentials with
/// - KeychainLocked: it is locked, and was not unlocked;
/// - KeychainDenied: it has the secret and does not give it, or refuses to talk to us;
/// - KeychainMissing: it answers, and has nothing of that name;
/// - KeychainNoService: there is none, or it does not answer in time.
namespace credentials::keychain {

/// How long it may take.
struct Deadlines
{
    std::chrono::milliseconds answer = std::chrono::seconds(10); ///< where nobody is asked anything
    std::chrono::milliseconds prompt = std::chrono::minutes(3); ///< where the system asks a person to unlock it
};

/// What is done where it is locked.
enum class WhereLocked
{
    Ask, ///< the system asks a person to unlock it
    Fail, ///< with KeychainLocked, at once; where there is no Secret Service the system asks all the same
};

Result<base::Secret> read(const QString &key, const Deadlines &deadlines, std::stop_token stop,
                          WhereLocked whereLocked = WhereLocked::Ask);
/// In place of what was there.
Result<> write(const QString &key, const base::Secret &secret, const Deadlines &deadlines, std::stop_token stop);
/// Done also where there was nothing, and never where there still is something.
Result<> remove(const QString &key, const Deadlines &deadlines, std::stop_token stop);
/// Done where it answers, locked or not. Nobody is asked to unlock it.
Result<> check(const Deadlines &deadlines, std::stop_token stop);

} // namespace credentials::keychain
