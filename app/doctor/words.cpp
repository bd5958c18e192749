#include "app/doctor/words.h"

#include <algorithm>

#include "app/base/redact.h"

namespace doctor {

using namespace Qt::StringLiterals;

namespace {

/// %1 stands for the host, %2 for the fact.
struct Text
{
    const char *id;
    Severity severity;
    const char *what;
    const char *why;
    const char *action;
    const char *line = nullptr; ///< for the administrator, in the language of a program
};

constexpr auto problem = Severity::Problem;
constexpr auto warning = Severity::Warning;
constexpr auto info = Severity::Info;

constexpr Text texts[] = {
    {"name.notfound", problem, QT_TRANSLATE_NOOP("Words", "No address found for %1."),
     QT_TRANSLATE_NOOP("Words", "The name does not exist, or it is only known inside a network that you are not in."),
     QT_TRANSLATE_NOOP("Words",
                       "Check the address; connect the VPN if it needs one. The administrator looks at the DNS entry."),
     "getent hosts %1"},
    {"tcp.refused", problem, QT_TRANSLATE_NOOP("Words", "%1 refused the connection."),
     QT_TRANSLATE_NOOP("Words", "Nothing listens on that port: the service is down, or the port is wrong."),
     QT_TRANSLATE_NOOP(
         "Words", "Check the port. The administrator looks whether the registry runs and on which address it listens."),
     "http:\n  addr: 0.0.0.0:5000   # config.yml of the registry"},
    {"tcp.timeout", problem, QT_TRANSLATE_NOOP("Words", "%1 did not answer in time."),
     QT_TRANSLATE_NOOP("Words", "No connection came about: a firewall swallows it, or the host is down."),
     QT_TRANSLATE_NOOP("Words",
                       "Try from another network or with the VPN. The administrator opens the port in the firewall.")},
    {"tcp.lost", problem, QT_TRANSLATE_NOOP("Words", "The connection to %1 was lost."),
     QT_TRANSLATE_NOOP("Words", "The server or something in between ended it without an answer."),
     QT_TRANSLATE_NOOP("Words", "Try again; then the administrator looks into the server's log.")},
    {"http.timeout", problem, QT_TRANSLATE_NOOP("Words", "%1 took the request and did not answer in time."),
     QT_TRANSLATE_NOOP("Words", "The server is overloaded, or its gateway waits for a registry that hangs."),
     QT_TRANSLATE_NOOP("Words", "Try again; then the administrator looks into the server's log.")},
    {"tls.untrusted", problem, QT_TRANSLATE_NOOP("Words", "The certificate of %1 is not trusted."),
     QT_TRANSLATE_NOOP("Words",
                       "This computer does not know who issued it (%2). That is normal in company networks; it is also "
                       "what an interceptor looks like. If the authority is a known one, the server may have left out "
                       "an intermediate certificate."),
     QT_TRANSLATE_NOOP("Words",
                       "Ask the administrator for the certificate of the issuing authority, compare its SHA-256 and "
                       "add it to the connection. The server should send its whole chain:"),
     "ssl_certificate /etc/nginx/fullchain.pem;   # server first, then intermediates"},
    {"tls.selfsigned", problem, QT_TRANSLATE_NOOP("Words", "The certificate of %1 vouches for itself only."),
     QT_TRANSLATE_NOOP("Words", "No authority signed it (%2). Anybody can make such a certificate."),
     QT_TRANSLATE_NOOP("Words",
                       "Compare its SHA-256 with the administrator, then add it to the connection as an extra CA. "
                       "Better: a certificate of your company's authority."),
     "ssl_certificate /etc/nginx/fullchain.pem;"},
    {"tls.incomplete-chain", problem, QT_TRANSLATE_NOOP("Words", "%1 does not send its whole certificate chain."),
     QT_TRANSLATE_NOOP(
         "Words",
         "It sent its own certificate alone, and the issuer (%2) is not known here. Most likely the intermediate "
         "certificate is missing on the server; it could also be an authority that this computer does not know."),
     QT_TRANSLATE_NOOP("Words",
                       "The administrator puts the intermediate certificate behind the server's own in the same file:"),
     "ssl_certificate /etc/nginx/fullchain.pem;   # server first, then intermediates"},
    {"tls.expired", problem, QT_TRANSLATE_NOOP("Words", "The certificate of %1 has expired."),
     QT_TRANSLATE_NOOP("Words", "It was valid until %2, or the clock of this computer is wrong."),
     QT_TRANSLATE_NOOP("Words", "Check the clock. The administrator renews the certificate and loads it:"),
     "nginx -s reload"},
    {"tls.notyetvalid", problem, QT_TRANSLATE_NOOP("Words", "The certificate of %1 is not valid yet."),
     QT_TRANSLATE_NOOP("Words", "It begins at %2. More often than not the clock of this computer is wrong."),
     QT_TRANSLATE_NOOP("Words", "Turn on automatic time, then try again."), "timedatectl set-ntp true"},
    {"tls.hostname", problem, QT_TRANSLATE_NOOP("Words", "The certificate of %1 is for another name."),
     QT_TRANSLATE_NOOP("Words", "It is for: %2. The server may be the right one under the wrong address."),
     QT_TRANSLATE_NOOP("Words",
                       "Use the name that the certificate is made for, or have one made that holds this name:"),
     "subjectAltName = DNS:%1"},
    {"tls.protocol", problem, QT_TRANSLATE_NOOP("Words", "%1 speaks no version of TLS that is still safe."),
     QT_TRANSLATE_NOOP("Words", "Portolan needs TLS 1.2 or newer; the server offers older ones only."),
     QT_TRANSLATE_NOOP("Words", "The administrator switches the newer versions on:"), "ssl_protocols TLSv1.2 TLSv1.3;"},
    {"tls.weak-key", problem, QT_TRANSLATE_NOOP("Words", "The key or signature of %1 is too weak."),
     QT_TRANSLATE_NOOP("Words", "Keys of RSA below 2048 bits and signatures with SHA-1 can be forged (%2)."),
     QT_TRANSLATE_NOOP("Words", "The administrator makes a new key and certificate:"),
     "openssl req -new -newkey rsa:3072 -nodes -keyout key.pem -out request.csr"},
    {"tls.rejected", problem, QT_TRANSLATE_NOOP("Words", "No encrypted connection to %1."),
     QT_TRANSLATE_NOOP("Words", "The certificate or the encryption that the server offers is not acceptable."),
     QT_TRANSLATE_NOOP("Words", "The administrator looks at the certificate and the TLS settings of the server.")},
    {"tls.client-certificate-required", problem, QT_TRANSLATE_NOOP("Words", "%1 asks for a client certificate."),
     QT_TRANSLATE_NOOP("Words", "It only talks to computers that have one, and this connection has none."),
     QT_TRANSLATE_NOOP(
         "Words", "Ask the administrator for one and choose its file in the connection. The line that asks for it is:"),
     "ssl_verify_client on;"},
    {"tls.client-certificate-refused", problem,
     QT_TRANSLATE_NOOP("Words", "%1 does not accept the client certificate."),
     QT_TRANSLATE_NOOP("Words", "It has expired, or the server does not know who issued it."),
     QT_TRANSLATE_NOOP("Words",
                       "Ask the administrator for another one. The server accepts what these authorities signed:"),
     "ssl_client_certificate /etc/nginx/clients-ca.pem;"},
    {"tls.client-certificate-file", problem, QT_TRANSLATE_NOOP("Words", "The client certificate cannot be used."),
     QT_TRANSLATE_NOOP("Words", "Its file cannot be read, is in an old format, or its password is wrong: %2"),
     QT_TRANSLATE_NOOP("Words", "Choose another file, enter its password again, or convert it:"),
     "openssl pkcs12 -legacy -in old.p12 -out client.pem"},
    {"tls.pin-changed", problem, QT_TRANSLATE_NOOP("Words", "%1 shows another key than the one you pinned."),
     QT_TRANSLATE_NOOP("Words", "It was renewed with a new key, or somebody stands in between. Nothing was sent."),
     QT_TRANSLATE_NOOP("Words", "Compare the new pin with the administrator before you change it in the connection.")},
    {"http.plain-on-tls-port", problem, QT_TRANSLATE_NOOP("Words", "%1 speaks HTTPS, and it was asked with HTTP."),
     QT_TRANSLATE_NOOP("Words", "The address begins with http://, and this port is for encrypted connections."),
     QT_TRANSLATE_NOOP("Words", "Use an address with https://.")},
    {"http.tls-on-plain-port", problem, QT_TRANSLATE_NOOP("Words", "%1 does not speak HTTPS on this port."),
     QT_TRANSLATE_NOOP("Words", "It answered without encryption."),
     QT_TRANSLATE_NOOP("Words", "Check the port. The administrator switches TLS on:"), "listen 443 ssl;"},
    {"http.no-consent", problem, QT_TRANSLATE_NOOP("Words", "%1 would be reached without encryption."),
     QT_TRANSLATE_NOOP("Words", "Everybody on the way could read the password. Nothing was sent."),
     QT_TRANSLATE_NOOP("Words", "Use an address with https://, or allow plain HTTP for the connection.")},
    {"proxy.name-notfound", problem, QT_TRANSLATE_NOOP("Words", "No address found for the proxy %2."),
     QT_TRANSLATE_NOOP("Words", "The registry %1 itself was not reached."),
     QT_TRANSLATE_NOOP("Words", "Check the proxy's address in the connection.")},
    {"proxy.refused", problem, QT_TRANSLATE_NOOP("Words", "The proxy %2 did not answer."),
     QT_TRANSLATE_NOOP(
         "Words",
         "It is down, its port is wrong, or it is no proxy of that kind. The registry %1 itself was not reached."),
     QT_TRANSLATE_NOOP("Words", "Check the proxy's address and kind in the connection.")},
    {"proxy.auth", problem, QT_TRANSLATE_NOOP("Words", "The proxy %2 asks you to sign in."),
     QT_TRANSLATE_NOOP("Words", "No user and password for it, or they are wrong. The registry %1 was not reached."),
     QT_TRANSLATE_NOOP("Words", "Enter the proxy's user and password in the connection.")},
    {"proxy.denied", problem, QT_TRANSLATE_NOOP("Words", "The proxy %2 does not let us through."),
     QT_TRANSLATE_NOOP("Words", "Its rules do not allow %1. The registry was not reached and did not refuse anything."),
     QT_TRANSLATE_NOOP(
         "Words", "The proxy's administrator allows the host, or the connection goes around the proxy with no_proxy:"),
     "acl registry dstdomain %1\nhttp_access allow registry   # squid.conf"},
    {"proxy.target", problem, QT_TRANSLATE_NOOP("Words", "The proxy %2 does not reach %1."),
     QT_TRANSLATE_NOOP("Words", "The proxy answered; the registry is down, or the proxy does not know its name."),
     QT_TRANSLATE_NOOP("Words", "Check the address, or exempt the host from the proxy with no_proxy.")},
    {"proxy.tls", problem, QT_TRANSLATE_NOOP("Words", "No encrypted connection to the proxy %2."),
     QT_TRANSLATE_NOOP("Words", "Its certificate is not acceptable. The registry %1 was not reached."),
     QT_TRANSLATE_NOOP("Words", "Add the authority of the proxy to the connection, or check the proxy's kind.")},
    {"proxy.timeout", problem, QT_TRANSLATE_NOOP("Words", "No connection came about through the proxy %2."),
     QT_TRANSLATE_NOOP("Words", "The proxy was reached; it, or %1 behind it, is silent."),
     QT_TRANSLATE_NOOP("Words", "Try again, or exempt the host from the proxy with no_proxy.")},
    {"v2.not-a-registry", problem, QT_TRANSLATE_NOOP("Words", "%1 is not a registry."),
     QT_TRANSLATE_NOOP("Words",
                       "A server answers there, but /v2/ is not what a registry says: a web page, another service, or "
                       "a gateway that does not pass /v2/ on (%2)."),
     QT_TRANSLATE_NOOP(
         "Words", "Check host and port: registries often have a host of their own. The gateway must pass /v2/ on:"),
     "location /v2/ {\n    proxy_pass http://127.0.0.1:5000;\n    proxy_set_header Host $http_host;\n    "
     "proxy_set_header X-Forwarded-Proto $scheme;\n    client_max_body_size 0;\n}"},
    {"v2.path-prefix", problem,
     QT_TRANSLATE_NOOP("Words", "The registry lies below %2, where no Docker client finds it."),
     QT_TRANSLATE_NOOP("Words",
                       "Docker, Podman and the others always ask %1 for /v2/ at the root of the host; an image name "
                       "cannot say otherwise."),
     QT_TRANSLATE_NOOP("Words",
                       "The administrator gives the registry a host of its own, or passes /v2/ at the root on:"),
     "server {\n    listen 443 ssl;\n    server_name registry.example;\n    client_max_body_size 0;\n    location /v2/ "
     "{\n        proxy_pass http://127.0.0.1:5000;\n        proxy_set_header Host $http_host;\n        "
     "proxy_set_header X-Forwarded-Proto $scheme;\n    }\n}"},
    {"v2.server-error", problem, QT_TRANSLATE_NOOP("Words", "%1 failed on its side (%2)."),
     QT_TRANSLATE_NOOP("Words",
                       "The fault is the server's: with 502 or 504 its gateway does not reach the registry behind it."),
     QT_TRANSLATE_NOOP("Words",
                       "The administrator looks whether the registry runs and where the gateway sends requests:"),
     "proxy_pass http://127.0.0.1:5000;"},
    {"v2.maintenance-page", problem, QT_TRANSLATE_NOOP("Words", "%1 shows a maintenance page."),
     QT_TRANSLATE_NOOP("Words", "The registry is switched off for a while; a web page answers in its place."),
     QT_TRANSLATE_NOOP("Words", "Try again later. The page comes from a line such as:"),
     "error_page 503 /maintenance.html;"},
    {"auth.challenge-missing", problem, QT_TRANSLATE_NOOP("Words", "%1 asks to sign in and does not say how."),
     QT_TRANSLATE_NOOP("Words", "Its answer 401 has no usable WWW-Authenticate: a gateway has probably removed it."),
     QT_TRANSLATE_NOOP("Words", "The gateway must pass the header on; it must not hide it:"),
     "proxy_pass_header WWW-Authenticate;   # and no proxy_hide_header for it"},
    {"auth.denied", problem, QT_TRANSLATE_NOOP("Words", "%1 does not let us in."),
     QT_TRANSLATE_NOOP("Words",
                       "Nobody is signed in, or the user name, password or token is wrong or expired (user: %2). "
                       "Accounts with two factors need a token."),
     QT_TRANSLATE_NOOP("Words", "Sign in with an account that may see this. The administrator can set a new password:"),
     "htpasswd -B /etc/docker/registry/htpasswd USER"},
    {"auth.forbidden", problem, QT_TRANSLATE_NOOP("Words", "%1 knows who is asking and does not allow it."),
     QT_TRANSLATE_NOOP(
         "Words",
         "It answered 403. The account has no permission, or a rule of the gateway keeps this network out (%2)."),
     QT_TRANSLATE_NOOP("Words", "The administrator gives the permission, or allows the network:"),
     "allow 10.0.0.0/8;   # before deny all;"},
    {"auth.token-unreachable", problem, QT_TRANSLATE_NOOP("Words", "The token server of %1 cannot be reached."),
     QT_TRANSLATE_NOOP("Words",
                       "The registry sends everybody to %2 to sign in, and that does not answer as it should."),
     QT_TRANSLATE_NOOP("Words", "The administrator corrects the realm in the registry's configuration:"),
     "auth:\n  token:\n    realm: https://auth.example/token"},
    {"auth.token-host", problem, QT_TRANSLATE_NOOP("Words", "%1 wants the password to go to %2."),
     QT_TRANSLATE_NOOP("Words",
                       "Registries may use another host to sign in, and attackers do the same. Nothing was sent."),
     QT_TRANSLATE_NOOP("Words", "Allow that host for this connection only if the administrator named it.")},
    {"auth.token-bad", problem, QT_TRANSLATE_NOOP("Words", "The token server of %1 gives no usable token."),
     QT_TRANSLATE_NOOP(
         "Words", "The answer of %2 is not what the specification says: a web page or another service answers there."),
     QT_TRANSLATE_NOOP("Words", "The administrator corrects the realm in the registry's configuration:"),
     "auth:\n  token:\n    realm: https://auth.example/token"},
    {"auth.token-refused", problem, QT_TRANSLATE_NOOP("Words", "%1 does not accept the token of its own token server."),
     QT_TRANSLATE_NOOP("Words",
                       "Signing in worked. The registry does not trust the signature, issuer or service of the token, "
                       "or the clocks of the two differ (%2)."),
     QT_TRANSLATE_NOOP("Words", "The administrator makes issuer, service and certificate the same on both sides:"),
     "auth:\n  token:\n    service: registry.example\n    issuer: auth.example\n    rootcertbundle: "
     "/etc/registry/token.pem"},
    {"auth.scope-not-granted", problem,
     QT_TRANSLATE_NOOP("Words",
                       "The account may not do this on %1 (\"denied: requested access to the resource is denied\")."),
     QT_TRANSLATE_NOOP("Words",
                       "Signing in worked, but the token server granted less than was asked for: %2. A name that does "
                       "not exist looks the same."),
     QT_TRANSLATE_NOOP(
         "Words",
         "Check the name of the repository. A project administrator can give the permission that is missing.")},
    {"catalog.denied", info, QT_TRANSLATE_NOOP("Words", "%1 does not show this account its list of repositories."),
     QT_TRANSLATE_NOOP(
         "Words",
         "Listing everything is often for administrators only (%2). Reading and writing images is not affected."),
     QT_TRANSLATE_NOOP("Words", "Add repositories by their names, or ask for the right to list:"),
     "registry:catalog:*"},
    {"catalog.missing", info, QT_TRANSLATE_NOOP("Words", "%1 does not list its repositories."),
     QT_TRANSLATE_NOOP(
         "Words", "Some registries have no such list, or their gateway does not pass it on (%2). Nothing is broken."),
     QT_TRANSLATE_NOOP("Words", "Add repositories by their names. A gateway passes the list on with:"),
     "location /v2/ { proxy_pass http://127.0.0.1:5000; }"},
    {"delete.disabled", info, QT_TRANSLATE_NOOP("Words", "Deleting is switched off on %1."),
     QT_TRANSLATE_NOOP("Words", "It answered 405 to a deletion of something that does not exist. Nothing was deleted."),
     QT_TRANSLATE_NOOP("Words", "The administrator can switch it on:"), "storage:\n  delete:\n    enabled: true"},
    {"delete.read-only", info, QT_TRANSLATE_NOOP("Words", "%1 takes no changes at the moment."),
     QT_TRANSLATE_NOOP("Words",
                       "It answered 405 in the words of maintenance: the registry as a whole is read-only (%2)."),
     QT_TRANSLATE_NOOP("Words", "Wait for its end. The administrator finds it here:"),
     "storage:\n  maintenance:\n    readonly:\n      enabled: false"},
    {"clock.skew", warning, QT_TRANSLATE_NOOP("Words", "The clocks of this computer and %1 differ by %2 seconds."),
     QT_TRANSLATE_NOOP("Words", "Sign-in tokens look expired or not yet valid then, and so do certificates."),
     QT_TRANSLATE_NOOP("Words", "Turn on automatic time on the one that is wrong:"), "timedatectl set-ntp true"},
    {"redirect.scheme", problem, QT_TRANSLATE_NOOP("Words", "%1 sends clients from one scheme to another: %2"),
     QT_TRANSLATE_NOOP("Words",
                       "The registry behind the gateway does not know that clients came with HTTPS, so it writes "
                       "http:// into its answers."),
     QT_TRANSLATE_NOOP("Words", "The gateway must tell it:"), "proxy_set_header X-Forwarded-Proto $scheme;"},
    {"redirect.to-https", problem, QT_TRANSLATE_NOOP("Words", "%1 sends clients on to HTTPS: %2"),
     QT_TRANSLATE_NOOP("Words", "The address begins with http://, and the server wants encrypted connections only."),
     QT_TRANSLATE_NOOP("Words", "Use an address with https://.")},
    {"redirect.host", problem, QT_TRANSLATE_NOOP("Words", "%1 sends clients to an address they cannot use: %2"),
     QT_TRANSLATE_NOOP("Words",
                       "The registry behind the gateway does not know under which name clients see it, and writes its "
                       "own into its answers."),
     QT_TRANSLATE_NOOP("Words", "The gateway must tell it:"), "proxy_set_header Host $http_host;"},
    {"redirect.loop", problem, QT_TRANSLATE_NOOP("Words", "%1 sends clients round in circles."),
     QT_TRANSLATE_NOOP(
         "Words", "More than five redirects followed each other (%2): gateway and registry each send to the other."),
     QT_TRANSLATE_NOOP("Words",
                       "The administrator removes one of the redirects; behind TLS the registry must know it:"),
     "proxy_set_header X-Forwarded-Proto $scheme;"},
    {"limit.rate", warning, QT_TRANSLATE_NOOP("Words", "%1 asked us to slow down."),
     QT_TRANSLATE_NOOP("Words", "Its limit for this account or network is reached (%2)."),
     QT_TRANSLATE_NOOP("Words",
                       "Wait a little, then try again. Signing in often raises the limit. The administrator's line:"),
     "limit_req_zone $binary_remote_addr zone=registry:10m rate=50r/s;"},
    {"keychain.locked", problem,
     QT_TRANSLATE_NOOP("Words", "The keychain is locked, so the password for %1 cannot be read."),
     QT_TRANSLATE_NOOP("Words", "The checks went on without signing in."),
     QT_TRANSLATE_NOOP("Words", "Unlock the keychain, then run the doctor again.")},
    {"keychain.denied", problem, QT_TRANSLATE_NOOP("Words", "The keychain does not give out the password for %1."),
     QT_TRANSLATE_NOOP("Words", "Access was denied. The checks went on without signing in."),
     QT_TRANSLATE_NOOP("Words", "Allow Portolan in the keychain's own program, then run the doctor again.")},
    {"keychain.missing", problem, QT_TRANSLATE_NOOP("Words", "The keychain has no password for %1."),
     QT_TRANSLATE_NOOP("Words",
                       "It was removed there, or it lies in another keychain. The checks went on without signing in."),
     QT_TRANSLATE_NOOP("Words", "Sign in again.")},
    {"keychain.no-service", problem, QT_TRANSLATE_NOOP("Words", "No keychain answers, so there is no password for %1."),
     QT_TRANSLATE_NOOP("Words", "No Secret Service runs in this session. The checks went on without signing in."),
     QT_TRANSLATE_NOOP("Words", "Start one, or sign in for this session only:"),
     "gnome-keyring-daemon --start --components=secrets"},
    {"auth.password-missing", problem, QT_TRANSLATE_NOOP("Words", "There is no password for the user of %1."),
     QT_TRANSLATE_NOOP(
         "Words", "Passwords that are kept for a session are gone with it. The checks went on without signing in."),
     QT_TRANSLATE_NOOP("Words", "Sign in again.")},
};

struct Title
{
    const char *id;
    const char *title;
};

constexpr Title titles[stepCount] = {
    {"name", QT_TRANSLATE_NOOP("Words", "Name")},
    {"proxy", QT_TRANSLATE_NOOP("Words", "Proxy")},
    {"tcp", QT_TRANSLATE_NOOP("Words", "Port answers")},
    {"tls", QT_TRANSLATE_NOOP("Words", "Certificate")},
    {"http", QT_TRANSLATE_NOOP("Words", "HTTP")},
    {"v2", QT_TRANSLATE_NOOP("Words", "Registry protocol")},
    {"platform", QT_TRANSLATE_NOOP("Words", "Product")},
    {"challenge", QT_TRANSLATE_NOOP("Words", "Way to sign in")},
    {"token", QT_TRANSLATE_NOOP("Words", "Sign-in")},
    {"scopes", QT_TRANSLATE_NOOP("Words", "Permissions")},
    {"catalog", QT_TRANSLATE_NOOP("Words", "Lists repositories")},
    {"reverse-proxy", QT_TRANSLATE_NOOP("Words", "Addresses in answers")},
    {"clock", QT_TRANSLATE_NOOP("Words", "Clock")},
    {"delete", QT_TRANSLATE_NOOP("Words", "Allows deleting")},
};

/// @p place without its port.
QString hostOf(const QString &place)
{
    if (place.startsWith(u'['))
        return place.mid(1).section(u']', 0, 0);
    return place.section(u':', 0, 0);
}

/// In one pass: what is put in may itself hold a percent sign.
QString filled(const QString &text, const QString &place, const QString &fact)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QStringView next = QStringView(text).sliced(i).first(std::min<qsizetype>(2, text.size() - i));
        if (next != u"%1" && next != u"%2") {
            result.append(text[i]);
            continue;
        }
        result.append(next == u"%1" ? place : fact);
        ++i;
    }
    return result;
}

/// Without control and direction characters, which would make a text look like another.
QString shown(const QString &text)
{
    QString visible;
    for (const QChar character : base::redactedText(text, 400)) {
        const bool isHidden
            = character.category() == QChar::Other_Control || character.category() == QChar::Other_Format;
        visible.append(isHidden ? QChar(u'\uFFFD') : character);
    }
    return visible;
}

} // namespace

Finding Words::finding(const QString &id, const QString &place, const QString &fact)
{
    Finding finding{id, Severity::Problem, {}, {}, {}, {}};
    const auto text = std::find_if(std::begin(texts), std::end(texts),
                                   [&id](const Text &entry) { return id == QLatin1StringView(entry.id); });
    if (text == std::end(texts)) {
        finding.what = tr("%1 does not answer as a registry should.").arg(shown(place));
        finding.why = shown(fact);
        return finding;
    }
    const auto say
        = [&](const char *words) { return filled(tr(words), shown(place), fact.isEmpty() ? u"–"_s : shown(fact)); };
    finding.severity = text->severity;
    finding.what = say(text->what);
    finding.why = say(text->why);
    finding.actions.append(say(text->action));
    if (text->line)
        finding.actions.append(filled(QString::fromLatin1(text->line), hostOf(shown(place)), {}));
    return finding;
}

Check Words::check(Step step, Check::State state, const QString &detail)
{
    const Title &title = titles[int(step)];
    return {QString::fromLatin1(title.id), state, tr(title.title), shown(detail)};
}

} // namespace doctor
