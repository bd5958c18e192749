#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QString>

#include "app/base/error.h"
#include "app/platforms/tagdetails.h"
#include "models/naturalorder.h"

namespace models {

/// A tag as TagModel keeps it: texts that many rows share are stored once.
struct TagRow
{
    oci::TagName tag;
    NaturalOrder::Key key; ///< of the tag, to sort by
    platforms::TagKind kind = platforms::TagKind::NotYetKnown;
    bool detailed = false; ///< its details arrived, or failed
    int missingChildren = 0;
    int image = -1; ///< which digest it has: 0, 1, 2 … in order of appearance; -1 while it is not known
    std::optional<oci::Digest> digest{};
    QString mediaType{};
    QString platforms{}; ///< for people
    QString platformNames{}; ///< each in full, a line each
    platforms::Size size{};
    platforms::Date created{};
    platforms::Date pushed{};
    std::shared_ptr<const base::Error> failure{};
};

/// The rows of one repository, in blocks that a worker may read while the UI thread goes on: a snapshot shares them,
/// and what was shared once is copied before it changes. The UI thread's own.
class TagBlocks final
{
    using Block = std::vector<TagRow>;
    static constexpr int blockSize = 1024;

public:
    /// The rows as they were. Any thread.
    class Snapshot final
    {
    public:
        [[nodiscard]] int size() const noexcept { return m_size; }
        [[nodiscard]] const TagRow &at(int row) const
        {
            return m_blocks.at(static_cast<std::size_t>(row / blockSize))
                ->at(static_cast<std::size_t>(row % blockSize));
        }

    private:
        friend class TagBlocks;
        std::vector<std::shared_ptr<const Block>> m_blocks;
        int m_size = 0;
    };

    [[nodiscard]] int size() const noexcept { return m_size; }
    [[nodiscard]] const TagRow &at(int row) const
    {
        return m_slots.at(static_cast<std::size_t>(row / blockSize))
            .block->at(static_cast<std::size_t>(row % blockSize));
    }
    [[nodiscard]] TagRow &change(int row);
    void append(TagRow row);
    /// Keeps the rows that have a number in @p numbers, which rise; -1 for those that go.
    void keep(const std::vector<int> &numbers);

    [[nodiscard]] Snapshot snapshot();

private:
    struct Slot
    {
        std::shared_ptr<Block> block;
        bool isShared = false; ///< a snapshot had it
    };

    [[nodiscard]] Block &own(Slot &slot);

    std::vector<Slot> m_slots;
    int m_size = 0;
};

} // namespace models
