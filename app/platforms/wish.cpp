#include "app/platforms/wish.h"

#include <utility>

namespace platforms {

void Wish::set(std::vector<oci::TagName> tags)
{
    const std::lock_guard lock(m_mutex);
    m_tags = std::move(tags);
}

std::vector<oci::TagName> Wish::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_tags, {});
}

} // namespace platforms
