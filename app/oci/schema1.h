#pragma once

#include <vector>

#include "app/oci/manifest.h"

namespace oci {

/// What a manifest of Docker's schema 1 says about storage, which is all that is read of it (Image Manifest Version 2,
/// Schema 1).
struct Schema1
{
    std::vector<Digest> layers; ///< in their order, repeated where an image has one twice; their sizes are not in there
    qint64 storedSize = 0; ///< of the bytes that its digest is of: without the signatures, which are made afresh

    /// InvalidData where @p manifest is no schema 1, or breaks the specification.
    static Result<Schema1> read(const Manifest &manifest);
};

} // namespace oci
