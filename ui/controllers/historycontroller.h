#pragma once

#include <memory>
#include <variant>

#include <QObject>
#include <QPointer>

#include "app/jobs/historyjobs.h"
#include "models/runhistorymodel.h"
#include "ui/controllers/runnotices.h"
#include "ui/errortext.h"

namespace ui {

class Prompts;
class RestoreDialog;

/// What was done to registries, as the journal says, and the roads back: a restore, which is a run of its own after a
/// review of its own, and going on with a run that was left.
class HistoryController final : public QObject
{
    Q_OBJECT

public:
    /// What is given lives longer.
    HistoryController(jobs::Workers &workers, Sessions &sessions, Runs &runs, RunNotices &notices, Prompts &prompts,
                      QObject *parent = nullptr);
    ~HistoryController() override;

    void setWindow(QWidget *window);
    [[nodiscard]] models::RunHistoryModel &model() noexcept { return m_model; }
    /// Why the history could not be read; none while it was.
    [[nodiscard]] const std::optional<ErrorText> &error() const noexcept { return m_error; }

    void read();
    void restore(qint64 run); ///< opens its review, or else restoreRefused()
    /// The same for what @p run should have left as it was; see lossFound().
    void restoreLost(qint64 run);
    /// The same for @p manifests that are missing from @p repository, from what @p tags name, and that @p run took, if
    /// it was one run; over @p parent.
    void restoreMissing(const Runs::Repository &repository, const std::vector<oci::Digest> &manifests,
                        const QString &tags, const std::optional<qint64> &run, QWidget *parent);
    /// Somebody has read what lossFound() said of @p run, and it is not said again. The history goes on to show it.
    void noteLost(qint64 run);
    void goOn(qint64 run);
    void pause(qint64 run);
    void stop(qint64 run); ///< ends it for good; asks first
    void exportAll(); ///< asks for the file
    /// For how many days runs are kept; 0 asks for the number. Asks before runs are forgotten for it.
    void keepFor(int days);
    void setKeptDays(int days);
    /// Whether runs of @p connection are unfinished or can be restored, in words for the one who removes it; empty if
    /// there are none.
    [[nodiscard]] QString lostWith(const QString &connection) const;

signals:
    /// About an error, where a repository was read.
    void doctorRequested(const QString &connectionId, const QString &repository);
    void keptDaysChanged(int days);
    void restoreRefused(qint64 run); ///< the history says why
    void wasRead(); ///< or could not be; see error()
    void unfinishedFound(const QString &words); ///< once, after the first time that it was read
    void journalSetAside(const QString &words); ///< it was damaged
    void lossFound(const QString &words,
                   qint64 run); ///< a run took more than it should, now or before the program began
    void restoredInPart(const QString &words, qint64 run); ///< what was put back lacks layers
    void raceFound(const QString &words, qint64 run); ///< somebody else changed tags during a run

private:
    [[nodiscard]] const connections::Connection *connectionOf(const changes::RunRecord &run) const;
    [[nodiscard]] std::optional<Runs::Repository> repositoryOf(qint64 run) const;
    using Of = std::variant<qint64, std::vector<changes::Loss>>; ///< what is put back
    void review(const Runs::Repository &repository, qint64 run, const Of &of);
    void open(RestoreDialog *dialog, const Runs::Repository &repository, std::optional<qint64> run, const Of &of);
    void plan(const QPointer<RestoreDialog> &dialog, const Runs::Repository &repository, const Of &of);
    void carryOut(const Runs::Repository &repository, std::optional<qint64> run,
                  const std::shared_ptr<const changes::Restore> &restore, const QString &reason);
    void runEnded(const Runs::Repository &repository, const Runs::Ended &ended);
    bool sayIfSetAside(const Error &error);
    void sayUnfinished();
    void sayLost();
    [[nodiscard]] static QString lossWords(const QString &repository, const std::vector<changes::Loss> &lost);
    [[nodiscard]] QString raceWords(const Runs::Repository &repository, const Runs::Ended &ended) const;
    void stopForGood(qint64 run);
    void forgetAfter(int days);

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    Runs &m_runs;
    RunNotices &m_notices;
    Prompts &m_prompts;
    models::RunHistoryModel m_model;
    std::unique_ptr<jobs::ReadHistoryJob> m_reading;
    bool m_readAgain = false; ///< it changed while it was being read
    std::optional<qint64> m_restoreOnceRead; ///< however often it was asked for
    bool m_forgets = true; ///< old runs, with the next reading
    bool m_wasSaid = false; ///< what runs of before left
    std::optional<ErrorText> m_error;
    QPointer<QWidget> m_window;
};

} // namespace ui
