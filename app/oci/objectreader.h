#pragma once

#include <optional>
#include <vector>

#include <QStringList>

#include "app/base/json.h"
#include "app/base/result.h"

namespace oci {

/// Reads the fields of one JSON object that a specification defines. A field that is absent or null reads as empty, as
/// documents of the wild have it (Go writes a nil slice as null); a field of another type is an error. The first error
/// is kept and asked for once, at the end. Lives shorter than the object.
class ObjectReader final
{
public:
    /// @p what names the object in error texts, such as "descriptor".
    ObjectReader(const base::Json &object, base::Message what);

    [[nodiscard]] bool has(QLatin1StringView key); ///< also where it is null
    [[nodiscard]] QString string(QLatin1StringView key);
    [[nodiscard]] bool flag(QLatin1StringView key);
    [[nodiscard]] QStringList strings(QLatin1StringView key);
    [[nodiscard]] QStringList memberNames(QLatin1StringView key); ///< of a map whose values do not matter
    [[nodiscard]] qint64 size(QLatin1StringView key); ///< bytes: an integer from 0 to 2^63 - 1, never absent
    [[nodiscard]] const base::Json::Array &array(QLatin1StringView key);
    [[nodiscard]] const base::Json *object(QLatin1StringView key); ///< nullptr where absent or null
    void require(QLatin1StringView key); ///< an error where it is absent; null will do

    /// The value that @p key was turned into, or nothing, and its error is kept.
    template <class T>
    [[nodiscard]] std::optional<T> keep(QLatin1StringView key, Result<T> value)
    {
        if (value)
            return std::move(*value);
        refuse(key, value.error().message);
        return {};
    }
    void refuse(QLatin1StringView key, base::Message why);

    /// Refuses keys that differ from one that was asked for by case only: a reader that ignores case (Go's) takes them.
    void refuseVariants();
    [[nodiscard]] const std::optional<Error> &error() const noexcept { return m_error; }

private:
    const base::Json *find(QLatin1StringView key);

    const base::Json &m_object;
    base::Message m_what;
    std::vector<QLatin1StringView> m_asked;
    std::optional<Error> m_error;
};

} // namespace oci
