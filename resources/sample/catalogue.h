#pragma once

#include <span>

namespace sample {

/// What an image is built from.
enum class Stack
{
    Debian,
    JavaBase,
    Java,
    Go,
    Node,
    Python,
    Runner,
};

/// What goes with a build besides its tags.
enum Extra : unsigned
{
    Plain = 0,
    Attested = 1, ///< SBOM and provenance in the index, as buildkit writes them
    Referred = 2, ///< SBOM and signature as referrers of the index
    CosignTags = 4, ///< the same under cosign's tags
    ChildMissing = 8, ///< the last platform was never copied
    Squeezed = 16, ///< layers in zstd
};

/// One build: what was pushed at one time.
struct Build
{
    const char *created; ///< RFC 3339
    const char *version;
    const char *tags; ///< separated by blanks; empty: reached by digest only
    const char *platforms = "amd64 arm64"; ///< one alone is stored without an index
    unsigned extras = Plain;
};

struct Repository
{
    const char *name;
    Stack stack;
    const char *title;
    const char *description;
    std::span<const Build> builds; ///< newest first
    bool dockerTypes = false; ///< Docker's media types instead of OCI's, which skopeo does not read in a layout
};

/// The images of a company that does not exist.
[[nodiscard]] std::span<const Repository> catalogue();

} // namespace sample
