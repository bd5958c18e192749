#pragma once

#include <curl/curl.h>

#include "app/http/easyhandle.h"

namespace http {

/// What libcurl calls while an engine performs; the last argument is the EasyHandle. All on the engine's thread.
struct Callbacks
{
    static std::size_t header(char *data, std::size_t, std::size_t size, void *handle);
    static std::size_t write(char *data, std::size_t, std::size_t size, void *handle);
    static std::size_t read(char *buffer, std::size_t, std::size_t capacity, void *handle);
    static int seek(void *handle, curl_off_t offset, int origin);
    static int resolverStart(void *, void *, void *handle);
    static curl_socket_t openSocket(void *handle, curlsocktype, curl_sockaddr *address);
    static CURLcode sslContext(CURL *, void *context, void *handle);
    static int prerequest(void *handle, char *, char *, int, int);

private:
    static void connecting(EasyHandle &handle);
    static void received(Transfer &transfer, std::size_t bytes, base::Clock::TimePoint now);
    static bool headersComplete(Transfer &transfer);
    static void writeForSink(Transfer &transfer, QByteArrayView bytes);
    static void writeBody(Transfer &transfer, QByteArrayView bytes);
    static bool hold(Transfer &transfer);
    static bool refuse(Transfer &transfer, ErrorKind kind, QString detail, ErrorReason reason);
};

} // namespace http
