#pragma once

#include <csignal>

#include <sys/resource.h>

namespace support {

/// No file of this process can grow while this is there, as on a full disk. Unix.
class FullDisk final
{
public:
    FullDisk()
    {
        m_before = std::signal(SIGXFSZ, SIG_IGN); // else it ends the program
        getrlimit(RLIMIT_FSIZE, &m_limit);
        const rlimit none{0, m_limit.rlim_max};
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_limit);
        std::signal(SIGXFSZ, m_before);
    }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_limit{};
    void (*m_before)(int) = nullptr;
};

} // namespace support
