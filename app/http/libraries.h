#pragma once

#include <vector>

#include <QString>

namespace http {

struct Library
{
    QString name;
    QString version; ///< of what is loaded now
};

/// What carries requests: libcurl, and what it says that it uses for TLS, HTTP/2 and compression.
[[nodiscard]] std::vector<Library> libraries();

} // namespace http
