#pragma once

#include <vector>

#include "app/base/error.h"
#include "app/http/certificate.h"

namespace http {

/// One thing that is wrong with a chain.
struct ChainProblem
{
    int code = 0; ///< X509_V_ERR_… of OpenSSL
    int depth = 0; ///< of the certificate in the chain that was built; 0: the server's own

    [[nodiscard]] QString text() const; ///< OpenSSL's words for it, in English

    friend bool operator==(const ChainProblem &, const ChainProblem &) = default;
};

/// The certificates that a server showed, trusted or not, and all that is wrong with them: an expired certificate may
/// be for the wrong name as well. Comes with errors of TLS and from CurlTransport::peerChain().
struct PeerChain final : base::Evidence
{
    enum class Peer
    {
        Server,
        Proxy ///< of HTTPS
    };

    Peer peer = Peer::Server;
    std::vector<CertificateInfo> certificates; ///< as sent, the server's own first; never empty
    std::vector<ChainProblem> problems; ///< as OpenSSL met them; empty: trusted

    [[nodiscard]] bool isTrusted() const noexcept { return problems.empty(); }
    [[nodiscard]] bool has(int code) const noexcept; ///< among the problems
};

/// The chain that came with @p error, or null. Lives as long as the error or a copy of it.
[[nodiscard]] const PeerChain *peerChain(const Error &error) noexcept;

} // namespace http
