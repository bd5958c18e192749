#pragma once

#include <utility>
#include <vector>

#include <QByteArray>

namespace http {

/// One challenge of a `WWW-Authenticate` field (RFC 9110 §11.6.1). Scheme and parameter names in lower case.
struct Challenge
{
    QByteArray scheme; ///< `basic`, `bearer`, …
    QByteArray token68; ///< `Negotiate abc=`; empty where there are parameters
    std::vector<std::pair<QByteArray, QByteArray>> parameters; ///< values without quotes and escapes

    [[nodiscard]] QByteArray parameter(QByteArrayView name) const; ///< empty where it is absent

    friend bool operator==(const Challenge &, const Challenge &) = default;
};

/// Every challenge of @p fields in order: several in one line, quoted and unquoted values, commas within quotes. What
/// cannot be read is skipped up to the next challenge; never fails.
[[nodiscard]] std::vector<Challenge> parseChallenges(const std::vector<QByteArray> &fields);

} // namespace http
