// What the registry lets us do: list, read, delete.

#include <random>

#include "app/base/json.h"
#include "app/doctor/errorid.h"
#include "app/doctor/examination.h"
#include "app/http/redirect.h"
#include "app/oci/digest.h"
#include "app/oci/reference.h"
#include "app/registry/wireerror.h"

namespace doctor {

using namespace Qt::StringLiterals;

namespace {

/// The first string of the list @p member of a JSON object.
QString firstName(const http::Response &answer, QLatin1StringView member)
{
    const Result<base::Json> json = base::Json::parse(answer.body);
    const base::Json *list = json ? json->find(member) : nullptr;
    return list && !list->items().empty() ? list->items().front().toString().value_or(QString()) : QString();
}

QByteArray digestIn(const http::Response &manifest)
{
    const Result<base::Json> json = base::Json::parse(manifest.body);
    const base::Json *config = json ? json->find("config"_L1) : nullptr;
    const base::Json *digest = config ? config->find("digest"_L1) : nullptr;
    return digest ? digest->toString().value_or(QString()).toLatin1() : QByteArray();
}

QByteArray randomDigest()
{
    std::random_device random;
    QByteArray bytes;
    for (int i = 0; i < 32; ++i)
        bytes.append(char(random() & 0xff));
    return "sha256:" + bytes.toHex();
}

} // namespace

void Examination::listCatalog()
{
    const registry::Scopes scopes = registry::Scopes::catalog();
    Answer answer = ask(url("/v2/_catalog?n=1"), scopes);
    if (!answer) {
        const Error &error = answer.error();
        if (error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Forbidden) // no token for that
            add(u"catalog.denied"_s, Step::Catalog, u"HTTP %1"_s.arg(error.httpStatus))
                .evidence.push_back({u"error"_s, error.detail});
        else
            blame(answer.error());
        return;
    }
    const int status = answer->status;
    if (!followRead(*answer, scopes)) {
        note(Step::Catalog, Check::State::Warning, u"HTTP %1"_s.arg(status));
        return;
    }
    if (!answer->isSuccess()) {
        refuseCatalog(*answer);
        return;
    }
    const Result<base::Json> json = base::Json::parse(answer->body);
    if (!json || !json->find("repositories"_L1)) {
        add(u"catalog.missing"_s, Step::Catalog,
            base::Message(QT_TRANSLATE_NOOP("Faults", "no list in the answer")).translated());
        return;
    }
    note(Step::Catalog, Check::State::Passed);
    m_repository = firstName(*answer, "repositories"_L1);
    judgeLinks(*answer);
}

void Examination::refuseCatalog(const http::Response &answer)
{
    const QString status = u"HTTP %1"_s.arg(answer.status);
    if (answer.status == 429)
        add(u"limit.rate"_s, Step::Catalog, QString::fromLatin1(answer.headers.value("Retry-After")));
    else if (answer.status >= 500)
        judgeServerError(answer);
    else if (answer.status == 401 || answer.status == 403)
        add(u"catalog.denied"_s, Step::Catalog,
            m_realm ? u"%1; %2"_s.arg(status, scopesText(registry::Scopes::catalog())) : status);
    else
        add(u"catalog.missing"_s, Step::Catalog, status);
}

/// A repository tells what the list does not: rights of an account, and where its content lies.
void Examination::lookIntoRepository()
{
    const QString wanted = m_patient.path.isEmpty() ? m_repository : m_patient.path;
    const Result<oci::RepositoryName> repository = oci::RepositoryName::parse(wanted);
    if (wanted.isEmpty() || !repository) {
        if (isOpen(Step::Gateway))
            note(Step::Gateway, Check::State::Passed);
        return;
    }
    const registry::Scopes scopes = registry::Scopes::pull(*repository);
    Answer answer = ask(url("/v2/" + wanted.toUtf8() + "/tags/list?n=1"), scopes);
    if (!answer) {
        blame(answer.error());
        return;
    }
    if (!followRead(*answer, scopes))
        return;
    if (answer->status == 404 && m_patient.path.isEmpty()) { // it is listed, and nothing was pushed to it yet
        note(Step::Scopes, Check::State::Warning, u"HTTP 404: %1"_s.arg(wanted));
        return;
    }
    if (!answer->isSuccess()) {
        refuseRead(*answer, scopes, wanted);
        return;
    }
    note(Step::Scopes, Check::State::Passed, wanted);
    judgeLinks(*answer);
    if (const QString tag = firstName(*answer, "tags"_L1); !tag.isEmpty())
        readBlob(*repository, tag);
    if (isOpen(Step::Gateway))
        note(Step::Gateway, Check::State::Passed);
}

void Examination::refuseRead(const http::Response &answer, const registry::Scopes &scopes, const QString &name)
{
    const bool isRefused = answer.status == 401 || answer.status == 403;
    if (answer.status >= 500) {
        judgeServerError(answer);
        return;
    }
    if (!isRefused && answer.status != 404 && answer.status != 429) {
        note(Step::Scopes, Check::State::Warning, u"HTTP %1"_s.arg(answer.status));
        return;
    }
    const QString id = answer.status == 404 ? u"content.notfound"_s
        : answer.status == 429              ? u"limit.rate"_s
        : m_realm                           ? u"auth.scope-not-granted"_s
                                            : u"auth.forbidden"_s;
    const QString fact = answer.status == 429 ? QString::fromLatin1(answer.headers.value("Retry-After"))
        : isRefused && m_realm                ? scopesText(scopes)
                                              : name;
    Finding said = Words::finding(id, place(), fact);
    if (answer.status == 404) // the registry itself works
        said.severity = Severity::Warning;
    Finding &finding = add(std::move(said), Step::Scopes);
    finding.evidence.push_back({u"name"_s, name});
    finding.evidence.push_back({u"status"_s, QString::number(answer.status)});
    const Error error = registry::wireError(answer, m_clock);
    for (const base::Diagnostic &entry : error.registry)
        finding.evidence.push_back({entry.code, entry.message});
}

/// Content may lie elsewhere; that place must be as safe, and there.
void Examination::readBlob(const oci::RepositoryName &repository, const QString &tag)
{
    const Result<oci::TagName> tagName = oci::TagName::parse(tag);
    if (!tagName)
        return;
    const registry::Scopes scopes = registry::Scopes::pull(repository);
    const QByteArray base = "/v2/" + repository.toString().toUtf8();
    QByteArray target = base + "/manifests/" + tag.toUtf8();
    for (const QString &name : QStringList{repository.toString() + u':' + tag, repository.toString()}) {
        Answer answer = ask(url(target), scopes);
        if (!answer) {
            blame(answer.error());
            return;
        }
        if (!followRead(*answer, scopes))
            return;
        if (!answer->isSuccess()) {
            refuseRead(*answer, scopes, name);
            return;
        }
        const QByteArray digest = digestIn(*answer);
        if (!oci::Digest::parse(QString::fromLatin1(digest)))
            return;
        target = base + "/blobs/" + digest;
    }
}

/// With consent only. The digest is random, so there is nothing that could go.
void Examination::tryDelete()
{
    if (!m_patient.askAboutDeletion)
        return;
    const QString wanted = !m_patient.path.isEmpty() ? m_patient.path
        : !m_repository.isEmpty()                    ? m_repository
                                                     : u"portolan/doctor"_s;
    const Result<oci::RepositoryName> repository = oci::RepositoryName::parse(wanted);
    if (!repository)
        return;
    const registry::Scopes scopes = registry::Scopes::remove(*repository);
    http::Request request = http::Request::remove(url("/v2/" + wanted.toUtf8() + "/manifests/" + randomDigest()));
    const Result<QByteArray> value = authorization(scopes);
    if (!value) {
        judgeDelete(base::fail(value.error()), scopes);
        return;
    }
    if (!value->isEmpty())
        request.headers.set("Authorization", *value);
    judgeDelete(send(std::move(request)), scopes);
}

void Examination::judgeDelete(const Answer &answer, const registry::Scopes &scopes)
{
    if (!answer) {
        if (answer.error().reason != ErrorReason::ReadOnly) // nothing was sent: the check is skipped
            blame(answer.error());
        return;
    }
    const QString words = QString::fromUtf8(answer->body.left(100)).simplified();
    switch (answer->status) {
    case 404:
        note(Step::Delete, Check::State::Passed);
        return;
    case 405:
        add(idOf(registry::wireError(*answer, m_clock)), Step::Delete, words)
            .evidence.push_back({u"status"_s, u"405"_s});
        return;
    case 401:
    case 403:
        add(m_realm ? u"auth.scope-not-granted"_s : u"auth.forbidden"_s, Step::Delete,
            m_realm ? scopesText(scopes) : words);
        return;
    default:
        note(Step::Delete, Check::State::Warning, u"HTTP %1"_s.arg(answer->status));
    }
}

} // namespace doctor
