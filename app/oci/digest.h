#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <memory>

#include <QByteArrayView>
#include <QHashFunctions>
#include <QString>

#include "app/base/result.h"

namespace oci {

/// The name of bytes by their hash: `sha256:…` or `sha512:…` (image-spec, descriptor.md "Digests"). Algorithm and raw
/// hash only, 65 bytes without an allocation, so that 100,000 rows may each hold several. Always valid.
class Digest final
{
public:
    enum class Algorithm : std::uint8_t
    {
        Sha256,
        Sha512
    };

    /// `algorithm:lower-case hex` of exactly the right length; everything else is InvalidData.
    static Result<Digest> parse(QStringView text);
    /// The digest of @p bytes.
    static Digest of(QByteArrayView bytes, Algorithm algorithm = Algorithm::Sha256);

    [[nodiscard]] Algorithm algorithm() const noexcept { return m_algorithm; }
    [[nodiscard]] QByteArrayView hash() const noexcept; ///< 32 or 64 raw bytes
    [[nodiscard]] QString hex() const;
    [[nodiscard]] QString toString() const; ///< `sha256:…`
    /// For tables: the first 8 and the last 4 hex digits, `9f31c04b…e27d`.
    [[nodiscard]] QString shortText() const;

    friend std::strong_ordering operator<=>(const Digest &, const Digest &) = default;
    friend bool operator==(const Digest &, const Digest &) = default;
    friend std::size_t qHash(const Digest &digest, std::size_t seed = 0) noexcept
    {
        return qHashBits(digest.m_hash.data(), 16, seed);
    }

private:
    friend class DigestStream;
    Digest() = default;

    Algorithm m_algorithm = Algorithm::Sha256;
    std::array<std::uint8_t, 64> m_hash{};
};

/// Hashes bytes as they pass. One thread at a time.
class DigestStream final
{
public:
    explicit DigestStream(Digest::Algorithm algorithm);
    ~DigestStream();
    DigestStream(DigestStream &&) noexcept;
    DigestStream &operator=(DigestStream &&) noexcept;
    DigestStream(const DigestStream &) = delete;
    DigestStream &operator=(const DigestStream &) = delete;

    void add(QByteArrayView bytes);
    /// The digest of all that was added; the stream starts anew.
    [[nodiscard]] Digest take();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

} // namespace oci

template <>
struct std::hash<oci::Digest>
{
    std::size_t operator()(const oci::Digest &digest) const noexcept { return qHash(digest); }
};
