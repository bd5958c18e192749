#pragma once

#include <optional>
#include <vector>

#include "app/changes/plan.h"

namespace changes {

/// What the steps of a plan touch without changing it, and what goes along with them.
struct Surroundings
{
    struct Named
    {
        oci::Digest digest;
        std::optional<oci::TagName> tag{}; ///< none: the manifest itself

        friend bool operator==(const Named &, const Named &) = default;
    };

    std::vector<Named> stay{}; ///< siblings, parents, children; the tags of a digest follow each other
    std::vector<Named> goAlong{}; ///< tags without a step of their own, which go with their manifest

    friend bool operator==(const Surroundings &, const Surroundings &) = default;
};

/// Of @p steps, which were planned for @p graph.
[[nodiscard]] Surroundings surroundingsOf(const RepositoryGraph &graph, const std::vector<Step> &steps);

} // namespace changes
