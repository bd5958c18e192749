#include "models/jsontextjob.h"

namespace models {

using namespace Qt::StringLiterals;

JsonTextJob::JsonTextJob(jobs::Workers &workers, const QByteArray &raw, QObject *parent)
    : Job(workers, jobs::Lane::Ui, u"layout of documents"_s, parent)
{
    setWork([raw, laidOut = toUi(&JsonTextJob::laidOut)](std::stop_token stop) -> Result<> {
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        laidOut(std::make_shared<JsonText>(JsonText::of(raw)));
        return Done{};
    });
}

} // namespace models
