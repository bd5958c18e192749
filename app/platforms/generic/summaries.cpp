#include "app/platforms/generic/summaries.h"

#include <limits>

#include <QStringList>
#include <QtNumeric>

#include "app/oci/imageconfig.h"

namespace platforms {

using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const base::Error> kept(const base::Error &error)
{
    return std::make_shared<const base::Error>(error);
}

Date createdAt(const std::optional<oci::UtcTime> &time)
{
    return time ? Date{*time, DateKind::Created} : Date{};
}

/// Adds up blobs, each once.
class Sum
{
public:
    void add(const std::vector<BlobSize> &blobs)
    {
        for (const BlobSize &blob : blobs) {
            if (m_seen.insert(blob.name).second && qAddOverflow(m_bytes, blob.bytes, &m_bytes))
                m_bytes = std::numeric_limits<qint64>::max();
        }
    }
    [[nodiscard]] qint64 bytes() const noexcept { return m_bytes; }

private:
    std::unordered_set<quint64> m_seen;
    qint64 m_bytes = 0;
};

} // namespace

const Summary *Summaries::find(const oci::Digest &digest) const
{
    const auto found = m_summaries.find(digest);
    return found == m_summaries.cend() ? nullptr : &found->second;
}

void Summaries::add(const oci::Manifest &manifest)
{
    const oci::Digest &digest = manifest.digest();
    if (m_summaries.contains(digest) || m_open.contains(digest))
        return;
    ManifestFacts facts(manifest);
    Open open;
    open.summary.kind = facts.kind;
    open.summary.mediaType = manifest.mediaType();
    open.summary.created = createdAt(facts.created);
    if (manifest.index()) {
        open.summary.platforms = shared(std::move(facts.platforms));
        open.children = std::move(facts.children);
        open.hasNestedIndex = facts.hasNestedIndex;
        needAttachments(facts.attachments);
        return addIndex(digest, std::move(open));
    }
    if (!manifest.image())
        return finish(digest, std::move(open.summary));

    Sum sum;
    sum.add(facts.blobs);
    open.summary.size = {sum.bytes(), SizeKind::OnePlatform};
    // An index may name it, too.
    m_parts.try_emplace(digest, Part{std::move(facts.blobs), facts.config, {}});
    if (!facts.config)
        return finish(digest, std::move(open.summary));
    m_open.emplace(digest, std::move(open));
    needConfig(digest, *facts.config);
}

void Summaries::addIndex(const oci::Digest &digest, Open open)
{
    for (const oci::Digest &child : open.children) {
        if (m_parts.contains(child))
            continue;
        ++open.pendingChildren;
        std::vector<oci::Digest> &waiting = m_waitingForChild[child];
        if (waiting.empty())
            m_needs.push_back({Need::Kind::Child, child});
        waiting.push_back(digest);
    }
    const bool complete = open.pendingChildren == 0;
    m_open.emplace(digest, std::move(open));
    if (complete)
        sumUp(digest);
}

void Summaries::needAttachments(const std::vector<oci::Digest> &attachments)
{
    for (const oci::Digest &attachment : attachments) {
        if (!m_parts.contains(attachment) && m_waitingForChild.try_emplace(attachment).second)
            m_needs.push_back({Need::Kind::Child, attachment, -1, true});
    }
}

void Summaries::childRead(const oci::Digest &digest, Result<oci::Manifest> manifest)
{
    const auto waiting = m_waitingForChild.extract(digest);
    if (waiting.empty() || waiting.mapped().empty())
        return;
    Part part;
    if (!manifest) {
        part.failure = kept(manifest.error());
    } else {
        ManifestFacts facts(*manifest);
        part.blobs = std::move(facts.blobs);
        part.config = facts.config;
    }
    m_parts.try_emplace(digest, std::move(part));
    for (const oci::Digest &index : waiting.mapped()) {
        if (--m_open.at(index).pendingChildren == 0)
            sumUp(index);
    }
}

void Summaries::sumUp(const oci::Digest &digest)
{
    Open &open = m_open.at(digest);
    Summary &summary = open.summary;
    Sum sum;
    std::optional<ConfigPlace> config;
    for (const oci::Digest &child : open.children) {
        const Part &part = m_parts.at(child);
        if (!part.failure) {
            sum.add(part.blobs);
            if (!config)
                config = part.config;
        } else if (part.failure->kind == ErrorKind::NotFound) {
            ++summary.missingChildren;
        } else {
            summary.failure = part.failure;
        }
    }
    const bool isWhole = !summary.failure && !open.hasNestedIndex && !open.children.empty();
    if (isWhole)
        summary.size = {sum.bytes(), SizeKind::SumOfPlatforms};
    if (config)
        needConfig(digest, *config);
    else
        finish(digest, std::move(summary));
}

void Summaries::needConfig(const oci::Digest &digest, const ConfigPlace &config)
{
    if (const auto known = m_configs.find(config.digest); known != m_configs.cend())
        return finishWith(digest, known->second);
    std::vector<oci::Digest> &waiting = m_waitingForConfig[config.digest];
    if (waiting.empty())
        m_needs.push_back({Need::Kind::Config, config.digest, config.size});
    waiting.push_back(digest);
}

void Summaries::configRead(const oci::Digest &digest, const Result<QByteArray> &bytes)
{
    ConfigPart part;
    const Result<oci::ImageConfig> config
        = bytes ? oci::ImageConfig::parse(*bytes) : Result<oci::ImageConfig>(base::fail(bytes.error()));
    if (config) {
        part.created = config->created;
        part.platform = shared({config->platform});
    } else {
        part.failure = kept(config.error());
    }
    const ConfigPart &known = m_configs.insert_or_assign(digest, std::move(part)).first->second;
    const auto waiting = m_waitingForConfig.extract(digest);
    if (waiting.empty())
        return;
    for (const oci::Digest &manifest : waiting.mapped())
        finishWith(manifest, known);
}

void Summaries::finishWith(const oci::Digest &digest, const ConfigPart &config)
{
    Summary summary = std::move(m_open.at(digest).summary);
    if (config.created)
        summary.created = createdAt(config.created);
    if (summary.kind == TagKind::Image)
        summary.platforms = config.platform;
    if (config.failure)
        summary.failure = config.failure;
    finish(digest, std::move(summary));
}

void Summaries::finish(const oci::Digest &digest, Summary summary)
{
    m_summaries.emplace(digest, std::move(summary));
    m_finished.push_back(digest);
    m_open.erase(digest); // last: it may hold the digest
}

QList<oci::Platform> Summaries::shared(QList<oci::Platform> platforms)
{
    QStringList names;
    for (const oci::Platform &platform : std::as_const(platforms))
        names.append(platform.toString());
    const auto known = m_platforms.constFind(names.join(u' '));
    if (known == m_platforms.constEnd())
        m_platforms.insert(names.join(u' '), platforms);
    else if (*known == platforms)
        return *known;
    return platforms;
}

} // namespace platforms
