#include "app/platforms/tagdetails.h"

#include <algorithm>
#include <array>
#include <utility>

namespace platforms {

using namespace Qt::StringLiterals;

namespace {

struct Spoken
{
    TagKind kind = TagKind::NotYetKnown;
    std::optional<oci::Digest> subject;
};

bool isHex(QStringView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

// cosign: `sha256-<hex>.sig`; referrers tag schema (distribution-spec): the hash is cut after 64 digits, so that a
// SHA-512 names its subject only in part.
Spoken spoken(const oci::TagName &tag)
{
    static constexpr std::array suffixes{
        std::pair(".sig"_L1, TagKind::Signature),
        std::pair(".att"_L1, TagKind::Attestation),
        std::pair(".sbom"_L1, TagKind::Sbom),
    };
    QStringView text = tag.toString();
    Spoken result{TagKind::Referrers, {}};
    for (const auto &[suffix, kind] : suffixes) {
        if (text.endsWith(suffix)) {
            text.chop(suffix.size());
            result.kind = kind;
        }
    }
    const qsizetype dash = text.indexOf(u'-');
    const QStringView algorithm = text.left(std::max<qsizetype>(dash, 0));
    const QStringView hex = text.mid(dash + 1);
    if ((algorithm != "sha256"_L1 && algorithm != "sha512"_L1) || hex.size() != 64 || !isHex(hex))
        return {};
    if (algorithm == "sha256"_L1)
        result.subject = *oci::Digest::parse(QString(u"sha256:" % hex));
    return result;
}

} // namespace

TagKind kindOfTagName(const oci::TagName &tag)
{
    return spoken(tag).kind;
}

std::optional<oci::Digest> subjectOfTagName(const oci::TagName &tag)
{
    return spoken(tag).subject;
}

} // namespace platforms
