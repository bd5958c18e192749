#pragma once

#include <memory>
#include <optional>

#include <QObject>

#include "app/jobs/listtagsjob.h"
#include "app/jobs/loadimagejob.h"
#include "models/registrytreemodel.h"
#include "models/tagtable.h"
#include "ui/activity/activities.h"
#include "ui/controllers/sessions.h"
#include "ui/pages/listingstatus.h"

namespace ui {

/// Fills the page of one repository: lists its tags and loads the image that is looked at. Only the last question
/// counts; answers to an earlier one are dropped with their job.
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
    void loadImage(const oci::TagOrDigest &reference);
    /// The tags on the screen that have no details yet.
    void setWish(std::vector<oci::TagName> tags);

signals:
    void statusChanged(const ui::ListingStatus &status);
    void imageLoading(const oci::TagOrDigest &reference);
    void imageReady(const oci::TagOrDigest &reference, const platforms::Image &image);
    void imageFailed(const oci::TagOrDigest &reference, const base::Error &error);

private:
    void listTags(const Sessions::Session &session);
    void startImage(const Sessions::Session &session, const oci::TagOrDigest &reference);
    void finish(const Result<> &result);
    void beginActivity();
    void failImage(const oci::TagOrDigest &reference, const Result<> &result);

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    models::RepositoryKey m_key;
    models::TagModel m_tags;
    models::TagTable m_table;
    Activities &m_activities;
    Activity m_listActivity;
    Activity m_imageActivity;
    ListingStatus m_status;
    ListingStatus m_before; ///< of the listing before this one
    bool m_named = false; ///< this one brought names
    int m_listing = 0; ///< number of the question, for answers that come after it was given up
    int m_image = 0;
    std::unique_ptr<jobs::ListTagsJob> m_listJob;
    std::unique_ptr<jobs::LoadImageJob> m_imageJob;
};

} // namespace ui
