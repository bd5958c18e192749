#include "app/credentials/keychainstore.h"

namespace credentials {

KeychainStore::KeychainStore(const QString &indexFile, keychain::Deadlines deadlines)
    : m_index(indexFile)
    , m_deadlines(deadlines)
{ }

Result<std::optional<Credential>> KeychainStore::find(const QString &id, std::stop_token stop)
{
    if (auto inMemory = m_session.find(id, stop); !inMemory || *inMemory)
        return inMemory;
    const std::optional<QString> user = m_index.user(id);
    if (!user)
        return std::optional<Credential>();
    const auto whereLocked = m_isAsking.load() ? keychain::WhereLocked::Ask : keychain::WhereLocked::Fail;
    Result<base::Secret> secret = keychain::read(id, m_deadlines, std::move(stop), whereLocked);
    if (!secret)
        return base::fail(std::move(secret).error());
    return std::optional(Credential{*user, *std::move(secret)});
}

Result<> KeychainStore::store(const QString &id, Credential credential, std::stop_token stop)
{
    if (Result<> written = keychain::write(id, credential.password, m_deadlines, stop); !written)
        return written;
    if (Result<> indexed = m_index.add(id, credential.user); !indexed) {
        (void)keychain::remove(id, m_deadlines, std::move(stop)); // nobody would find it again
        return indexed;
    }
    return m_session.remove(id, {});
}

Result<> KeychainStore::remove(const QString &id, std::stop_token stop)
{
    if (Result<> forgotten = m_session.remove(id, stop); !forgotten)
        return forgotten;
    return removeFromKeychain(id, std::move(stop));
}

Result<> KeychainStore::removeFromKeychain(const QString &id, std::stop_token stop)
{
    if (!isInKeychain(id))
        return Done{};
    if (Result<> removed = keychain::remove(id, m_deadlines, std::move(stop)); !removed)
        return removed;
    return m_index.remove(id);
}

Result<> KeychainStore::moveToKeychain(const QString &id, std::stop_token stop)
{
    Result<std::optional<Credential>> held = m_session.find(id, stop);
    if (!held)
        return base::fail(std::move(held).error());
    return *held ? store(id, **std::move(held), std::move(stop)) : Result<>(Done{});
}

Result<> KeychainStore::moveToSession(const QString &id, std::stop_token stop)
{
    if (!isInKeychain(id))
        return Done{};
    if (!isForSession(id)) {
        Result<std::optional<Credential>> kept = find(id, stop);
        if (!kept)
            return base::fail(std::move(kept).error());
        storeForSession(id, **std::move(kept));
    }
    return removeFromKeychain(id, std::move(stop));
}

Result<> KeychainStore::check(std::stop_token stop) const
{
    return keychain::check(m_deadlines, std::move(stop));
}

void KeychainStore::storeForSession(const QString &id, Credential credential)
{
    (void)m_session.store(id, std::move(credential), {}); // it fails only where it is stopped
}

bool KeychainStore::isForSession(const QString &id) const
{
    return m_session.contains(id);
}

bool KeychainStore::isInKeychain(const QString &id) const
{
    return m_index.user(id).has_value();
}

} // namespace credentials
