#include "app/http/peerchain.h"

#include <algorithm>

#include <openssl/x509_vfy.h>

namespace http {

QString ChainProblem::text() const
{
    return QString::fromLatin1(X509_verify_cert_error_string(code));
}

bool PeerChain::has(int code) const noexcept
{
    return std::any_of(problems.begin(), problems.end(),
                       [code](const ChainProblem &problem) { return problem.code == code; });
}

const PeerChain *peerChain(const Error &error) noexcept
{
    return dynamic_cast<const PeerChain *>(error.evidence.get());
}

} // namespace http
