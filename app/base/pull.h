#pragma once

#include <variant>

namespace base {

/// Nothing to hand out right now; a continuation that is still to come may bring more.
struct NothingYet
{ };

/// There will be no more.
struct End
{ };

/// What a source answers when a slot is free: the next item, nothing yet, or the end.
template <class Item>
using Pull = std::variant<Item, NothingYet, End>;

} // namespace base
