#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <vector>

#include "tests/support/scriptedserver.h"

namespace support {

/// What can go wrong with a request or around it; the numbers are the rows F3 to F31 of the fault table.
enum class Fault
{
    None = 0,

    // What becomes of a request and its answer.
    Reset = 3, ///< a reset before the answer, in its head or in its body
    Closed = 4, ///< the connection ends before the answer
    Status = 7, ///< 408, 500, 502, 503 or 504: once, three times, or on and on
    Throttled = 8, ///< 429, to be waited for so many seconds, until a date, nobody says how long, or for 30 years
    Expired = 9, ///< 401 with a challenge: once, three times, or on and on
    Vanished = 11, ///< a manifest that was listed is not found
    Garbage = 12, ///< to a read: HTML, nothing, half of it, a mark or a zero before it, UTF-16
    WrongDigest = 14, ///< of a manifest: another digest or none in its field, a byte of another value
    Pages = 16, ///< of a listing: names twice, the last of the page before again, in another order, half of them
    Liar = 17, ///< to a change that was not made: 202, 404, or 200 with HTML
    AnswerLost = 18, ///< a change is made, and its answer never comes

    // What happens beside the request, by what a bench does for it.
    SiblingVanishes = 19,
    Collected = 20, ///< blobs, as garbage
    Pushed = 21, ///< the same tag, by somebody else
    DiskFails = 29, ///< the client's
    Killed = 30, ///< the client
    SecondInstance = 31, ///< of the client
};

/// What becomes of one request. A value.
struct Fate
{
    enum class Effect
    {
        Now,
        Never,
        Late, ///< a few requests later
    };

    Fault fault = Fault::None;
    int form = 0; ///< which of the forms that the fault has, in the order above
    quint32 where = 0; ///< a number for what else is left to chance: the place of a cut, the byte that changes
    Effect effect = Effect::Now;

    /// The client gets to see what the server says.
    [[nodiscard]] bool isSeen() const;
};

/// How many forms @p fault has.
[[nodiscard]] int formsOf(Fault fault);
/// Whether @p fault can happen to @p request.
[[nodiscard]] bool canHappenTo(Fault fault, const ReceivedRequest &request);
/// What goes out for @p request where the server would have said @p whole.
[[nodiscard]] Answer disturbed(const Fate &fate, const ReceivedRequest &request, Answer whole);

/// Which fault happens to which request: from the same seed the same for the same requests in the same order. Any
/// thread.
class FaultPlan final
{
public:
    using Hook = std::function<void(const ReceivedRequest &)>;

    /// One of @p faults happens to about one of @p oneIn requests, of the request's own or beside it.
    FaultPlan(std::mt19937::result_type seed, std::vector<Fault> faults, int oneIn);

    /// What makes @p fault happen beside a request, which is served then; those that only happen so are left out
    /// without it. Called with the plan locked.
    void setHook(Fault fault, Hook hook);
    /// Where changes may happen late; else they happen now or never.
    void setLate(bool late) { m_late = late; }

    [[nodiscard]] Fate fateOf(const ReceivedRequest &request);
    /// How often each happened so far.
    [[nodiscard]] std::map<Fault, int> counts() const;

private:
    [[nodiscard]] Fate draw(const ReceivedRequest &request);
    [[nodiscard]] int number(int first, int last) { return std::uniform_int_distribution(first, last)(m_random); }

    const std::vector<Fault> m_faults;
    const int m_oneIn;
    bool m_late = false;
    mutable std::mutex m_mutex; ///< guards all below
    std::map<Fault, Hook> m_hooks;
    std::mt19937 m_random;
    std::map<Fault, int> m_counts;
    std::map<QByteArray, std::pair<Fate, int>> m_streaks; ///< by method and target: how often it happens again
};

} // namespace support
