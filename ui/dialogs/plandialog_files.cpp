#include "app/changes/planfile.h"
#include "app/changes/planscript.h"
#include "models/planmarkdown.h"
#include "ui/dialogs/plandialog.h"
#include "ui/pages/views.h"

namespace ui {

using namespace Qt::StringLiterals;

QByteArray PlanDialog::planAsJson() const
{
    const changes::SavedPlan plan
        = changes::savePlan(m_connection.address(), m_repository, m_reading->when, m_selection, rules(), m_plan);
    return changes::toJson(m_saved ? changes::saveAgain(plan, *m_saved) : plan);
}

QString PlanDialog::planAsMarkdown() const
{
    return models::planMarkdown(
        m_plan,
        {tr("%1 (%2)", "a connection and its address").arg(m_connection.name, m_connection.address()),
         m_repository.toString(), timeText(m_reading->when.toLocalTime())});
}

QByteArray PlanDialog::planAsScript() const
{
    if (m_connection.isFolder())
        return {};
    return changes::scriptOf(m_connection.origin.toBytes(), m_repository, m_plan.steps,
                             changes::surroundingsOf(m_reading->graph, m_plan.steps).goAlong);
}

} // namespace ui
