#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <random>

#include <QByteArrayList>
#include <QTemporaryDir>

#include "app/connections/connection.h"
#include "app/credentials/sessionstore.h"
#include "tests/app/connections/hub.h"
#include "tests/support/certificates.h"
#include "tests/support/scriptedserver.h"

/// Servers that want what is not theirs, and what a registry may be made to say in their favour.
namespace attacks {

/// What leads away from the registry.
enum class Road
{
    Redirect,
    TokenRedirect,
    Realm,
    Link,
    Location,
    ForeignLayer,
    Alias,
    Proxy
};

/// What the attacker says to whoever comes.
enum class Lure
{
    Token,
    Basic,
    Bearer,
    Windows, ///< NTLM and Negotiate, which libcurl could answer by itself
    BackToTheRegistry,
    Onwards
};

/// One registry that was taken over, drawn by chance. A value. In `place` and `realm`, %A is an attacker by another
/// host name, %P the attacker's port, %Q that of one without TLS, %R the registry, %H a spelling of 127.0.0.1.
struct Scenario
{
    Road road = Road::Redirect;
    Lure lure = Lure::Token;
    bool secure = true; ///< the registry speaks TLS
    bool hub = false; ///< the registry is Docker Hub, and `place` one of its names or of those who imitate them
    bool bearer = false; ///< it asks for a token of its own host, else for the password
    bool tokenByPost = false;
    bool tokenWithLine = false; ///< the token would begin another header field
    bool early = false; ///< it leads away before anybody signed in
    bool approved = false; ///< the place of Road::Realm was approved for the connection
    int status = 307; ///< of redirects
    int operation = 0; ///< one of wire operations, see operate()
    bool byDoctor = false; ///< it is examined in place of being used
    QByteArray place{};
    QByteArray challenge{}; ///< of Road::Realm
    QByteArray spelling{};
    QByteArray hubName{}; ///< by which the connection knows Docker Hub
    bool neighbourSignsIn = false; ///< of Road::Alias: the second connection has a user and a password of its own

    static Scenario drawn(std::mt19937 &random);
    [[nodiscard]] QByteArray describe() const;
};

[[nodiscard]] const QByteArrayList &challengeShapes();
[[nodiscard]] const QByteArrayList &spellings();
[[nodiscard]] const QByteArrayList &hubNames(); ///< of Docker Hub's registry

/// The secrets of one connection, in every form in which they could travel.
class Loot final
{
public:
    Loot(const QByteArray &name, const QByteArray &secret, const QByteArrayList &others);
    /// What of it @p request holds; empty: nothing.
    [[nodiscard]] QByteArray foundIn(const support::ReceivedRequest &request) const;
    [[nodiscard]] const QByteArray &basic() const noexcept { return m_basic; } ///< the value of Authorization

private:
    QByteArray m_basic;
    QByteArrayList m_needles;
};

/// What came of one scenario.
struct Outcome
{
    int atAttackers = 0; ///< requests
    int atRegistry = 0; ///< requests with its own credentials
    int atApproved = 0; ///< requests with the password, at a token server that was approved
    QByteArrayList leaks; ///< what somebody else got
};

/// The servers, and one connection after the other to the registry among them, with its credentials in a store.
class Stage final
{
public:
    explicit Stage(support::Certificates &certificates);

    /// Opens a session as @p scenario has it, uses it, and says who got what.
    Outcome play(const Scenario &scenario);

private:
    [[nodiscard]] QByteArray filled(QByteArray text, const Scenario &scenario) const;
    [[nodiscard]] support::ScriptedServer &registry(const Scenario &scenario);
    [[nodiscard]] support::Answer registryAnswer(const support::ReceivedRequest &request);
    [[nodiscard]] support::Answer content(const support::ReceivedRequest &request, const Scenario &scenario) const;
    [[nodiscard]] support::Answer lure(const support::ReceivedRequest &request);
    [[nodiscard]] Scenario current();
    [[nodiscard]] http::Origin origin(const Scenario &scenario);
    [[nodiscard]] connections::Connection connectionTo(const http::Origin &origin, bool hub) const;
    void open(const Scenario &scenario, Outcome &outcome);
    /// Another connection, in whose requests nothing of the first may be.
    void openNeighbour(const Scenario &scenario, const std::shared_ptr<credentials::SessionStore> &store,
                       Outcome &outcome);
    /// Whether the receiver may have the secrets in a request.
    using IsApproved = std::function<bool(const support::ReceivedRequest &)>;
    /// Looks into what came to @p server after @p from requests, and counts those with secrets.
    int count(const support::ScriptedServer &server, std::size_t from, const IsApproved &isApproved,
              Outcome &outcome) const;
    [[nodiscard]] bool isLeak(const support::ReceivedRequest &request) const;

    support::Certificates &m_certificates;
    Loot m_loot;
    Loot m_proxyLoot;
    Loot m_neighbour; ///< whose secrets may be anywhere that she goes to
    std::mutex m_mutex;
    Scenario m_scenario;
    support::ScriptedServer m_secure; ///< the registry, in two shapes
    support::ScriptedServer m_plain;
    support::ScriptedServer m_tokens; ///< the one that may be approved
    support::ScriptedServer m_attacker;
    support::ScriptedServer m_plainAttacker;
    Hub m_hub;
};

/// Plays @p count scenarios that @p seed draws. Fails the running test where a secret was seen elsewhere, and where the
/// registry or an approved place did not get its own.
void prove(int count, unsigned seed);

} // namespace attacks
