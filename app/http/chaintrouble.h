#pragma once

#include "app/http/peerchain.h"

namespace http {

/// What a ChainProblem means for somebody who has to do something about it.
enum class ChainTrouble
{
    IssuerMissing, ///< the certificate's issuer was not sent, and is not known here
    UnknownAuthority, ///< an authority that is not known here, and was sent
    SelfSigned, ///< the server's certificate vouches for itself
    Name, ///< it is for other names
    Dates, ///< it has expired, or is not valid yet
    Weak, ///< its key or signature
    Other
};

[[nodiscard]] ChainTrouble troubleOf(const ChainProblem &problem) noexcept;

} // namespace http
