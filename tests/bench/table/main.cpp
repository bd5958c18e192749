// Fills, sorts, filters and groups the real table of tags with many rows, while many scattered rows are selected and
// accessibility is active, and prints how long the UI thread was held at most.
#include <cstdio>

#include <sys/resource.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QTreeView>

#include "models/tagtable.h"
#include "tests/bench/table/accessibility.h"
#include "tests/bench/table/scriptedlisting.h"
#include "tests/support/heartbeat.h"
#include "ui/copylines.h"
#include "ui/look/theme.h"
#include "ui/pages/repositorypage.h"

using namespace Qt::StringLiterals;
using models::TagModel;
using Phase = ui::ListingStatus::Phase;

namespace {

double tenths(double milliseconds)
{
    return std::round(milliseconds * 10) / 10;
}

ui::Place repository()
{
    return {.connectionId = u"bench"_s, .repository = oci::RepositoryName::parse(u"many/tags"_s).value()};
}

/// Runs the event loop until @p condition holds.
template <class Condition>
void waitFor(Condition condition)
{
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

void waitFor(std::chrono::milliseconds time)
{
    QElapsedTimer timer;
    timer.start();
    waitFor([&timer, time] { return timer.elapsed() >= time.count(); });
}

/// A page and what is done with it, as a person would.
class TableBench final : public QObject
{
public:
    explicit TableBench(int rows)
        : m_rows(rows)
        , m_selected(std::min(5000, rows / 20))
        , m_page(&m_table, repository(), u"bench"_s, ui::CopyLines({}, *repository().repository))
        , m_view(m_page.findChild<QTreeView *>(u"tagsTable"_s))
        , m_filter(m_page.findChild<QLineEdit *>(u"tagFilterEdit"_s))
    {
        m_page.resize(1200, 800);
        m_page.show();
        m_view->viewport()->installEventFilter(this);
        waitFor(std::chrono::milliseconds(300));
    }

    QJsonObject run()
    {
        const double fill = measureFill();
        const double sort = measureSort();
        const double filter = measureFilter();
        const double group = measureGroup();
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return {{u"rows"_s, m_table.rowCount()},
                {u"first_rows_ms"_s, tenths(m_firstRowsMs)},
                {u"longest_gap_ms"_s,
                 QJsonObject{{u"fill"_s, tenths(fill)},
                             {u"sort"_s, tenths(sort)},
                             {u"filter"_s, tenths(filter)},
                             {u"group"_s, tenths(group)}}},
                {u"peak_rss_kib"_s, static_cast<qint64>(usage.ru_maxrss)}};
    }

private:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_firstRowsMs < 0 && m_table.rowCount() > 0)
            m_firstRowsMs = static_cast<double>(m_sinceFirstPage.nsecsElapsed()) / 1e6;
        return QObject::eventFilter(watched, event);
    }

    /// Every second row from the top; what that costs does not count.
    void selectScattered()
    {
        QItemSelection selection;
        for (int row = 0; row < 2 * m_selected && row < m_table.rowCount(); row += 2)
            selection.append(QItemSelectionRange(m_table.index(row, 0), m_table.index(row, TagModel::ColumnCount - 1)));
        m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
        m_view->setFocus();
        waitFor(std::chrono::milliseconds(200));
        m_heart.restart();
    }

    void waitUntilArranged()
    {
        waitFor([this] { return !m_table.isArranging(); });
        waitFor(std::chrono::milliseconds(250)); // what is done a moment later
    }

    double measureFill()
    {
        bench::ScriptedListing listing(m_workers, m_rows);
        connect(&listing, &bench::ScriptedListing::namesReady, this, [this](const auto &tags) {
            if (!m_sinceFirstPage.isValid())
                m_sinceFirstPage.start();
            m_model.addNames(tags);
        });
        connect(&listing, &bench::ScriptedListing::detailsReady, &m_model, &TagModel::addDetails);
        connect(&listing, &bench::ScriptedListing::sharingReady, &m_model, &TagModel::setSharing);
        m_model.beginListing();
        m_page.setStatus({.phase = Phase::Running});
        m_heart.restart();
        listing.start();
        waitFor([this] { return m_table.rowCount() >= std::min(2 * m_selected, m_rows); });
        const double before = m_heart.longestMs();
        selectScattered();
        waitFor([&listing] { return listing.isFinished(); });
        m_model.endNames(true);
        m_model.endListing();
        m_page.setStatus({.phase = Phase::Ended, .allNames = true, .complete = true});
        waitFor(std::chrono::milliseconds(600));
        return std::max(before, m_heart.longestMs());
    }

    double measureSort()
    {
        double longest = 0;
        for (const int column : {TagModel::SizeColumn, TagModel::OnlyHereColumn, TagModel::CreatedColumn,
                                 TagModel::DigestColumn, TagModel::PlatformsColumn, TagModel::TagColumn}) {
            for (const Qt::SortOrder order : {Qt::DescendingOrder, Qt::AscendingOrder}) {
                selectScattered();
                m_view->sortByColumn(column, order);
                waitUntilArranged();
                longest = std::max(longest, m_heart.longestMs());
            }
        }
        return longest;
    }

    double measureFilter()
    {
        double longest = 0;
        const QStringList typed{u"v"_s,
                                u"v1"_s,
                                u"v1."_s,
                                u"v1.2"_s,
                                u""_s,
                                u"size:>40MB"_s,
                                u"tag:~[0-4]{2}$"_s,
                                u"-platform:arm64 age:>1y"_s,
                                u"nothing"_s,
                                u"tag:~^(v|.)*$"_s,
                                u""_s};
        for (const QString &text : typed) {
            selectScattered();
            m_filter->setText(text);
            waitUntilArranged();
            longest = std::max(longest, m_heart.longestMs());
        }
        return longest;
    }

    double measureGroup()
    {
        double longest = 0;
        for (const bool grouped : {true, false}) {
            selectScattered();
            m_table.setGrouped(grouped);
            waitUntilArranged();
            longest = std::max(longest, m_heart.longestMs());
        }
        return longest;
    }

    const int m_rows;
    const int m_selected;
    jobs::Workers m_workers;
    TagModel m_model{[](const base::Error &) { return QString(); }};
    models::TagTable m_table{m_workers, &m_model};
    ui::RepositoryPage m_page;
    QTreeView *m_view;
    QLineEdit *m_filter;
    support::Heartbeat m_heart;
    QElapsedTimer m_sinceFirstPage;
    double m_firstRowsMs = -1;
};

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Measures the table of tags and prints one line of JSON: the longest gaps between two beats of the UI thread, "
        "which is due every 10 ms."_s);
    parser.addHelpOption();
    parser.addOptions({{u"rows"_s, u"Number of tags (default: 100000)."_s, u"N"_s, u"100000"_s},
                       {u"smoke"_s, u"Few tags, to see that everything works."_s}});
    parser.process(QCoreApplication::arguments());
    bool isNumber = false;
    const int rows = parser.isSet(u"smoke"_s) ? 3000 : parser.value(u"rows"_s).toInt(&isNumber);
    if (!parser.isSet(u"smoke"_s) && (!isNumber || rows < 100))
        parser.showHelp(2);
    look::apply(false);
    bench::activateAccessibility();

    TableBench bench(rows);
    const QJsonObject report = bench.run();
    std::printf("%s\n", QJsonDocument(report).toJson(QJsonDocument::Compact).constData());
    return report[u"rows"_s].toInt() == rows ? 0 : 1;
}
