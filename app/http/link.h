#pragma once

#include <utility>
#include <vector>

#include <QByteArray>

namespace http {

/// One link of a `Link` field (RFC 8288 §3). Parameter names in lower case.
struct Link
{
    QByteArray target; ///< the URI-Reference as it stands between `<` and `>`
    std::vector<std::pair<QByteArray, QByteArray>> parameters;

    /// True where `rel` holds @p relation among its space-separated words, compared without case.
    [[nodiscard]] bool hasRelation(QByteArrayView relation) const;

    friend bool operator==(const Link &, const Link &) = default;
};

/// Every link of @p fields in order. What cannot be read is skipped; never fails.
[[nodiscard]] std::vector<Link> parseLinks(const std::vector<QByteArray> &fields);

} // namespace http
