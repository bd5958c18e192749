#include "app/credentials/authfile.h"
#include "app/credentials/registriesconf.h"
#include "tests/fuzz/fuzz.h"

namespace {

void check(const credentials::RegistryKey &key)
{
    promise(!key.host.isEmpty() && !key.host.contains(u'/') && key.host == key.host.toLower());
    promise(!key.path.startsWith(u'/') && !key.path.endsWith(u'/'));
    // What was read reads the same again.
    const QString text = key.path.isEmpty() ? key.host : QString(key.host + u'/' + key.path);
    const Result<credentials::RegistryKey> again = credentials::RegistryKey::parse(text);
    promise(again && *again == key);
}

} // namespace

// The files of docker and podman: the same bytes as config.json, as registries.conf and as a name in them. What an
// entry gives can be used, and no helper has a name that leads out of the PATH.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = viewOf(data, size);
    if (const Result<credentials::AuthFile> file = credentials::AuthFile::parse(bytes)) {
        for (const credentials::StoredSignIn &signIn : file->signIns) {
            check(signIn.registry);
            promise(!signIn.credential.password.isEmpty());
        }
        for (const credentials::HelperSignIn &signIn : file->helperSignIns) {
            check(signIn.registry);
            promise(credentials::isHelperName(signIn.helper));
        }
        promise(file->helper.isEmpty() || credentials::isHelperName(file->helper));
    }
    if (const Result<credentials::RegistriesConf> conf = credentials::RegistriesConf::parse(bytes)) {
        for (const credentials::RegistryKey &key : conf->searched)
            check(key);
        for (const credentials::RegistryRule &rule : conf->rules) {
            for (const credentials::RegistryMirror &mirror : rule.mirrors)
                check(mirror.registry);
        }
    }
    if (const Result<credentials::RegistryKey> key = credentials::RegistryKey::parse(QString::fromUtf8(bytes)))
        check(*key);
    return 0;
}
