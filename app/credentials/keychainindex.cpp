#include "app/credentials/keychainindex.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/base/atomicfile.h"

namespace credentials {

using namespace Qt::StringLiterals;

KeychainIndex::KeychainIndex(QString path)
    : m_path(std::move(path))
{ }

/// A file that cannot be read is as good as none: the user signs in again, and it is written anew.
void KeychainIndex::read() const
{
    if (m_users)
        return;
    m_users.emplace();
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    for (const auto entry : document["entries"_L1].toArray())
        m_users->insert_or_assign(entry["id"_L1].toString(), entry["user"_L1].toString());
}

std::optional<QString> KeychainIndex::user(const QString &id) const
{
    const std::lock_guard lock(m_mutex);
    read();
    const auto found = m_users->find(id);
    return found == m_users->end() ? std::nullopt : std::optional(found->second);
}

std::map<QString, QString> KeychainIndex::users() const
{
    const std::lock_guard lock(m_mutex);
    read();
    return *m_users;
}

Result<> KeychainIndex::add(const QString &id, const QString &user)
{
    const std::lock_guard lock(m_mutex);
    read();
    Users users = *m_users;
    users.insert_or_assign(id, user);
    return write(std::move(users));
}

Result<> KeychainIndex::remove(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    read();
    Users users = *m_users;
    users.erase(id);
    return write(std::move(users));
}

Result<> KeychainIndex::write(Users users)
{
    if (users == *m_users)
        return Done{};
    QJsonArray entries;
    for (const auto &[id, user] : users)
        entries.append(QJsonObject{{u"id"_s, id}, {u"user"_s, user}});
    const QJsonObject document{{u"version"_s, 1}, {u"entries"_s, entries}};
    if (Result<> written = base::writeFile(m_path, QJsonDocument(document).toJson()); !written)
        return written;
    m_users = std::move(users);
    return Done{};
}

} // namespace credentials
