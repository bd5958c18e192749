#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QString>

#include "app/base/error.h"
#include "app/oci/digest.h"
#include "app/oci/tagname.h"

namespace platforms {

/// What somebody, or a rule of the registry, wants gone from one repository. Says what, never how: only a plan of
/// `changes` deletes anything. A value.
struct Selection
{
    std::vector<oci::TagName> tags{};
    std::vector<oci::Digest> manifests{}; ///< that no tag points at
    bool everything = false; ///< all tags and all manifests of the repository
    bool untagged = false; ///< all manifests that no tag leads to, where the registry lists them
};

enum class Ability
{
    Unknown, ///< nobody asked yet
    No,
    Yes,
};

/// What a registry lets us delete in a repository.
struct DeletionAbilities
{
    Ability tags = Ability::Unknown; ///< a tag alone, so that the others on its image stay
    Ability manifests = Ability::Unknown; ///< a manifest, with all tags that point at it
    bool immutableTags = false; ///< a tag never points at anything else
    /// Why it deletes no manifest, where it said so: deletion is switched off, or the registry is in maintenance.
    std::optional<base::Error> refusal{};

    friend bool operator==(const DeletionAbilities &, const DeletionAbilities &) = default;
};

/// Why the registry protects a tag: a rule of its own, in the registry's words (untrusted). Empty: it does not.
using Protection = std::function<QString(const oci::TagName &)>;

} // namespace platforms
