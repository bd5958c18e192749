#include "app/base/paths.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace base {

using namespace Qt::StringLiterals;

namespace {

Result<> makeFolder(const QString &path)
{
    if (QDir(path).exists())
        return Done{};
    if (!QDir().mkpath(path))
        return fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "the folder %1 cannot be made"), {path}});
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return Done{};
}

} // namespace

Paths Paths::ofUser()
{
    return {QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation),
            QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)};
}

Paths Paths::ofProfile(const QString &folder)
{
    const QString root = QDir(folder).absolutePath();
    return {root + "/config"_L1, root + "/data"_L1};
}

Result<> Paths::prepare() const
{
    for (const QString &path : {config, data}) {
        if (Result<> made = makeFolder(path); !made)
            return made;
    }
    return Done{};
}

} // namespace base
