#include "app/connections/sample.h"

#include <filesystem>

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QHash>
#include <QLockFile>

using namespace Qt::StringLiterals;

namespace connections {

namespace {

tl::unexpected<Error> cannot(const char *what, const QString &path)
{
    return base::fail(ErrorKind::Io, {what, {path}});
}

/// Takes away what a call that was cut short left beside @p folder.
Result<> clearRemains(const QString &folder)
{
    for (const QString &path : QStringList{folder + u".new"_s, folder + u".old"_s}) {
        if (!QDir(path).removeRecursively())
            return cannot(QT_TRANSLATE_NOOP("Faults", "%1 cannot be removed"), path);
    }
    return Done{};
}

Result<> copyFile(const QString &from, const QString &to)
{
    // Not QFile::copy, which waits for the disk after each of some 600 files: the sample can be copied again any time.
    std::error_code failed;
    std::filesystem::copy_file(QFileInfo(from).filesystemFilePath(), QFileInfo(to).filesystemFilePath(), failed);
    if (failed || !QFile::setPermissions(to, QFile::permissions(from) | QFileDevice::WriteOwner))
        return cannot(QT_TRANSLATE_NOOP("Faults", "%1 cannot be copied"), from);
    return Done{};
}

/// Copies a folder of layouts. Blobs of one digest become one file with several names where the disk can do that.
Result<> copyTree(const QString &from, const QString &to, const std::stop_token &stop)
{
    QHash<QString, QString> blobs; // file name, which is the hash, to its first copy
    QDirIterator files(from, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        const QFileInfo file = files.nextFileInfo();
        const QString target = to + file.filePath().sliced(from.size());
        if (!QDir().mkpath(QFileInfo(target).path()))
            return cannot(QT_TRANSLATE_NOOP("Faults", "%1 cannot be made"), QFileInfo(target).path());
        const bool isBlob = file.path().contains("/blobs/"_L1);
        if (isBlob && blobs.contains(file.fileName())) {
            std::error_code failed;
            std::filesystem::create_hard_link(QFileInfo(blobs[file.fileName()]).filesystemFilePath(),
                                              QFileInfo(target).filesystemFilePath(), failed);
            if (!failed)
                continue;
        }
        if (auto copied = copyFile(file.filePath(), target); !copied)
            return copied;
        if (isBlob)
            blobs.insert(file.fileName(), target);
    }
    return Done{};
}

Result<> copySample(const QString &installed, const QString &folder, const std::stop_token &stop)
{
    const QString from = QDir::cleanPath(installed);
    const QString unfinished = folder + u".new"_s;
    const QString old = folder + u".old"_s;
    if (!QFileInfo(from).isDir())
        return base::fail(ErrorKind::NotFound,
                          {QT_TRANSLATE_NOOP("Faults", "there is no sample registry at %1"), {from}});
    if (auto cleared = clearRemains(folder); !cleared)
        return cleared;
    if (auto copied = copyTree(from, unfinished, stop); !copied) {
        QDir(unfinished).removeRecursively();
        return copied;
    }
    if (QFileInfo::exists(folder) && !QDir().rename(folder, old))
        return cannot(QT_TRANSLATE_NOOP("Faults", "%1 cannot be moved away"), folder);
    if (!QDir().rename(unfinished, folder))
        return cannot(QT_TRANSLATE_NOOP("Faults", "%1 cannot be made"), folder);
    return clearRemains(folder);
}

/// Runs @p copy while no other call works on @p folder.
template <class Copy>
Result<> alone(const QString &folder, const Copy &copy)
{
    if (!QDir().mkpath(QFileInfo(folder).path()))
        return cannot(QT_TRANSLATE_NOOP("Faults", "%1 cannot be made"), QFileInfo(folder).path());
    QLockFile lock(folder + u".lock"_s);
    if (!lock.tryLock(0))
        return base::fail(ErrorKind::Conflict, {QT_TRANSLATE_NOOP("Faults", "%1 is being copied"), {folder}});
    return copy();
}

} // namespace

Result<> prepareSample(const QString &installed, const QString &folder, std::stop_token stop)
{
    if (QFileInfo(folder).isDir())
        return Done{};
    return alone(folder,
                 [&] { return QFileInfo(folder).isDir() ? Result<>(Done{}) : copySample(installed, folder, stop); });
}

Result<> resetSample(const QString &installed, const QString &folder, std::stop_token stop)
{
    return alone(folder, [&] { return copySample(installed, folder, stop); });
}

} // namespace connections
