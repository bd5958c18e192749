#pragma once

#include <QtGlobal>

#include "app/base/error.h"

namespace changes {

/// Why a run of the journal is not ours to carry out or to stop. Comes with an error of kind Conflict.
struct RunTrouble final : base::Evidence
{
    enum class Kind
    {
        Held, ///< another process is carrying it out
        Ended, ///< it has ended, perhaps by another process
    };

    explicit RunTrouble(Kind what, qint64 holder = 0)
        : kind(what)
        , process(holder)
    { }

    Kind kind;
    qint64 process; ///< the id of the one that holds it; 0: not known
};

/// What came with @p error, or null. Lives as long as the error or a copy of it.
[[nodiscard]] const RunTrouble *runTrouble(const Error &error) noexcept;

/// The error to return; @p process as of RunTrouble.
[[nodiscard]] Error runIsHeld(qint64 process);
[[nodiscard]] Error runHasEnded();

} // namespace changes
