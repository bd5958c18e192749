#pragma once

#include <deque>
#include <unordered_map>
#include <vector>

#include <QHash>

#include "app/base/clock.h"
#include "app/platforms/generic/summaries.h"
#include "app/platforms/platform.h"
#include "app/platforms/wish.h"
#include "app/registry/registry.h"

namespace platforms {

/// The listing of one repository while it is read: hands out the reads, joins their answers to rows, and the rows to
/// batches. A tag costs its manifest; children and configurations are asked for as soon as a manifest names them. The
/// rows on the screen come before everything else, what no row shows after it. One thread; a local variable of
/// GenericPlatform::tags.
class TagListing final : public registry::ReadSource
{
public:
    TagListing(TagSink &sink, Wish &wish, const base::Clock &clock);

    void add(std::vector<oci::TagName> tags);

    /// The next read is for the rows that are on the screen now and for no others; false where they are all known.
    [[nodiscard]] bool selectVisible();
    /// The next read is for all rows, those on the screen first.
    void selectAll() { m_all = true; }
    /// Hands over the rows that are ready.
    void flush();

    base::Pull<registry::ContentRead> next() override;
    Result<> manifestRead(quint64 ticket, Result<oci::Manifest> manifest) override;
    Result<> blobRead(quint64 ticket, Result<QByteArray> bytes) override;

private:
    using RowIndex = quint32;

    struct Row
    {
        oci::TagName tag;
        bool asked = false;
    };

    /// What a read that is under way is for.
    struct Asked
    {
        std::optional<RowIndex> row; ///< of a tag's manifest
        std::optional<oci::Digest> digest; ///< of a child or configuration
        bool urgent = false; ///< a row on the screen waits for it
        bool late = false;
    };

    struct FollowUp
    {
        Need need;
        bool urgent = false;
    };

    void takeWish();
    [[nodiscard]] std::optional<RowIndex> nextVisible();
    [[nodiscard]] std::optional<RowIndex> nextInOrder();
    [[nodiscard]] registry::ContentRead ask(RowIndex row, bool urgent);
    [[nodiscard]] registry::ContentRead ask(const FollowUp &followUp);
    [[nodiscard]] Asked takeAsked(quint64 ticket);
    void childRead(const Asked &asked, Result<oci::Manifest> manifest);
    /// Counts failures that may concern all; true once they have been too many in a row.
    [[nodiscard]] bool areTooMany(const Result<oci::Manifest> &manifest);
    Result<> tagRead(RowIndex row, Result<oci::Manifest> manifest);
    /// Queues what became needed and shows what became known.
    void settle(bool urgent);
    void show(RowIndex row, const oci::Digest &digest, const Summary &summary);
    void show(TagDetails details);

    TagSink &m_sink;
    Wish &m_wish;
    const base::Clock &m_clock;

    std::vector<Row> m_rows;
    QHash<oci::TagName, RowIndex> m_rowOf;
    std::vector<RowIndex> m_visible; ///< last first
    RowIndex m_nextRow = 0;
    bool m_all = false;

    Summaries m_summaries;
    std::unordered_map<oci::Digest, std::vector<RowIndex>> m_waiting; ///< rows by the manifest they point at
    std::deque<FollowUp> m_followUps; ///< urgent ones in front
    std::deque<FollowUp> m_late;
    std::unordered_map<quint64, Asked> m_asked; ///< by ticket
    quint64 m_lastTicket = 0;
    int m_failuresInARow = 0;

    std::vector<TagDetails> m_ready;
    base::Clock::TimePoint m_lastBatch;
};

} // namespace platforms
