#pragma once

#include <QString>

#include "app/base/message.h"

namespace credentials {

/// What of a file of docker's or podman's could not be used, and why. The rest of the file can.
struct FileFault
{
    enum class Kind
    {
        NotReadable, ///< the system does not let us, or it is no file
        TooLarge,
        TooMany, ///< there are more entries than anybody has; the rest was left out
        Format, ///< no JSON or TOML, or none of the shape that is defined
        Registry, ///< an entry's name names no registry
        SignIn, ///< an entry is no user and password
        HelperName, ///< no name that a credential helper may have
        NoKey, ///< a client certificate without its key
        NoCertificate, ///< a key without its certificate, or a file that holds none
    };

    Kind kind = Kind::Format;
    QString place; ///< the entry in the file, or the file in the folder; empty: all of it
    base::Message detail; ///< technical: the position, or the system's words; nothing secret

    friend bool operator==(const FileFault &, const FileFault &) = default;
};

} // namespace credentials
