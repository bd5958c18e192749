// The yardstick: what bare libcurl needs for a listing in the same order, on one thread, without checks, retries or
// values: the pages of tags, then every manifest, each configuration after its manifest.
#include <chrono>
#include <cstdio>
#include <deque>
#include <memory>
#include <vector>

#include <curl/curl.h>

#include <QCoreApplication>

#include "tests/bench/report.h"

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;

struct MultiDeleter
{
    void operator()(CURLM *multi) const noexcept { curl_multi_cleanup(multi); }
};
struct EasyDeleter
{
    void operator()(CURL *easy) const noexcept { curl_easy_cleanup(easy); }
};
struct ListDeleter
{
    void operator()(curl_slist *list) const noexcept { curl_slist_free_all(list); }
};

enum class Kind
{
    Page,
    Manifest,
    Config
};

struct Wanted
{
    Kind kind = Kind::Page;
    QByteArray url;
};

struct Transfer
{
    std::unique_ptr<CURL, EasyDeleter> easy;
    Wanted wanted;
    QByteArray body;
    QByteArray link;
};

std::size_t keepBody(char *data, std::size_t size, std::size_t count, void *transfer)
{
    static_cast<Transfer *>(transfer)->body.append(data, static_cast<qsizetype>(size * count));
    return size * count;
}

std::size_t keepLink(char *data, std::size_t size, std::size_t count, void *transfer)
{
    const QByteArrayView line(data, static_cast<qsizetype>(size * count));
    if (line.size() > 6 && line.first(6).compare("link: ", Qt::CaseInsensitive) == 0)
        static_cast<Transfer *>(transfer)->link = line.sliced(6).toByteArray();
    return size * count;
}

/// What stands between the quotes after @p key, looked for from @p from.
QByteArray stringAfter(const QByteArray &json, QByteArrayView key, qsizetype from)
{
    const qsizetype at = json.indexOf(key, from);
    const qsizetype open = at < 0 ? at : json.indexOf('"', json.indexOf(':', at + key.size()));
    return open < 0 ? QByteArray() : json.sliced(open + 1, json.indexOf('"', open + 1) - open - 1);
}

class Loop final
{
public:
    explicit Loop(const bench::Options &options)
        : m_options(options)
        , m_caFile(options.caFile.toUtf8())
        , m_base(options.registry + "/v2/" + options.repository.toUtf8())
        , m_window(options.http1 ? 32 : 500)
        , m_multi(curl_multi_init())
    {
        const long connections = options.http1 ? 32 : 2;
        curl_multi_setopt(m_multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS, connections);
        curl_multi_setopt(m_multi.get(), CURLMOPT_MAXCONNECTS, 2 * connections);
        curl_multi_setopt(m_multi.get(), CURLMOPT_MAX_CONCURRENT_STREAMS, 250L);
        m_accept.reset(curl_slist_append(nullptr, "Accept: application/vnd.oci.image.manifest.v1+json"));
    }

    bench::Report run();

private:
    void fill();
    void start(Wanted wanted);
    bool reap(); ///< true where something ended
    void finished(Transfer &transfer);
    void readNames(const Transfer &transfer);
    [[nodiscard]] double elapsed() const
    {
        return std::chrono::duration<double, std::milli>(Clock::now() - m_begin).count();
    }

    const bench::Options &m_options;
    QByteArray m_caFile;
    QByteArray m_base;
    std::size_t m_window;
    std::unique_ptr<curl_slist, ListDeleter> m_accept;
    std::unique_ptr<CURLM, MultiDeleter> m_multi;
    std::vector<std::unique_ptr<Transfer>> m_idle;
    std::vector<std::unique_ptr<Transfer>> m_busy; ///< in no order
    std::deque<Wanted> m_urgent; ///< configurations, whose manifests are in
    std::deque<Wanted> m_waiting;
    Clock::time_point m_begin;
    bench::Report m_report;
};

void Loop::start(Wanted wanted)
{
    std::unique_ptr<Transfer> transfer;
    if (m_idle.empty()) {
        transfer = std::make_unique<Transfer>();
        transfer->easy.reset(curl_easy_init());
    } else {
        transfer = std::move(m_idle.back());
        m_idle.pop_back();
    }
    CURL *easy = transfer->easy.get();
    transfer->wanted = std::move(wanted);
    transfer->body.clear();
    transfer->link.clear();
    curl_easy_setopt(easy, CURLOPT_URL, transfer->wanted.url.constData());
    curl_easy_setopt(easy, CURLOPT_CAINFO, m_caFile.isEmpty() ? nullptr : m_caFile.constData());
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, m_options.http1 ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, m_options.http1 ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->wanted.kind == Kind::Manifest ? m_accept.get() : nullptr);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keepBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer.get());
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, keepLink);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer.get());
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer.get());
    if (!m_options.user.isEmpty()) {
        curl_easy_setopt(easy, CURLOPT_USERNAME, m_options.user.toUtf8().constData());
        curl_easy_setopt(easy, CURLOPT_PASSWORD, m_options.password.constData());
    }
    curl_multi_add_handle(m_multi.get(), easy);
    m_busy.push_back(std::move(transfer));
    ++m_report.requests;
}

void Loop::fill()
{
    while (m_busy.size() < m_window && !(m_urgent.empty() && m_waiting.empty())) {
        std::deque<Wanted> &queue = m_urgent.empty() ? m_waiting : m_urgent;
        Wanted wanted = std::move(queue.front());
        queue.pop_front();
        start(std::move(wanted));
    }
}

void Loop::readNames(const Transfer &transfer)
{
    const QByteArray &json = transfer.body;
    qsizetype at = json.indexOf('[', json.indexOf("\"tags\""));
    const qsizetype end = json.indexOf(']', at);
    while ((at = json.indexOf('"', at)) >= 0 && at < end) {
        const qsizetype close = json.indexOf('"', at + 1);
        m_waiting.push_back({Kind::Manifest, m_base + "/manifests/" + json.sliced(at + 1, close - at - 1)});
        ++m_report.tags;
        at = close + 1;
    }
    if (m_report.firstRowsMs == 0)
        m_report.firstRowsMs = elapsed();
    const qsizetype open = transfer.link.indexOf('<');
    if (open >= 0) // pages before manifests, as the order says
        m_urgent.push_back(
            {Kind::Page, m_options.registry + transfer.link.sliced(open + 1, transfer.link.indexOf('>') - open - 1)});
}

void Loop::finished(Transfer &transfer)
{
    switch (transfer.wanted.kind) {
    case Kind::Page:
        readNames(transfer);
        break;
    case Kind::Manifest: {
        const qsizetype config = transfer.body.indexOf("\"config\"");
        const QByteArray digest = stringAfter(transfer.body, "\"digest\"", config);
        m_urgent.push_back({Kind::Config, m_base + "/blobs/" + digest});
        break;
    }
    case Kind::Config:
        m_report.complete += transfer.body.contains("\"created\"") ? 1 : 0;
        break;
    }
}

bool Loop::reap()
{
    const std::size_t before = m_idle.size();
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
        CURL *easy = message->easy_handle;
        const CURLcode code = message->data.result;
        Transfer *transfer = nullptr;
        long status = 0;
        long opened = 0;
        long version = 0;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &opened);
        curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, &version);
        curl_multi_remove_handle(m_multi.get(), easy);
        m_report.connections += static_cast<quint64>(opened);
        m_report.http = version == CURL_HTTP_VERSION_2_0 ? "2" : "1.1";
        if (code == CURLE_OK && status == 200)
            finished(*transfer);
        else
            ++m_report.failed;
        const auto owner = std::find_if(m_busy.begin(), m_busy.end(),
                                        [transfer](const auto &busy) { return busy.get() == transfer; });
        m_idle.push_back(std::move(*owner));
        *owner = std::move(m_busy.back());
        m_busy.pop_back();
    }
    return m_idle.size() > before;
}

bench::Report Loop::run()
{
    m_begin = Clock::now();
    m_waiting.push_back({Kind::Page, m_base + "/tags/list?n=1000"});
    for (fill(); !m_busy.empty(); fill()) {
        int running = 0;
        curl_multi_perform(m_multi.get(), &running);
        if (!reap())
            curl_multi_poll(m_multi.get(), nullptr, 0, 1000, nullptr);
    }
    m_report.allMs = elapsed();
    return m_report;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const bench::Options options
        = bench::readOptions(u"Lists a repository with bare libcurl, as the yardstick of bench_listing."_s);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    const bench::Report report = Loop(options).run();
    std::printf("%s\n", report.toJson().constData());
    return report.failed == 0 && report.complete == report.tags ? 0 : 1;
}
