#pragma once

#include <QTemporaryDir>

#include "app/http/source.h"
#include "app/registry/layoutregistry.h"
#include "tests/support/childprocess.h"
#include "tests/support/manifests.h"
#include "ui/commandline.h"

/// A folder with the repository team/app: `prod` and `rc` on one image, `pr-1` and `pr-2` on images of their own.
class TaggedFolder final
{
public:
    TaggedFolder()
        : m_layout(m_folder.path())
    {
        push("one", {QStringLiteral("prod"), QStringLiteral("rc")});
        push("two", {QStringLiteral("pr-1")});
        push("three", {QStringLiteral("pr-2")});
    }

    [[nodiscard]] QString root() const { return m_folder.path(); }
    [[nodiscard]] ui::Options options() const
    {
        ui::Options options;
        options.target = m_folder.path() + QStringLiteral("/team/app");
        return options;
    }
    [[nodiscard]] static const oci::RepositoryName &repository()
    {
        static const oci::RepositoryName name = *oci::RepositoryName::parse(QStringLiteral("team/app"));
        return name;
    }
    [[nodiscard]] registry::LayoutRegistry &layout() noexcept { return m_layout; }
    /// What the program skopeo, which knows nothing of us, reads under @p tag; empty where it finds nothing.
    [[nodiscard]] QByteArray raw(const QString &tag) const
    {
        support::ChildProcess skopeo(support::findProgram(QStringLiteral("skopeo")),
                                     {QStringLiteral("inspect"), QStringLiteral("--raw"),
                                      QStringLiteral("oci:%1/team/app:%2").arg(m_folder.path(), tag)});
        return skopeo.waitForEnd() == 0 ? skopeo.log() : QByteArray();
    }
    [[nodiscard]] QStringList tags()
    {
        QStringList names;
        const auto page = [&names](const std::vector<oci::TagName> &tags) -> Result<> {
            for (const oci::TagName &tag : tags)
                names.append(tag.toString());
            return Done{};
        };
        if (!m_layout.tags(repository(), page, {}))
            names.append(QStringLiteral("the listing failed"));
        names.sort();
        return names;
    }

private:
    void push(const QByteArray &name, const QStringList &tags)
    {
        const std::vector<support::NamedBlob> blobs{{"config " + name, 7 + name.size()},
                                                    {"layer " + name, 6 + name.size()}};
        for (const support::NamedBlob &blob : blobs) {
            if (!m_layout.uploadBlob(repository(), oci::Digest::of(blob.name), http::bytesSource(blob.name), {}))
                qFatal("a blob could not be put");
        }
        for (const QString &tag : tags) {
            if (!m_layout.putManifest(repository(), *oci::TagName::parse(tag), support::imageManifest(blobs), {}))
                qFatal("a manifest could not be put");
        }
    }

    QTemporaryDir m_folder;
    registry::LayoutRegistry m_layout;
};
