#pragma once

#include <QCoreApplication>
#include <QString>

#include "app/changes/restore.h"
#include "app/changes/runitems.h"

namespace models {

/// What a run came upon beside what it was to do, in counts.
struct RunFindings
{
    qint64 races = 0; ///< tags that somebody else changed
    qint64 losses = 0; ///< of what should have stayed
    qint64 gone = 0; ///< blobs of what was put back
    qint64 notLookedAt = 0; ///< of what should have stayed
};

/// What was done to a registry, in words: for the history, for reports, and for what a restore can bring back.
class RunText final
{
    Q_DECLARE_TR_FUNCTIONS(RunText)

public:
    /// The run puts back what was there: another run's doing, or images that an index lacks.
    static bool isRestore(const changes::RunRecord &run, const std::vector<changes::RunItem> &items);
    /// "Deleted 4 tags", "Moved tag stable", "Restored 12 tags".
    static QString headline(const changes::RunRecord &run, const std::vector<changes::RunItem> &items);
    /// "34 done, 2 failed, 1 changed by others".
    static QString outcome(const std::vector<changes::RunItem> &items, const RunFindings &findings = {});
    /// The icon that stands before it.
    static QString icon(changes::StepState state);
    /// What became of one thing: "Image deleted, checked gone".
    static QString result(const changes::RunItem &item, const changes::RunRecord &run,
                          const std::vector<changes::Race> &races = {});
    /// Why a step of a run in @p registry stands where it does; empty where there is nothing to say.
    static QString cause(const changes::StepCause &cause, const QString &registry);
    /// What somebody else did: "Moved by somebody else, from 9f31c04b…e27d".
    static QString race(const changes::Race &race);
    /// What became of something that should have stayed.
    static QString loss(bool isBack);
    static QString gone(const changes::GoneBlob &blob);
    /// Why something is not put back.
    static QString refusal(const changes::Restore::Refusal &refusal);

private:
    static QString missing(const QString &about);
    static QString fault(const changes::StepCause &cause, const QString &registry);
    static QString done(const changes::RunItem &item, bool isRestore);
    static QString onPlaceholder(const changes::RunItem &item);
};

} // namespace models
