#pragma once

#include <mutex>
#include <vector>

#include "app/oci/tagname.h"

namespace platforms {

/// The rows that are on the screen now: their details are read next, however late the user scrolled there. The window
/// sets it, a worker looks at it. Any thread.
class Wish final
{
public:
    void set(std::vector<oci::TagName> tags);
    /// The tags asked for last, once: a second call without set() in between returns nothing.
    [[nodiscard]] std::vector<oci::TagName> take();

private:
    std::mutex m_mutex;
    std::vector<oci::TagName> m_tags;
};

} // namespace platforms
