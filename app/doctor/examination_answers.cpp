// What answers at the address: a registry, something else, or a gateway with a mistake.

#include "app/doctor/examination.h"
#include "app/http/link.h"
#include "app/http/redirect.h"
#include "app/registry/tokenfacts.h"
#include "app/registry/wireerror.h"

namespace doctor {

using namespace Qt::StringLiterals;

namespace {

/// Nobody outside knows such a host: a name without a dot, as containers have.
bool isInsideName(const QByteArray &host)
{
    return !host.contains('.') && !host.contains(':') && host != "localhost";
}

void tellStatus(Finding &finding, const http::Response &answer)
{
    finding.evidence.push_back({u"status"_s, QString::number(answer.status)});
    for (const char *name : {"Server", "Content-Type", "Location", "Retry-After"}) {
        if (answer.headers.contains(name))
            finding.evidence.push_back({QString::fromLatin1(name), QString::fromLatin1(answer.headers.value(name))});
    }
}

} // namespace

bool Examination::readPing(const http::Response &first)
{
    http::Response ping = first;
    if (!followPing(ping))
        return false;
    if (ping.status == 401) {
        note(Step::Api, Check::State::Passed);
        return signIn(ping);
    }
    if (ping.isSuccess() && registry::isRegistry(ping)) {
        note(Step::Api, Check::State::Passed);
        note(Step::Platform, Check::State::Passed, QString::fromLatin1(ping.headers.value("Server")));
        if (m_credential && !http::parseChallenges(ping.headers.values("WWW-Authenticate")).empty())
            return signIn(ping);
        for (const Step step : {Step::Challenge, Step::Token})
            note(step, Check::State::Skipped, Words::notNeeded());
        return true;
    }
    refusePing(ping);
    return false;
}

/// Of an answer to /v2/ that is neither a registry's nor a question who is there.
void Examination::refusePing(const http::Response &answer)
{
    if (answer.status >= 500)
        judgeServerError(answer);
    else if (answer.status == 403)
        tellStatus(add(u"auth.forbidden"_s, Step::Api, QString::fromUtf8(answer.body.left(100)).simplified()), answer);
    else if (answer.status == 429)
        tellStatus(add(u"limit.rate"_s, Step::Api, QString::fromLatin1(answer.headers.value("Retry-After"))), answer);
    else
        judgeStranger(answer);
}

/// Goes along with redirects on the registry's own origin.
bool Examination::followPing(http::Response &ping, const registry::Scopes &scopes)
{
    QByteArrayList seen;
    while (http::isRedirect(ping)) {
        const Result<http::Url> target = ping.url.resolved(ping.headers.value("Location"));
        if (!target) {
            judgeStranger(ping);
            return false;
        }
        if (target->origin() != m_origin) {
            judgeRedirect(ping, *target);
            return false;
        }
        seen.append(target->target());
        if (seen.size() > http::maxRedirects) {
            tellStatus(add(u"redirect.loop"_s, Step::Gateway, QString::fromLatin1(seen.last())), ping);
            return false;
        }
        Answer next = ask(*target, scopes);
        if (!next) {
            blame(next.error());
            return false;
        }
        ping = *std::move(next);
    }
    return true;
}

/// Goes along with the redirects of a read, as clients do: credentials stay here. False where that ends nowhere.
bool Examination::followRead(http::Response &answer, const registry::Scopes &scopes)
{
    for (int hops = 0; http::isRedirect(answer); ++hops) {
        const Result<http::Url> target = answer.url.resolved(answer.headers.value("Location"));
        if (!target || hops == http::maxRedirects) {
            const QString location = QString::fromLatin1(answer.headers.value("Location"));
            tellStatus(add(target ? u"redirect.loop"_s : u"redirect.host"_s, Step::Gateway, location), answer);
            return false;
        }
        const bool isHere = target->origin() == m_origin;
        if (m_origin.secure && !target->origin().secure) {
            judgeRedirect(answer, *target);
            return false;
        }
        Answer next = isHere ? ask(*target, scopes) : send(reading(*target));
        if (!next && (isHere || next.error().isCancelled())) {
            blame(next.error());
            return false;
        }
        if (!next || (!isHere && !next->isSuccess() && !http::isRedirect(*next))) {
            judgeRedirect(answer, *target)
                .evidence.push_back(next ? Finding::Fact{u"there"_s, u"HTTP %1"_s.arg(next->status)}
                                         : Finding::Fact{u"error"_s, next.error().detail});
            return false;
        }
        answer = *std::move(next);
    }
    return true;
}

Finding &Examination::judgeRedirect(const http::Response &answer, const http::Url &target)
{
    const bool isWeaker = m_origin.secure && !target.origin().secure;
    const bool isSafer = !m_origin.secure && target.origin().secure && target.origin().host == m_origin.host;
    const QString id = isWeaker ? u"redirect.scheme"_s : isSafer ? u"redirect.to-https"_s : u"redirect.host"_s;
    Finding &finding = add(id, Step::Gateway, target.redacted());
    tellStatus(finding, answer);
    return finding;
}

void Examination::judgeStranger(const http::Response &answer)
{
    if (registry::isMaintenancePage(answer)) {
        tellStatus(add(u"v2.maintenance-page"_s, Step::Api), answer);
        return;
    }
    const QByteArray prefix = m_patient.path.isEmpty() ? QByteArray() : '/' + m_patient.path.toUtf8();
    const bool isBelow = !prefix.isEmpty() && http::Url::parse(QByteArray(m_origin.toBytes() + prefix)).has_value()
        && isRegistryAt(prefix);
    const QString id = isBelow ? u"v2.path-prefix"_s : u"v2.not-a-registry"_s;
    tellStatus(add(id, Step::Api, isBelow ? QString::fromUtf8(prefix) : u"HTTP %1"_s.arg(answer.status)), answer);
}

bool Examination::isRegistryAt(const QByteArray &prefix)
{
    http::Request request = http::Request::get(http::Url(m_origin, prefix + "/v2/"));
    request.followRedirects = false;
    const Answer answer = send(std::move(request));
    return answer && registry::isRegistry(*answer);
}

void Examination::judgeServerError(const http::Response &answer)
{
    const QString id = registry::isMaintenancePage(answer) ? u"v2.maintenance-page"_s : u"v2.server-error"_s;
    tellStatus(add(id, Step::Api, u"HTTP %1"_s.arg(answer.status)), answer);
}

void Examination::compareClocks(const http::Response &answer)
{
    const std::optional<std::chrono::seconds> lead = registry::clockLead(answer);
    if (!lead)
        return;
    if (std::chrono::abs(*lead) <= toleratedSkew) {
        note(Step::Clock, Words::clock(*lead));
        return;
    }
    Finding &finding = add(u"clock.skew"_s, Step::Clock, QString::number(std::chrono::abs(*lead).count()));
    finding.evidence.push_back({u"Date"_s, QString::fromLatin1(answer.headers.value("Date"))});
}

/// The next page of a listing is on the registry itself; anything else was written by one who does not know its name.
void Examination::judgeLinks(const http::Response &answer)
{
    for (const http::Link &link : http::parseLinks(answer.headers.values("Link"))) {
        const Result<http::Url> target = answer.url.resolved(link.target);
        if (!link.hasRelation("next") || !target || target->origin() == m_origin
            || target->origin() == answer.url.origin())
            continue;
        const bool sameHost = target->origin().host == m_origin.host && target->origin().secure != m_origin.secure;
        Finding &finding = add(sameHost ? u"redirect.scheme"_s : u"redirect.host"_s, Step::Gateway, target->redacted());
        finding.evidence.push_back({u"Link"_s, target->redacted()});
    }
}

/// False where nothing may be sent there. A realm is where clients are sent to, like a redirect.
bool Examination::judgeRealm(const http::Url &realm)
{
    if (m_origin.secure && !realm.origin().secure) {
        Finding &finding = add(u"redirect.scheme"_s, Step::Gateway, realm.redacted());
        finding.evidence.push_back({u"realm"_s, realm.redacted()});
        return false;
    }
    if (realm.origin().host != m_origin.host && isInsideName(realm.origin().host) && !isInsideName(m_origin.host)) {
        Finding &finding = add(u"redirect.host"_s, Step::Gateway, realm.redacted());
        finding.evidence.push_back({u"realm"_s, realm.redacted()});
        return false;
    }
    return true;
}

} // namespace doctor
