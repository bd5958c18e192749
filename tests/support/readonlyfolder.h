#pragma once

#include <sys/fsuid.h>
#include <unistd.h>

#include <QDirIterator>
#include <QFile>

namespace support {

/// While this is there, this thread, and those that it starts, may read a folder and what is in it, and write nothing
/// of that, also as root. Linux.
class ReadOnlyFolder final
{
public:
    explicit ReadOnlyFolder(const QString &path)
        : m_path(path)
    {
        for (const QString &one : all())
            set(one, readingOf(one));
        m_before = ::setfsuid(stranger()); // whose files they are: root's rights are gone on this thread
    }
    ~ReadOnlyFolder()
    {
        ::setfsuid(static_cast<uid_t>(m_before));
        for (const QString &one : all())
            set(one, readingOf(one) | QFile::WriteOwner);
    }
    ReadOnlyFolder(const ReadOnlyFolder &) = delete;
    ReadOnlyFolder &operator=(const ReadOnlyFolder &) = delete;

private:
    /// Somebody else for root, and ourselves for others.
    static uid_t stranger() { return ::geteuid() == 0 ? 65534 : ::geteuid(); }

    static void set(const QString &path, QFile::Permissions permissions)
    {
        if (::geteuid() == 0 && ::chown(QFile::encodeName(path).constData(), stranger(), gid_t(-1)) != 0)
            qFatal("%s cannot be given away", qPrintable(path));
        QFile::setPermissions(path, permissions);
    }
    static QFile::Permissions readingOf(const QString &path)
    {
        return QFileInfo(path).isDir() ? QFile::ReadOwner | QFile::ExeOwner : QFile::Permissions(QFile::ReadOwner);
    }
    [[nodiscard]] QStringList all() const
    {
        QStringList paths{m_path};
        QDirIterator entries(m_path, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
        while (entries.hasNext())
            paths.append(entries.next());
        return paths;
    }

    const QString m_path;
    int m_before = 0;
};

} // namespace support
