#include "ui/dialogs/importtext.h"

#include <QFileInfo>

#include "app/http/certificate.h"
#include "models/format.h"
#include "ui/dialogs/certificatetext.h"

namespace ui {

using connections::ImportItem;
using credentials::FileFault;
using credentials::FoundFile;
using models::visibleText;
using Kind = ImportItem::Kind;

QString ImportText::nameOf(const ImportItem &item)
{
    switch (item.kind) {
    case Kind::Password:
        return visibleText(item.user);
    case Kind::IdentityToken:
        return item.user.isEmpty() || item.user == credentials::identityTokenUser ? tr("Somebody with a token")
                                                                                  : visibleText(item.user);
    case Kind::Helper:
        return tr("Whom the helper knows", "a sign-in that a credential helper has");
    case Kind::Registry:
        return tr("Without signing in");
    case Kind::Authority: {
        const auto certificates = http::CertificateInfo::fromPem(item.pem);
        return certificates ? CertificateText::line(certificates->front()) : visibleText(item.source);
    }
    case Kind::ClientCertificate:
        return visibleText(QFileInfo(item.source).fileName());
    case Kind::Insecure:
        return tr("Exception from security");
    }
    return {};
}

QString ImportText::kindOf(const ImportItem &item)
{
    switch (item.kind) {
    case Kind::Password:
        return tr("Password");
    case Kind::IdentityToken:
        return tr("Token");
    case Kind::Helper:
        return tr("Helper docker-credential-%1").arg(visibleText(item.helper));
    case Kind::Registry:
        return item.source.isEmpty() ? tr("Registry") : tr("Mirror", "of a registry");
    case Kind::Authority:
        return tr("Extra authority");
    case Kind::ClientCertificate:
        return tr("Client certificate");
    case Kind::Insecure:
        return tr("Insecure");
    }
    return {};
}

QString ImportText::noteOf(const ImportItem &item)
{
    if (item.standing == ImportItem::Standing::Known)
        return item.isAccount() ? tr("You have this connection already.")
                                : tr("A connection of yours has this already.");
    if (item.standing == ImportItem::Standing::Repeated)
        return tr("The same as above.");
    if (item.kind == Kind::Helper)
        return tr("The helper is asked when you import.");
    if (item.kind == Kind::Insecure)
        return tr("No encryption, or nobody looks who answers. You are asked before.");
    if (item.kind == Kind::Registry && !item.source.isEmpty())
        return tr("Stands in for %1.", "a mirror").arg(visibleText(item.source));
    if (item.isAccount() && !item.registry.path.isEmpty())
        return tr("Meant for %1 only.", "a part of a registry").arg(visibleText(item.registry.path));
    return {};
}

QString ImportText::kindOf(FoundFile::Kind kind)
{
    switch (kind) {
    case FoundFile::Kind::Docker:
        return tr("Docker");
    case FoundFile::Kind::Containers:
        return tr("Podman, Skopeo, Buildah");
    case FoundFile::Kind::Certificates:
        return tr("Certificates");
    case FoundFile::Kind::Registries:
        return tr("Registries of Podman");
    }
    return {};
}

QString ImportText::faultOf(const FileFault &fault)
{
    switch (fault.kind) {
    case FileFault::Kind::NotReadable:
        return tr("It cannot be read.");
    case FileFault::Kind::TooLarge:
        return tr("It is larger than such a file can be.");
    case FileFault::Kind::TooMany:
        return tr("There is more than anybody has. The rest is left out.");
    case FileFault::Kind::Format:
        return tr("It is damaged: %1", "a file; technical").arg(visibleText(fault.detail.translated()));
    case FileFault::Kind::Registry:
        return tr("Its name is not that of a registry.");
    case FileFault::Kind::SignIn:
        return tr("There is no user with a password in it.");
    case FileFault::Kind::HelperName:
        return tr("This is no name that a credential helper can have, so it is not started.");
    case FileFault::Kind::NoKey:
        return tr("The key of this client certificate is missing.");
    case FileFault::Kind::NoCertificate:
        return tr("There is no certificate to it.");
    }
    return {};
}

QString ImportText::failureOf(const jobs::PrepareImportsJob::Failure &failure)
{
    const QString program = tr("docker-credential-%1").arg(visibleText(failure.item.helper));
    switch (failure.error.kind) {
    case base::ErrorKind::NotFound:
        return tr("%1 is not installed: it is in no folder of your PATH.").arg(program);
    case base::ErrorKind::Timeout:
        return tr("%1 did not answer in time and was ended.").arg(program);
    case base::ErrorKind::Credentials:
        return failure.error.reason == base::ErrorReason::KeychainMissing
            ? tr("%1 has nothing for this registry.").arg(program)
            : tr("%1 says: %2").arg(program, visibleText(failure.error.detail));
    case base::ErrorKind::InvalidData:
        return tr("%1 did not answer as a credential helper does.").arg(program);
    default:
        return tr("%1 could not be started.").arg(program);
    }
}

} // namespace ui
