#include "ui/pagefactory.h"

#include "ui/controllers/repositorycontroller.h"
#include "ui/errortext.h"
#include "ui/pages/repositorypage.h"

namespace ui {

PageFactory::PageFactory(jobs::Workers &workers, Sessions &sessions, models::RegistryTreeModel &tree,
                         Activities &activities, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_tree(tree)
    , m_activities(activities)
{ }

Page *PageFactory::make(const Place &place)
{
    return place.repository ? makeRepository({place.connectionId, place.repository}) : nullptr;
}

RepositoryPage *PageFactory::makeRepository(const Place &place)
{
    const QString registry = m_sessions.nameOf(place.connectionId);
    auto controller = std::make_unique<RepositoryController>(
        m_workers, m_sessions, models::RepositoryKey{place.connectionId, *place.repository},
        ErrorWords::headlinesFor(registry), m_activities);
    auto *page = new RepositoryPage(controller->table(), place, registry);
    controller->setParent(page);
    join(page, controller.release());
    return page;
}

void PageFactory::join(RepositoryPage *page, RepositoryController *controller)
{
    connect(page, &Page::shownFirst, controller, &RepositoryController::refresh);
    connect(page, &RepositoryPage::refreshRequested, controller, &RepositoryController::refresh);
    connect(page, &RepositoryPage::stopRequested, controller, &RepositoryController::stop);
    connect(page, &RepositoryPage::imageRequested, controller, &RepositoryController::loadImage);
    connect(page, &RepositoryPage::visibleTagsChanged, controller, &RepositoryController::setWish);
    connect(controller, &RepositoryController::statusChanged, page, &RepositoryPage::setStatus);
    connect(controller, &RepositoryController::statusChanged, this, [this, controller](const ListingStatus &status) {
        if (status.phase == ListingStatus::Phase::Ended)
            m_tree.setTagCount(controller->key(), controller->table()->tags()->rowCount(), status.complete);
    });
    connect(controller, &RepositoryController::imageLoading, page, &RepositoryPage::showImageLoading);
    connect(controller, &RepositoryController::imageReady, page, &RepositoryPage::showImage);
    connect(controller, &RepositoryController::imageFailed, page, &RepositoryPage::showImageError);
}

} // namespace ui
