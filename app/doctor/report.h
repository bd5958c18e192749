#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "app/http/peerchain.h"

namespace doctor {

enum class Severity
{
    Problem, ///< the connection does not work, or not for what it is for
    Warning, ///< it works, and something will bite
    Info,
};

/// One thing that was found out, in the language of the application. The texts are plain text; what came from a server
/// in them is without control characters and secrets. A value.
struct Finding
{
    using Fact = std::pair<QString, QString>;

    QString id; ///< the same in every language: `tls.expired`; see idOf()
    Severity severity = Severity::Problem;
    QString what; ///< what happened, a sentence
    QString why; ///< the most likely cause
    QStringList actions; ///< what to do, in order; a line of configuration stands alone in its entry
    std::vector<Fact> evidence; ///< technical, in English: `issuer`, `status`, `sha256`, …
    std::shared_ptr<const http::PeerChain> chain{}; ///< what the server showed, where TLS is the matter; else null

    [[nodiscard]] QString fact(QStringView name) const; ///< empty where there is none
};

/// One step of the diagnosis. A value.
struct Check
{
    enum class State
    {
        Skipped, ///< not tried, or not needed
        Running,
        Passed,
        Info, ///< passed, and there is something to know
        Warning,
        Failed,
    };

    QString id; ///< the same in every language: `name`, `tls`, `token` …
    State state = State::Skipped;
    QString title; ///< in the language of the application: "Port 443 answers"
    QString detail{}; ///< the same; may be empty
    std::optional<std::chrono::milliseconds> took{}; ///< where there was something to wait for
};

/// The outcome of a diagnosis: the most serious finding first.
struct Report
{
    QString url; ///< what was looked at; no userinfo, query or fragment
    std::vector<Finding> findings;
    std::vector<Check> checks; ///< in the order in which they run

    /// There is no problem; warnings do not count.
    [[nodiscard]] bool isHealthy() const;
    [[nodiscard]] const Finding *find(QStringView id) const; ///< null where there is none
    /// `{"healthy":…,"url":…,"findings":[…],"checks":[…]}`, indented.
    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] QString toText() const; ///< for a terminal or a message to an administrator
};

[[nodiscard]] QString name(Severity severity); ///< as in JSON
[[nodiscard]] QString name(Check::State state);

} // namespace doctor
