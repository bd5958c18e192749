#pragma once

#include <tl/expected.hpp>

#include "app/base/error.h"

namespace base {

/// The value of a call that has nothing to hand back.
struct Done
{
    friend bool operator==(Done, Done) = default;
};

/// A value, or the reason why there is none. A class and not an alias, because [[nodiscard]] has no effect on an alias.
template <class T = Done>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
};

/// What a function returns for failure: `return base::fail(error);`
[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

/// `return base::fail(ErrorKind::InvalidData, {QT_TRANSLATE_NOOP("Faults", "no file at %1"), {path}});`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, Message message, ErrorReason reason = ErrorReason::None)
{
    return tl::unexpected<Error>(failure(kind, std::move(message), reason));
}

} // namespace base

// The vocabulary of every layer, used without qualification.
using base::Done;
using base::Result;
