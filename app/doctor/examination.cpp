#include "app/doctor/examination.h"

#include <algorithm>

#include "app/connections/session.h"
#include "app/doctor/errorid.h"
#include "app/http/proxyrule.h"
#include "app/registry/endpoint.h"

namespace doctor {

using namespace Qt::StringLiterals;

namespace {

Step stepOf(const QString &id)
{
    static constexpr std::pair<QLatin1StringView, Step> steps[]
        = {{"name."_L1, Step::Name}, {"proxy."_L1, Step::Proxy}, {"tcp."_L1, Step::Tcp},
           {"tls."_L1, Step::Tls},   {"http."_L1, Step::Http},   {"redirect."_L1, Step::Gateway}};
    for (const auto &[prefix, step] : steps) {
        if (id.startsWith(prefix))
            return step;
    }
    return Step::Api;
}

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex(':')).toUpper();
}

void describe(Finding &finding, const http::PeerChain &chain)
{
    finding.chain = std::make_shared<const http::PeerChain>(chain);
    const http::CertificateInfo &server = chain.certificates.front();
    finding.evidence.push_back({u"subject"_s, server.subject});
    finding.evidence.push_back({u"issuer"_s, server.issuer});
    finding.evidence.push_back({u"names"_s, server.names.join(", "_L1)});
    finding.evidence.push_back({u"notBefore"_s, dateText(server.notBefore)});
    finding.evidence.push_back({u"notAfter"_s, dateText(server.notAfter)});
    finding.evidence.push_back({u"key"_s, server.key});
    finding.evidence.push_back({u"sha256"_s, hex(server.sha256)});
    finding.evidence.push_back({u"pin"_s, QString::fromLatin1(server.pin())});
    for (std::size_t i = 1; i < chain.certificates.size(); ++i) {
        const http::CertificateInfo &issuer = chain.certificates[i];
        finding.evidence.push_back({u"chain%1"_s.arg(i), u"%1 (sha256 %2)"_s.arg(issuer.subject, hex(issuer.sha256))});
    }
    for (const http::ChainProblem &problem : chain.problems)
        finding.evidence.push_back({u"openssl%1"_s.arg(problem.code), problem.text()});
}

} // namespace

Examination::Examination(Patient patient, CheckSink sink, std::stop_token stop, base::Clock &clock)
    : m_patient(std::move(patient))
    , m_sink(std::move(sink))
    , m_stop(std::move(stop))
    , m_clock(clock)
    , m_origin(registry::wireOrigin(m_patient.connection.origin))
{
    for (int i = 0; i < stepCount; ++i)
        m_report.checks.push_back(Words::check(Step(i)));
}

Examination::~Examination() = default;

Report Examination::run()
{
    if (prepare() && reach()) {
        listCatalog();
        lookIntoRepository();
        tryDelete();
    }
    finish();
    return std::move(m_report);
}

/// Reads the secrets; what the keychain does not give is a finding, and the rest is looked at without.
bool Examination::prepare()
{
    connections::Connection &connection = m_patient.connection;
    Result<http::TransportSettings> settings
        = connections::transportSettings(connection, *m_patient.credentials, m_stop);
    if (!settings) {
        blameSecret(settings.error());
        return false;
    }
    if (!connection.user.isEmpty()) {
        Result<std::optional<credentials::Credential>> found = m_patient.credentials->find(connection.id, m_stop);
        if (!found)
            add(idOf(found.error()), Step::Token);
        else if (*found)
            m_credential = std::make_shared<const credentials::Credential>(std::move(**found));
        else
            add(u"auth.password-missing"_s, Step::Token);
    }
    settings->registry = m_origin;
    settings->plainHttpAllowed = !m_origin.secure && connection.scheme == connections::SchemeChoice::Http;
    m_proxied = !settings->proxy.isEmpty() && !http::goesDirect(m_origin, settings->noProxy);
    m_hasRoots = !settings->tls.extraRoots.isEmpty();
    m_transport = std::make_unique<http::CurlTransport>(*std::move(settings), m_clock);
    m_tokens = std::make_unique<registry::TokenClient>(*m_transport, m_clock);
    return true;
}

/// True once the registry answered to /v2/ and let us in.
bool Examination::reach()
{
    note(Step::Name, Check::State::Running);
    http::Request request = http::Request::get(url("/v2/"));
    request.followRedirects = false;
    Answer ping = send(request);
    if (!ping && ping.error().reason == ErrorReason::NotTls
        && m_patient.connection.scheme == connections::SchemeChoice::HttpsThenHttp) {
        m_origin = {false, m_origin.host, m_origin.port == 443 ? quint16(80) : m_origin.port};
        m_patient.connection.origin = m_origin;
        m_patient.connection.scheme = connections::SchemeChoice::Http;
        if (!prepare())
            return false;
        request.url = url("/v2/");
        ping = send(request);
    }
    timeRoad();
    if (!ping) {
        blame(ping.error());
        return false;
    }
    passRoad(*ping);
    compareClocks(*ping);
    return readPing(*ping);
}

/// An answer is there, so everything below it works.
void Examination::passRoad(const http::Response &answer)
{
    passWay(QString::fromLatin1(m_origin.host));
    note(Step::Tcp, Check::State::Passed, place());
    const auto chain = m_transport->peerChain(m_origin);
    note(Step::Tls, m_origin.secure ? Check::State::Passed : Check::State::Skipped,
         !m_origin.secure ? Words::notNeeded()
             : chain      ? Words::certificate(chain->certificates.front())
                          : QString());
    note(Step::Http, Check::State::Passed, answer.http2 ? u"HTTP/2"_s : u"HTTP/1.1"_s);
}

/// The proxy was got through, or else the name of the registry was found: the other one was not needed.
void Examination::passWay(const QString &host)
{
    const connections::Connection &connection = m_patient.connection;
    if (m_proxied) {
        note(Step::Name, Check::State::Skipped, Words::notNeeded());
        note(Step::Proxy, Check::State::Passed, connection.proxy);
        return;
    }
    note(Step::Name, Check::State::Passed, host);
    note(Step::Proxy, Check::State::Skipped,
         connection.proxy.isEmpty() ? Words::notNeeded()
                                    : Words::exempt(http::noProxyEntry(m_origin, connection.noProxy)));
}

void Examination::blame(const Error &error)
{
    if (error.isCancelled())
        return;
    if (error.kind == ErrorKind::Tls && error.reason != ErrorReason::NotTls
        && error.reason != ErrorReason::PlainHttpOnTlsPort) {
        blameTls(error);
        return;
    }
    const QString id = idOf(error);
    const Step step = stepOf(id);
    for (int i = 0; wasTried() && i < std::min(int(step), int(Step::Http)); ++i) {
        const bool isNeeded
            = Step(i) != (m_proxied ? Step::Name : Step::Proxy) && (Step(i) != Step::Tls || m_origin.secure);
        const bool isKnown = Step(i) != Step::Tls || error.reason != ErrorReason::NotTls; // no certificate was shown
        if (isOpen(Step(i)) && isKnown)
            note(Step(i), isNeeded ? Check::State::Passed : Check::State::Skipped,
                 isNeeded ? QString() : Words::notNeeded());
    }
    Finding &finding = add(id, step, factOf(id, error));
    finding.evidence.push_back({u"error"_s, error.detail});
    if (error.httpStatus != 0)
        finding.evidence.push_back({u"status"_s, QString::number(error.httpStatus)});
}

/// All that is wrong with the certificates, and not what OpenSSL stopped at.
void Examination::blameTls(const Error &error)
{
    const http::PeerChain *chain = http::peerChain(error);
    const bool isProxy = error.reason == ErrorReason::ProxyTls;
    const QStringList ids = idsOf(error, m_hasRoots);
    if (wasTried() && !isProxy) {
        passWay({});
        note(Step::Tcp, Check::State::Passed, place());
    }
    for (const QString &id : ids) {
        const QString fact = chain && !isProxy ? doctor::factOf(id, *chain) : factOf(id, error);
        Finding &finding = add(id, stepOf(id), fact);
        if (isOfDates(id) && error.time)
            finding.why = Words::sentences({finding.why, Words::ownClock(*error.time)});
        if (chain)
            describe(finding, *chain);
        finding.evidence.push_back({u"error"_s, error.detail});
        if (error.httpStatus != 0)
            finding.evidence.push_back({u"status"_s, QString::number(error.httpStatus)});
    }
}

/// A secret of the road itself: nothing can be sent without it.
void Examination::blameSecret(const Error &error)
{
    if (error.isCancelled())
        return;
    const connections::Connection &connection = m_patient.connection;
    QStringList owners;
    if (!connection.tls.clientCertificateFile.isEmpty())
        owners.append(connection.tls.clientCertificateFile);
    if (!connection.proxy.isEmpty() && !connection.proxyUser.isEmpty())
        owners.append(connection.proxy);
    add(Words::finding(idOf(error), owners.join(", "_L1)), Step::Token).evidence.push_back({u"error"_s, error.detail});
}

/// A connection to the registry was at least begun.
bool Examination::wasTried() const
{
    return m_transport && m_transport->connectionTimes(m_origin).name.count() > 0;
}

QString Examination::factOf(const QString &id, const Error &error) const
{
    if (id.startsWith("proxy."_L1))
        return m_patient.connection.proxy;
    if (id == "v2.server-error"_L1)
        return u"HTTP %1"_s.arg(error.httpStatus);
    return doctor::factOf(error);
}

Finding &Examination::add(const QString &id, Step step, const QString &fact)
{
    return add(Words::finding(id, place(), fact), step);
}

Finding &Examination::add(Finding finding, Step step)
{
    const auto known = std::find_if(m_report.findings.begin(), m_report.findings.end(),
                                    [&finding](const Finding &each) { return each.id == finding.id; });
    if (known != m_report.findings.end() && known->severity <= finding.severity)
        return *known;
    note(step, finding.severity == Severity::Problem ? Check::State::Failed : Check::State::Warning, finding.what);
    if (known != m_report.findings.end()) { // it turned out to be worse
        finding.evidence.insert(finding.evidence.begin(), known->evidence.begin(), known->evidence.end());
        return *known = std::move(finding);
    }
    m_report.findings.push_back(std::move(finding));
    return m_report.findings.back();
}

/// A check that failed stays so.
void Examination::note(Step step, Check::State state, const QString &detail)
{
    note(step, Words::check(step, state, detail));
}

void Examination::note(Step step, Check check)
{
    Check &known = m_report.checks[std::size_t(step)];
    if (known.state == Check::State::Failed)
        return;
    if (known.state == Check::State::Warning && check.state != Check::State::Failed)
        return;
    const auto time = m_times.find(step);
    if (time != m_times.end() && check.state != Check::State::Skipped && check.state != Check::State::Running)
        check.took = time->second;
    known = std::move(check);
    if (m_sink)
        m_sink(known);
}

/// Counts the time of what is sent to the steps that begin behind the road: one of them is noted next.
Examination::Answer Examination::send(http::Request request)
{
    const auto begin = m_clock.now();
    Answer answer = m_transport->send(std::move(request), m_stop);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - begin);
    for (const Step step : {Step::Api, Step::Token, Step::Scopes, Step::Catalog, Step::Delete}) {
        if (isOpen(step))
            m_times[step] = took;
    }
    return answer;
}

/// What of the first request went into making the connection is not the registry's.
void Examination::timeRoad()
{
    using std::chrono::duration_cast, std::chrono::milliseconds;
    const http::ConnectionTimes times = m_transport->connectionTimes(m_origin);
    if (m_proxied) {
        m_times[Step::Proxy] = duration_cast<milliseconds>(times.name + times.tcp);
    } else {
        m_times[Step::Name] = duration_cast<milliseconds>(times.name);
        m_times[Step::Tcp] = duration_cast<milliseconds>(times.tcp);
    }
    if (m_origin.secure)
        m_times[Step::Tls] = duration_cast<milliseconds>(times.tls);
    const milliseconds road = duration_cast<milliseconds>(times.name + times.tcp + times.tls);
    m_times[Step::Api] = std::max(milliseconds(0), m_times[Step::Api] - road);
}

bool Examination::isOpen(Step step) const
{
    const Check::State state = m_report.checks[std::size_t(step)].state;
    return state == Check::State::Skipped || state == Check::State::Running;
}

QString Examination::place() const
{
    return QString::fromLatin1(m_origin.toBytes()).section("://"_L1, 1);
}

http::Url Examination::url(const QByteArray &target) const
{
    return {m_origin, m_patient.connection.pathPrefix + target};
}

void Examination::finish()
{
    m_report.url = url("/v2/").redacted();
    for (Check &check : m_report.checks) {
        if (check.state == Check::State::Running)
            check.state = Check::State::Skipped;
    }
    std::stable_sort(m_report.findings.begin(), m_report.findings.end(),
                     [](const Finding &left, const Finding &right) { return left.severity < right.severity; });
}

} // namespace doctor
