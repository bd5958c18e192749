#pragma once

#include <vector>

#include <QJsonObject>
#include <QObject>
#include <QPointer>

#include "app/jobs/workers.h"
#include "models/registrytreemodel.h"
#include "models/tagmodel.h"
#include "ui/controllers/sessions.h"

namespace ui {

class Activities;
class ChangeController;
class ImageController;
class ImageDetail;
class ImagePage;
class Page;
class Prompts;
class RepositoryController;
class RepositoryPage;
class RetagController;
class RunNotices;
struct Place;

/// Makes pages, each joined with the controllers that fill it.
class PageFactory final : public QObject
{
    Q_OBJECT

public:
    /// What is given lives longer than the pages.
    PageFactory(jobs::Workers &workers, Sessions &sessions, models::RegistryTreeModel &tree, Activities &activities,
                ChangeController &changes, RetagController &retags, RunNotices &notices, Prompts &prompts,
                QObject *parent = nullptr);

    /// The page of @p place, which begins to load when it is shown first; null where the place has none: a connection.
    [[nodiscard]] Page *make(const Place &place);

    /// Page::arrangement() of each class of pages by its name, for pages that are made from now on.
    [[nodiscard]] const QJsonObject &arrangements() const noexcept { return m_arrangements; }
    void setArrangements(const QJsonObject &arrangements) { m_arrangements = arrangements; }

signals:
    void arrangementsChanged();
    void signInRequested(const QString &connectionId);
    void unlockRequested(const QString &connectionId);
    void lockRequested(const QString &connectionId);
    void doctorRequested(const QString &connectionId, const QString &repository);
    void repairRequested(const models::RepositoryKey &key);
    void placeRequested(const ui::Place &place); ///< a page leads there
    void placeInBackgroundRequested(const ui::Place &place);

private:
    void keepArrangement(Page *page);
    RepositoryPage *makeRepository(const Place &place);
    ImagePage *makeImage(const Place &place);
    void join(RepositoryPage *page, RepositoryController *controller);
    /// @p page shows how careful one has to be with its connection.
    void guard(RepositoryPage *page);
    /// @p page marks what shall go, and shows it.
    void mark(RepositoryPage *page, RepositoryController *controller);
    /// @p page gives tags other names.
    void retag(RepositoryPage *page);
    /// @p page says what came of the last run there, and leads back from it.
    void conclude(RepositoryPage *page);
    void serve(ImageDetail *detail, ImageController *images);
    /// @p detail shows what the images of @p tags have in common.
    void share(ImageDetail *detail, models::TagModel *tags);

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    models::RegistryTreeModel &m_tree;
    Activities &m_activities;
    ChangeController &m_changes;
    RetagController &m_retags;
    RunNotices &m_notices;
    Prompts &m_prompts;
    std::vector<QPointer<RepositoryController>> m_listings; ///< of the pages that are open; null once closed
    std::vector<QPointer<ImagePage>> m_images; ///< as well
    QJsonObject m_arrangements;
};

} // namespace ui
