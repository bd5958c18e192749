#include "ui/controllers/exporttagsjob.h"

#include "app/base/atomicfile.h"
#include "models/tagexport.h"

namespace ui {

using namespace Qt::StringLiterals;

ExportTagsJob::ExportTagsJob(jobs::Workers &workers, models::TagModel &tags, std::vector<int> rows, const QString &path,
                             QObject *parent)
    : Job(workers, jobs::Lane::Ui, u"export of tags"_s, parent)
{
    setWork([snapshot = tags.snapshot(), sharing = tags.sharing(), rows = std::move(rows),
             path](std::stop_token stop) -> Result<> {
        const bool isJson = path.endsWith(u".json"_s, Qt::CaseInsensitive);
        const QByteArray bytes = isJson ? models::tagsToJson(snapshot, rows, sharing.get())
                                        : models::tagsToCsv(snapshot, rows, sharing.get());
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        return base::writeFile(path, bytes);
    });
}

} // namespace ui
