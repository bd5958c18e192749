#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>

#include "app/base/clock.h"
#include "app/connections/connection.h"
#include "app/credentials/credentialstore.h"
#include "app/doctor/report.h"
#include "app/doctor/words.h"
#include "app/http/challenge.h"
#include "app/http/curltransport.h"
#include "app/oci/reference.h"
#include "app/registry/tokenclient.h"

namespace doctor {

/// What is to be examined.
struct Patient
{
    connections::Connection connection; ///< to a host
    std::shared_ptr<credentials::CredentialStore> credentials; ///< asked for the secrets of the connection
    QString path{}; ///< that was typed behind the host: a repository, or a context path
    bool askAboutDeletion = false; ///< the consent to DELETE a random digest that does not exist
};

/// Called with each check that begins or ends, on the thread of the examination.
using CheckSink = std::function<void(const Check &)>;

/// Looks at one connection from name resolution to deletion. Sends reads only, but for the one DELETE that was
/// consented to, and a password only where a connection would send it. Never fails: what fails is a finding. Blocks;
/// any thread; once.
class Examination final
{
public:
    Examination(Patient patient, CheckSink sink, std::stop_token stop, base::Clock &clock = base::systemClock());
    ~Examination();

    Report run();

private:
    using Answer = Result<http::Response>;

    // The road to the registry
    bool prepare();
    bool reach();
    void passRoad(const http::Response &answer);
    void passWay(const QString &host);
    void blame(const Error &error);
    void blameTls(const Error &error);
    void blameSecret(const Error &error);
    [[nodiscard]] bool wasTried() const;
    [[nodiscard]] QString factOf(const QString &id, const Error &error) const;

    // What answers there
    bool readPing(const http::Response &ping);
    bool followPing(http::Response &ping, const registry::Scopes &scopes = {});
    void refusePing(const http::Response &answer);
    Finding &judgeRedirect(const http::Response &answer, const http::Url &target);
    void judgeStranger(const http::Response &answer);
    void judgeServerError(const http::Response &answer);
    void compareClocks(const http::Response &answer);
    [[nodiscard]] bool isRegistryAt(const QByteArray &prefix);

    // Signing in
    bool signIn(const http::Response &ping);
    bool signInBasic();
    bool signInBearer(const http::Challenge &challenge);
    bool judgeRealm(const http::Url &realm);
    [[nodiscard]] Finding judgeToken(const http::Response &answer, const registry::TokenGrant &grant,
                                     const http::Challenge *reason) const;
    void blameToken(const Error &error, const http::Url &realm);
    Result<QByteArray> authorization(const registry::Scopes &scopes);
    std::optional<http::Response> pingSignedIn(const registry::Scopes &scopes);
    static http::Request reading(const http::Url &url);
    Answer ask(const http::Url &url, const registry::Scopes &scopes);
    [[nodiscard]] QString scopesText(const registry::Scopes &asked) const;

    // What it lets us do
    void listCatalog();
    void refuseCatalog(const http::Response &answer);
    void lookIntoRepository();
    void readBlob(const oci::RepositoryName &repository, const QString &tag);
    bool followRead(http::Response &answer, const registry::Scopes &scopes);
    void refuseRead(const http::Response &answer, const registry::Scopes &scopes, const QString &name);
    void judgeLinks(const http::Response &answer);
    void tryDelete();
    void judgeDelete(const Answer &answer, const registry::Scopes &scopes);

    Answer send(http::Request request);
    void timeRoad();
    Finding &add(const QString &id, Step step, const QString &fact = {});
    Finding &add(Finding finding, Step step);
    void note(Step step, Check::State state, const QString &detail = {});
    void note(Step step, Check check);
    [[nodiscard]] bool isOpen(Step step) const; ///< nothing was said about it yet
    [[nodiscard]] QString place() const;
    [[nodiscard]] http::Url url(const QByteArray &target) const;
    void finish();

    Patient m_patient;
    CheckSink m_sink;
    std::stop_token m_stop;
    base::Clock &m_clock;
    Report m_report;
    http::Origin m_origin;
    bool m_proxied = false;
    std::map<Step, std::chrono::milliseconds> m_times; ///< of steps that are still to be noted
    bool m_hasRoots = false;
    std::unique_ptr<http::CurlTransport> m_transport;
    std::unique_ptr<registry::TokenClient> m_tokens;
    std::shared_ptr<const credentials::Credential> m_credential;

    QByteArray m_basic; ///< Authorization, where that is the way
    std::optional<http::Url> m_realm;
    QByteArray m_service;
    bool m_realmMaySeePassword = false;
    std::map<QByteArray, QByteArray> m_authorizations; ///< by scopes
    std::map<QByteArray, registry::TokenGrant> m_grants; ///< by scopes
    QString m_repository;
};

} // namespace doctor
