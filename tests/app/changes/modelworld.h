#pragma once

#include <random>

#include <QTemporaryDir>

#include "app/changes/reading.h"
#include "app/changes/restore.h"
#include "app/platforms/generic/genericplatform.h"
#include "tests/app/changes/runaudit.h"
#include "tests/app/registry/wire.h"
#include "tests/support/hastyclock.h"

/// What a random run of operations came to.
struct Tally
{
    int operations = 0;
    int lost = 0;
    int raced = 0;
    int unseenRaces = 0; ///< of them, those that no answer of the server could show
    int mismatches = 0;

    // What was really done, so that a run that does nothing does not pass.
    int runs = 0;
    int finished = 0;
    int unknown = 0; ///< steps
    int undone = 0; ///< runs that were undone completely
    int stopped = 0; ///< runs, for good
    int silent = 0; ///< changes that were made and never answered
    int late = 0; ///< steps that were carried out after the answer, or none
    int givenUp = 0; ///< of them, those that were as before at every look
    int deleted = 0; ///< tags and manifests, by somebody else
    std::array<int, 4> done{}; ///< steps, by their kind
};

/// One small repository on a server of one kind, one client with a journal, and somebody else who pushes and deletes.
/// Everything by chance, with faults of the connection in between, and changes that come late.
class ModelWorld final
{
public:
    ModelWorld(support::ServerKind kind, std::mt19937::result_type seed);
    Q_DISABLE_COPY_MOVE(ModelWorld)

    /// One deletion, retag, undo or change by somebody else; @p words says what is wrong with each.
    void operate(Tally &tally, QStringList &words);

private:
    using Repositories = support::RegistryModel::Repositories;
    /// A run that can be undone completely: nothing happened since.
    struct Undoable
    {
        qint64 id = 0;
        support::RepositoryState before;
        support::RepositoryState after;
    };

    [[nodiscard]] int between(int first, int last) { return std::uniform_int_distribution(first, last)(m_random); }
    [[nodiscard]] bool oneIn(int count) { return between(1, count) == 1; }
    [[nodiscard]] const oci::TagName &anyTag(const std::vector<oci::TagName> &tags);

    void somebodyPushes(support::RepositoryState &repository, std::mt19937 &random);
    void somebodyDeletes(support::RepositoryState &repository, std::mt19937 &random);
    void somebodyComes(support::RepositoryState &repository, std::mt19937 &random);
    void collectGarbage();
    void setWeather();
    [[nodiscard]] support::RegistryModel::Fate fateOf(bool changes, bool areLate, int faults);
    void planDeletions();
    void planRetagging();
    void undo();
    [[nodiscard]] platforms::Selection anySelection(const support::RepositoryState &state);
    void carryOut(const changes::Plan &plan, const changes::RepositoryGraph &graph);
    [[nodiscard]] bool carryOut(qint64 id);
    void runToTheEnd(qint64 id);
    void checkBlobs();
    void checkUndo(const Undoable &undoable, const changes::Restore &restore);
    void fault(const QString &what);

    const support::ServerKind m_kind;
    std::mt19937 m_random;
    std::mt19937 m_wire; ///< of what happens between requests: used under the server's lock
    support::RegistryModel m_model;
    QTemporaryDir m_folder;
    support::HastyClock m_clock;
    support::HastyClock m_runClock{1'000};
    wire::Connection m_connection;
    platforms::GenericPlatform m_platform;
    std::unique_ptr<changes::Journal> m_journal;

    RunCase m_case; ///< of the operation
    std::map<QByteArray, QByteArray> m_archive;
    std::vector<qint64> m_runs;
    std::optional<Undoable> m_undoable;
    int m_pushed = 0; ///< images, each different
    Tally *m_tally = nullptr; ///< of the operation
    QStringList *m_words = nullptr;
};
