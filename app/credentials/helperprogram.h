#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <stop_token>

#include <QString>

#include "app/base/result.h"
#include "app/credentials/credential.h"

namespace credentials {

/// A credential helper that somebody installed: docker-credential-NAME. Started for each question, without a shell;
/// what is secret goes through its standard input and output only. One that takes too long, says too much or is not
/// wanted any more is killed with everything it started. Blocking calls for worker threads.
class HelperProgram final
{
public:
    struct Limits
    {
        std::chrono::milliseconds deadline = std::chrono::seconds(30);
        qint64 output = 1024 * 1024; ///< bytes
    };

    /// Looked for in the absolute folders of @p path (as PATH has them) and nowhere else: NotFound where it is in none,
    /// InvalidData where @p name is no name for one.
    static Result<HelperProgram> find(const QString &name, const QString &path, Limits limits);
    static Result<HelperProgram> find(const QString &name, const QString &path) { return find(name, path, {}); }

    [[nodiscard]] const QString &file() const noexcept { return m_file; }

    /// What it has for @p server, or none. Credentials with its own words where it fails (they come on its standard
    /// output), Timeout, or InvalidData where its answer is none.
    Result<std::optional<Credential>> get(const QString &server, std::stop_token stop) const;
    /// Servers and their users.
    Result<std::map<QString, QString>> list(std::stop_token stop) const;

private:
    struct Answer
    {
        int exitCode = 0;
        base::Secret output;
    };

    HelperProgram(QString file, Limits limits);
    Result<Answer> run(const QString &command, const QByteArray &input, std::stop_token stop) const;
    [[nodiscard]] Error failure(const QString &command, const Answer &answer) const;

    QString m_file;
    Limits m_limits;
};

/// What a helper says where it has nothing; clients compare it.
inline constexpr QByteArrayView helperHasNothing("credentials not found in native keychain");

} // namespace credentials
