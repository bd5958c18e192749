#pragma once

#include <compare>

#include <QString>

#include "app/base/result.h"

namespace oci {

/// The path of a repository in its registry, such as `payments/api` (distribution-spec, "Pulling manifests": `<name>`).
/// At most 255 characters. Always valid, so it may stand in a URL as it is.
class RepositoryName final
{
public:
    static Result<RepositoryName> parse(QStringView text);

    [[nodiscard]] const QString &toString() const noexcept { return m_text; }
    /// The first path segment, which stands for the project where a registry has none of its own.
    [[nodiscard]] QString project() const;
    /// What follows the project; the whole name where there is one segment only.
    [[nodiscard]] QString withinProject() const;

    friend std::strong_ordering operator<=>(const RepositoryName &left, const RepositoryName &right) noexcept
    {
        return left.m_text.compare(right.m_text) <=> 0;
    }
    friend bool operator==(const RepositoryName &, const RepositoryName &) = default;
    friend std::size_t qHash(const RepositoryName &name, std::size_t seed = 0) noexcept
    {
        return qHash(name.m_text, seed);
    }

private:
    explicit RepositoryName(QString text)
        : m_text(std::move(text))
    { }

    QString m_text;
};

} // namespace oci
