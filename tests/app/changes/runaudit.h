#pragma once

#include <set>

#include <QStringList>

#include "app/changes/runner.h"
#include "tests/support/registrymodel.h"

/// What a run was, what it said of itself, and what the server knows.
struct RunCase
{
    std::vector<changes::Step> steps;
    changes::Surroundings around;
    changes::RunReport report; ///< of the last time that it went on
    bool hadFaults = false;
    int sessions = 0; ///< how often it went on, the first time among them
    int accidents = 0; ///< kills and failures of the disk: how many records may have been made without their request

    support::RepositoryState before; ///< before the plan
    support::RepositoryState after;
    std::vector<support::ModelEvent> events; ///< from the plan on
    std::size_t begun = 0; ///< how many of them were before the run
    std::map<QByteArray, QByteArray> archive; ///< the bytes of every manifest that ever was, by digest
};

/// Judges a run by what its server knows.
///
/// A tag that the client took or moved counts as lost where the plan did not say so, and an index where the client took
/// what it names. There is one excuse: somebody else pushed or removed the tag, or brought back the image that a server
/// had kept it on, and the client did not get to see it before it sent the request that took it, neither by its name
/// nor in a listing. That is a race. And a tag that its server had kept without an image was not there when the plan
/// was made: a step that says so takes nothing where it puts the tag elsewhere after the client brought that image
/// back, unless the client saw the tag meanwhile. What a server takes of its own has to be in the report, and ends the
/// run.
class RunAudit final
{
public:
    explicit RunAudit(const RunCase &run); ///< lives longer

    QStringList lost; ///< words for each
    QStringList mismatches;
    std::set<QByteArray> raced; ///< tags, reported or not
    std::set<QByteArray> unseenRaces; ///< those that the client did not report
    int late = 0; ///< steps that the server carried out after its answer, or none
    int givenUp = 0; ///< of them, those that were as before at every look
    int takenByServer = 0; ///< tags and manifests that should have stayed and that the server took of its own

private:
    void replay();
    void taken(const QByteArray &tag, const QByteArray &digest, std::size_t at, const QString &how);
    void race(const QByteArray &tag);
    void manifestRemoved(const QByteArray &digest, std::size_t at);
    [[nodiscard]] bool isPlanned(const support::ModelEvent &change, std::size_t at) const;
    [[nodiscard]] bool wasDangling(const support::ModelEvent &change, std::size_t at) const;
    [[nodiscard]] bool goesWith(const QByteArray &tag, const QByteArray &digest) const;
    [[nodiscard]] bool isExcused(const QByteArray &tag, const QByteArray &digest, std::size_t at) const;
    [[nodiscard]] bool wentWithAPush(const support::ModelEvent &event) const;
    [[nodiscard]] std::size_t askedFor(std::size_t at) const;
    void checkRequests();
    [[nodiscard]] bool asksForDeletion(const support::ModelEvent &event) const;
    void checkStep(std::size_t position);
    void checkReport();
    void checkServer();
    void checkUnread(const support::ModelEvent &event, std::size_t at);
    void checkStay(const changes::Surroundings::Named &named);
    void checkState();
    [[nodiscard]] std::optional<std::size_t> effectOf(const changes::Step &step) const;
    [[nodiscard]] bool wasGivenUp(const changes::Step &step) const;
    [[nodiscard]] bool isTouched(const QByteArray &name) const; ///< by somebody else
    [[nodiscard]] bool isTouchedWithImage(const QByteArray &tag) const;
    [[nodiscard]] bool isTouched(const changes::Step &step) const;
    [[nodiscard]] bool isTouchedUnseen(const QByteArray &name, const QByteArray &digest) const;

    const RunCase &m_run;
    std::map<QByteArray, QByteArray> m_tags; ///< while the events are replayed
    std::set<QByteArray> m_manifests;
    bool m_isTouched = false;
};

/// All of it, for somebody who looks for what went wrong.
[[nodiscard]] QStringList wordsOf(const RunCase &run);
/// As on the wire.
[[nodiscard]] QByteArray wireText(const oci::Digest &digest);
[[nodiscard]] QByteArray wireText(const oci::TagName &tag);
