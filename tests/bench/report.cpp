#include "tests/bench/report.h"

#include <cstdio>

#include <sys/resource.h>

#include <QCommandLineParser>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

double tenths(double milliseconds)
{
    return std::round(milliseconds * 10) / 10;
}

} // namespace

QByteArray Report::toJson() const
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const QJsonObject object{
        {u"tags"_s, tags},
        {u"complete"_s, complete},
        {u"failed"_s, failed},
        {u"requests"_s, static_cast<qint64>(requests)},
        {u"connections"_s, static_cast<qint64>(connections)},
        {u"http"_s, QString::fromLatin1(http)},
        {u"first_rows_ms"_s, tenths(firstRowsMs)},
        {u"all_ms"_s, tenths(allMs)},
        {u"peak_rss_kib"_s, static_cast<qint64>(usage.ru_maxrss)},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Options readOptions(const QString &description)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(description);
    parser.addHelpOption();
    parser.addOptions({
        {u"registry"_s, u"Address of the registry, such as https://127.0.0.1:5000."_s, u"URL"_s},
        {u"repository"_s, u"Repository to list."_s, u"NAME"_s},
        {u"ca-file"_s, u"PEM file with roots to trust besides the system's."_s, u"FILE"_s},
        {u"user"_s, u"User to sign in as."_s, u"USER"_s},
        {u"password-stdin"_s, u"Read the password from standard input."_s},
        {u"http1"_s, u"Use HTTP/1.1 only."_s},
    });
    parser.process(*QCoreApplication::instance());
    if (!parser.isSet(u"registry"_s) || !parser.isSet(u"repository"_s))
        parser.showHelp(2);
    Options options{
        .registry = parser.value(u"registry"_s).toUtf8(),
        .repository = parser.value(u"repository"_s),
        .caFile = parser.value(u"ca-file"_s),
        .user = parser.value(u"user"_s),
        .password = {},
        .http1 = parser.isSet(u"http1"_s),
    };
    if (parser.isSet(u"password-stdin"_s)) {
        QFile input;
        if (input.open(stdin, QIODevice::ReadOnly))
            options.password = input.readLine().trimmed();
    }
    return options;
}

} // namespace bench
