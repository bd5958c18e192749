#pragma once

#include <random>
#include <tuple>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include <QByteArray>

namespace support {

/// What a power cut would undo: the writes to files since each was flushed last. One thread, Unix. Told of every write
/// before it happens.
class UnsyncedWrites final
{
public:
    void writing(int file, off_t at, std::size_t count)
    {
        struct stat status = {};
        if (::fstat(file, &status) != 0)
            return;
        QByteArray before(static_cast<qsizetype>(count), '\0'); // what is behind the end stays zero
        if (::pread(file, before.data(), count, at) >= 0)
            m_writes.push_back({file, status.st_ino, at, before});
    }
    void synced(int file)
    {
        std::erase_if(m_writes, [file](const Write &write) { return write.file == file; });
    }
    /// Undoes some of them, or all.
    void lose(std::mt19937 &random)
    {
        const bool all = random() % 2 == 0;
        for (auto write = m_writes.crbegin(); write != m_writes.crend(); ++write) {
            struct stat status = {};
            if ((all || random() % 2 == 0) && ::fstat(write->file, &status) == 0 && status.st_ino == write->inode)
                std::ignore = ::pwrite(write->file, write->before.data(), std::size_t(write->before.size()), write->at);
        }
        m_writes.clear();
    }

private:
    struct Write
    {
        int file;
        ino_t inode;
        off_t at;
        QByteArray before;
    };

    std::vector<Write> m_writes;
};

} // namespace support
