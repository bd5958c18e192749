#include "ui/controllers/changecontroller.h"

#include <algorithm>

#include <QFileInfo>
#include <QSaveFile>

#include "app/changes/runitems.h"
#include "app/jobs/runplanjob.h"
#include "ui/dialogs/plandialog.h"
#include "ui/errortext.h"
#include "ui/prompts.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::Marks;

namespace {

constexpr int manyMarks = 20;

} // namespace

ChangeController::ChangeController(jobs::Workers &workers, Sessions &sessions, Runs &runs, RunNotices &notices,
                                   Prompts &prompts, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_runs(runs)
    , m_notices(notices)
    , m_prompts(prompts)
{
    connect(&m_runs, &Runs::ended, this, &ChangeController::forgetMarks);
}

ChangeController::~ChangeController() = default;

void ChangeController::setWindow(QWidget *window)
{
    m_window = window;
}

void ChangeController::discard(const Marks::Repository &repository)
{
    const auto count = m_marks.countIn(repository);
    if (count <= manyMarks) {
        m_marks.discard(repository);
        return;
    }
    m_prompts.confirm(m_window, tr("Discard %Ln change(s)?", nullptr, static_cast<int>(count)),
                      tr("Nothing of them was sent. You can undo this."), tr("Discard"),
                      [this, repository] { m_marks.discard(repository); });
}

void ChangeController::review(const Marks::Repository &repository, models::PlanModel::MarkOf markOf)
{
    const Marks::Tags &tags = m_marks.in(repository);
    platforms::Selection selection;
    selection.tags.assign(tags.cbegin(), tags.cend());
    std::sort(selection.tags.begin(), selection.tags.end());
    const Marks::Images &images = m_marks.imagesIn(repository);
    selection.manifests.assign(images.cbegin(), images.cend());
    std::sort(selection.manifests.begin(), selection.manifests.end());
    if (m_marks.countIn(repository) > 0)
        openReview(repository, selection, std::move(markOf));
}

void ChangeController::reviewDeletion(const Marks::Repository &repository)
{
    platforms::Selection selection;
    selection.everything = true;
    openReview(repository, selection, {});
}

void ChangeController::reviewUntagged(const Marks::Repository &repository)
{
    platforms::Selection selection;
    selection.untagged = true;
    openReview(repository, selection, {});
}

void ChangeController::reviewSaved(const Marks::Repository &repository, const changes::SavedPlan &saved)
{
    openReview(repository, saved.selection, {}, saved);
}

void ChangeController::openReview(const Marks::Repository &repository, const platforms::Selection &selection,
                                  models::PlanModel::MarkOf markOf, const std::optional<changes::SavedPlan> &saved)
{
    const connections::Connection *connection = m_sessions.find(repository.connection);
    if (!connection || m_runs.isRunning(repository))
        return;
    QPointer dialog = new PlanDialog(*connection, repository.name, selection, std::move(markOf), m_window);
    dialog->setKeptDays(m_runs.keptDays());
    if (saved)
        dialog->setSaved(*saved);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    connect(dialog, &PlanDialog::retried, this,
            [this, dialog, repository, selection] { read(dialog, repository, selection); });
    connect(dialog, &PlanDialog::elsewhereRequested, this,
            [this, dialog, repository] { readElsewhere(dialog, repository); });
    connect(dialog, &PlanDialog::saveRequested, this,
            [this, dialog, name = repository.name.toString()] { save(*dialog, name); });
    connect(dialog, &PlanDialog::doctorRequested, this,
            [this, repository] { emit doctorRequested(repository.connection, repository.name.toString()); });
    connect(dialog, &PlanDialog::markRequested, this, [this, repository](const std::vector<oci::Digest> &images) {
        m_marks.setMarked(repository, images, true);
        emit imagesMarked(repository);
    });
    connect(dialog, &PlanDialog::approved, this, [this, dialog, repository](const QString &reason) {
        run(repository, dialog->plan(), dialog->reading(), reason);
    });
    dialog->show();
    read(dialog, repository, selection);
}

void ChangeController::read(const QPointer<PlanDialog> &dialog, const Marks::Repository &repository,
                            const platforms::Selection &selection)
{
    dialog->showProgress(0, -1);
    m_sessions.open(repository.connection, dialog, [=, this](const Result<Sessions::Session> &session) {
        if (!session) {
            dialog->showError(session.error());
            return;
        }
        auto *job = new jobs::ReadForPlanJob(m_workers, *session, repository.name, selection, dialog);
        connect(job, &jobs::Job::progress, dialog, &PlanDialog::showProgress);
        connect(job, &jobs::ReadForPlanJob::readingReady, dialog, &PlanDialog::showReading);
        connect(job, &jobs::Job::finished, dialog, [job, dialog](const Result<> &result) {
            job->deleteLater();
            if (!result)
                dialog->showError(result.error());
        });
        job->start();
    });
}

void ChangeController::readElsewhere(const QPointer<PlanDialog> &dialog, const Marks::Repository &repository)
{
    dialog->showElsewhereProgress(0, -1);
    m_sessions.open(repository.connection, dialog, [=, this](const Result<Sessions::Session> &session) {
        if (!session) {
            dialog->showElsewhereError(session.error());
            return;
        }
        auto *job = new jobs::ReadElsewhereJob(m_workers, *session, repository.name, dialog);
        connect(job, &jobs::Job::progress, dialog, &PlanDialog::showElsewhereProgress);
        connect(job, &jobs::ReadElsewhereJob::elsewhereReady, dialog, &PlanDialog::setElsewhere);
        connect(job, &jobs::Job::finished, dialog, [job, dialog](const Result<> &result) {
            job->deleteLater();
            if (!result)
                dialog->showElsewhereError(result.error());
        });
        job->start();
    });
}

void ChangeController::save(const PlanDialog &dialog, const QString &repository)
{
    struct Kind
    {
        Prompts::FileKind kind;
        QByteArray bytes;
    };
    std::vector<Kind> kinds{{{tr("Plan that can be opened again (*.json)"), u"json"_s}, dialog.planAsJson()},
                            {{tr("Markdown (*.md)"), u"md"_s}, dialog.planAsMarkdown().toUtf8()}};
    if (const QByteArray script = dialog.planAsScript(); !script.isEmpty())
        kinds.push_back({{tr("Shell script (*.sh)"), u"sh"_s}, script});
    QList<Prompts::FileKind> offered;
    for (const Kind &kind : kinds)
        offered.append(kind.kind);
    const auto write = [this, kinds = std::move(kinds)](const QString &path) {
        const QString suffix = QFileInfo(path).suffix();
        const auto chosen = std::find_if(kinds.cbegin(), kinds.cend(),
                                         [&suffix](const Kind &kind) { return kind.kind.suffix == suffix; });
        const QByteArray &bytes = (chosen == kinds.cend() ? kinds.front() : *chosen).bytes;
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush() && file.commit())
            return;
        m_prompts.tell(m_window, tr("The plan could not be saved."),
                       tr("%1 was not written. Choose another folder, or make room.").arg(path), file.errorString());
    };
    m_prompts.askNewFile(m_window, tr("Save plan"), repository.section(u'/', -1) + u"-plan.json"_s, offered, write);
}

void ChangeController::run(const Marks::Repository &repository, const changes::Plan &plan,
                           const std::shared_ptr<const changes::Reading> &reading, const QString &reason)
{
    const jobs::RunPlanJob::Order order{m_runs.journal(), repository.name, m_runs.record(repository, reason), plan,
                                        reading};
    m_runs.start(
        repository, tr("Deleting from %1").arg(repository.name.toString()),
        [this, order](const Sessions::Session &session) {
            return std::make_unique<jobs::RunPlanJob>(m_workers, session, order);
        },
        [this, repository](const Runs::Ended &ended) { m_notices.sayDeleted(repository, ended); });
}

/// What is gone is not marked any more.
void ChangeController::forgetMarks(const models::Marks::Repository &repository, const Runs::Ended &ended)
{
    std::vector<oci::TagName> gone;
    std::vector<oci::Digest> images;
    for (const changes::RunItem &item : changes::itemsOf(ended.begun.steps, ended.begun.goAlong)) {
        if (item.tag && item.deletes() && item.state() == changes::StepState::Done)
            gone.push_back(*item.tag);
        else if (!item.tag && item.deletes() && item.state() == changes::StepState::Done)
            images.push_back(item.digest);
    }
    m_marks.forget(repository, gone, images);
}

} // namespace ui
