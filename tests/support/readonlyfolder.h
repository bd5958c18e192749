#pragma once

#include <sys/fsuid.h>
#include <unistd.h>

#include <QDir>
#include <QFile>

namespace support {

/// While this is there, this thread may read a folder and the files in it, and write neither, also where it is root.
/// Linux.
class ReadOnlyFolder final
{
public:
    explicit ReadOnlyFolder(const QString &path)
        : m_path(path)
    {
        for (const QString &file : files())
            set(file, QFile::ReadOwner);
        set(m_path, QFile::ReadOwner | QFile::ExeOwner);
        m_before = ::setfsuid(stranger()); // whose files they are: root's rights are gone on this thread
    }
    ~ReadOnlyFolder()
    {
        ::setfsuid(static_cast<uid_t>(m_before));
        set(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        for (const QString &file : files())
            set(file, QFile::ReadOwner | QFile::WriteOwner);
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
    [[nodiscard]] QStringList files() const
    {
        QStringList paths;
        const QDir folder(m_path);
        for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden))
            paths.append(folder.filePath(name));
        return paths;
    }

    const QString m_path;
    int m_before = 0;
};

} // namespace support
