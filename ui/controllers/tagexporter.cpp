#include "ui/controllers/tagexporter.h"

#include <memory>

#include <QDir>
#include <QPointer>
#include <QWidget>

#include "ui/controllers/exporttagsjob.h"
#include "ui/errortext.h"
#include "ui/prompts.h"

namespace ui {

using namespace Qt::StringLiterals;

TagExporter::TagExporter(jobs::Workers &workers, Activities &activities, Prompts &prompts, models::TagTable &table,
                         QString repository, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_activities(activities)
    , m_prompts(prompts)
    , m_table(table)
    , m_repository(std::move(repository))
{ }

TagExporter::~TagExporter() = default;

void TagExporter::ask(QWidget *window)
{
    const QList<Prompts::FileKind> kinds{{tr("Comma-separated values (*.csv)"), u"csv"_s},
                                         {tr("JSON (*.json)"), u"json"_s}};
    m_prompts.askNewFile(window, tr("Export tags"), m_repository + u"-tags.csv"_s, kinds,
                         [self = QPointer(this), window = QPointer(window)](const QString &path) {
                             if (self)
                                 self->write(window, path);
                         });
}

void TagExporter::write(QWidget *window, const QString &path)
{
    std::vector<int> rows;
    for (int row = 0; row < m_table.rowCount(); ++row)
        rows.push_back(m_table.sourceRow(row));
    const auto count = static_cast<int>(rows.size());
    auto activity = std::make_shared<Activity>(
        m_activities.begin({.what = tr("Exporting tags"), .where = QDir::toNativeSeparators(path)}));
    auto *job = new ExportTagsJob(m_workers, *m_table.tags(), std::move(rows), path, this);
    activity->setCancel([job] { job->cancel(); });
    connect(job, &jobs::Job::finished, this,
            [this, job, activity, window = QPointer(window), count, path](const Result<> &result) {
                job->deleteLater();
                activity->end(result, tr("%Ln tag(s)", "that were exported", count));
                if (result || result.error().isCancelled())
                    return;
                m_prompts.tell(
                    window, tr("The tags could not be exported."),
                    tr("%1 was not written. Choose another folder, or make room.").arg(QDir::toNativeSeparators(path)),
                    ErrorWords::explain(result.error(), {}).details);
            });
    job->start();
}

} // namespace ui
