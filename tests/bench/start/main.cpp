// From exec to the first painted window: Portolan with nothing opened against a bare main window, in turns. A window
// with one line of text is measured, too: it loads the fonts, which a bare one does not.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <sys/resource.h>

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 21;

double now()
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Of the programs that ended, in milliseconds.
double processorTime()
{
    rusage used = {};
    ::getrusage(RUSAGE_CHILDREN, &used);
    const auto inMs = [](const timeval &time) { return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3; };
    return inMs(used.ru_utime) + inMs(used.ru_stime);
}

struct Cost ///< in milliseconds
{
    double elapsed = 0;
    double processor = 0;
};

/// Ends the bench where the program does not come to a window.
Cost startOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    const double processorBefore = processorTime();
    const double before = now();
    process.start(QCoreApplication::applicationDirPath() + u'/' + program, arguments);
    if (!process.waitForFinished(60000) || process.exitCode() != 0) {
        std::fprintf(stderr, "%s: %s\n", qPrintable(program), process.readAllStandardError().constData());
        std::exit(1);
    }
    return {double(process.readAllStandardOutput().trimmed().toLongLong()) / 1e6 - before,
            processorTime() - processorBefore};
}

double median(std::vector<Cost> costs, double Cost::*part)
{
    const auto middle = costs.begin() + std::ssize(costs) / 2;
    std::nth_element(costs.begin(), middle, costs.end(),
                     [part](const Cost &left, const Cost &right) { return left.*part < right.*part; });
    return (*middle).*part;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir profile;
    std::vector<Cost> portolan;
    std::vector<Cost> bare;
    std::vector<Cost> text;
    for (int round = -2; round < rounds; ++round) { // the first ones fill the caches
        const Cost one = startOf(u"bench_start_portolan"_s, {u"--profile"_s, profile.path()});
        const Cost other = startOf(u"bench_start_bare"_s, {});
        const Cost third = startOf(u"bench_start_bare"_s, {u"Portolan"_s});
        if (round < 0)
            continue;
        portolan.push_back(one);
        bare.push_back(other);
        text.push_back(third);
    }
    const double portolanMs = median(portolan, &Cost::elapsed);
    const double bareMs = median(bare, &Cost::elapsed);
    // What the processor did says more where the machine is busy.
    const double processorRatio = median(portolan, &Cost::processor) / median(bare, &Cost::processor);
    std::printf("{\"ratio\":%.2f,\"portolan_ms\":%.1f,\"bare_ms\":%.1f,\"bare_with_text_ms\":%.1f,"
                "\"processor_ratio\":%.2f}\n",
                portolanMs / bareMs, portolanMs, bareMs, median(text, &Cost::elapsed), processorRatio);
    return 0;
}
