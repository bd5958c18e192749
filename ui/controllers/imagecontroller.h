#pragma once

#include <map>
#include <memory>

#include <QObject>

#include "app/jobs/findattachedjob.h"
#include "app/jobs/loaddocumentjob.h"
#include "app/jobs/loadimagejob.h"
#include "app/jobs/loadreferrersjob.h"
#include "models/jsontextjob.h"
#include "models/registrytreemodel.h"
#include "ui/activity/activities.h"
#include "ui/controllers/sessions.h"

namespace ui {

class ImageDetail;

/// Reads the image that is looked at, and what its detail asks for on the way. Only the last question counts: answers
/// to an earlier one are dropped with their jobs.
class ImageController final : public QObject
{
    Q_OBJECT

public:
    ImageController(jobs::Workers &workers, Sessions &sessions, models::RepositoryKey key, Activities &activities,
                    QObject *parent = nullptr);
    ~ImageController() override;

    [[nodiscard]] const models::RepositoryKey &key() const noexcept { return m_key; }
    /// Answers what @p detail asks for, about the image that was loaded last.
    void serve(ImageDetail *detail);
    void load(const oci::TagOrDigest &reference);
    /// imageFailed() comes with a result of kind Cancelled.
    void cancel();

signals:
    void imageLoading(const oci::TagOrDigest &reference);
    void imageReady(const oci::TagOrDigest &reference, const platforms::Image &image);
    void imageFailed(const oci::TagOrDigest &reference, const base::Error &error);

private:
    void stop();
    void start(const Sessions::Session &session, const oci::TagOrDigest &reference);
    void findAttached(const oci::Digest &subject);
    void loadReferrers(const oci::Digest &subject);
    void loadDocument(const oci::Digest &digest, const std::optional<oci::MediaType> &mediaType);
    void layOut(const oci::Digest &digest, const QByteArray &bytes);
    void fail(const oci::TagOrDigest &reference, const Result<> &result);

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    models::RepositoryKey m_key;
    Activities &m_activities;
    Activity m_activity; ///< of the image
    ImageDetail *m_detail = nullptr;
    std::optional<oci::TagOrDigest> m_reference; ///< that is being read
    int m_question = 0; ///< its number, for sessions that open after it was given up
    Sessions::Session m_session; ///< that the image was read through
    std::unique_ptr<jobs::LoadImageJob> m_job;
    std::unique_ptr<jobs::FindAttachedJob> m_attached;
    std::unique_ptr<jobs::LoadDocumentJob> m_document;
    std::unique_ptr<models::JsonTextJob> m_layout; ///< of the document that is looked at
    std::map<oci::Digest, std::unique_ptr<jobs::LoadReferrersJob>> m_referrers; ///< by subject
};

} // namespace ui
