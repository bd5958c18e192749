// From exec to the first painted window: Portolan with nothing opened against a bare main window, in turns. A window
// with one line of text is measured, too: it loads the fonts, which a bare one does not.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

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

/// In milliseconds. Ends the bench where the program does not come to a window.
double startOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    const double before = now();
    process.start(QCoreApplication::applicationDirPath() + u'/' + program, arguments);
    if (!process.waitForFinished(60000) || process.exitCode() != 0) {
        std::fprintf(stderr, "%s: %s\n", qPrintable(program), process.readAllStandardError().constData());
        std::exit(1);
    }
    return process.readAllStandardOutput().trimmed().toLongLong() / 1e6 - before;
}

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir profile;
    std::vector<double> portolan;
    std::vector<double> bare;
    std::vector<double> text;
    for (int round = -2; round < rounds; ++round) { // the first ones fill the caches
        const double one = startOf(u"bench_start_portolan"_s, {u"--profile"_s, profile.path()});
        const double other = startOf(u"bench_start_bare"_s, {});
        const double third = startOf(u"bench_start_bare"_s, {u"Portolan"_s});
        if (round < 0)
            continue;
        portolan.push_back(one);
        bare.push_back(other);
        text.push_back(third);
    }
    std::printf("{\"ratio\":%.2f,\"portolan_ms\":%.1f,\"bare_ms\":%.1f,\"bare_with_text_ms\":%.1f}\n",
                median(portolan) / median(bare), median(portolan), median(bare), median(text));
    return 0;
}
