#pragma once

#include "app/registry/registry.h"
#include "tests/support/scriptedserver.h"

/// Every operation of a registry, against a scripted one that knows the answers.
namespace operations {

constexpr int reads = 9; ///< the first operations change nothing
constexpr int count = 14;

/// Calls operation @p number on @p registry, whatever comes of it; the error it failed with.
std::optional<Error> operate(registry::Registry &registry, int number);
/// What a healthy registry says; @p layerUrl is where a layer of its image claims to be.
[[nodiscard]] support::Answer registryAnswer(const support::ReceivedRequest &request, const QByteArray &layerUrl = {});

} // namespace operations
