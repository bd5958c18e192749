#include "app/http/libraries.h"

#include <curl/curl.h>

namespace http {

using namespace Qt::StringLiterals;

std::vector<Library> libraries()
{
    const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);
    std::vector<Library> found{{u"libcurl"_s, QString::fromLatin1(info->version)}};
    if (info->ssl_version) // "OpenSSL/3.0.11"
        found.push_back({u"OpenSSL"_s, QString::fromLatin1(info->ssl_version).section(u'/', 1, 1)});
    if (info->nghttp2_version)
        found.push_back({u"nghttp2"_s, QString::fromLatin1(info->nghttp2_version)});
    if (info->libz_version)
        found.push_back({u"zlib"_s, QString::fromLatin1(info->libz_version)});
    return found;
}

} // namespace http
