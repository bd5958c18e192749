// A registry to measure against: a static repository behind nginx, behind a proxy that adds a round-trip time.
#include <csignal>
#include <cstdio>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include "tests/bench/replica/replica.h"
#include "tests/support/certificates.h"
#include "tests/support/faultproxy.h"

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    // Blocked before the first thread is there, so that all of them leave these to the sigwait() below.
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);

    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Serves a repository of many tags on loopback until it is terminated. "_s
                                     + u"Prints one line of JSON with its addresses once it is ready."_s);
    parser.addHelpOption();
    parser.addOptions({
        {u"tags"_s, u"Tags of the repository."_s, u"N"_s, u"1000"_s},
        {u"page"_s, u"Tags on one page."_s, u"N"_s, u"1000"_s},
        {u"rtt"_s, u"Round-trip time that the proxy adds."_s, u"MS"_s, u"50"_s},
        {u"keepalive-requests"_s, u"Requests that one connection may make."_s, u"N"_s, u"1000000"_s},
        {u"http1"_s, u"Serve HTTP/1.1 only."_s},
    });
    parser.process(application);
    const auto number = [&parser](const QString &name) { return parser.value(name).toInt(); };

    const QTemporaryDir folder;
    const bench::Replica replica(folder.path(), number(u"tags"_s), std::max(1, number(u"page"_s)));
    support::Certificates certificates;
    support::NginxSettings settings = replica.settings();
    settings.tls = certificates.server();
    settings.http2 = !parser.isSet(u"http1"_s);
    settings.keepaliveRequests = number(u"keepalive-requests"_s);
    const support::NginxServer server(settings);
    if (!server.isRunning()) {
        std::fprintf(stderr, "nginx does not run:\n%s\n", server.log().constData());
        return 1;
    }
    const support::FaultProxy proxy(server.port(), {.roundTrip = std::chrono::milliseconds(number(u"rtt"_s))});

    const QJsonObject ready{
        {u"registry"_s, u"https://127.0.0.1:%1"_s.arg(proxy.port())},
        {u"repository"_s, QString::fromLatin1(bench::Replica::repository())},
        {u"ca_file"_s, certificates.rootFile()},
    };
    std::printf("%s\n", QJsonDocument(ready).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&ends, &signal);
    return 0;
}
