#pragma once

#include <QByteArray>

namespace base {

/// A password or token in UTF-8. Cannot be streamed, logged or compared by accident, moves and does not copy, and wipes
/// its bytes when it goes. What reads it through expose() must not keep a copy; copies that libcurl or the window
/// system make are outside its reach, so tokens are kept short-lived.
class Secret final
{
public:
    Secret() = default;
    /// Takes over @p bytes and leaves it empty; the caller holds no other copy.
    explicit Secret(QByteArray &&bytes);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    [[nodiscard]] bool isEmpty() const noexcept { return m_bytes.isEmpty(); }
    /// The bytes, for the one call that sends or stores them.
    [[nodiscard]] QByteArrayView expose() const noexcept { return m_bytes; }
    /// A second owner, said out loud.
    [[nodiscard]] Secret clone() const;

private:
    void wipe() noexcept;

    QByteArray m_bytes;
};

} // namespace base
