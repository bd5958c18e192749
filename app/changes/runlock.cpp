#include "app/changes/runlock.h"

#include <chrono>

#include "app/base/database.h"
#include "app/changes/journaltrouble.h"
#include "app/changes/runtrouble.h"

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
    if (lock->error() == QLockFile::LockFailedError) {
        qint64 process = 0;
        QString host;
        QString program;
        return base::fail(runIsHeld(lock->getLockInfo(&process, &host, &program) ? process : 0));
    }
    const base::Message why{QT_TRANSLATE_NOOP("Faults", "%1: the lock file cannot be made"), {journal}};
    Error error = base::failure(ErrorKind::Io, why);
    if (lock->error() == QLockFile::PermissionError)
        error.evidence = std::make_shared<const base::DatabaseTrouble>(base::DatabaseTrouble::Kind::NotWritable);
    return base::fail(withJournalTrouble(std::move(error), journal));
}

} // namespace changes
