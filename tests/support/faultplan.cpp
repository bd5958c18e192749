#include "tests/support/faultplan.h"

#include <algorithm>
#include <array>
#include <utility>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QUrlQuery>

namespace support {

using namespace Qt::StringLiterals;
using Effect = Fate::Effect;

namespace {

constexpr std::array<int, 5> statuses{408, 500, 502, 503, 504};
constexpr int onAndOn = 12; ///< requests: more than a client tries

bool isRead(const ReceivedRequest &request)
{
    return request.method == "GET" || request.method == "HEAD";
}

bool isOfManifest(const ReceivedRequest &request)
{
    return request.path().contains("/manifests/");
}

bool isListing(const ReceivedRequest &request)
{
    return request.method == "GET" && request.path().endsWith("/tags/list");
}

Answer withError(int status, const QByteArray &code, HeaderFields headers = {})
{
    headers.emplace_back("Content-Type", "application/json");
    return Answer::withStatus(status, "{\"errors\":[{\"code\":\"" + code + "\"}]}", std::move(headers));
}

void removeField(Answer &answer, QByteArrayView name)
{
    std::erase_if(answer.headers, [name](const auto &field) { return field.first == name; });
}

/// A cut in what goes out: before it, in its head, or in its body.
Answer cut(Answer whole, const Fate &fate, QByteArrayView method)
{
    const qint64 head = whole.headBytes(method).size();
    const qint64 body = whole.bodyBytes(method).size();
    if (fate.form == 2 && body > 0)
        whole.cut = Cut{Cut::Where::Body, qint64(fate.where % quint32(body)), true};
    else
        whole.cut = Cut{Cut::Where::Head, fate.form == 0 ? 0 : 1 + qint64(fate.where % quint32(head - 1)), true};
    return whole;
}

Answer throttled(int form)
{
    HeaderFields headers;
    const QDateTime then = QDateTime::currentDateTimeUtc().addSecs(2);
    if (form == 0)
        headers.emplace_back("Retry-After", "2");
    else if (form == 1)
        headers.emplace_back("Retry-After",
                             QLocale::c().toString(then, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1());
    else if (form == 3)
        headers.emplace_back("Retry-After", "1000000000");
    return withError(429, "TOOMANYREQUESTS", std::move(headers));
}

Answer expired(const ReceivedRequest &request)
{
    const QByteArray realm = "http://" + request.header("Host") + "/token";
    return withError(401, "UNAUTHORIZED", {{"WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"model\""}});
}

QByteArray utf16Of(const QByteArray &text)
{
    QByteArray wide;
    for (const char letter : text) {
        wide.append(letter);
        wide.append('\0');
    }
    return wide;
}

Answer garbage(Answer whole, int form)
{
    const QByteArray html = "<!DOCTYPE html><html><body>It works!</body></html>";
    if (form == 0)
        return Answer::ok(html, "text/html; charset=utf-8");
    if (form == 1)
        whole.body.clear();
    else if (form == 2)
        whole.body.truncate(whole.body.size() / 2);
    else if (form == 3)
        whole.body.prepend("\xEF\xBB\xBF");
    else if (form == 4)
        whole.body.prepend('\0');
    else
        whole.body = utf16Of(whole.body);
    removeField(whole, "Docker-Content-Digest"); // HEAD: as of a proxy that serves something of its own
    return whole;
}

Answer withWrongDigest(Answer whole, const Fate &fate)
{
    if (fate.form == 2 && !whole.body.isEmpty()) {
        char &byte = whole.body[qsizetype(fate.where % quint32(whole.body.size()))];
        byte = static_cast<char>(byte ^ 1);
        return whole;
    }
    removeField(whole, "Docker-Content-Digest");
    if (fate.form == 0)
        whole.headers.emplace_back("Docker-Content-Digest", "sha256:" + QByteArray(64, 'a'));
    return whole;
}

/// A page of a listing whose names are those of the server, but not as they should come.
Answer withOtherPages(Answer whole, int form, const ReceivedRequest &request)
{
    QJsonObject page = QJsonDocument::fromJson(whole.body).object();
    const QJsonArray names = page["tags"_L1].toArray();
    const QUrlQuery query(QString::fromLatin1(request.target.mid(request.path().size() + 1)));
    const QString last = query.queryItemValue(u"last"_s, QUrl::FullyDecoded);
    QJsonArray others;
    if (form == 1 && !last.isEmpty())
        others.append(last);
    for (const auto &name : names) {
        others.append(name);
        if (form == 0)
            others.append(name);
        else if (form == 2)
            others.insert(0, others.takeAt(others.size() - 1));
    }
    if (form == 3 && names.size() > 1) {
        while (others.size() > names.size() / 2)
            others.removeLast();
        removeField(whole, "Link");
        whole.headers.emplace_back("Link",
                                   '<' + request.path() + "?last="
                                       + others.last().toString().toUtf8().toPercentEncoding() + ">; rel=\"next\"");
    }
    page.insert("tags"_L1, others);
    whole.body = QJsonDocument(page).toJson(QJsonDocument::Compact);
    return whole;
}

Answer lie(int form, const ReceivedRequest &request)
{
    if (form == 1)
        return withError(404, "MANIFEST_UNKNOWN");
    if (form == 2)
        return Answer::ok("<html></html>", "text/html");
    return Answer::withStatus(request.method == "PUT" ? 201 : 202);
}

Answer lost(int form)
{
    return form == 2 ? Answer::silence() : Answer::hangUp(form == 1);
}

} // namespace

bool Fate::isSeen() const
{
    switch (fault) {
    case Fault::None:
    case Fault::SiblingVanishes:
    case Fault::Collected:
    case Fault::Pushed:
    case Fault::DiskFails:
    case Fault::Killed:
    case Fault::SecondInstance:
        return true;
    case Fault::Pages:
        return form != 3;
    default:
        return false;
    }
}

int formsOf(Fault fault)
{
    switch (fault) {
    case Fault::Reset:
    case Fault::WrongDigest:
    case Fault::Liar:
    case Fault::AnswerLost:
        return 3;
    case Fault::Throttled:
    case Fault::Pages:
        return 4;
    case Fault::Status:
        return int(statuses.size());
    case Fault::Garbage:
        return 6;
    default:
        return 1;
    }
}

bool canHappenTo(Fault fault, const ReceivedRequest &request)
{
    switch (fault) {
    case Fault::None:
        return false;
    case Fault::Vanished:
    case Fault::WrongDigest:
        return isRead(request) && isOfManifest(request);
    case Fault::Garbage:
        return isRead(request);
    case Fault::Pages:
        return isListing(request);
    case Fault::Liar:
    case Fault::AnswerLost:
        return !isRead(request) && isOfManifest(request);
    default:
        return request.path() != "/token";
    }
}

Answer disturbed(const Fate &fate, const ReceivedRequest &request, Answer whole)
{
    switch (fate.fault) {
    case Fault::Reset:
        return cut(std::move(whole), fate, request.method);
    case Fault::Closed:
        return Answer::hangUp();
    case Fault::Status:
        return withError(statuses.at(std::size_t(fate.form)), "UNKNOWN");
    case Fault::Throttled:
        return throttled(fate.form);
    case Fault::Expired:
        return expired(request);
    case Fault::Vanished:
        return withError(404, "MANIFEST_UNKNOWN");
    case Fault::Garbage:
        return garbage(std::move(whole), fate.form);
    case Fault::WrongDigest:
        return withWrongDigest(std::move(whole), fate);
    case Fault::Pages:
        return whole.status == 200 ? withOtherPages(std::move(whole), fate.form, request) : whole;
    case Fault::Liar:
        return lie(fate.form, request);
    case Fault::AnswerLost:
        return lost(fate.form);
    default:
        return whole;
    }
}

FaultPlan::FaultPlan(std::mt19937::result_type seed, std::vector<Fault> faults, int oneIn)
    : m_faults(std::move(faults))
    , m_oneIn(oneIn)
    , m_random(seed)
{ }

void FaultPlan::setHook(Fault fault, Hook hook)
{
    const std::lock_guard lock(m_mutex);
    m_hooks.insert_or_assign(fault, std::move(hook));
}

Fate FaultPlan::fateOf(const ReceivedRequest &request)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray key = request.method + ' ' + request.target;
    Fate fate;
    if (const auto streak = m_streaks.find(key); streak != m_streaks.end()) {
        fate = streak->second.first;
        if (--streak->second.second == 0)
            m_streaks.erase(streak);
    } else {
        fate = draw(request);
    }
    if (fate.fault == Fault::None)
        return fate;
    ++m_counts[fate.fault];
    if (const auto hook = m_hooks.find(fate.fault); hook != m_hooks.end()) {
        hook->second(request);
        return {};
    }
    return fate;
}

Fate FaultPlan::draw(const ReceivedRequest &request)
{
    if (number(1, m_oneIn) != 1)
        return {};
    std::vector<Fault> possible;
    std::copy_if(m_faults.cbegin(), m_faults.cend(), std::back_inserter(possible), [&](Fault fault) {
        return canHappenTo(fault, request) && (fault < Fault::SiblingVanishes || m_hooks.contains(fault));
    });
    if (possible.empty())
        return {};
    Fate fate;
    fate.fault = possible.at(std::size_t(number(0, int(possible.size()) - 1)));
    fate.form = number(0, formsOf(fate.fault) - 1);
    fate.where = quint32(m_random());
    if (fate.fault == Fault::WrongDigest && fate.form == 2 && request.method == "HEAD") // it has no bytes
        fate.form = 1;
    if (fate.fault == Fault::AnswerLost && fate.form == 2 && number(1, 4) != 1) // it takes the client's patience
        fate.form = 0;
    const int status = fate.fault == Fault::Status ? statuses.at(std::size_t(fate.form)) : 0;
    const bool isRefused = fate.fault == Fault::Throttled || fate.fault == Fault::Expired || status == 408
        || status == 503 || fate.fault == Fault::Liar;
    const bool isOpen = fate.fault == Fault::Reset || fate.fault == Fault::Closed || fate.fault == Fault::Status;
    if (isRefused)
        fate.effect = Effect::Never;
    else if (isOpen)
        fate.effect = number(1, 2) == 1 ? Effect::Never : Effect::Now;
    if (m_late && !isRead(request) && !isRefused && (isOpen || fate.fault == Fault::AnswerLost) && number(1, 2) == 1)
        fate.effect = Effect::Late;
    if (fate.fault == Fault::Status || fate.fault == Fault::Throttled || fate.fault == Fault::Expired) {
        if (const int again = std::array{0, 2, onAndOn}.at(std::size_t(number(0, 2))); again > 0 && isRead(request))
            m_streaks.insert_or_assign(request.method + ' ' + request.target, std::pair(fate, again));
    }
    return fate;
}

std::map<Fault, int> FaultPlan::counts() const
{
    const std::lock_guard lock(m_mutex);
    return m_counts;
}

} // namespace support
