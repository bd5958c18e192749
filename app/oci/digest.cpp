#include "app/oci/digest.h"

#include <algorithm>
#include <new>

#include <openssl/evp.h>

namespace oci {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype lengthOf(Digest::Algorithm algorithm)
{
    return algorithm == Digest::Algorithm::Sha256 ? 32 : 64;
}

constexpr QLatin1StringView nameOf(Digest::Algorithm algorithm)
{
    return algorithm == Digest::Algorithm::Sha256 ? "sha256"_L1 : "sha512"_L1;
}

int nibble(QChar c)
{
    if (c >= u'0' && c <= u'9')
        return c.unicode() - u'0';
    if (c >= u'a' && c <= u'f')
        return c.unicode() - u'a' + 10;
    return -1;
}

struct ContextDeleter
{
    void operator()(EVP_MD_CTX *context) const noexcept { EVP_MD_CTX_free(context); }
};

} // namespace

Result<Digest> Digest::parse(QStringView text)
{
    const auto refuse = [text](const char *why) {
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "\"%1\" is no digest: %2"), {text.left(140).toString(), why}});
    };
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0)
        return refuse(QT_TRANSLATE_NOOP("Faults", "no algorithm"));
    const QStringView name = text.left(colon);
    const QStringView hex = text.mid(colon + 1);
    Digest digest;
    if (name == nameOf(Algorithm::Sha512))
        digest.m_algorithm = Algorithm::Sha512;
    else if (name != nameOf(Algorithm::Sha256))
        return refuse(QT_TRANSLATE_NOOP("Faults", "the algorithm is neither sha256 nor sha512"));
    if (hex.size() != 2 * lengthOf(digest.m_algorithm))
        return refuse(QT_TRANSLATE_NOOP("Faults", "the hash has the wrong length"));
    for (qsizetype i = 0; i < hex.size(); i += 2) {
        const int high = nibble(hex[i]);
        const int low = nibble(hex[i + 1]);
        if (high < 0 || low < 0)
            return refuse(QT_TRANSLATE_NOOP("Faults", "the hash is not in lower-case hex digits"));
        digest.m_hash.at(static_cast<std::size_t>(i / 2)) = static_cast<std::uint8_t>(high << 4 | low);
    }
    return digest;
}

Digest Digest::of(QByteArrayView bytes, Algorithm algorithm)
{
    DigestStream stream(algorithm);
    stream.add(bytes);
    return stream.take();
}

QByteArrayView Digest::hash() const noexcept
{
    return {m_hash.data(), lengthOf(m_algorithm)};
}

QString Digest::hex() const
{
    return QString::fromLatin1(QByteArray::fromRawData(hash().data(), hash().size()).toHex());
}

QString Digest::toString() const
{
    return nameOf(m_algorithm) + u':' + hex();
}

QString Digest::shortText() const
{
    const QString digits = hex();
    return digits.left(8) + u'…' + digits.right(4);
}

struct DigestStream::Context
{
    explicit Context(Digest::Algorithm theAlgorithm)
        : algorithm(theAlgorithm)
        , handle(EVP_MD_CTX_new())
    {
        start();
    }

    // SHA-2 of OpenSSL fails for want of memory only.
    static void check(bool worked)
    {
        if (!worked)
            throw std::bad_alloc();
    }

    void start()
    {
        const EVP_MD *function = algorithm == Digest::Algorithm::Sha256 ? EVP_sha256() : EVP_sha512();
        check(handle && EVP_DigestInit_ex(handle.get(), function, nullptr) == 1);
    }

    Digest::Algorithm algorithm;
    std::unique_ptr<EVP_MD_CTX, ContextDeleter> handle;
};

DigestStream::DigestStream(Digest::Algorithm algorithm)
    : m_context(std::make_unique<Context>(algorithm))
{ }

DigestStream::~DigestStream() = default;
DigestStream::DigestStream(DigestStream &&) noexcept = default;
DigestStream &DigestStream::operator=(DigestStream &&) noexcept = default;

void DigestStream::add(QByteArrayView bytes)
{
    Context::check(EVP_DigestUpdate(m_context->handle.get(), bytes.data(), static_cast<std::size_t>(bytes.size()))
                   == 1);
}

Digest DigestStream::take()
{
    Digest digest;
    digest.m_algorithm = m_context->algorithm;
    Context::check(EVP_DigestFinal_ex(m_context->handle.get(), digest.m_hash.data(), nullptr) == 1);
    m_context->start();
    return digest;
}

} // namespace oci
