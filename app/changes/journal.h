#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QHash>

#include "app/base/database.h"
#include "app/changes/plan.h"
#include "app/changes/runnersurroundings.h"
#include "app/changes/stepcause.h"
#include "app/oci/repositoryname.h"

namespace changes {

/// Where one step of a run stands. A step ends as exactly one of the last four.
enum class StepState : quint8
{
    Planned,
    Sent, ///< the request may have left; what it did is known only by reading again
    Done,
    Skipped, ///< nothing was sent
    Failed, ///< it was sent, and the registry is as before
    Unknown, ///< nobody could find out
};

/// A step in one of these has ended.
[[nodiscard]] constexpr bool hasEnded(StepState state) noexcept
{
    return state != StepState::Planned && state != StepState::Sent;
}

/// What a journal says of a run beside its steps.
struct RunRecord
{
    qint64 id = 0;
    QString connection; ///< its id
    QString registry; ///< the connection's name
    QString repository;
    QString account; ///< who did it; empty: anonymous
    QString reason; ///< as typed, may be empty
    QDateTime begun; ///< UTC
    QDateTime ended{}; ///< UTC; invalid while it has not
    std::optional<qint64> restores{}; ///< the run that this one puts back
    QString address{}; ///< the connection's: a connection that was not saved has another id the next time
    bool stopped = false; ///< for good, before all steps had ended
    qint64 notLookedAt = 0; ///< of what should have stayed: it could not be read afterwards
};

struct StepRecord
{
    Step step;
    StepState state = StepState::Planned;
    StepCause cause{};
    QDateTime when{}; ///< UTC: when it came to be in its state; invalid while it is as planned
};

/// A tag that somebody else changed during a run.
struct Race
{
    oci::TagName tag;
    oci::Digest expected;
    std::optional<oci::Digest> found{}; ///< none: it was not there
    QDateTime seen{}; ///< UTC: when the journal was told

    /// Whenever it was seen.
    friend bool operator==(const Race &left, const Race &right)
    {
        return left.tag == right.tag && left.expected == right.expected && left.found == right.found;
    }
};

/// Something that a run should have left as it was, and that was gone afterwards. Without a tag: the manifest itself.
struct Loss
{
    std::optional<oci::TagName> tag{};
    oci::Digest digest;
    QDateTime seen{}; ///< UTC: when the journal was told; invalid before
    bool isNoted = false; ///< somebody has read of it, and wants no notice of it any more

    /// Whenever it was seen.
    friend bool operator==(const Loss &left, const Loss &right)
    {
        return left.tag == right.tag && left.digest == right.digest;
    }
};

/// A blob that was gone after a run had put back the image that names it.
struct GoneBlob
{
    oci::Digest manifest;
    oci::Digest blob;
    QDateTime seen{}; ///< UTC: when the journal was told
};

/// For how long what can be restored is kept, in days, where nobody chose otherwise.
inline constexpr int keptDays = 30;
inline constexpr int mostKeptDays = 3650;

/// What was done to registries, in a file of the profile: written before a request leaves and after it came back, so
/// that a program that dies finds every step again. Keeps the manifests that go, for a restore. The program `sqlite3`
/// reads it; the tables are described where they are made (journalschema.cpp). Blocking; the thread that opened it.
/// Errors that are about the file come with a JournalTrouble.
class Journal final
{
public:
    /// Errors as of base::Database::open(). Looks at every page first. A damaged file is set aside as it is, the runs
    /// that can be read are in the one that takes its place, and the error says so once, also where the end of the
    /// program came in between; while somebody in this process has it open, it stays. An empty file is a damaged one: a
    /// new journal comes to its place whole. Where nothing can be written, as on a full disk, it can be read all the
    /// same.
    static Result<std::unique_ptr<Journal>> open(const QString &path);
    /// False: no run ever was.
    [[nodiscard]] static bool exists(const QString &path);
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// A new run with all steps planned, the manifests it takes, and what is around them: on the disk before this
    /// returns.
    Result<qint64> begin(const RunRecord &run, const std::vector<Step> &steps,
                         const std::vector<oci::Manifest> &manifests, const Surroundings &around = {});
    /// Planned again is what a registry refused unread. Conflict where the step has ended already, or is not sent and
    /// should end as Done, Failed or Unknown.
    Result<> record(qint64 run, quint32 step, StepState state, const StepCause &cause = {});
    Result<> addRace(qint64 run, const Race &race); ///< for whoever goes on with the run
    /// What the look after the run came to; what is known to be lost already stays so.
    Result<> addLosses(qint64 run, const std::vector<Loss> &lost, qint64 notLookedAt);
    Result<> noteLosses(qint64 run); ///< somebody has read of those that are known
    Result<> addGone(qint64 run, const std::vector<GoneBlob> &gone);
    Result<> end(qint64 run, const QDateTime &when);
    /// Ends it as it is, for good: what was sent and not read again is unknown. Conflict where it has ended already.
    Result<> stop(qint64 run, const QDateTime &when);

    Result<std::vector<RunRecord>> runs(); ///< the newest first
    Result<std::vector<StepRecord>> steps(qint64 run);
    Result<Surroundings> surroundings(qint64 run);
    Result<std::vector<Race>> races(qint64 run); ///< in the order in which they were met
    Result<std::vector<Loss>> losses(qint64 run); ///< in the order in which they were met
    Result<std::vector<GoneBlob>> gone(qint64 run);
    /// A manifest that a run took, as it was.
    Result<std::optional<oci::Manifest>> manifest(const oci::Digest &digest);
    /// When each of @p missing was first noted to be missing from a repository, of those that were noted before; notes
    /// the others as of @p now. With @p isAll the rest is missing no more, and forgotten.
    Result<QHash<oci::Digest, QDateTime>> noteMissing(const QString &address, const QString &repository,
                                                      const std::vector<oci::Digest> &missing, bool isAll,
                                                      const QDateTime &now);
    /// Forgets what ended before @p when, and the manifests that no run needs any more.
    Result<> forget(const QDateTime &when);

private:
    Journal(QString path, std::unique_ptr<base::Database> database);
    void forgetUnreadable(); ///< runs that are not whole
    [[nodiscard]] tl::unexpected<Error> fail(const Error &error) const;
    Result<> addSteps(qint64 run, const std::vector<Step> &steps);
    Result<> addSurroundings(qint64 run, const std::vector<Surroundings::Named> &named, bool stays);
    Result<> keep(qint64 run, const oci::Manifest &manifest);

    const QString m_path;
    std::unique_ptr<base::Database> m_database;
};

} // namespace changes
