#pragma once

#include <QCoreApplication>
#include <QString>

#include "app/changes/restore.h"
#include "app/changes/runitems.h"

namespace models {

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
    static QString outcome(const std::vector<changes::RunItem> &items, const std::vector<changes::Race> &races = {});
    /// The icon that stands before it.
    static QString icon(changes::StepState state);
    /// What became of one thing: "Image deleted, checked gone".
    static QString result(const changes::RunItem &item, bool isRestore, const std::vector<changes::Race> &races = {});
    /// What somebody else did: "Moved by somebody else, from 9f31c04b…e27d".
    static QString race(const changes::Race &race);
    /// Why something is not put back.
    static QString refusal(const changes::Restore::Refusal &refusal);

private:
    static QString done(const changes::RunItem &item, bool isRestore);
};

} // namespace models
