#pragma once

#include <memory>

#include <QObject>

#include "app/connections/connection.h"
#include "app/jobs/samplejob.h"
#include "ui/activity/activities.h"

namespace ui {

/// Copies the sample registry into the profile, or puts it back as it came.
class SampleController final : public QObject
{
    Q_OBJECT

public:
    /// @p data is the folder that the profile keeps its data in.
    SampleController(jobs::Workers &workers, const QString &data, Activities &activities, QObject *parent = nullptr);
    ~SampleController() override;

    void prepare(); ///< where it is not there yet
    void reset();

    /// To the profile's sample, which prepare() makes.
    [[nodiscard]] connections::Connection connection() const;

signals:
    void ready(const connections::Connection &connection);
    void failed(const base::Error &error);

private:
    void start(jobs::SampleJob::Task task);

    jobs::Workers &m_workers;
    QString m_folder;
    Activities &m_activities;
    Activity m_activity;
    std::unique_ptr<jobs::SampleJob> m_job;
    bool m_isResetWanted = false; ///< once what runs is over
};

} // namespace ui
