#include "models/imagefacts.h"

#include <algorithm>

#include "models/artifacttext.h"
#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

QString lines(const QStringList &texts)
{
    QStringList shown;
    std::transform(texts.cbegin(), texts.cend(), std::back_inserter(shown), visibleText);
    return shown.join(u'\n');
}

/// `["java", "-jar", "api.jar"]`, the form in which it is clear where an argument ends.
QString arguments(const QStringList &texts)
{
    if (texts.isEmpty())
        return {};
    QStringList shown;
    for (QString text : texts)
        shown.append(u'"' + visibleText(text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s)) + u'"');
    return u'[' + shown.join(u", "_s) + u']';
}

} // namespace

ImageFacts::ImageFacts(const platforms::Image &image, const platforms::PlatformImage *part)
    : m_image(image)
    , m_part(part)
{ }

QString ImageFacts::title(Fact fact)
{
    switch (fact) {
    case Digest:
        return tr("Digest");
    case Kind:
        return tr("Kind", "what an image or artifact is");
    case Size:
        return tr("Size");
    case Created:
        return tr("Created");
    case Author:
        return tr("Author");
    case Source:
        return tr("Source", "where an image's source code is");
    case Description:
        return tr("Description");
    case Subject:
        return tr("Attached to", "another image");
    case Entrypoint:
        return tr("Entrypoint", "of an image");
    case Command:
        return tr("Command", "of an image");
    case User:
        return tr("User", "that an image runs as");
    case WorkingDirectory:
        return tr("Working directory");
    case Environment:
        return tr("Environment", "variables");
    case Ports:
        return tr("Ports");
    case Volumes:
        return tr("Volumes", "of an image");
    case StopSignal:
        return tr("Stop signal");
    case HealthCheck:
        return tr("Health check", "of an image: the command that tells whether it works");
    case FactCount:
        break;
    }
    return {};
}

bool ImageFacts::isTechnical(Fact fact)
{
    return fact == Digest || fact == Subject || (fact >= Entrypoint && fact < FactCount);
}

QString ImageFacts::text(Fact fact) const
{
    if (fact < Entrypoint)
        return ofImage(fact);
    return m_part && m_part->config ? ofConfig(fact, *m_part->config) : QString();
}

QString ImageFacts::ofImage(Fact fact) const
{
    switch (fact) {
    case Digest:
        return m_image.manifest.digest().toString();
    case Kind:
        return ArtifactText::ofImage(m_image);
    case Size:
        return size();
    case Created:
        return created();
    case Author:
        if (m_part && m_part->config && !m_part->config->author.isEmpty())
            return visibleText(m_part->config->author);
        return annotation(u"org.opencontainers.image.authors"_s);
    case Source:
        return annotation(u"org.opencontainers.image.source"_s);
    case Description:
        return annotation(u"org.opencontainers.image.description"_s);
    case Subject:
        return m_image.manifest.subject() ? m_image.manifest.subject()->digest.toString() : QString();
    default:
        return {};
    }
}

QString ImageFacts::ofConfig(Fact fact, const oci::ImageConfig &config) const
{
    switch (fact) {
    case Entrypoint:
        return arguments(config.entrypoint);
    case Command:
        return arguments(config.command);
    case User:
        return config.user.isEmpty() ? tr("root, as none is set", "the user that an image runs as")
                                     : visibleText(config.user);
    case WorkingDirectory:
        return visibleText(config.workingDirectory);
    case Environment:
        return lines(config.environment);
    case Ports:
        return lines(config.exposedPorts).replace(u'\n', u", "_s);
    case Volumes:
        return lines(config.volumes);
    case StopSignal:
        return visibleText(config.stopSignal);
    case HealthCheck:
        return arguments(config.healthCheck);
    default:
        return {};
    }
}

QString ImageFacts::size() const
{
    if (!m_part || !m_part->manifest || !m_part->manifest->image())
        return {};
    const QString bytes = formatBytes(m_part->manifest->image()->contentSize());
    const auto layers = static_cast<int>(m_part->layers.size());
    if (!m_image.manifest.index())
        return tr("%1 compressed, %Ln layer(s)", nullptr, layers).arg(bytes);
    return tr("%1 compressed, %Ln layer(s), for %2", "%2 is a platform", layers)
        .arg(bytes, ArtifactText::platform(m_part->platform));
}

QString ImageFacts::created() const
{
    std::optional<oci::UtcTime> time;
    if (m_part && m_part->config)
        time = m_part->config->created;
    if (!time)
        time = oci::parseRfc3339(annotation(u"org.opencontainers.image.created"_s));
    if (!time)
        return {};
    if (*time == oci::UtcTime())
        return tr("%1, a date that the build fixed to be reproducible").arg(formatTime(*time));
    const QString revision = annotation(u"org.opencontainers.image.revision"_s);
    return revision.isEmpty() ? formatTime(*time)
                              : tr("%1, from commit %2", "date, commit").arg(formatTime(*time), revision.left(7));
}

/// From the configuration's labels, or the annotations of the platform's manifest or of the index.
QString ImageFacts::annotation(const QString &key) const
{
    const auto valueIn = [&key](const oci::Annotations &annotations) {
        const auto found = annotations.find(key);
        return found == annotations.cend() ? QString() : visibleText(found->second);
    };
    QString value;
    if (m_part && m_part->config)
        value = valueIn(m_part->config->labels);
    if (const oci::ImageManifest *image = m_part && m_part->manifest ? m_part->manifest->image() : nullptr;
        image && value.isEmpty())
        value = valueIn(image->annotations);
    if (const oci::ImageIndex *index = m_image.manifest.index(); index && value.isEmpty())
        value = valueIn(index->annotations);
    return value;
}

} // namespace models
