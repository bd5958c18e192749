#include "app/base/secret.h"

#include <utility>

#include <openssl/crypto.h>

namespace base {

Secret::Secret(QByteArray &&bytes)
    : m_bytes(std::exchange(bytes, {}))
{
    m_bytes.detach(); // from a literal or another owner: what is wiped later must be ours
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {}))
{ }

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

Secret Secret::clone() const
{
    return Secret(QByteArray(m_bytes.constData(), m_bytes.size()));
}

void Secret::wipe() noexcept
{
    if (m_bytes.capacity() > 0)
        OPENSSL_cleanse(m_bytes.data(), static_cast<std::size_t>(m_bytes.capacity()));
    m_bytes = {};
}

} // namespace base
