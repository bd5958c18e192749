#include "ui/controllers/typedsecrets.h"

namespace ui {

using connections::Connection;

bool isSameSignIn(const Connection &before, const Connection &after)
{
    return after.hasSignInOf(before) && !after.user.isEmpty();
}

bool isSameProxy(const Connection &before, const Connection &after)
{
    return before.proxy == after.proxy && before.proxyUser == after.proxyUser && !after.proxyUser.isEmpty();
}

bool isSameClientKey(const Connection &before, const Connection &after)
{
    return before.tls.clientCertificateFile == after.tls.clientCertificateFile
        && before.tls.clientKeyFile == after.tls.clientKeyFile && !after.tls.clientCertificateFile.isEmpty();
}

std::map<QString, credentials::Credential> typedSecrets(const ConnectionDialog &dialog)
{
    const Connection connection = dialog.connection();
    ConnectionDialog::Secrets typed = dialog.secrets();
    std::map<QString, credentials::Credential> secrets;
    if (typed.signIn)
        secrets.emplace(connection.id, *std::move(typed.signIn));
    if (typed.proxy)
        secrets.emplace(connection.proxySecretId(),
                        credentials::Credential{connection.proxyUser, *std::move(typed.proxy)});
    if (typed.clientKey)
        secrets.emplace(connection.clientKeySecretId(), credentials::Credential{{}, *std::move(typed.clientKey)});
    return secrets;
}

} // namespace ui
