#include "app/http/chaintrouble.h"

#include <openssl/x509_vfy.h>

namespace http {

ChainTrouble troubleOf(const ChainProblem &problem) noexcept
{
    switch (problem.code) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return ChainTrouble::IssuerMissing;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
        return ChainTrouble::UnknownAuthority;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return ChainTrouble::SelfSigned;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return ChainTrouble::Name;
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return ChainTrouble::Dates;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
        return ChainTrouble::Weak;
    default:
        return ChainTrouble::Other;
    }
}

} // namespace http
