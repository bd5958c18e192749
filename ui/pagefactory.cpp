#include "ui/pagefactory.h"

#include <QAction>

#include "ui/controllers/changecontroller.h"
#include "ui/controllers/imagecontroller.h"
#include "ui/controllers/repositorycontroller.h"
#include "ui/controllers/retagcontroller.h"
#include "ui/controllers/runnotices.h"
#include "ui/controllers/tagexporter.h"
#include "ui/errortext.h"
#include "ui/pages/connectionguard.h"
#include "ui/pages/image/imagedetail.h"
#include "ui/pages/imagepage.h"
#include "ui/pages/repositorypage.h"
#include "ui/pages/tagpanel.h"

namespace ui {

using namespace Qt::StringLiterals;

PageFactory::PageFactory(jobs::Workers &workers, Sessions &sessions, models::RegistryTreeModel &tree,
                         Activities &activities, ChangeController &changes, RetagController &retags,
                         RunNotices &notices, Prompts &prompts, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_tree(tree)
    , m_activities(activities)
    , m_changes(changes)
    , m_retags(retags)
    , m_notices(notices)
    , m_prompts(prompts)
{ }

Page *PageFactory::make(const Place &place)
{
    if (!place.repository)
        return nullptr;
    Page *page = place.image ? static_cast<Page *>(makeImage(place)) : makeRepository(place);
    keepArrangement(page);
    connect(page, &Page::doctorRequested, this,
            [this, place] { emit doctorRequested(place.connectionId, place.repository->toString()); });
    auto *check = new QAction(tr("Check for bro&ken images…"), page);
    check->setObjectName(u"checkBrokenImagesAction"_s);
    page->addAction(check);
    connect(check, &QAction::triggered, page, &Page::repairRequested);
    connect(page, &Page::repairRequested, this, [this, place] {
        emit repairRequested({place.connectionId, *place.repository});
    });
    return page;
}

RepositoryPage *PageFactory::makeRepository(const Place &place)
{
    const QString registry = m_sessions.nameOf(place.connectionId);
    auto controller = std::make_unique<RepositoryController>(
        m_workers, m_sessions, models::RepositoryKey{place.connectionId, *place.repository},
        ErrorWords::headlinesFor(registry), m_activities);
    const connections::Connection *connection = m_sessions.find(place.connectionId);
    auto *page = new RepositoryPage(controller->table(), place, registry,
                                    CopyLines(connection ? *connection : connections::Connection(), *place.repository));
    controller->setParent(page);
    mark(page, controller.get());
    retag(page);
    conclude(page);
    join(page, controller.release());
    guard(page);
    return page;
}

void PageFactory::guard(RepositoryPage *page)
{
    const QString id = page->place().connectionId;
    const auto display = [this, page, id] {
        if (const models::ConnectionRow *row = m_tree.connectionRow(id))
            page->guard()->display(*row);
        const connections::Connection *connection = m_sessions.find(id);
        const base::ChangePermit *permit = m_sessions.permit(id);
        page->tags()->setChangesAllowed(connection && (!connection->readOnly || permit->isGranted()));
    };
    connect(&m_tree, &QAbstractItemModel::dataChanged, page, [this, id, display](const QModelIndex &changed) {
        if (changed == m_tree.connectionIndex(id))
            display();
    });
    connect(page->guard(), &ConnectionGuard::unlockRequested, this, [this, id] { emit unlockRequested(id); });
    connect(page->guard(), &ConnectionGuard::lockRequested, this, [this, id] { emit lockRequested(id); });
    display();
}

void PageFactory::mark(RepositoryPage *page, RepositoryController *controller)
{
    const models::Marks::Repository repository{controller->key().connectionId, controller->key().name};
    models::Marks &marks = m_changes.marks();
    const auto display = [this, page, repository](const models::Marks::Repository &changed) {
        if (changed == repository)
            page->tags()->showMarks(m_changes.marks().in(repository),
                                    static_cast<int>(m_changes.marks().imagesIn(repository).size()),
                                    m_changes.runs().isRunning(repository));
    };
    connect(&marks, &models::Marks::changed, page, display);
    connect(&m_changes.runs(), &Runs::changed, page, display);
    connect(&m_changes.runs(), &Runs::changed, controller,
            [this, controller, repository](const models::Marks::Repository &changed) {
                if (changed != repository || m_changes.runs().isRunning(repository))
                    return;
                controller->stop(); // what is being read may be older than what the run did
                controller->refresh();
            });
    // Which of the marked ones share an image is known once their details are.
    connect(controller, &RepositoryController::statusChanged, page, [display, repository] { display(repository); });
    connect(page->tags(), &TagPanel::markRequested, &marks,
            [&marks, repository](const std::vector<oci::TagName> &tags, bool marked) {
                marks.setMarked(repository, tags, marked);
            });
    connect(page->tags(), &TagPanel::undoMarksRequested, &marks, &models::Marks::undo);
    connect(page->tags(), &TagPanel::redoMarksRequested, &marks, &models::Marks::redo);
    connect(page->tags(), &TagPanel::discardRequested, &m_changes,
            [this, repository] { m_changes.discard(repository); });
    connect(page->tags(), &TagPanel::reviewRequested, &m_changes,
            [this, repository, tags = QPointer(controller->table()->tags())] {
                m_changes.review(repository, [tags](const oci::Digest &image) {
                    const std::vector<int> rows = tags ? tags->rowsOf(image) : std::vector<int>();
                    return rows.empty() ? -1
                                        : tags->index(rows.front(), 0).data(models::TagModel::DigestGroupRole).toInt();
                });
            });
    display(repository);
}

void PageFactory::retag(RepositoryPage *page)
{
    const models::Marks::Repository repository{page->place().connectionId, *page->place().repository};
    connect(page->tags(), &TagPanel::retagRequested, &m_retags,
            [this, repository](const std::vector<oci::TagName> &tags) { m_retags.retag(repository, tags); });
}

void PageFactory::conclude(RepositoryPage *page)
{
    const models::Marks::Repository repository{page->place().connectionId, *page->place().repository};
    const auto display = [this, page, repository](const models::Marks::Repository &changed) {
        if (changed != repository)
            return;
        const RunNotices::Notice notice = m_notices.notice(repository);
        page->tags()->showNotice(notice.icon, notice.words, notice.wayBack);
    };
    connect(&m_notices, &RunNotices::changed, page, display);
    connect(page->tags(), &TagPanel::takeBackRequested, &m_notices,
            [this, repository] { m_notices.takeBack(repository); });
    connect(page->tags(), &TagPanel::noticeDismissed, &m_notices,
            [this, repository] { m_notices.dismiss(repository); });
    display(repository);
}

ImagePage *PageFactory::makeImage(const Place &place)
{
    auto *page = new ImagePage(place, m_sessions.nameOf(place.connectionId));
    auto *images = new ImageController(
        m_workers, m_sessions, models::RepositoryKey{place.connectionId, *place.repository}, m_activities, page);
    connect(page, &ImagePage::imageRequested, images, &ImageController::load);
    connect(page, &ImagePage::stopRequested, images, &ImageController::cancel);
    connect(page, &ImagePage::signInRequested, this, [this, id = place.connectionId] { emit signInRequested(id); });
    connect(page, &ImagePage::placeRequested, this, &PageFactory::placeRequested);
    connect(images, &ImageController::imageLoading, page, &ImagePage::showLoading);
    connect(images, &ImageController::imageReady, page,
            [page](const oci::TagOrDigest &, const platforms::Image &image) { page->showImage(image); });
    connect(images, &ImageController::imageFailed, page,
            [page](const oci::TagOrDigest &, const base::Error &error) { page->showError(error); });
    serve(page->detail(), images);
    for (const QPointer<RepositoryController> &listing : m_listings) {
        if (listing && listing->key() == images->key())
            share(page->detail(), listing->table()->tags());
    }
    m_images.emplace_back(page);
    return page;
}

/// What a person arranged in one page, the next of its kind has from the start.
void PageFactory::keepArrangement(Page *page)
{
    const QString kind = QString::fromLatin1(page->metaObject()->className());
    page->arrange(m_arrangements.value(kind).toObject());
    connect(page, &Page::arrangementChanged, this, [this, page, kind] {
        m_arrangements.insert(kind, page->arrangement());
        emit arrangementsChanged();
    });
}

void PageFactory::join(RepositoryPage *page, RepositoryController *controller)
{
    const Place &place = page->place();
    connect(page, &Page::shownFirst, controller, &RepositoryController::refresh);
    connect(page, &RepositoryPage::signInRequested, this,
            [this, controller] { emit signInRequested(controller->key().connectionId); });
    connect(page, &RepositoryPage::refreshRequested, controller, &RepositoryController::refresh);
    connect(page, &RepositoryPage::stopRequested, controller, &RepositoryController::stop);
    connect(page, &RepositoryPage::placeRequested, this, &PageFactory::placeRequested);
    connect(page, &RepositoryPage::placeInBackgroundRequested, this, &PageFactory::placeInBackgroundRequested);
    auto *exporter = new TagExporter(m_workers, m_activities, m_prompts, *controller->table(),
                                     controller->key().name.toString().section(u'/', -1), page);
    connect(page->tags(), &TagPanel::exportRequested, exporter, [exporter, page] { exporter->ask(page->window()); });
    connect(page->tags(), &TagPanel::visibleTagsChanged, controller, &RepositoryController::setWish);
    connect(controller, &RepositoryController::statusChanged, page, &RepositoryPage::setStatus);
    connect(controller, &RepositoryController::statusChanged, this, [this, controller](const ListingStatus &status) {
        if (status.phase != ListingStatus::Phase::Ended)
            return;
        if (const int count = controller->table()->tags()->rowCount(); count > 0 || !status.error)
            m_tree.setTagCount(controller->key(), count, status.allNames);
        else
            m_tree.failTags(controller->key(), *status.error);
    });
    auto *images = new ImageController(m_workers, m_sessions, controller->key(), m_activities, page);
    connect(page, &RepositoryPage::imageRequested, images, &ImageController::load);
    connect(images, &ImageController::imageLoading, page, &RepositoryPage::showImageLoading);
    connect(images, &ImageController::imageReady, page, &RepositoryPage::showImage);
    connect(images, &ImageController::imageFailed, page, &RepositoryPage::showImageError);
    serve(page->detail(), images);
    std::erase(m_listings, nullptr);
    m_listings.emplace_back(controller);
    share(page->detail(), controller->table()->tags());
    std::erase(m_images, nullptr);
    for (const QPointer<ImagePage> &image : m_images) {
        if (image->place().connectionId == place.connectionId && image->place().repository == place.repository)
            share(image->detail(), controller->table()->tags());
    }
}

void PageFactory::share(ImageDetail *detail, models::TagModel *tags)
{
    const auto display = [detail, tags] {
        detail->setSharing(tags->sharing(), tags->isSharingComing(),
                           [tags](const oci::Digest &image) { return tags->tagsOf(image); });
    };
    connect(tags, &models::TagModel::sharingChanged, detail, display);
    connect(tags, &QObject::destroyed, detail, &ImageDetail::endSharing); // with its page
    display();
}

void PageFactory::serve(ImageDetail *detail, ImageController *images)
{
    images->serve(detail);
    if (const connections::Connection *connection = m_sessions.find(images->key().connectionId))
        detail->setLines(CopyLines(*connection, images->key().name));
}

} // namespace ui
