#include "tests/app/changes/smallregistry.h"

#include <utility>

namespace support {

using namespace Qt::StringLiterals;

namespace {

const QByteArray manifestsPath = "/v2/team/app/manifests/";

QByteArray nameIn(const ReceivedRequest &request)
{
    return request.path().mid(manifestsPath.size());
}

} // namespace

SmallRegistry::SmallRegistry(bool deletesTags)
    : m_deletesTags(deletesTags)
{
    m_server.answer({"GET", "/v2/team/app/tags/list"}, [this](const ReceivedRequest &) { return list(); });
    for (const char *method : {"GET", "HEAD"})
        m_server.answer({method, manifestsPath, true},
                        [this](const ReceivedRequest &request) { return read(request); });
    for (const char *method : {"PUT", "DELETE"})
        m_server.answer({method, manifestsPath, true},
                        [this](const ReceivedRequest &request) { return change(request); });
}

void SmallRegistry::push(const oci::Manifest &manifest, const QStringList &tags)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray digest = manifest.digest().toString().toLatin1();
    m_known.insert(digest);
    m_manifests[digest] = {manifest.raw(), manifest.mediaType().toString().toLatin1()};
    for (const QString &tag : tags)
        m_tags[tag.toLatin1()] = digest;
}

void SmallRegistry::setOnChange(OnChange onChange)
{
    const std::lock_guard lock(m_mutex);
    m_onChange = std::move(onChange);
}

QByteArray SmallRegistry::url() const
{
    return m_server.url({});
}

QByteArrayList SmallRegistry::changes() const
{
    const std::lock_guard lock(m_mutex);
    return m_changes;
}

std::optional<oci::Digest> SmallRegistry::digestOf(const QString &tag) const
{
    const std::lock_guard lock(m_mutex);
    const QByteArray digest = resolved(tag.toLatin1());
    return digest.isEmpty() ? std::nullopt : std::optional(*oci::Digest::parse(QString::fromLatin1(digest)));
}

bool SmallRegistry::has(const oci::Digest &manifest) const
{
    const std::lock_guard lock(m_mutex);
    return m_manifests.contains(manifest.toString().toLatin1());
}

QByteArray SmallRegistry::resolved(const QByteArray &what) const
{
    const auto tag = m_tags.find(what);
    const QByteArray digest = tag != m_tags.end() ? tag->second : what;
    return m_manifests.contains(digest) ? digest : QByteArray();
}

Answer SmallRegistry::read(const ReceivedRequest &request)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray digest = resolved(nameIn(request));
    if (digest.isEmpty())
        return Answer::withStatus(404, R"({"errors":[{"code":"MANIFEST_UNKNOWN","message":"no"}]})");
    const Stored &stored = m_manifests.at(digest);
    Answer answer = Answer::ok(stored.bytes, stored.mediaType);
    answer.headers.emplace_back("Docker-Content-Digest", digest);
    return answer;
}

Answer SmallRegistry::list()
{
    const std::lock_guard lock(m_mutex);
    QByteArrayList names;
    for (const auto &[tag, digest] : m_tags)
        names.append('"' + tag + '"');
    return Answer::ok(R"({"name":"team/app","tags":[)" + names.join(',') + "]}");
}

Answer SmallRegistry::change(const ReceivedRequest &request)
{
    const QByteArray what = nameIn(request);
    const QByteArray change = request.method + ' ' + what;
    OnChange onChange;
    {
        const std::lock_guard lock(m_mutex);
        if (request.method == "DELETE" && what.contains(':') && !m_known.contains(what))
            return remove(what);
        if (request.method == "PUT")
            m_known.insert(oci::Digest::of(request.body).toString().toLatin1());
        m_changes.append(change);
        onChange = m_onChange;
    }
    const auto act = [&] { return carryOut(request, what); };
    return onChange ? onChange(change, act) : act();
}

Answer SmallRegistry::carryOut(const ReceivedRequest &request, const QByteArray &what)
{
    const std::lock_guard lock(m_mutex);
    if (request.method == "DELETE")
        return remove(what);
    const QByteArray digest = oci::Digest::of(request.body).toString().toLatin1();
    m_manifests[digest] = {request.body, request.header("Content-Type")};
    if (!what.contains(':'))
        m_tags[what] = digest;
    return Answer::withStatus(201, {}, {{"Docker-Content-Digest", digest}});
}

Answer SmallRegistry::remove(const QByteArray &what)
{
    if (resolved(what).isEmpty())
        return Answer::withStatus(404, R"({"errors":[{"code":"MANIFEST_UNKNOWN","message":"no"}]})");
    if (what.contains(':')) {
        m_manifests.erase(what);
        std::erase_if(m_tags, [&](const auto &tag) { return tag.second == what; });
    } else if (m_deletesTags) {
        m_tags.erase(what);
    } else {
        return Answer::withStatus(400, R"({"errors":[{"code":"DIGEST_INVALID","message":"no"}]})");
    }
    return Answer::withStatus(202);
}

} // namespace support
