#pragma once

#include <utility>
#include <vector>

#include <QByteArray>

#include "app/base/result.h"

namespace http {

/// Header fields in the order of the wire; names compare without case (RFC 9110 §5).
class Headers final
{
public:
    using Field = std::pair<QByteArray, QByteArray>;

    void add(QByteArray name, QByteArray value) { m_fields.emplace_back(std::move(name), std::move(value)); }
    void set(QByteArray name, QByteArray value);
    void remove(QByteArrayView name);
    void clear() { m_fields.clear(); }

    /// The first value of @p name, or empty.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
    [[nodiscard]] bool contains(QByteArrayView name) const;
    /// Every line of @p name by itself, in order.
    [[nodiscard]] std::vector<QByteArray> values(QByteArrayView name) const;
    [[nodiscard]] const std::vector<Field> &fields() const noexcept { return m_fields; }

    /// Refuses names that are no token and values with CR, LF, NUL or other control characters.
    [[nodiscard]] Result<> validated() const;

    friend bool operator==(const Headers &, const Headers &) = default;

private:
    std::vector<Field> m_fields;
};

} // namespace http
