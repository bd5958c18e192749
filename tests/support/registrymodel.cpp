#include "tests/support/registrymodel.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace support {

using namespace Qt::StringLiterals;
using Kind = ModelEvent::Kind;

namespace {

Answer failure(int status, const QByteArray &code)
{
    return Answer::withStatus(status,
                              "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + code.toLower() + "\"}]}",
                              {{"Content-Type", "application/json"}});
}

Answer json(const QJsonObject &object, const QByteArray &mediaType = "application/json")
{
    return Answer::ok(QJsonDocument(object).toJson(QJsonDocument::Compact), mediaType);
}

QByteArray queryItem(const ReceivedRequest &request, const QString &key)
{
    const QUrlQuery query(QString::fromLatin1(request.target.mid(request.path().size() + 1)));
    return query.queryItemValue(key, QUrl::FullyDecoded).toUtf8();
}

} // namespace

/// What a path is about.
struct RegistryModel::Route
{
    enum class About
    {
        Nothing,
        Support,
        Catalogue,
        Tags,
        Manifest,
        Blob,
        Upload,
        Referrers,
    };

    About about = About::Nothing;
    QByteArray repository{};
    QByteArray reference{};

    [[nodiscard]] bool isDigest() const { return reference.contains(':'); }
    static Route of(const QByteArray &path);
};

RegistryModel::Route RegistryModel::Route::of(const QByteArray &path)
{
    if (path == "/v2/" || path == "/v2")
        return {About::Support};
    if (path == "/v2/_catalog")
        return {About::Catalogue};
    const std::array<std::pair<QByteArray, About>, 5> places{{{"/tags/list", About::Tags},
                                                              {"/manifests/", About::Manifest},
                                                              {"/blobs/uploads/", About::Upload},
                                                              {"/blobs/", About::Blob},
                                                              {"/referrers/", About::Referrers}}};
    for (const auto &[place, about] : places) {
        const qsizetype at = path.lastIndexOf(place);
        if (path.startsWith("/v2/") && at > 4)
            return {about, path.mid(4, at - 4), QByteArray::fromPercentEncoding(path.mid(at + place.size()))};
    }
    return {};
}

RegistryModel::RegistryModel(ServerKind kind, std::mt19937::result_type seed)
    : m_kind(kind)
    , m_random(seed)
{
    m_server.serve("/token", R"({"token":"anonymous"})");
    m_server.answer({{}, "/v2", true}, [this](const ReceivedRequest &request) { return serve(request); });
}

bool RegistryModel::hasReferrersApi(ServerKind kind)
{
    return kind == ServerKind::RefusesProtected || kind == ServerKind::Lies;
}

RepositoryState RegistryModel::state(const QByteArray &repository) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_repositories.find(repository);
    return found != m_repositories.end() ? found->second : RepositoryState();
}

void RegistryModel::change(const std::function<void(Repositories &)> &what)
{
    const std::lock_guard lock(m_mutex);
    apply(false, what);
}

std::vector<ModelEvent> RegistryModel::takeEvents()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_events, {});
}

void RegistryModel::apply(bool byClient, const std::function<void(Repositories &)> &what)
{
    const Repositories before = m_repositories;
    what(m_repositories);
    log(before, byClient);
}

void RegistryModel::log(const Repositories &before, bool byClient)
{
    for (const auto &[repository, now] : m_repositories) {
        const auto known = before.find(repository);
        const RepositoryState then = known != before.end() ? known->second : RepositoryState();
        const auto add
            = [&, &name = repository](Kind kind, const QByteArray &what, const QByteArray &from, const QByteArray &to) {
                  const bool unasked = byClient && !m_asked.isEmpty() && what != m_asked;
                  m_events.push_back({kind, name, what, from, to, byClient, {}, byClient && m_isLate, false, unasked});
              };
        std::map<QByteArray, QByteArray> names = then.tags;
        names.insert(now.tags.cbegin(), now.tags.cend());
        for (const auto &[tag, unused] : names) {
            const auto from = then.tags.find(tag);
            const auto to = now.tags.find(tag);
            const QByteArray old = from != then.tags.end() ? from->second : QByteArray();
            const QByteArray fresh = to != now.tags.end() ? to->second : QByteArray();
            if (old != fresh)
                add(Kind::TagChanged, tag, old, fresh);
        }
        for (const auto &[digest, unused] : then.manifests) {
            if (!now.manifests.contains(digest))
                add(Kind::ManifestRemoved, digest, {}, {});
        }
        for (const auto &[digest, unused] : now.manifests) {
            if (!then.manifests.contains(digest))
                add(Kind::ManifestAdded, digest, {}, {});
        }
    }
}

void RegistryModel::setMeanwhile(Meanwhile meanwhile)
{
    const std::lock_guard lock(m_mutex);
    m_meanwhile = std::move(meanwhile);
}

void RegistryModel::setFate(FateOf fate)
{
    const std::lock_guard lock(m_mutex);
    m_fate = std::move(fate);
}

Answer RegistryModel::serve(const ReceivedRequest &request)
{
    const std::lock_guard lock(m_mutex);
    doLate(false);
    const Route route = Route::of(request.path());
    const bool isChange = route.about == Route::About::Manifest && request.method != "GET" && request.method != "HEAD";
    const std::size_t asked = m_events.size();
    if (isChange)
        m_events.push_back({Kind::Asked, route.repository, route.reference, {}, {}, true, request.method});
    if (m_meanwhile)
        apply(false, [&](Repositories &all) { m_meanwhile(request, all); });
    Fate fate;
    if (m_fate)
        apply(false, [&](Repositories &all) { fate = m_fate(request, all); });
    if (isChange)
        m_events[asked].refused = fate.fault == Fault::Throttled || fate.fault == Fault::Expired;
    Answer whole;
    if (fate.effect == Fate::Effect::Now)
        whole = answerTo(route, request, fate.isSeen());
    else if (fate.effect == Fate::Effect::Late)
        postpone(request);
    return disturbed(fate, request, std::move(whole));
}

void RegistryModel::postpone(const ReceivedRequest &request)
{
    m_late.emplace_back(std::uniform_int_distribution(1, 12)(m_random), request);
}

void RegistryModel::doLate(bool all)
{
    std::vector<ReceivedRequest> due;
    std::erase_if(m_late, [&](auto &late) {
        const bool isDue = --late.first <= 0 || all;
        if (isDue)
            due.push_back(late.second);
        return isDue;
    });
    m_isLate = true;
    for (const ReceivedRequest &request : due) {
        const Route route = Route::of(request.path());
        m_events.push_back({Kind::Late, route.repository, route.reference, {}, {}, true, request.method, true});
        static_cast<void>(answerTo(route, request, false));
    }
    m_isLate = false;
}

void RegistryModel::finishLate()
{
    const std::lock_guard lock(m_mutex);
    doLate(true);
}

/// @p arrives: the client gets to see it.
Answer RegistryModel::answerTo(const Route &route, const ReceivedRequest &request, bool arrives)
{
    const bool reads = request.method == "GET" || request.method == "HEAD";
    using About = Route::About;
    if (route.about == About::Support)
        return json({});
    std::vector<QByteArray> names;
    if (route.about == About::Catalogue) {
        for (const auto &[name, unused] : m_repositories)
            names.push_back(name);
        return page(request, "repositories", {}, names, false);
    }
    if (route.about == About::Upload)
        return upload(route, request);
    if (route.about == About::Manifest && request.method == "PUT")
        return putManifest(route, request);
    const auto found = m_repositories.find(route.repository);
    if (found == m_repositories.end())
        return failure(404, "NAME_UNKNOWN");
    switch (route.about) {
    case About::Tags:
        for (const auto &[name, unused] : found->second.tags)
            names.push_back(name);
        return page(request, "tags", route.repository, names, arrives);
    case About::Manifest:
        if (reads && arrives)
            m_events.push_back({Kind::Looked, route.repository, route.reference});
        if (reads)
            return manifest(route);
        return route.isDigest() ? deleteManifest(route) : deleteTag(route);
    case About::Blob:
        return blob(route, request);
    case About::Referrers:
        return referrers(route, request);
    default:
        return failure(404, "UNSUPPORTED");
    }
}

/// The names after `last`, at most `n`, with a Link to more. Without `n` all that a page holds.
Answer RegistryModel::page(const ReceivedRequest &request, const QByteArray &key, const QByteArray &repository,
                           const std::vector<QByteArray> &names, bool isLogged)
{
    bool given = false;
    const int asked = queryItem(request, u"n"_s).toInt(&given);
    const std::size_t size = given ? std::size_t(std::clamp(asked, 0, pageSize)) : std::size_t(pageSize);
    const QByteArray last = queryItem(request, u"last"_s);
    auto next = last.isEmpty() ? names.cbegin() : std::upper_bound(names.cbegin(), names.cend(), last);
    QJsonArray list;
    QByteArray end;
    for (; next != names.cend() && std::size_t(list.size()) < size; ++next) {
        list.append(QString::fromLatin1(*next));
        end = *next;
    }
    QJsonObject object{{QString::fromLatin1(key), list}};
    if (!repository.isEmpty())
        object.insert("name"_L1, QString::fromLatin1(repository));
    Answer answer = json(object);
    const bool goesOn = next != names.cend() && size > 0;
    if (isLogged)
        m_events.push_back({Kind::Listed, repository, {}, last, goesOn ? end : QByteArray()});
    if (goesOn)
        answer.headers.emplace_back("Link",
                                    '<' + request.path() + "?n=" + QByteArray::number(qlonglong(size))
                                        + "&last=" + end.toPercentEncoding() + ">; rel=\"next\"");
    return answer;
}

Answer RegistryModel::manifest(const Route &route) const
{
    const RepositoryState &repository = m_repositories.at(route.repository);
    const auto tag = repository.tags.find(route.reference);
    const auto found = repository.manifests.find(tag != repository.tags.end() ? tag->second : route.reference);
    if (found == repository.manifests.end())
        return failure(404, "MANIFEST_UNKNOWN");
    Answer answer = Answer::ok(found->second.bytes, found->second.mediaType);
    answer.headers.emplace_back("Docker-Content-Digest", found->first);
    return answer;
}

Answer RegistryModel::putManifest(const Route &route, const ReceivedRequest &request)
{
    const QJsonDocument body = QJsonDocument::fromJson(request.body);
    if (!body.isObject() || body["schemaVersion"_L1].toInt() != 2)
        return failure(400, "MANIFEST_INVALID");
    RepositoryState fresh = m_repositories[route.repository];
    const QByteArray digest = fresh.addManifest(request.body, request.header("Content-Type"),
                                                route.isDigest() ? "" : route.reference, route.reference);
    if (route.isDigest() && digest != route.reference)
        return failure(400, "DIGEST_INVALID");
    const RepositoryState &now = m_repositories[route.repository];
    for (const QByteArray &child : RepositoryState::childrenOf(request.body)) {
        if (!now.manifests.contains(child))
            return failure(400, "MANIFEST_BLOB_UNKNOWN");
    }
    for (const QByteArray &blob : RepositoryState::blobsOf(request.body)) {
        if (!now.blobs.contains(blob))
            return failure(400, "MANIFEST_BLOB_UNKNOWN");
    }
    const auto tag = now.tags.find(route.reference);
    if (m_kind == ServerKind::RefusesProtected && isImmutable(route.reference) && tag != now.tags.end()
        && tag->second != digest)
        return failure(412, "TAG_IMMUTABLE");
    apply(true, [&](Repositories &all) { all[route.repository] = fresh; });
    Answer answer = Answer::withStatus(
        201, {}, {{"Location", "/v2/" + route.repository + "/manifests/" + digest}, {"Docker-Content-Digest", digest}});
    const QByteArray subject = body["subject"_L1]["digest"_L1].toString().toLatin1();
    if (!subject.isEmpty() && hasReferrersApi(m_kind))
        answer.headers.emplace_back("OCI-Subject", subject);
    return answer;
}

bool RegistryModel::lies()
{
    return m_kind == ServerKind::Lies && std::uniform_int_distribution(1, 4)(m_random) == 1;
}

Answer RegistryModel::deleteTag(const Route &route)
{
    if (m_kind == ServerKind::DigestOnly)
        return failure(400, "DIGEST_INVALID");
    if (m_kind == ServerKind::LeavesDanglingTags)
        return failure(405, "UNSUPPORTED");
    if (!m_repositories.at(route.repository).tags.contains(route.reference))
        return failure(404, "MANIFEST_UNKNOWN");
    if (m_kind == ServerKind::RefusesProtected && isImmutable(route.reference))
        return failure(412, "TAG_IMMUTABLE");
    if (m_kind == ServerKind::TakesImage) {
        m_asked = route.reference;
        const QByteArray image = m_repositories.at(route.repository).tags.at(route.reference);
        apply(true, [&](Repositories &all) { all.at(route.repository).removeManifest(image); });
        m_asked.clear();
    } else if (!lies()) {
        apply(true, [&](Repositories &all) { all.at(route.repository).tags.erase(route.reference); });
    }
    return Answer::withStatus(202);
}

Answer RegistryModel::deleteManifest(const Route &route)
{
    const RepositoryState &now = m_repositories.at(route.repository);
    if (!now.manifests.contains(route.reference))
        return failure(404, "MANIFEST_UNKNOWN");
    const auto hasTag = [&](const auto &tag) { return tag.second == route.reference; };
    if (m_kind == ServerKind::RefusesProtected) {
        if (std::any_of(now.tags.cbegin(), now.tags.cend(), hasTag))
            return failure(400, "GOOGLE_MANIFEST_DANGLING_TAG");
        for (const auto &[unused, stored] : now.manifests) {
            const std::vector<QByteArray> children = RepositoryState::childrenOf(stored.bytes);
            if (std::find(children.cbegin(), children.cend(), route.reference) != children.cend())
                return failure(403, "MANIFEST_REFERENCED");
        }
    }
    if (lies())
        return Answer::withStatus(202);
    apply(true, [&](Repositories &all) {
        RepositoryState &repository = all.at(route.repository);
        repository.manifests.erase(route.reference);
        if (m_kind != ServerKind::LeavesDanglingTags)
            std::erase_if(repository.tags, hasTag);
    });
    return Answer::withStatus(202);
}

Answer RegistryModel::blob(const Route &route, const ReceivedRequest &request)
{
    RepositoryState &repository = m_repositories.at(route.repository);
    const auto found = repository.blobs.find(route.reference);
    if (found == repository.blobs.end())
        return failure(404, "BLOB_UNKNOWN");
    if (request.method == "DELETE") {
        repository.blobs.erase(found);
        return Answer::withStatus(202);
    }
    if (request.method == "GET" && repository.collected.contains(route.reference))
        return failure(404, "BLOB_UNKNOWN");
    Answer answer = Answer::ok(found->second, "application/octet-stream");
    answer.headers.emplace_back("Docker-Content-Digest", found->first);
    answer.headers.emplace_back("Accept-Ranges", "bytes");
    const QByteArray range = request.header("Range");
    if (request.method != "GET" || !range.startsWith("bytes="))
        return answer;
    const QList<QByteArray> ends = range.mid(6).split('-');
    const qsizetype first = ends.value(0).toLongLong();
    const qsizetype size = found->second.size();
    const qsizetype last
        = ends.value(1).isEmpty() ? size - 1 : std::min<qsizetype>(ends.value(1).toLongLong(), size - 1);
    if (first >= size || last < first)
        return failure(416, "SIZE_INVALID");
    answer.status = 206;
    answer.body = found->second.mid(first, last - first + 1);
    answer.headers.emplace_back("Content-Range",
                                "bytes " + QByteArray::number(qlonglong(first)) + '-'
                                    + QByteArray::number(qlonglong(last)) + '/' + QByteArray::number(qlonglong(size)));
    return answer;
}

/// POST for a place, then PUT of the whole; POST with `mount` and `from` where the blob is known there.
Answer RegistryModel::upload(const Route &route, const ReceivedRequest &request)
{
    const QByteArray place = "/v2/" + route.repository + "/blobs/";
    if (request.method == "POST") {
        const QByteArray mount = queryItem(request, u"mount"_s);
        const auto from = m_repositories.find(queryItem(request, u"from"_s));
        if (from == m_repositories.end() || !from->second.blobs.contains(mount))
            return Answer::withStatus(202, {}, {{"Location", place + "uploads/1"}, {"Range", "0-0"}});
        m_repositories[route.repository].blobs.insert_or_assign(mount, from->second.blobs.at(mount));
        return Answer::withStatus(201, {}, {{"Location", place + mount}});
    }
    if (request.method == "DELETE")
        return Answer::withStatus(204);
    if (request.method != "PUT")
        return failure(405, "UNSUPPORTED");
    RepositoryState with = m_repositories[route.repository];
    const QByteArray asked = queryItem(request, u"digest"_s);
    const QByteArray digest = with.addBlob(request.body, asked);
    if (digest != asked)
        return failure(400, "DIGEST_INVALID");
    m_repositories[route.repository] = with;
    return Answer::withStatus(201, {}, {{"Location", place + digest}, {"Docker-Content-Digest", digest}});
}

Answer RegistryModel::referrers(const Route &route, const ReceivedRequest &request) const
{
    if (!hasReferrersApi(m_kind))
        return failure(404, "UNSUPPORTED");
    if (!route.isDigest())
        return failure(400, "DIGEST_INVALID");
    const QString type = QString::fromUtf8(queryItem(request, u"artifactType"_s));
    QJsonArray list;
    for (const auto &[digest, stored] : m_repositories.at(route.repository).manifests) {
        const QJsonDocument body = QJsonDocument::fromJson(stored.bytes);
        QString artifactType = body["artifactType"_L1].toString();
        if (artifactType.isEmpty())
            artifactType = body["config"_L1]["mediaType"_L1].toString(); // an index has none
        if (body["subject"_L1]["digest"_L1].toString().toLatin1() != route.reference
            || (!type.isEmpty() && artifactType != type))
            continue;
        QJsonObject descriptor{{"mediaType"_L1, QString::fromLatin1(stored.mediaType)},
                               {"digest"_L1, QString::fromLatin1(digest)},
                               {"size"_L1, qint64(stored.bytes.size())}};
        if (!artifactType.isEmpty())
            descriptor.insert("artifactType"_L1, artifactType);
        if (body["annotations"_L1].isObject())
            descriptor.insert("annotations"_L1, body["annotations"_L1]);
        list.append(descriptor);
    }
    const QByteArray index = "application/vnd.oci.image.index.v1+json";
    Answer answer
        = json({{"schemaVersion"_L1, 2}, {"mediaType"_L1, QString::fromLatin1(index)}, {"manifests"_L1, list}}, index);
    if (!type.isEmpty())
        answer.headers.emplace_back("OCI-Filters-Applied", "artifactType");
    return answer;
}

} // namespace support
