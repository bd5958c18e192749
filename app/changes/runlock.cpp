#include "app/changes/runlock.h"

#include <chrono>

#include "app/changes/journaltrouble.h"

namespace changes {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Result<std::unique_ptr<QLockFile>> lockRun(const QString &journal, qint64 run)
{
    auto lock = std::make_unique<QLockFile>(u"%1.run-%2.lock"_s.arg(journal).arg(run));
    // A dead holder is known by its process id, except where it died before that was written. A living one keeps the
    // file locked by the system as well, however old it is.
    lock->setStaleLockTime(1s);
    if (lock->tryLock(0))
        return lock;
    if (lock->error() == QLockFile::LockFailedError)
        return base::fail(ErrorKind::Conflict,
                          QT_TRANSLATE_NOOP("Faults", "another window of Portolan is carrying it out"));
    const base::Message why{QT_TRANSLATE_NOOP("Faults", "%1: the lock file cannot be made"), {journal}};
    return base::fail(withJournalTrouble(base::failure(ErrorKind::Io, why), journal));
}

} // namespace changes
