#include "app/changes/runtrouble.h"

#include <memory>

namespace changes {

const RunTrouble *runTrouble(const Error &error) noexcept
{
    return dynamic_cast<const RunTrouble *>(error.evidence.get());
}

Error runIsHeld(qint64 process)
{
    Error error = base::failure(
        ErrorKind::Conflict,
        {QT_TRANSLATE_NOOP("Faults", "process %1 is carrying it out"), {base::Message::number(process)}});
    error.evidence = std::make_shared<const RunTrouble>(RunTrouble::Kind::Held, process);
    return error;
}

Error runHasEnded()
{
    Error error = base::failure(ErrorKind::Conflict, QT_TRANSLATE_NOOP("Faults", "the run has ended already"));
    error.evidence = std::make_shared<const RunTrouble>(RunTrouble::Kind::Ended);
    return error;
}

} // namespace changes
