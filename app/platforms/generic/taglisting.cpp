#include "app/platforms/generic/taglisting.h"

#include <algorithm>

namespace platforms {

using registry::ContentRead;

namespace {

constexpr std::size_t rowsPerBatch = 2'000;
constexpr std::chrono::milliseconds timePerBatch{50};

/// After so many tags, one like the other, it is not the tag.
constexpr int maxFailuresInARow = 100;

/// Errors that speak of the registry or the way to it, not of one tag.
bool mayConcernAll(const base::Error &error)
{
    switch (error.kind) {
    case ErrorKind::NotFound:
    case ErrorKind::InvalidData:
    case ErrorKind::DigestMismatch:
    case ErrorKind::Unsupported:
        return false;
    default:
        return true;
    }
}

} // namespace

TagListing::TagListing(TagSink &sink, Wish &wish, const base::Clock &clock)
    : m_sink(sink)
    , m_wish(wish)
    , m_clock(clock)
    , m_lastBatch(clock.now())
{ }

void TagListing::add(std::vector<oci::TagName> tags)
{
    for (const oci::TagName &tag : tags) {
        m_rowOf.insert(tag, static_cast<RowIndex>(m_rows.size()));
        m_rows.push_back({tag});
    }
    m_sink.names(std::move(tags));
}

bool TagListing::selectVisible()
{
    m_all = false;
    takeWish();
    return !m_visible.empty();
}

void TagListing::takeWish()
{
    const std::vector<oci::TagName> wished = m_wish.take();
    if (wished.empty())
        return;
    // The rows of an earlier wish that were not asked for have left the screen: they wait with all others.
    m_visible.clear();
    for (auto tag = wished.crbegin(); tag != wished.crend(); ++tag) {
        const auto row = m_rowOf.constFind(*tag);
        if (row != m_rowOf.constEnd() && !m_rows[*row].asked)
            m_visible.push_back(*row);
    }
}

std::optional<TagListing::RowIndex> TagListing::nextVisible()
{
    while (!m_visible.empty()) {
        const RowIndex row = m_visible.back();
        m_visible.pop_back();
        if (!m_rows[row].asked)
            return row;
    }
    return {};
}

std::optional<TagListing::RowIndex> TagListing::nextInOrder()
{
    while (m_nextRow < m_rows.size() && m_rows[m_nextRow].asked)
        ++m_nextRow;
    return m_nextRow < m_rows.size() ? std::optional(m_nextRow) : std::nullopt;
}

base::Pull<ContentRead> TagListing::next()
{
    if (m_all)
        takeWish();
    if (const std::optional<RowIndex> row = nextVisible())
        return ask(*row, true);
    if (!m_followUps.empty()) {
        const FollowUp followUp = m_followUps.front();
        m_followUps.pop_front();
        return ask(followUp);
    }
    if (const std::optional<RowIndex> row = m_all ? nextInOrder() : std::nullopt)
        return ask(*row, false);
    if (m_all && !m_late.empty()) {
        const FollowUp followUp = m_late.front();
        m_late.pop_front();
        return ask(followUp);
    }
    if (m_asked.empty())
        return base::End{};
    return base::NothingYet{};
}

ContentRead TagListing::ask(RowIndex row, bool urgent)
{
    m_rows[row].asked = true;
    m_asked.emplace(++m_lastTicket, Asked{row, {}, urgent});
    return {ContentRead::Kind::Manifest, m_rows[row].tag, -1, m_lastTicket};
}

ContentRead TagListing::ask(const FollowUp &followUp)
{
    const Need &need = followUp.need;
    const auto kind = need.kind == Need::Kind::Child ? ContentRead::Kind::Manifest : ContentRead::Kind::Blob;
    m_asked.emplace(++m_lastTicket, Asked{{}, need.digest, followUp.urgent, need.late});
    return {kind, need.digest, need.size, m_lastTicket};
}

TagListing::Asked TagListing::takeAsked(quint64 ticket)
{
    const auto found = m_asked.find(ticket);
    Q_ASSERT(found != m_asked.end());
    const Asked asked = found->second;
    m_asked.erase(found);
    return asked;
}

Result<> TagListing::manifestRead(quint64 ticket, Result<oci::Manifest> manifest)
{
    const Asked asked = takeAsked(ticket);
    if (!manifest && manifest.error().isCancelled())
        return base::fail(manifest.error());
    if (manifest)
        m_sink.manifest(*manifest);
    if (!asked.row)
        childRead(asked, std::move(manifest));
    else if (Result<> taken = tagRead(*asked.row, std::move(manifest)); !taken)
        return taken;
    settle(asked.urgent);
    return Done{};
}

// The rows are there when the late ones are read: where those fail one like the other, the rest is not tried.
void TagListing::childRead(const Asked &asked, Result<oci::Manifest> manifest)
{
    if (!manifest && manifest.error().kind == ErrorKind::NotFound)
        m_sink.missing(*asked.digest);
    if (asked.late && areTooMany(manifest))
        m_late.clear();
    m_summaries.childRead(*asked.digest, std::move(manifest));
}

bool TagListing::areTooMany(const Result<oci::Manifest> &manifest)
{
    m_failuresInARow = !manifest && mayConcernAll(manifest.error()) ? m_failuresInARow + 1 : 0;
    return m_failuresInARow >= maxFailuresInARow;
}

Result<> TagListing::blobRead(quint64 ticket, Result<QByteArray> bytes)
{
    const Asked asked = takeAsked(ticket);
    if (!bytes && bytes.error().isCancelled())
        return base::fail(bytes.error());
    m_summaries.configRead(*asked.digest, bytes);
    settle(asked.urgent);
    return Done{};
}

Result<> TagListing::tagRead(RowIndex row, Result<oci::Manifest> manifest)
{
    const bool tooMany = areTooMany(manifest);
    if (!manifest) {
        TagDetails details{m_rows[row].tag};
        details.kind = kindOfTagName(details.tag);
        details.failure = manifest.error();
        show(std::move(details));
        return tooMany ? base::fail(manifest.error()) : Result<>();
    }
    if (const Summary *known = m_summaries.find(manifest->digest())) {
        show(row, manifest->digest(), *known);
        return Done{};
    }
    m_waiting[manifest->digest()].push_back(row);
    m_summaries.add(*manifest);
    return Done{};
}

void TagListing::settle(bool urgent)
{
    const std::vector<Need> needs = m_summaries.takeNeeds();
    for (const Need &need : needs) {
        if (need.late)
            m_late.push_back({need, false});
        else if (!urgent)
            m_followUps.push_back({need, false});
    }
    for (auto need = needs.rbegin(); urgent && need != needs.rend(); ++need) {
        if (!need->late)
            m_followUps.push_front({*need, true});
    }
    for (const oci::Digest &digest : m_summaries.takeFinished()) {
        const auto rows = m_waiting.extract(digest);
        for (const RowIndex row : rows.mapped())
            show(row, digest, *m_summaries.find(digest));
    }
    if (!m_ready.empty() && m_clock.now() - m_lastBatch >= timePerBatch)
        flush();
}

void TagListing::show(RowIndex row, const oci::Digest &digest, const Summary &summary)
{
    TagDetails details{m_rows[row].tag, summary.kind, digest, summary.mediaType};
    details.platforms = summary.platforms;
    details.size = summary.size;
    details.created = summary.created;
    details.missingChildren = summary.missingChildren;
    if (summary.failure)
        details.failure = *summary.failure;
    // What a cosign tag holds is no image, whatever its configuration says.
    const TagKind byName = kindOfTagName(details.tag);
    if (byName != TagKind::NotYetKnown && (byName != TagKind::Referrers || summary.kind == TagKind::Index)) {
        details.kind = byName;
        details.platforms.clear();
    }
    show(std::move(details));
}

void TagListing::show(TagDetails details)
{
    m_ready.push_back(std::move(details));
    if (m_ready.size() == rowsPerBatch)
        flush();
}

void TagListing::flush()
{
    m_lastBatch = m_clock.now();
    if (!m_ready.empty())
        m_sink.details(std::exchange(m_ready, {}));
}

} // namespace platforms
