#include "ui/controllers/runnotices.h"

#include <algorithm>

#include "models/putback.h"
#include "models/runtext.h"

namespace ui {

using namespace Qt::StringLiterals;
using changes::RunItem;
using changes::RunReport;

namespace {

bool deletes(const RunItem &item)
{
    return item.deletes();
}

bool isDone(const RunItem &item)
{
    return item.state() == changes::StepState::Done;
}

} // namespace

RunNotices::RunNotices(const Runs &runs, QObject *parent)
    : QObject(parent)
{
    connect(&runs, &Runs::changed, this, [this, &runs](const Repository &repository) {
        if (runs.isRunning(repository))
            dismiss(repository);
    });
}

QString RunNotices::shortfall(std::vector<RunItem> items)
{
    std::erase_if(items, &isDone);
    return items.empty() ? QString()
                         : tr("Not as planned: %1; Activity has more.", "counts").arg(models::RunText::outcome(items));
}

RunNotices::Notice RunNotices::notice(const Repository &repository) const
{
    const auto found = m_notices.find(repository);
    return found == m_notices.cend() ? Notice() : found->second;
}

void RunNotices::say(const Repository &repository, Notice notice)
{
    m_notices[repository] = std::move(notice);
    emit changed(repository);
}

void RunNotices::sayDeleted(const Repository &repository, const Runs::Ended &ended)
{
    const bool isOver = ended.report
        && (ended.report->ending == RunReport::Ending::Finished || ended.report->ending == RunReport::Ending::Closed);
    const std::vector<RunItem> items = changes::itemsOf(ended.begun.steps, ended.begun.goAlong);
    if (!isOver || !ended.report->lost.empty() || std::none_of(items.cbegin(), items.cend(), &deletes))
        return;
    const int done = changes::count(items, changes::StepState::Done);
    const bool isRestorable = std::any_of(items.cbegin(), items.cend(), &models::PutBack::isDue);
    const bool areTags
        = std::any_of(items.cbegin(), items.cend(), [](const RunItem &item) { return item.tag && isDone(item); });

    Notice notice{.icon = u"delete"_s};
    if (done > 0)
        notice.words = areTags ? tr("Deleted %Ln tag(s).", nullptr, done) : tr("Deleted %Ln image(s).", nullptr, done);
    if (const QString rest = shortfall(items); !rest.isEmpty())
        notice.words = done > 0 ? tr("%1 %2", "two sentences").arg(notice.words, rest) : rest;
    if (isRestorable) {
        notice.wayBack = tr("Restore…");
        notice.takeBack = [this, run = ended.begun.run] { emit restoreRequested(run); };
    }
    say(repository, std::move(notice));
}

void RunNotices::takeBack(const Repository &repository)
{
    if (const Notice said = notice(repository); said.takeBack)
        said.takeBack();
}

void RunNotices::dismiss(const Repository &repository)
{
    if (m_notices.erase(repository) > 0)
        emit changed(repository);
}

} // namespace ui
