#include "ui/controllers/imagecontroller.h"

#include <utility>

#include "ui/pages/image/imagedetail.h"
#include "ui/pages/image/rawtab.h"
#include "ui/pages/image/referrerstab.h"

namespace ui {

ImageController::ImageController(jobs::Workers &workers, Sessions &sessions, models::RepositoryKey key,
                                 Activities &activities, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_key(std::move(key))
    , m_activities(activities)
{ }

ImageController::~ImageController() = default;

void ImageController::serve(ImageDetail *detail)
{
    m_detail = detail;
    connect(&detail->raw(), &RawTab::documentRequested, this, &ImageController::loadDocument);
    connect(&detail->raw(), &RawTab::layoutRequested, this, &ImageController::layOut);
    connect(&detail->referrers(), &ReferrersTab::referrersRequested, this, &ImageController::loadReferrers);
}

void ImageController::load(const oci::TagOrDigest &reference)
{
    stop();
    m_reference = reference;
    emit imageLoading(reference);
    const QString registry = m_sessions.nameOf(m_key.connectionId);
    m_activity
        = m_activities.begin({.what = tr("Reading %1", "an image").arg(oci::toString(reference)),
                              .where = tr("%1 in %2", "repository, registry").arg(m_key.name.toString(), registry),
                              .registry = registry,
                              .connectionId = m_key.connectionId,
                              .repository = m_key.name.toString()});
    const int question = ++m_question;
    m_sessions.open(m_key.connectionId, this, [this, question, reference](const Result<Sessions::Session> &session) {
        if (question != m_question)
            return;
        if (session)
            start(*session, reference);
        else
            fail(reference, base::fail(session.error()));
    });
}

void ImageController::fail(const oci::TagOrDigest &reference, const Result<> &result)
{
    m_reference.reset();
    m_activity.end(result);
    emit imageFailed(reference, result.error());
}

void ImageController::cancel()
{
    if (!m_reference)
        return;
    const oci::TagOrDigest reference = *m_reference;
    m_activity.end(base::fail(base::cancelled()));
    stop();
    emit imageFailed(reference, base::cancelled());
}

void ImageController::stop()
{
    ++m_question;
    m_reference.reset();
    m_job.reset();
    m_activity = {};
    m_attached.reset();
    m_document.reset();
    m_layout.reset();
    m_referrers.clear();
}

void ImageController::start(const Sessions::Session &session, const oci::TagOrDigest &reference)
{
    m_session = session;
    m_job = std::make_unique<jobs::LoadImageJob>(m_workers, session, m_key.name, reference);
    connect(m_job.get(), &jobs::LoadImageJob::imageReady, this, [this, reference](const platforms::Image &image) {
        m_reference.reset();
        emit imageReady(reference, image);
        if (m_detail)
            findAttached(image.manifest.digest());
    });
    connect(m_job.get(), &jobs::Job::finished, this, [this, reference](const Result<> &result) {
        if (result)
            m_activity = {}; // the image is on the screen: nothing to report
        else
            fail(reference, result);
    });
    m_activity.setCancel([this] { cancel(); });
    m_activity.setRetry(m_job.get(), [this, reference] { load(reference); }); // while nobody asks for another
    m_job->start();
}

// What cosign put beside the image is an addition: that it cannot be looked for is no reason for alarm.
void ImageController::findAttached(const oci::Digest &subject)
{
    m_attached = std::make_unique<jobs::FindAttachedJob>(m_workers, m_session, m_key.name, subject);
    connect(m_attached.get(), &jobs::FindAttachedJob::attachedReady, &m_detail->referrers(),
            &ReferrersTab::addAttachedTags);
    m_attached->start();
}

void ImageController::loadReferrers(const oci::Digest &subject)
{
    if (!m_session)
        return;
    std::unique_ptr<jobs::LoadReferrersJob> &job = m_referrers[subject];
    job = std::make_unique<jobs::LoadReferrersJob>(m_workers, m_session, m_key.name, subject);
    ReferrersTab *tab = &m_detail->referrers();
    connect(job.get(), &jobs::LoadReferrersJob::referrersReady, tab,
            [tab, subject](const registry::Referrers &referrers) { tab->showReferrers(subject, referrers); });
    connect(job.get(), &jobs::Job::finished, tab, [this, tab, subject](const Result<> &result) {
        if (!result)
            tab->showReferrersError(subject,
                                    ErrorWords::explain(result.error(), m_sessions.nameOf(m_key.connectionId)));
    });
    job->start();
}

void ImageController::loadDocument(const oci::Digest &digest, const std::optional<oci::MediaType> &mediaType)
{
    if (!m_session)
        return;
    m_document = std::make_unique<jobs::LoadDocumentJob>(m_workers, m_session, m_key.name, digest, mediaType);
    RawTab *tab = &m_detail->raw();
    connect(m_document.get(), &jobs::LoadDocumentJob::manifestReady, tab, &RawTab::showManifest);
    connect(m_document.get(), &jobs::LoadDocumentJob::blobReady, tab,
            [tab, digest](const QByteArray &bytes, const QString &type) { tab->showBlob(digest, bytes, type); });
    connect(m_document.get(), &jobs::Job::finished, tab, [this, tab, digest](const Result<> &result) {
        if (!result)
            tab->showDocumentError(digest, result.error(), m_sessions.nameOf(m_key.connectionId));
    });
    m_document->start();
}

void ImageController::layOut(const oci::Digest &digest, const QByteArray &bytes)
{
    m_layout = std::make_unique<models::JsonTextJob>(m_workers, bytes);
    RawTab *tab = &m_detail->raw();
    connect(m_layout.get(), &models::JsonTextJob::laidOut, tab,
            [tab, digest](const std::shared_ptr<models::JsonText> &text) { tab->showText(digest, std::move(*text)); });
    m_layout->start();
}

} // namespace ui
