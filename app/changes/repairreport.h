#pragma once

#include <optional>
#include <vector>

#include <QDateTime>
#include <QHash>
#include <QSet>

#include "app/changes/journal.h"
#include "app/changes/repositorygraph.h"
#include "app/oci/descriptor.h"

namespace changes {

/// The indexes of a repository that name something that the registry does not have: only what it answered so about is
/// missing, and what could not be read is not known. A value.
struct RepairReport
{
    /// A run of ours that took what is missing now.
    struct Deletion
    {
        qint64 run = 0;
        QDateTime when; ///< UTC
        QString account; ///< empty: anonymous
        QString reason; ///< as typed, may be empty
        bool isCertain = true; ///< else nobody could find out what became of the request

        friend bool operator==(const Deletion &, const Deletion &) = default;
    };

    struct Missing
    {
        oci::Digest digest;
        std::optional<oci::Platform> platform{}; ///< as the index names it
        bool isAttestation = false;
        std::optional<Deletion> deletion{}; ///< none: not by a run that the journal knows
        QDateTime since{}; ///< UTC, the earliest moment that is known; invalid: seen now for the first time
        bool isKept = false; ///< the journal has its bytes
    };

    struct Index
    {
        oci::Digest digest;
        std::vector<oci::TagName> tags; ///< that lead to it, also through another index
        qsizetype children = 0; ///< that it names, each once
        std::vector<Missing> missing;

        [[nodiscard]] QDateTime since() const; ///< of the first that went missing
    };

    std::vector<Index> broken; ///< by their tags
    qsizetype tags = 0; ///< that were read
    qsizetype indexes = 0; ///< the same
    std::vector<RepositoryGraph::Gap> notRead;
    std::optional<base::Error> journalFailure{}; ///< why the journal could not be asked
};

/// What is known beside a graph.
struct RepairFacts
{
    struct Run
    {
        RunRecord record;
        std::vector<StepRecord> steps;
    };

    QHash<oci::Digest, oci::Descriptor> named{}; ///< missing children as an index describes them
    std::vector<Run> runs{}; ///< in this repository, the newest first
    QSet<oci::Digest> kept{}; ///< whose bytes the journal has
    QHash<oci::Digest, QDateTime> noted{}; ///< when they were seen to be missing before
};

/// What indexes of @p graph name and the registry does not have, each once.
[[nodiscard]] std::vector<oci::Digest> missingChildren(const RepositoryGraph &graph);
[[nodiscard]] RepairReport repairReport(const RepositoryGraph &graph, const RepairFacts &facts);

} // namespace changes
