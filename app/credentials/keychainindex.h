#pragma once

#include <map>
#include <mutex>
#include <optional>

#include <QString>

#include "app/base/result.h"

namespace credentials {

/// What a keychain should have of ours: ids with their user names, in a small JSON file. Without it "not found" of a
/// locked keychain could not be told from "never stored". Read when it is first asked; any thread.
class KeychainIndex final
{
public:
    explicit KeychainIndex(QString path);

    /// The user that was stored with @p id; none where @p id is not there.
    [[nodiscard]] std::optional<QString> user(const QString &id) const;
    [[nodiscard]] std::map<QString, QString> users() const; ///< all of them, by id
    /// The file is written before these return; where that fails, nothing has changed.
    Result<> add(const QString &id, const QString &user);
    Result<> remove(const QString &id);

private:
    using Users = std::map<QString, QString>; ///< by id

    void read() const;
    Result<> write(Users users);

    QString m_path;
    mutable std::mutex m_mutex;
    mutable std::optional<Users> m_users; ///< none: not read yet
};

} // namespace credentials
