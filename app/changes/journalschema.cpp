#include "app/changes/journalschema.h"

namespace changes {

using namespace Qt::StringLiterals;

// As they came to be. JOURNAL.md has what they are now.
const QList<QStringList> &journalSchema()
{
    static const QList<QStringList> steps{
        {// Times are UTC, as 2026-11-26T03:04:05Z.
         u"CREATE TABLE runs(id INTEGER PRIMARY KEY AUTOINCREMENT, connection TEXT NOT NULL, registry TEXT NOT NULL,"
         " repository TEXT NOT NULL, account TEXT NOT NULL, reason TEXT NOT NULL, begun TEXT NOT NULL, ended TEXT)"_s,
         // kind is a word of stepwords.cpp, state of stepStates; needs is a JSON array of positions.
         u"CREATE TABLE steps(run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, position INTEGER NOT NULL,"
         " kind TEXT NOT NULL, tag TEXT, digest TEXT NOT NULL, before TEXT, needs TEXT NOT NULL, state TEXT NOT NULL,"
         " detail TEXT NOT NULL, PRIMARY KEY(run, position)) WITHOUT ROWID"_s,
         u"CREATE TABLE manifests(digest TEXT PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL)"_s,
         u"CREATE TABLE kept(run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,"
         " digest TEXT NOT NULL REFERENCES manifests(digest), PRIMARY KEY(run, digest)) WITHOUT ROWID"_s},
        // What a run should leave as it is, and tags that go with their manifest; without a tag: the manifest itself.
        {u"CREATE TABLE around(run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, digest TEXT NOT NULL,"
         " tag TEXT, stays INTEGER NOT NULL)"_s,
         u"CREATE INDEX around_run ON around(run)"_s},
        // The run that one puts back, the connection's address; when a step came to be in its state.
        {u"ALTER TABLE runs ADD COLUMN restores INTEGER"_s,
         u"ALTER TABLE runs ADD COLUMN address TEXT NOT NULL DEFAULT ''"_s, u"ALTER TABLE steps ADD COLUMN at TEXT"_s},
        // Manifests that an index named and the registry did not have when a repair report first looked; each goes when
        // one finds it again.
        {u"CREATE TABLE missing(address TEXT NOT NULL, repository TEXT NOT NULL, digest TEXT NOT NULL,"
         " seen TEXT NOT NULL, PRIMARY KEY(address, repository, digest)) WITHOUT ROWID"_s},
        // 1: somebody ended it before all its steps had.
        {u"ALTER TABLE runs ADD COLUMN stopped INTEGER NOT NULL DEFAULT 0"_s},
        // Tags that somebody else changed during a run: what the run expected, and what it found, if anything.
        {u"CREATE TABLE races(run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, tag TEXT NOT NULL,"
         " expected TEXT NOT NULL, found TEXT)"_s,
         u"CREATE INDEX races_run ON races(run)"_s},
        // When a race was seen.
        {u"ALTER TABLE races ADD COLUMN at TEXT"_s},
        // What a run should have left as it was, and that was gone afterwards; without a tag: the manifest itself. And
        // how much of the rest could not be looked at.
        {u"CREATE TABLE losses(run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, digest TEXT NOT NULL,"
         " tag TEXT, at TEXT NOT NULL)"_s,
         u"CREATE INDEX losses_run ON losses(run)"_s,
         u"ALTER TABLE runs ADD COLUMN not_looked_at INTEGER NOT NULL DEFAULT 0"_s},
        // Blobs that were gone after a run had put back the manifest that names them.
        {u"CREATE TABLE gone(run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, digest TEXT NOT NULL,"
         " blob TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(run, digest, blob)) WITHOUT ROWID"_s},
        // 1: somebody has read of the loss, and wants no notice of it any more.
        {u"ALTER TABLE losses ADD COLUMN noted INTEGER NOT NULL DEFAULT 0"_s},
        // Why a step is in its state. cause is a word of stepwords.cpp, and about what that is about (see StepCause): a
        // digest, tags, a step. Where an error is behind it, fault is the doctor's name for that and detail what it
        // said. NULL: before this was written the detail said it all.
        {u"ALTER TABLE steps ADD COLUMN cause TEXT"_s, u"ALTER TABLE steps ADD COLUMN about TEXT"_s,
         u"ALTER TABLE steps ADD COLUMN fault TEXT"_s}};
    return steps;
}

} // namespace changes
