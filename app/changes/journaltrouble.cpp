#include "app/changes/journaltrouble.h"

#include <memory>
#include <optional>

namespace changes {

const JournalTrouble *journalTrouble(const Error &error) noexcept
{
    return dynamic_cast<const JournalTrouble *>(error.evidence.get());
}

Error withJournalTrouble(Error error, const QString &path, const QString &aside)
{
    std::optional<JournalTrouble::Kind> kind;
    if (error.kind == ErrorKind::Io)
        kind = JournalTrouble::Kind::NotWritten;
    else if (error.kind == ErrorKind::InvalidData || error.kind == ErrorKind::DigestMismatch)
        kind = JournalTrouble::Kind::Damaged;
    else if (error.kind == ErrorKind::Unsupported)
        kind = JournalTrouble::Kind::Newer;
    if (kind) {
        const base::DatabaseTrouble *trouble = base::databaseTrouble(error);
        error.evidence = std::make_shared<const JournalTrouble>(
            *kind, trouble ? trouble->kind : JournalTrouble::File::Other, path, aside);
    }
    return error;
}

} // namespace changes
