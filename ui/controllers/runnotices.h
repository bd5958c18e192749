#pragma once

#include <functional>
#include <map>
#include <vector>

#include <QObject>

#include "app/changes/runitems.h"
#include "ui/controllers/runs.h"

namespace ui {

/// What came of the last run in each repository, for its page: until somebody closes it, something else is said, or the
/// next run begins there. On the UI thread.
class RunNotices final : public QObject
{
    Q_OBJECT

public:
    using Repository = models::Marks::Repository;

    struct Notice
    {
        QString icon{};
        QString words{}; ///< plain text; empty: nothing to say
        QString wayBack{}; ///< what the button says that takes it back; empty where that cannot be
        std::function<void()> takeBack{};
    };

    /// @p runs lives longer.
    explicit RunNotices(const Runs &runs, QObject *parent = nullptr);

    /// That some of @p items did not go as planned, with counts; empty where all did.
    [[nodiscard]] static QString shortfall(std::vector<changes::RunItem> items);

    [[nodiscard]] Notice notice(const Repository &repository) const;
    void say(const Repository &repository, Notice notice);
    /// What a run deleted, with the way back; nothing of one that can go on. What it lost is said elsewhere.
    void sayDeleted(const Repository &repository, const Runs::Ended &ended);
    void takeBack(const Repository &repository); ///< what the notice speaks of
    void dismiss(const Repository &repository);

signals:
    void changed(const models::Marks::Repository &repository);
    void restoreRequested(qint64 run);

private:
    std::map<Repository, Notice> m_notices;
};

} // namespace ui
