#include "tests/gui/screenshots/scenes.h"

#include <future>

#include <QLabel>
#include <QTabBar>

#include "tests/support/registrymodel.h"

using namespace Qt::StringLiterals;
using support::RegistryModel;
using support::ServerKind;

namespace {

const QByteArray repository = "payments/api";

} // namespace

void Scenes::runDeletion()
{
    mark({u"v1.9"_s, u"pr-1477-debug"_s, u"v2.7.0"_s, u"nightly-20260804"_s, u"prod-us"_s, u"v2.7.5"_s, u"edge"_s,
          u"pr-1482"_s});
    trigger(u"activityAction"_s);
    WAIT_FOR(!m_window->application.window().findChild<QTreeView *>(u"activityView"_s)->model()->rowCount());
    review();
    m_window->type(u"planConfirmField"_s, QString::fromLatin1(repository));
    m_window->press(u"planDeleteButton"_s);
}

bool Scenes::selectRun()
{
    auto *view = m_window->find<QTreeView>(u"activityView"_s);
    if (!view || view->model()->rowCount() != 1)
        return false;
    view->setCurrentIndex(view->model()->index(0, 0));
    return true;
}

/// The registry hangs once it has deleted three tags; then the run is paused.
void Scenes::run()
{
    serveSample(ServerKind::DeletesTags);
    openChanges(*m_model);
    const std::size_t before = m_model->state(repository).tags.size();
    std::promise<void> answer; // also where this scene fails
    std::promise<void> hangs;
    m_model->setMeanwhile([before, &hangs, isHeld = false, held = answer.get_future().share()](
                              const support::ReceivedRequest &request, RegistryModel::Repositories &all) mutable {
        if (request.method != "DELETE" || all[repository].tags.size() + 3 > before)
            return;
        if (!std::exchange(isHeld, true))
            hangs.set_value();
        held.wait();
    });
    runDeletion();
    const std::future<void> isHanging = hangs.get_future();
    WAIT_FOR(isHanging.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
    WAIT_FOR(selectRun());
    WAIT_FOR(m_window->find<QAbstractButton>(u"pauseActivityButton"_s)->isEnabled());
    WAIT_FOR(m_window->find<QWidget>(u"activityProgress"_s)); // of work that takes longer
    shoot();
    m_window->press(u"pauseActivityButton"_s);
    answer.set_value();
    WAIT_FOR(m_window->find<QWidget>(u"windowNotice"_s) && m_window->find<QLabel>(u"tagsCompleteness"_s));
    m_window->find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(m_window->find<QAbstractButton>(u"goOnRunButton"_s));
    shoot(u"paused"_s);
}

/// The sign-in runs out in the middle of it.
void Scenes::runWaits()
{
    serveSample(ServerKind::DeletesTags);
    openChanges(*m_model);
    const std::size_t before = m_model->state(repository).tags.size();
    m_model->setFate([before](const support::ReceivedRequest &request, RegistryModel::Repositories &all) {
        support::Fate fate;
        if (request.method == "DELETE" && all[repository].tags.size() + 3 <= before)
            fate.fault = support::Fault::Expired;
        return fate;
    });
    runDeletion();
    WAIT_FOR(m_window->find<QAbstractButton>(u"connectionSaveButton"_s));
    shoot();
    m_window->find<QAbstractButton>(u"connectionSaveButton"_s)->window()->close();
    WAIT_FOR(!m_window->find<QAbstractButton>(u"connectionSaveButton"_s) && selectRun());
    shoot(u"later"_s);
}
