#pragma once

#include <compare>

#include <QString>

#include "app/base/result.h"

namespace oci {

/// The name of a tag, such as `v2.8.1` (distribution-spec, "Pulling manifests": `<reference>` as a tag).
/// At most 128 characters of `[A-Za-z0-9._-]`, not starting with `.` or `-`. Always valid.
class TagName final
{
public:
    static Result<TagName> parse(QStringView text);

    [[nodiscard]] const QString &toString() const noexcept { return m_text; }

    friend std::strong_ordering operator<=>(const TagName &left, const TagName &right) noexcept
    {
        return left.m_text.compare(right.m_text) <=> 0;
    }
    friend bool operator==(const TagName &, const TagName &) = default;
    friend std::size_t qHash(const TagName &name, std::size_t seed = 0) noexcept { return qHash(name.m_text, seed); }

private:
    explicit TagName(QString text)
        : m_text(std::move(text))
    { }

    QString m_text;
};

} // namespace oci
