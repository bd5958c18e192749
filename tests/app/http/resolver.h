#pragma once

#include "tests/support/gate.h"

/// Stands before the C library's getaddrinfo, for libcurl, too: `*.slow` does not resolve before the gate opens,
/// `*.loopback` and `localhost.` (which only a name server would know) are 127.0.0.1. Every other name goes on to the
/// system.
namespace resolver {

support::Gate &gate();
[[nodiscard]] int waiting(); ///< calls that wait for the gate

} // namespace resolver
