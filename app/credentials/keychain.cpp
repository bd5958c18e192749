#include "app/credentials/keychain.h"

#include <openssl/crypto.h>
#include <qt6keychain/keychain.h>

#include "app/credentials/keychainthread.h"
#include "app/credentials/secretservice.h"

namespace credentials::keychain {

using namespace Qt::StringLiterals;
using secretservice::Presence;
using std::chrono::milliseconds;

namespace {

const QString serviceName = u"portolan"_s;

/// What became of a job of QtKeychain.
struct Outcome
{
    QKeychain::Error code = QKeychain::NoError;
    QString message;
    base::Secret secret;
};

base::Secret takeSecret(const QKeychain::ReadPasswordJob &job)
{
    const QByteArray shared = job.binaryData();
    base::Secret secret(QByteArray(shared.constData(), shared.size()));
    // The job keeps its own until it is deleted, and then only frees it.
    OPENSSL_cleanse(const_cast<char *>(shared.constData()), static_cast<std::size_t>(shared.size()));
    return secret;
}

/// Runs a job of QtKeychain. It is without a parent and deletes itself once it finished, if ever: its callback holds a
/// plain pointer.
template <class Job, class Prepare>
Result<Outcome> runOnce(const QString &key, const Prepare &prepare, milliseconds limit, std::stop_token stop)
{
    const auto begin = [key, prepare](const std::function<void(Outcome)> &answer) {
        auto *job = new Job(serviceName);
        job->setKey(key);
        prepare(*job);
        QObject::connect(job, &QKeychain::Job::finished, job, [job, answer] {
            Outcome outcome{job->error(), job->errorString(), {}};
            if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
                outcome.secret = takeSecret(*job);
            answer(std::move(outcome));
        });
        job->start();
    };
    return ask<Outcome>(begin, limit, std::move(stop));
}

/// Once more where it failed: QtKeychain knows a service that was started anew by the session of the one before.
template <class Job, class Prepare>
Result<Outcome> run(const QString &key, const Prepare &prepare, milliseconds limit, std::stop_token stop)
{
    Result<Outcome> outcome = runOnce<Job>(key, prepare, limit, stop);
    if (!outcome || outcome->code != QKeychain::OtherError || !secretservice::isUsed())
        return outcome;
    post(&secretservice::forgetSession);
    return runOnce<Job>(key, prepare, limit, std::move(stop));
}

Result<Outcome> runRead(const QString &key, milliseconds limit, std::stop_token stop)
{
    return run<QKeychain::ReadPasswordJob>(
        key, [](auto &) {}, limit, std::move(stop));
}

Error failed(ErrorReason reason, const QString &detail)
{
    return base::failure(ErrorKind::Credentials, detail, reason);
}

/// What QtKeychain's own code says, where there is no Secret Service that knows better.
Error byCode(const Outcome &outcome)
{
    switch (outcome.code) {
    case QKeychain::EntryNotFound:
        return failed(ErrorReason::KeychainMissing, outcome.message);
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::CouldNotDeleteEntry:
        return failed(ErrorReason::KeychainDenied, outcome.message);
    default:
        return failed(ErrorReason::KeychainNoService, outcome.message);
    }
}

/// How it lies in the keychain now: what is not locked and did not come is not given to us.
Error byPresence(Presence presence, const Outcome &outcome)
{
    switch (presence) {
    case Presence::None:
        return failed(ErrorReason::KeychainMissing, u"the keychain has no such entry"_s);
    case Presence::Locked:
        return failed(ErrorReason::KeychainLocked, u"the keychain is locked"_s);
    case Presence::Unlocked:
        break;
    }
    return failed(ErrorReason::KeychainDenied, outcome.message);
}

/// A wait that ended is the person's who did not unlock it, where one was asked.
Error unanswered(Error error, Presence presence)
{
    if (!error.isCancelled() && presence != Presence::Unlocked)
        error.reason = ErrorReason::KeychainLocked;
    return error;
}

/// One call of the keychain, with what it is about.
struct Access
{
    const QString &key;
    const Deadlines &deadlines;
    std::stop_token stop;
    WhereLocked whereLocked = WhereLocked::Ask;

    [[nodiscard]] Result<Presence> presence() const
    {
        return secretservice::find(serviceName, key, deadlines.answer, stop);
    }
    [[nodiscard]] milliseconds limit(Presence presence) const
    {
        return presence == Presence::Unlocked ? deadlines.answer : deadlines.prompt;
    }
};

/// Reads, which has the system ask for the keychain to be unlocked where it is locked.
Result<base::Secret> readFromService(const Access &access)
{
    const Result<Presence> before = access.presence();
    if (!before)
        return base::fail(before.error());
    if (*before == Presence::None || (*before == Presence::Locked && access.whereLocked == WhereLocked::Fail))
        return base::fail(byPresence(*before, {}));
    Result<Outcome> outcome = runRead(access.key, access.limit(*before), access.stop);
    if (!outcome)
        return base::fail(unanswered(outcome.error(), *before));
    if (outcome->code == QKeychain::NoError)
        return std::move(outcome->secret);
    const Result<Presence> after = access.presence();
    return base::fail(after ? byPresence(*after, *outcome) : after.error());
}

/// QtKeychain calls a removal from a locked keychain a success, so it is unlocked first and looked at afterwards.
Result<> removeFromService(const Access &access)
{
    Result<Presence> presence = access.presence();
    if (!presence)
        return base::fail(presence.error());
    if (*presence == Presence::None)
        return Done{};
    if (*presence == Presence::Locked) {
        if (const Result<base::Secret> unlocked = readFromService(access); !unlocked)
            return base::fail(unlocked.error());
    }
    const Result<Outcome> outcome = run<QKeychain::DeletePasswordJob>(
        access.key, [](auto &) {}, access.deadlines.answer, access.stop);
    if (!outcome)
        return base::fail(outcome.error());
    presence = access.presence();
    if (!presence)
        return base::fail(presence.error());
    return *presence == Presence::None ? Result<>(Done{}) : base::fail(byPresence(*presence, *outcome));
}

/// What lies there after a change, where no Secret Service tells: QtKeychain 0.13 calls it a success whatever KWallet
/// answered. Nothing where there is no entry.
Result<std::optional<base::Secret>> readBack(const Access &access)
{
    Result<Outcome> outcome = runRead(access.key, access.deadlines.answer, access.stop);
    if (!outcome)
        return base::fail(outcome.error());
    if (outcome->code == QKeychain::EntryNotFound)
        return std::optional<base::Secret>();
    if (outcome->code != QKeychain::NoError)
        return base::fail(byCode(*outcome));
    return std::optional(std::move(outcome->secret));
}

Result<> checkWritten(const Access &access, const base::Secret &secret)
{
    const Result<std::optional<base::Secret>> found = readBack(access);
    if (!found)
        return base::fail(found.error());
    if (!*found || (*found)->expose() != secret.expose())
        return base::fail(failed(ErrorReason::KeychainDenied, u"the keychain did not take the entry"_s));
    return Done{};
}

Result<> checkRemoved(const Access &access)
{
    const Result<std::optional<base::Secret>> found = readBack(access);
    if (!found)
        return base::fail(found.error());
    if (*found)
        return base::fail(failed(ErrorReason::KeychainDenied, u"the keychain did not give up the entry"_s));
    return Done{};
}

} // namespace

Result<base::Secret> read(const QString &key, const Deadlines &deadlines, std::stop_token stop, WhereLocked whereLocked)
{
    if (secretservice::isUsed())
        return readFromService({key, deadlines, std::move(stop), whereLocked});
    Result<Outcome> outcome = runRead(key, deadlines.prompt, std::move(stop));
    if (!outcome)
        return base::fail(outcome.error());
    if (outcome->code != QKeychain::NoError)
        return base::fail(byCode(*outcome));
    return std::move(outcome->secret);
}

Result<> write(const QString &key, const base::Secret &secret, const Deadlines &deadlines, std::stop_token stop)
{
    Presence before = Presence::None;
    if (secretservice::isUsed()) {
        const Result<Presence> found = Access{key, deadlines, stop}.presence();
        if (!found)
            return base::fail(found.error());
        before = *found;
    }
    const auto held = std::make_shared<const base::Secret>(secret.clone());
    const auto prepare
        = [held](QKeychain::WritePasswordJob &job) { job.setTextData(QString::fromUtf8(held->expose())); };
    const Result<Outcome> outcome
        = run<QKeychain::WritePasswordJob>(key, prepare, Access{key, deadlines, stop}.limit(before), stop);
    if (!outcome)
        return base::fail(unanswered(outcome.error(), before));
    if (!secretservice::isUsed())
        return outcome->code == QKeychain::NoError ? checkWritten({key, deadlines, std::move(stop)}, secret)
                                                   : base::fail(byCode(*outcome));
    if (outcome->code == QKeychain::NoError)
        return Done{};
    const Result<bool> isLocked = secretservice::isLockedForNew(deadlines.answer, std::move(stop));
    if (!isLocked)
        return base::fail(isLocked.error());
    return base::fail(failed(*isLocked ? ErrorReason::KeychainLocked : ErrorReason::KeychainDenied, outcome->message));
}

Result<> remove(const QString &key, const Deadlines &deadlines, std::stop_token stop)
{
    if (secretservice::isUsed())
        return removeFromService({key, deadlines, std::move(stop)});
    const Result<Outcome> outcome = run<QKeychain::DeletePasswordJob>(
        key, [](auto &) {}, deadlines.prompt, stop);
    if (!outcome)
        return base::fail(outcome.error());
    if (outcome->code == QKeychain::EntryNotFound)
        return Done{};
    return outcome->code == QKeychain::NoError ? checkRemoved({key, deadlines, std::move(stop)})
                                               : base::fail(byCode(*outcome));
}

Result<> check(const Deadlines &deadlines, std::stop_token stop)
{
    if (!secretservice::isUsed())
        return Done{}; // the others answer only by opening it
    const Result<Presence> answered = Access{{}, deadlines, std::move(stop)}.presence();
    return answered ? Result<>(Done{}) : base::fail(answered.error());
}

} // namespace credentials::keychain
