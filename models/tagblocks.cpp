#include "models/tagblocks.h"

#include <utility>

namespace models {

TagBlocks::Block &TagBlocks::own(Slot &slot)
{
    if (std::exchange(slot.isShared, false)) {
        auto copy = std::make_shared<Block>();
        copy->reserve(blockSize);
        *copy = *slot.block;
        slot.block = std::move(copy);
    }
    return *slot.block;
}

TagRow &TagBlocks::change(int row)
{
    return own(m_slots.at(static_cast<std::size_t>(row / blockSize))).at(static_cast<std::size_t>(row % blockSize));
}

void TagBlocks::append(TagRow row)
{
    if (m_size % blockSize == 0) {
        m_slots.push_back({std::make_shared<Block>()});
        m_slots.back().block->reserve(blockSize);
    }
    own(m_slots.back()).push_back(std::move(row));
    ++m_size;
}

void TagBlocks::keep(const std::vector<int> &numbers)
{
    TagBlocks kept;
    for (int row = 0; row < m_size; ++row) {
        if (numbers.at(static_cast<std::size_t>(row)) < 0)
            continue;
        // What nobody shares may be moved away.
        if (m_slots.at(static_cast<std::size_t>(row / blockSize)).isShared)
            kept.append(at(row));
        else
            kept.append(std::move(change(row)));
    }
    *this = std::move(kept);
}

TagBlocks::Snapshot TagBlocks::snapshot()
{
    Snapshot snapshot;
    snapshot.m_size = m_size;
    snapshot.m_blocks.reserve(m_slots.size());
    for (Slot &slot : m_slots) {
        slot.isShared = true;
        snapshot.m_blocks.push_back(slot.block);
    }
    return snapshot;
}

} // namespace models
