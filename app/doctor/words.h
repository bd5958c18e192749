#pragma once

#include <chrono>
#include <optional>

#include <QCoreApplication>

#include "app/doctor/report.h"
#include "app/http/certificate.h"
#include "app/registry/scopes.h"

namespace doctor {

/// The steps of a diagnosis, in their order.
enum class Step
{
    Name,
    Proxy,
    Tcp,
    Tls,
    Http,
    Api,
    Platform,
    Challenge,
    Token,
    Scopes,
    Catalog,
    Gateway,
    Clock,
    Delete,
};
inline constexpr int stepCount = int(Step::Delete) + 1;

/// How far the clocks of this computer and of a registry may differ.
inline constexpr std::chrono::seconds toleratedSkew{120};

/// What the doctor says, in the language of the application.
class Words final
{
    Q_DECLARE_TR_FUNCTIONS(Words)

public:
    /// The finding that is called @p id, without evidence. @p place is the host, @p fact what the text of this id is
    /// about: a name, dates, scopes. Both may come from a server.
    static Finding finding(const QString &id, const QString &place, const QString &fact = {});
    static Check check(Step step, Check::State state = Check::State::Skipped, const QString &detail = {});
    /// One after the other, as the language does it.
    static QString sentences(const QStringList &list);
    /// What stands beside the dates of a certificate: they are compared with a clock that may be wrong.
    static QString ownClock(std::chrono::system_clock::time_point now);
    /// Of a certificate that is trusted: who issued it, and its last day.
    static QString certificate(const http::CertificateInfo &info);
    /// The check of the clocks, where they agree well enough. @p lead: how far the registry's is ahead of ours.
    static Check clock(std::chrono::seconds lead);
    /// What a token was asked for, and what it holds for: none where it does not tell.
    static QString scopes(const registry::Scopes &asked, const std::optional<registry::Scopes> &granted);
    /// The detail of a check that there is no reason for.
    static QString notNeeded();
    /// The same, of the proxy: @p entry of its list of exceptions is the reason.
    static QString exempt(const QString &entry);
};

} // namespace doctor
