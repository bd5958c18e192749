#pragma once

#include <functional>
#include <map>
#include <optional>

#include <QObject>
#include <QPointer>

#include "app/base/result.h"
#include "models/activitymodel.h"
#include "ui/errortext.h"

namespace ui {

class Activities;

/// One piece of work that the Activity dock shows, in the hand of the object that does it. Movable; on the UI thread.
/// Where it is destroyed before end(), the work is gone from the dock without a word; one that was made without
/// Activities::begin() takes everything and does nothing.
class Activity final
{
public:
    Activity() = default;
    Activity(Activity &&other) noexcept;
    Activity &operator=(Activity &&other) noexcept;
    ~Activity();

    /// @p total is -1 while it is not known.
    void setProgress(qint64 done, qint64 total);
    /// What Cancel does while the work runs. end() follows when the work has stopped.
    void setCancel(std::function<void()> cancel);
    /// What Pause does, for work that has it in place of Cancel: what is left can be done later. end() follows.
    void setPause(std::function<void()> pause);
    /// What Stop… does beside Pause: it may ask first.
    void setStop(std::function<void()> stop);
    /// What Retry does once the work has failed, for as long as @p context lives.
    void setRetry(QObject *context, std::function<void()> retry);
    /// The work is over. @p outcome says what came of it where it did not fail: "312 tags". A result of kind Cancelled
    /// is no failure: the work was stopped. Further calls do nothing.
    void end(const Result<> &result, const QString &outcome = {});

private:
    friend class Activities;
    Activity(Activities *activities, models::ActivityModel::Id id);

    QPointer<Activities> m_activities;
    models::ActivityModel::Id m_id = 0; ///< 0 once it ended
};

/// The register of the work that runs, failed or is done. Who does something that takes time says begin() and keeps
/// what it returns for as long as the work runs. On the UI thread.
class Activities final : public QObject
{
    Q_OBJECT

public:
    using Id = models::ActivityModel::Id;

    /// What is done, in words: names in them are made visible here.
    struct Work
    {
        QString what; ///< a headline: "Listing payments/api"
        QString where{}; ///< "Sample registry", "payments/api in harbor-prod"
        QString registry{}; ///< what errors call it; as `where` if empty
        QString connectionId{}; ///< for the doctor; empty: of none
        QString repository{}; ///< likewise
    };

    /// Whom the doctor can be asked about.
    struct Patient
    {
        QString connectionId{}; ///< empty: nobody
        QString repository{};
    };

    explicit Activities(QObject *parent = nullptr);
    ~Activities() override;

    [[nodiscard]] Activity begin(const Work &work);

    [[nodiscard]] models::ActivityModel *model() noexcept { return &m_model; }
    [[nodiscard]] bool canCancel(Id id) const;
    void cancel(Id id);
    [[nodiscard]] bool canPause(Id id) const;
    void pause(Id id);
    [[nodiscard]] bool canStop(Id id) const;
    void stop(Id id);
    [[nodiscard]] bool canRetry(Id id) const;
    void retry(Id id);
    /// Why it failed; null where it did not.
    [[nodiscard]] const ErrorText *errorOf(Id id) const;
    /// Nobody where asking the doctor makes no sense.
    [[nodiscard]] Patient patientOf(Id id) const;

private:
    friend class Activity;
    struct Entry
    {
        QString registry{};
        Patient patient{};
        std::optional<ErrorText> error{}; ///< of what failed
        std::function<void()> cancel{}; ///< while it runs and nobody called it
        std::function<void()> pause{};
        std::function<void()> stop{};
        QPointer<QObject> context{};
        std::function<void()> retry{};
    };

    void end(Id id, const Result<> &result, const QString &outcome);

    models::ActivityModel m_model;
    std::map<Id, Entry> m_entries; ///< what runs, and what failed
};

} // namespace ui
