#pragma once

#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include <QByteArrayView>
#include <QString>

#include "app/base/result.h"

namespace base {

/// A JSON value (RFC 8259) read strictly: UTF-8 without a byte order mark, parsed to the last byte, at most 64 levels
/// deep, no key twice in one object, and integers that are exact. Everything that comes over the wire or from a file of
/// a registry is read through it. A value; any thread.
class Json final
{
public:
    using Array = std::vector<Json>;
    using Member = std::pair<QString, Json>;
    using Object = std::vector<Member>; ///< in the order of the document

    /// The whole document, or InvalidData with the byte offset in Error::detail.
    static Result<Json> parse(QByteArrayView document);

    Json() = default; ///< null

    [[nodiscard]] bool isNull() const noexcept { return std::holds_alternative<std::monostate>(m_value); }
    [[nodiscard]] bool isObject() const noexcept { return std::holds_alternative<Object>(m_value); }
    [[nodiscard]] bool isArray() const noexcept { return std::holds_alternative<Array>(m_value); }
    [[nodiscard]] bool isString() const noexcept { return std::holds_alternative<QString>(m_value); }

    /// The members of an object, the items of an array; empty for every other type.
    [[nodiscard]] const Object &members() const noexcept;
    [[nodiscard]] const Array &items() const noexcept;
    /// The member of an object, or nullptr where it is absent or this is no object. A member that is null is found.
    [[nodiscard]] const Json *find(QLatin1StringView key) const noexcept;

    [[nodiscard]] std::optional<QString> toString() const;
    [[nodiscard]] std::optional<bool> toBool() const noexcept;
    /// An integer written as one (no fraction, no exponent) that fits.
    [[nodiscard]] std::optional<qint64> toInt64() const noexcept;
    /// Also an integral double such as 1.5e3 (AWS), or a string of digits (zot, Alibaba); for contracts that say so.
    [[nodiscard]] std::optional<qint64> toInt64Tolerant() const noexcept;
    [[nodiscard]] std::optional<double> toDouble() const noexcept;

    /// The name of two keys of this object that differ by case only: readers that ignore case (Go's) would take another
    /// one than we do. Asked for in objects that a specification defines, not in maps of labels.
    [[nodiscard]] std::optional<QString> ambiguousKey() const;

    /// Compact text, for messages.
    [[nodiscard]] QString toCompactText() const;

private:
    friend class JsonBuilder;
    using Value = std::variant<std::monostate, bool, qint64, double, QString, Array, Object>;

    explicit Json(Value value);

    Value m_value;
};

/// Of the library that parses.
[[nodiscard]] QString jsonLibraryVersion();

} // namespace base
