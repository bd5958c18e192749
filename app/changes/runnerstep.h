#pragma once

#include <stop_token>

#include "app/base/clock.h"
#include "app/changes/runnerreport.h"
#include "app/registry/registry.h"

namespace changes {

/// The requests of one step. Blocking, any thread; all arguments live longer.
class RunnerStep final
{
public:
    /// What a step ended as, and what ends or halts the run with it.
    struct Outcome
    {
        StepState state = StepState::Unknown; ///< Sent: it was not found out, for `halt` or because it `mayCome`
        StepCause cause{};
        std::optional<Race> race{};
        std::optional<base::Error> halt{};
        std::optional<base::Error> unread{}; ///< why nobody could see, however often
        /// As before at every look, and yet the registry may still be at it: what the request ended with.
        std::optional<base::Error> mayCome{};
    };

    RunnerStep(registry::Registry &registry, const oci::RepositoryName &repository, base::Clock &clock,
               const Step &step);

    /// Looks right before the request, at the blobs of @p comesBack, too, if there is one. Planned: it may be sent.
    /// Skipped: it may not. With `halt`: nobody could see.
    [[nodiscard]] Outcome look(const std::optional<oci::Manifest> &comesBack, std::stop_token stop) const;
    /// Sends the request, once, and reads what came of it. @p manifest is what a PutTag puts.
    [[nodiscard]] Outcome send(const std::optional<oci::Manifest> &manifest, std::stop_token stop) const;
    /// Reads what came of a request whose answer nobody has.
    [[nodiscard]] Outcome readAgain(std::stop_token stop) const;
    /// Reads, when it is @p due and for the last time, what came of a request that ended with @p answer: what is as
    /// before then has failed.
    [[nodiscard]] Outcome lookOnceMore(const base::Error &answer, base::Clock::TimePoint due,
                                       std::stop_token stop) const;
    /// From when all else has ended until then.
    static constexpr std::chrono::seconds pauseForLate{8};

    /// Whether no read has an answer as long as @p error is not dealt with.
    [[nodiscard]] static bool haltsReading(const base::Error &error);

private:
    enum class Seen
    {
        Effect, ///< as it is to be afterwards
        Before, ///< as it was to be before
        Other, ///< neither: somebody else changed it
    };
    enum class Looks
    {
        First, ///< as many as a late effect is worth
        Last, ///< one
    };
    struct Sight
    {
        Seen seen = Seen::Before;
        std::optional<oci::Digest> found{};
    };

    [[nodiscard]] Result<Sight> see(std::stop_token stop) const;
    [[nodiscard]] Outcome lookAtBlobs(const oci::Manifest &manifest, std::stop_token stop) const;
    [[nodiscard]] Result<> request(const std::optional<oci::Manifest> &manifest, std::stop_token stop) const;
    [[nodiscard]] Outcome verify(const Result<> &answer, std::stop_token stop, Looks looks) const;
    [[nodiscard]] Outcome conclude(const Sight &sight, const Result<> &answer, Looks looks) const;
    [[nodiscard]] std::optional<Race> raceOf(const Sight &sight) const;
    [[nodiscard]] const std::optional<oci::Digest> &before() const;

    registry::Registry &m_registry;
    const oci::RepositoryName &m_repository;
    base::Clock &m_clock;
    const Step &m_step;
    std::optional<oci::Digest> m_removed; ///< what before() is of a removal
};

} // namespace changes
