#include "resources/sample/content.h"

#include <array>
#include <cstring>

namespace sample {

namespace {

/// SplitMix64: the standard library's distributions may differ from one library to the next.
class Numbers final
{
public:
    explicit Numbers(std::string_view name)
    {
        for (const char character : name) // FNV-1a
            m_state = (m_state ^ static_cast<unsigned char>(character)) * 0x100000001b3ULL;
    }

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31);
    }

    std::size_t below(std::size_t limit) { return next() % limit; }

private:
    std::uint64_t m_state = 0xcbf29ce484222325ULL;
};

QByteArray noise(Numbers &numbers, qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (qsizetype at = 0; at < size; at += 8) {
        std::uint64_t number = numbers.next();
        for (qsizetype byte = at; byte < std::min(at + 8, size); ++byte, number >>= 8)
            bytes[byte] = static_cast<char>(number & 0xff);
    }
    return bytes;
}

} // namespace

QByteArray program(std::string_view name, qsizetype size)
{
    constexpr qsizetype block = 64;
    Numbers numbers(name);
    std::array<QByteArray, 32> usual;
    for (QByteArray &bytes : usual)
        bytes = noise(numbers, block);
    QByteArray bytes("\x7f"
                     "ELF\2\1\1\0",
                     8);
    while (bytes.size() < size)
        bytes += numbers.below(100) < 55 ? noise(numbers, block) : usual[numbers.below(usual.size())];
    bytes.truncate(size);
    return bytes;
}

QByteArray archive(std::string_view name, qsizetype size)
{
    Numbers numbers(name);
    return noise(numbers, size).prepend("PK\3\4");
}

QByteArray text(std::string_view name, qsizetype size)
{
    static constexpr std::array words{
        "account",  "amount",   "batch", "cache",  "carrier", "charge",  "client", "commit",  "config",  "currency",
        "customer", "deadline", "event", "export", "handler", "import",  "index",  "invoice", "ledger",  "limit",
        "listen",   "metrics",  "order", "parcel", "payment", "pool",    "queue",  "refund",  "request", "retry",
        "schema",   "settle",   "shard", "stock",  "stream",  "timeout", "token",  "topic",   "trace",   "worker"};
    Numbers numbers(name);
    QByteArray bytes;
    while (bytes.size() < size) {
        bytes += words[numbers.below(words.size())];
        bytes += '.';
        bytes += words[numbers.below(words.size())];
        bytes += " = ";
        bytes += QByteArray::number(static_cast<qulonglong>(numbers.below(100'000)));
        bytes += '\n';
    }
    return bytes;
}

} // namespace sample
