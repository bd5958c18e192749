#pragma once

#include <memory>
#include <optional>

#include <QObject>

#include "app/jobs/listtagsjob.h"
#include "models/registrytreemodel.h"
#include "models/tagtable.h"
#include "ui/activity/activities.h"
#include "ui/controllers/sessions.h"
#include "ui/pages/listingstatus.h"

namespace ui {

/// Fills the page of one repository: lists its tags. Only the last question counts; answers to an earlier one are
/// dropped with their job.
class RepositoryController final : public QObject
{
    Q_OBJECT

public:
    RepositoryController(jobs::Workers &workers, Sessions &sessions, models::RepositoryKey key,
                         models::DescribeError words, Activities &activities, QObject *parent = nullptr);
    ~RepositoryController() override;

    [[nodiscard]] const models::RepositoryKey &key() const noexcept { return m_key; }
    [[nodiscard]] models::TagTable *table() noexcept { return &m_table; }
    [[nodiscard]] const ListingStatus &status() const noexcept { return m_status; }

    /// Lists the tags, again where they were listed before.
    void refresh();
    void stop();
    /// The tags on the screen that have no details yet.
    void setWish(std::vector<oci::TagName> tags);

signals:
    void statusChanged(const ui::ListingStatus &status);

private:
    void listTags(const Sessions::Session &session);
    void finish(const Result<> &result);
    void beginActivity();

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    models::RepositoryKey m_key;
    models::TagModel m_tags;
    models::TagTable m_table;
    Activities &m_activities;
    Activity m_listActivity;
    ListingStatus m_status;
    ListingStatus m_before; ///< of the listing before this one
    bool m_named = false; ///< this one brought names
    int m_listing = 0; ///< number of the question, for answers that come after it was given up
    std::unique_ptr<jobs::ListTagsJob> m_listJob;
};

} // namespace ui
