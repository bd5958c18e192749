#include "models/tagorderjob.h"

namespace models {

using namespace Qt::StringLiterals;

TagOrderJob::TagOrderJob(jobs::Workers &workers, TagQuestion question, QObject *parent)
    : Job(workers, jobs::Lane::Ui, u"order of tags"_s, parent)
{
    setWork([question = std::move(question), ordered = toUi(&TagOrderJob::ordered)](std::stop_token stop) -> Result<> {
        auto answer = std::make_shared<TagOrder>(orderTags(question, stop));
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        ordered(std::move(answer));
        return Done{};
    });
}

} // namespace models
