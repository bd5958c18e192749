#include "ui/controllers/savedplancontroller.h"

#include <algorithm>

#include <QFile>
#include <QFileInfo>
#include <QWidget>

#include "ui/controllers/changecontroller.h"
#include "ui/errortext.h"
#include "ui/prompts.h"

namespace ui {

namespace {

constexpr qint64 largestPlan = 64 * 1024 * 1024;

Result<changes::SavedPlan> readPlan(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(ErrorKind::Io, file.errorString());
    if (file.size() > largestPlan)
        return base::fail(ErrorKind::InvalidData, QStringLiteral("larger than any plan"));
    return changes::planFromJson(file.readAll());
}

} // namespace

SavedPlanController::SavedPlanController(const Sessions &sessions, ChangeController &changes, Prompts &prompts,
                                         QWidget &window, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
    , m_changes(changes)
    , m_prompts(prompts)
    , m_window(window)
{ }

void SavedPlanController::ask()
{
    m_prompts.askFile(&m_window, tr("Open a saved plan"), [this](const QString &path) { open(path); });
}

bool SavedPlanController::mayChange(const connections::Connection &connection) const
{
    const base::ChangePermit *permit = m_sessions.permit(connection.id);
    return !connection.readOnly || (permit && permit->isGranted());
}

/// One that may be changed, if there is one; null where there is none at all.
const connections::Connection *SavedPlanController::connectionTo(const QString &address) const
{
    std::vector<connections::Connection> same = m_sessions.all();
    std::erase_if(same, [&address](const connections::Connection &each) { return each.address() != address; });
    if (same.empty())
        return nullptr;
    const auto open
        = std::find_if(same.cbegin(), same.cend(), [this](const auto &connection) { return mayChange(connection); });
    return m_sessions.find((open == same.cend() ? same.cbegin() : open)->id);
}

void SavedPlanController::open(const QString &path)
{
    const Result<changes::SavedPlan> plan = readPlan(path);
    if (!plan) {
        tellError(path, plan.error());
        return;
    }
    const QString repository = plan->repository.toString();
    const connections::Connection *connection = connectionTo(plan->registry);
    if (!connection) {
        m_prompts.tell(
            &m_window, tr("There is no connection to %1.", "an address").arg(plan->registry),
            tr("The plan is for %1 there. Add a connection to it, then open the plan again.").arg(repository), {});
        return;
    }
    const models::Marks::Repository place{connection->id, plan->repository};
    if (!mayChange(*connection))
        m_prompts.tell(&m_window, tr("%1 is read-only.", "a connection").arg(connection->name),
                       tr("Allow changes to it, then open the plan again."), {});
    else if (m_changes.runs().isRunning(place))
        m_prompts.tell(&m_window, tr("Something is being changed in %1.").arg(repository),
                       tr("Open the plan again when that has ended."), {});
    else
        m_changes.reviewSaved(place, *plan);
}

void SavedPlanController::tellError(const QString &path, const base::Error &error)
{
    const QString name = QFileInfo(path).fileName();
    const QString details = ErrorWords::explain(error, {}).details;
    if (error.kind == ErrorKind::Unsupported)
        m_prompts.tell(&m_window, tr("%1 was made by a newer Portolan.", "a file").arg(name),
                       tr("Open it with that version, or make the plan anew."), details);
    else if (error.kind == ErrorKind::Io)
        m_prompts.tell(&m_window, tr("%1 could not be read.", "a file").arg(name),
                       tr("Nothing was changed. Look whether it is there, and whether you may read it."), details);
    else
        m_prompts.tell(&m_window, tr("%1 is not a plan of Portolan, or it is damaged.", "a file").arg(name),
                       tr("Nothing was changed. Plans that can be opened are saved as JSON in their review."), details);
}

} // namespace ui
