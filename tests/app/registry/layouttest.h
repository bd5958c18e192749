#pragma once

#include <memory>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/registry/layouts.h"
#include "tests/app/registry/wire.h"

namespace layouts {

/// A test of layouts: each of its functions has a temporary folder of its own, and small images to put there.
class LayoutTest : public QObject
{
    Q_OBJECT

protected:
    [[nodiscard]] QString path(const QString &below) const { return m_folder->filePath(below); }

    std::unique_ptr<QTemporaryDir> m_folder;
    const oci::RepositoryName m_repository = wire::repository(QStringLiteral("team/app"));
    const Image m_image = image("one");
    const Image m_other = image("two");

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("root")));
    }
};

} // namespace layouts
