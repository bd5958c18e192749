#pragma once

#include <QByteArray>

#include "app/base/pull.h"
#include "app/base/result.h"
#include "app/oci/manifest.h"
#include "app/oci/reference.h"

namespace registry {

/// One of many reads. The ticket comes back with the content.
struct ContentRead
{
    enum class Kind
    {
        Manifest,
        Blob
    };

    Kind kind = Kind::Manifest;
    oci::TagOrDigest reference; ///< a digest for a blob
    qint64 size = -1; ///< as announced by a descriptor; a blob that is longer is refused. -1: not known
    quint64 ticket = 0;
};

/// Where many reads are pulled from and handed to, one call at a time on the calling thread (see http::BatchSource). An
/// error that a method returns ends all.
class ReadSource
{
public:
    virtual ~ReadSource() = default;

    virtual base::Pull<ContentRead> next() = 0;
    virtual Result<> manifestRead(quint64 ticket, Result<oci::Manifest> manifest) = 0;
    virtual Result<> blobRead(quint64 ticket, Result<QByteArray> bytes) = 0;
};

} // namespace registry
