#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include "app/platforms/image.h"

namespace models {

/// What an image says of itself, one fact after the other, in words. Lines of text that cannot mislead.
class ImageFacts final
{
    Q_DECLARE_TR_FUNCTIONS(ImageFacts)

public:
    enum Fact
    {
        Digest,
        Kind,
        Size,
        Created,
        Author,
        Source,
        Description,
        Subject, ///< what an artifact is attached to
        Entrypoint,
        Command,
        User,
        WorkingDirectory,
        Environment,
        Ports,
        Volumes,
        StopSignal,
        HealthCheck,
        FactCount
    };

    /// @p part is the platform that is looked at; null where there is none.
    ImageFacts(const platforms::Image &image, const platforms::PlatformImage *part);

    [[nodiscard]] static QString title(Fact fact);
    /// Empty where the image does not say.
    [[nodiscard]] QString text(Fact fact) const;
    /// True for what programs read: digests, commands.
    [[nodiscard]] static bool isTechnical(Fact fact);

private:
    [[nodiscard]] QString ofImage(Fact fact) const;
    [[nodiscard]] QString ofConfig(Fact fact, const oci::ImageConfig &config) const;
    [[nodiscard]] QString size() const;
    [[nodiscard]] QString created() const;
    [[nodiscard]] QString annotation(const QString &key) const;

    const platforms::Image &m_image;
    const platforms::PlatformImage *m_part;
};

} // namespace models
