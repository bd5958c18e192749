// Lists one repository as the window does, through the public job API, and prints what it took.
#include <cstdio>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include "app/connections/session.h"
#include "app/credentials/sessionstore.h"
#include "app/http/curltransport.h"
#include "app/jobs/listtagsjob.h"
#include "tests/bench/report.h"

using namespace Qt::StringLiterals;

namespace {

Result<connections::Connection> connectionFor(const bench::Options &options)
{
    Result<http::Url> url = http::Url::parse(options.registry);
    if (!url)
        return base::fail(url.error());
    const auto scheme = url->origin().secure ? connections::SchemeChoice::Https : connections::SchemeChoice::Http;
    connections::Connection connection = connections::Connection::toHost(url->origin(), scheme);
    connection.user = options.user;
    connection.http2 = !options.http1;
    if (!options.caFile.isEmpty()) {
        QFile file(options.caFile);
        if (!file.open(QIODevice::ReadOnly))
            return base::fail(ErrorKind::Io, QString(options.caFile + u": "_s + file.errorString()));
        connection.tls.extraRoots.append(file.readAll());
    }
    return connection;
}

QByteArray words(const base::Error &error)
{
    const QString detail
        = error.detail.isEmpty() && !error.registry.isEmpty() ? error.registry.first().message : error.detail;
    return (u"HTTP status %1: %2"_s.arg(error.httpStatus).arg(detail)).toUtf8();
}

/// Sees one listing through and counts.
class Listing final
{
public:
    Listing(jobs::Workers &workers, std::shared_ptr<connections::Session> session, oci::RepositoryName repository,
            const QElapsedTimer &timer)
        : m_session(std::move(session))
        , m_job(workers, m_session, std::move(repository))
        , m_timer(timer)
    {
        QObject::connect(&m_job, &jobs::ListTagsJob::namesReady, &m_job, [this](const auto &tags) { names(tags); });
        QObject::connect(&m_job, &jobs::ListTagsJob::detailsReady, &m_job, [this](const auto &rows) { details(rows); });
        QObject::connect(&m_job, &jobs::Job::finished, &m_job, [this](const Result<> &result) { finished(result); });
        m_job.start();
    }

private:
    [[nodiscard]] double elapsed() const { return static_cast<double>(m_timer.nsecsElapsed()) / 1e6; }

    void names(const std::vector<oci::TagName> &tags)
    {
        if (m_report.tags == 0)
            m_report.firstRowsMs = elapsed();
        m_report.tags += static_cast<qint64>(tags.size());
    }

    void details(const std::vector<platforms::TagDetails> &rows)
    {
        for (const platforms::TagDetails &row : rows) {
            if (row.failure && m_report.failed++ == 0)
                std::fprintf(stderr, "%s: %s\n", qPrintable(row.tag.toString()), words(*row.failure).constData());
            const bool known
                = row.size.kind != platforms::SizeKind::Unknown && row.created.kind == platforms::DateKind::Created;
            m_report.complete += known && !row.failure ? 1 : 0;
        }
    }

    void finished(const Result<> &result)
    {
        m_report.allMs = elapsed();
        const http::TransportCounters counters = m_session->transport()->counters();
        m_report.requests = counters.requests;
        m_report.connections = counters.connections;
        const std::vector<http::TranscriptEntry> entries = m_session->transport()->transcript().entries();
        m_report.http = !entries.empty() && entries.back().http2 ? "2" : "1.1";
        std::printf("%s\n", m_report.toJson().constData());
        if (!result)
            std::fprintf(stderr, "%s\n", words(result.error()).constData());
        const bool good = result && m_report.failed == 0 && m_report.complete == m_report.tags;
        QCoreApplication::exit(good ? 0 : 1);
    }

    std::shared_ptr<connections::Session> m_session;
    jobs::ListTagsJob m_job;
    const QElapsedTimer &m_timer;
    bench::Report m_report;
};

int report(const base::Error &error)
{
    std::fprintf(stderr, "%s\n", words(error).constData());
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    bench::Options options
        = bench::readOptions(u"Lists a repository with sizes and dates and prints what it took as one line of JSON."_s);
    const Result<connections::Connection> connection = connectionFor(options);
    if (!connection)
        return report(connection.error());
    const Result<oci::RepositoryName> repository = oci::RepositoryName::parse(options.repository);
    if (!repository)
        return report(repository.error());

    const auto store = std::make_shared<credentials::SessionStore>();
    if (!connection->user.isEmpty()) {
        credentials::Credential credential{connection->user, base::Secret(std::move(options.password))};
        if (const Result<> stored = store->store(connection->id, std::move(credential), {}); !stored)
            return report(stored.error());
    }

    QElapsedTimer timer;
    timer.start();
    const Result<std::shared_ptr<connections::Session>> session = connections::Session::open(*connection, store, {});
    if (!session)
        return report(session.error());
    jobs::Workers workers;
    const Listing listing(workers, *session, *repository, timer);
    return QCoreApplication::exec();
}
