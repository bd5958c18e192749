#include <future>

#include <sys/socket.h>
#include <unistd.h>

#include <openssl/ssl.h>

#include <QTest>

#include "app/http/curltransport.h"
#include "tests/support/certificates.h"
#include "tests/support/channel.h"
#include "tests/support/scriptedserver.h"

namespace {

using Ssl = std::unique_ptr<SSL, support::SslDeleter>;

/// Answers one request and then asks for a client certificate (RFC 8446 §4.6.2) while nobody reads.
bool answerThenAsk(SSL_CTX *context, int listener)
{
    const int descriptor = accept(listener, nullptr, nullptr);
    const Ssl ssl(SSL_new(context));
    SSL_set_fd(ssl.get(), descriptor);
    char request[4096];
    constexpr char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    bool done = SSL_accept(ssl.get()) == 1 && SSL_read(ssl.get(), request, sizeof request) > 0
        && SSL_write(ssl.get(), answer, sizeof answer - 1) > 0;
    SSL_set_verify(ssl.get(), SSL_VERIFY_PEER, nullptr);
    done = done && SSL_verify_client_post_handshake(ssl.get()) == 1 && SSL_do_handshake(ssl.get()) == 1;
    return done;
}

} // namespace

class tst_LateCertificate : public QObject
{
    Q_OBJECT

private slots:
    void serverAsksAfterItsAnswer();
};

// libcurl reads once more when it closes a connection: what it finds there may not reach into what is gone.
void tst_LateCertificate::serverAsksAfterItsAnswer()
{
    support::Certificates certificates;
    const support::Identity identity = certificates.server();
    const support::SslContext context = support::serverContext({identity.certificateFile, identity.keyFile});
    const support::Listener listener = support::listenOnLoopback();
    auto asked = std::async(std::launch::async, answerThenAsk, context.get(), listener.descriptor);

    http::TransportSettings settings;
    settings.registry = {true, "127.0.0.1", listener.port};
    settings.tls.extraRoots = {certificates.rootPem()};
    settings.http2 = false;
    {
        http::CurlTransport transport(settings);
        const http::Url url({true, "127.0.0.1", listener.port}, "/v2/");
        const Result<http::Response> answer = transport.send(http::Request::get(url), {});
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
        QCOMPARE(answer->body, "ok");
        QVERIFY(asked.get());
    }
    close(listener.descriptor);
}

QTEST_APPLESS_MAIN(tst_LateCertificate)
#include "tst_latecertificate.moc"
