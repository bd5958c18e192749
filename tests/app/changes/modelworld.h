#pragma once

#include <atomic>
#include <mutex>
#include <random>
#include <thread>

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
    int late = 0; ///< steps that were carried out after the answer, or none
    int givenUp = 0; ///< of them, those that were as before at every look
    int deleted = 0; ///< tags and manifests, by somebody else
    int takenByServer = 0; ///< tags and images that a server took of its own, each reported
    int putBack = 0; ///< of them, those that a restore put back
    std::map<support::Fault, int> faults{}; ///< that happened
    std::array<int, 4> done{}; ///< steps, by their kind
};

/// One small repository on a server of one kind, one client with a journal, and somebody else who pushes and deletes.
/// Everything by chance, with faults in between: of the connection and the server, of the client's disk, kills of the
/// client, a second one on the same journal, and changes that come late.
class ModelWorld final
{
public:
    ModelWorld(support::ServerKind kind, std::mt19937::result_type seed);
    ~ModelWorld();
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

    static constexpr int fewestTags = 5;
    static inline const QByteArray repositoryKey = "team/app";

    [[nodiscard]] static int pick(std::mt19937 &random, int first, int last);
    [[nodiscard]] static QByteArray anyName(std::mt19937 &random);
    [[nodiscard]] static QString pathOf(const QTemporaryDir &folder); ///< of the journal there
    [[nodiscard]] int between(int first, int last) { return std::uniform_int_distribution(first, last)(m_random); }
    [[nodiscard]] bool oneIn(int count) { return between(1, count) == 1; }
    [[nodiscard]] const oci::TagName &anyTag(const std::vector<oci::TagName> &tags);

    void somebodyPushes(support::RepositoryState &repository, std::mt19937 &random);
    void somebodyDeletes(support::RepositoryState &repository, std::mt19937 &random);
    void somebodyComes(support::RepositoryState &repository, std::mt19937 &random); ///< one of both
    void collectGarbage();
    void setWeather();
    void setFaults();
    void setVisits();
    void setAccidents();
    void endWeather();
    [[nodiscard]] support::Fate fateOf(const support::ReceivedRequest &request, Repositories &all);
    void beginSecondInstance();
    void recover();
    void startAgain();
    void planDeletions();
    void planRetagging();
    void undo();
    [[nodiscard]] platforms::Selection anySelection(const support::RepositoryState &state);
    void carryOut(const changes::Plan &plan, const changes::RepositoryGraph &graph);
    [[nodiscard]] bool carryOut(qint64 id);
    void runToTheEnd(qint64 id);
    void putBackLost(const std::vector<changes::Loss> &lost);
    void checkBlobs();
    void checkUndo(const Undoable &undoable, const changes::Restore &restore);
    void fault(const QString &what);

    const support::ServerKind m_kind;
    std::mt19937 m_random;
    std::mt19937 m_wire; ///< of what happens between requests: used under the server's lock
    support::RegistryModel m_model;
    std::unique_ptr<QTemporaryDir> m_folder = std::make_unique<QTemporaryDir>();
    support::HastyClock m_clock;
    support::HastyClock m_runClock{1'000};
    wire::Connection m_connection;
    platforms::GenericPlatform m_platform;
    std::unique_ptr<changes::Journal> m_journal;

    RunCase m_case; ///< of the operation
    std::map<QByteArray, QByteArray> m_archive;
    std::vector<qint64> m_ids; ///< of runs
    std::optional<Undoable> m_undoable;
    int m_pushed = 0; ///< images, each different

    std::unique_ptr<support::FaultPlan> m_faults; ///< of requests
    std::unique_ptr<support::FaultPlan> m_visits; ///< by somebody else
    std::unique_ptr<support::FaultPlan> m_accidents; ///< of the client while it runs
    bool m_areLate = false; ///< what changes may happen late; then every read is answered
    Repositories *m_there = nullptr; ///< while a fault is drawn
    std::atomic<bool> m_isRunning = false;
    std::mutex m_accident; ///< guards what follows
    bool m_isHit = false; ///< an accident has happened since the client went on
    std::unique_ptr<QTemporaryDir> m_left; ///< what a kill left of m_folder
    std::thread m_second;
    QString m_secondsTrouble; ///< why the second instance could not do what it should

    Tally *m_tally = nullptr; ///< of the operation
    QStringList *m_words = nullptr;
};
