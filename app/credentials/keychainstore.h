#pragma once

#include <atomic>

#include "app/credentials/credentialstore.h"
#include "app/credentials/keychain.h"
#include "app/credentials/keychainindex.h"
#include "app/credentials/sessionstore.h"

namespace credentials {

/// Keeps passwords in the keychain of the operating system, or in memory until the program ends: as its caller says,
/// and nowhere else. What lies in memory goes before what the keychain has.
///
/// An index remembers for which ids the keychain has something, so that it is asked for nothing else, and not at all
/// before the first of them is needed. Failures are those of keychain.h, KeychainMissing among them where the index has
/// an id and the keychain does not.
///
/// Any thread but the UI's for what takes a stop token: those wait for the keychain, and perhaps for a person. The
/// others never wait.
class KeychainStore final : public CredentialStore
{
public:
    /// @p indexFile is the file of the index: ids and user names, no secrets.
    explicit KeychainStore(const QString &indexFile, keychain::Deadlines deadlines = {});

    Result<std::optional<Credential>> find(const QString &id, std::stop_token stop) override;
    /// Puts it into the keychain; what memory had for @p id is forgotten then.
    Result<> store(const QString &id, Credential credential, std::stop_token stop) override;
    /// From memory and from the keychain. Where the keychain is locked and stays so the secret is still there, and this
    /// fails.
    Result<> remove(const QString &id, std::stop_token stop) override;

    /// What memory has for @p id goes into the keychain; Done where it has nothing.
    Result<> moveToKeychain(const QString &id, std::stop_token stop);
    /// What the keychain has for @p id goes into memory, where there is not something newer; Done where it has nothing.
    Result<> moveToSession(const QString &id, std::stop_token stop);

    /// Whether find() has a person asked to unlock the keychain, as it does at first, or fails where it is locked.
    void setAsking(bool isAsking) noexcept { m_isAsking.store(isAsking); }

    /// Done where a keychain answers now, locked or not. Asks nobody anything.
    Result<> check(std::stop_token stop) const;

    /// Keeps @p credential in memory until the program ends; what the keychain has for @p id stays there.
    void storeForSession(const QString &id, Credential credential);

    [[nodiscard]] bool isForSession(const QString &id) const; ///< in memory
    [[nodiscard]] bool isInKeychain(const QString &id) const; ///< as the index has it
    [[nodiscard]] std::map<QString, QString> usersInKeychain() const { return m_index.users(); } ///< by id
    /// find() would have something, unless the keychain says otherwise.
    [[nodiscard]] bool contains(const QString &id) const { return isForSession(id) || isInKeychain(id); }

private:
    Result<> removeFromKeychain(const QString &id, std::stop_token stop);

    KeychainIndex m_index;
    SessionStore m_session;
    keychain::Deadlines m_deadlines;
    std::atomic<bool> m_isAsking = true;
};

} // namespace credentials
