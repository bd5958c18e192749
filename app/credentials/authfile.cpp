#include "app/credentials/authfile.h"

#include <optional>
#include <utility>

#include <QRegularExpression>

#include "app/base/json.h"

namespace credentials {

using namespace Qt::StringLiterals;
using base::Json;

namespace {

constexpr std::size_t mostEntries = 2000;

QString text(const Json &object, QLatin1StringView key)
{
    const Json *value = object.find(key);
    return value ? value->toString().value_or(QString()) : QString();
}

base::Secret secretOf(const QString &value)
{
    return base::Secret(value.toUtf8());
}

/// Reads the entries of one file.
class Reader final
{
public:
    explicit Reader(AuthFile &file)
        : m_file(file)
    { }

    void auths(const Json &object);
    void helpers(const Json &object);
    void store(const Json &value);

private:
    /// The key of an entry, or a fault of its own.
    std::optional<RegistryKey> registry(QLatin1StringView section, const QString &key);
    void auth(const RegistryKey &registry, const QString &key, const Json &entry);
    [[nodiscard]] std::optional<Credential> credential(const Json &entry) const;
    void fault(FileFault::Kind kind, QLatin1StringView section, const QString &key, const base::Message &detail = {});

    AuthFile &m_file;
};

void Reader::fault(FileFault::Kind kind, QLatin1StringView section, const QString &key, const base::Message &detail)
{
    m_file.faults.push_back({kind, u"%1: %2"_s.arg(section, key.left(200)), detail});
}

std::optional<RegistryKey> Reader::registry(QLatin1StringView section, const QString &key)
{
    const Result<RegistryKey> parsed = RegistryKey::parse(key);
    if (parsed)
        return *parsed;
    fault(FileFault::Kind::Registry, section, key, parsed.error().message);
    return {};
}

void Reader::auths(const Json &object)
{
    if (!object.isObject() && !object.isNull())
        m_file.faults.push_back({FileFault::Kind::Format, u"auths"_s, QT_TRANSLATE_NOOP("Faults", "no object")});
    for (const auto &[key, entry] : object.members()) {
        if (m_file.signIns.size() + m_file.helperSignIns.size() >= mostEntries) {
            m_file.faults.push_back({FileFault::Kind::TooMany, u"auths"_s, {}});
            return;
        }
        if (const std::optional<RegistryKey> parsed = registry("auths"_L1, key))
            auth(*parsed, key, entry);
    }
}

/// `auth` goes before `username` and `password`, as docker has it. NULs at the end of a password are padding.
std::optional<Credential> Reader::credential(const Json &entry) const
{
    const QString encoded = text(entry, "auth"_L1);
    if (encoded.isEmpty())
        return Credential{text(entry, "username"_L1), secretOf(text(entry, "password"_L1))};
    auto decoded = QByteArray::fromBase64Encoding(encoded.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    QByteArray &pair = *decoded;
    const qsizetype colon = pair.indexOf(':');
    if (!decoded || colon < 1)
        return {};
    while (pair.endsWith('\0'))
        pair.chop(1);
    base::Secret whole(std::move(pair)); // wiped when it goes
    const QByteArrayView view = whole.expose();
    return Credential{QString::fromUtf8(view.first(colon)), base::Secret(view.sliced(colon + 1).toByteArray())};
}

void Reader::auth(const RegistryKey &registry, const QString &key, const Json &entry)
{
    if (!entry.isObject() || entry.ambiguousKey()) {
        fault(FileFault::Kind::Format, "auths"_L1, key,
              entry.isObject() ? QT_TRANSLATE_NOOP("Faults", "a key twice") : QT_TRANSLATE_NOOP("Faults", "no object"));
        return;
    }
    std::optional<Credential> found = credential(entry);
    if (!found) {
        fault(FileFault::Kind::SignIn, "auths"_L1, key,
              QT_TRANSLATE_NOOP("Faults", "`auth` is not the Base64 of user:password"));
        return;
    }
    if (const QString token = text(entry, "identitytoken"_L1); !token.isEmpty()) {
        m_file.signIns.push_back({registry, StoredSignIn::Kind::IdentityToken, {found->user, secretOf(token)}});
    } else if (!found->user.isEmpty() && !found->password.isEmpty()) {
        m_file.signIns.push_back({registry, StoredSignIn::Kind::Password, *std::move(found)});
    } else if (entry.find("registrytoken"_L1)) {
        fault(FileFault::Kind::SignIn, "auths"_L1, key,
              QT_TRANSLATE_NOOP("Faults", "`registrytoken` holds for a short time only"));
    } else if (!found->user.isEmpty()) {
        fault(FileFault::Kind::SignIn, "auths"_L1, key, QT_TRANSLATE_NOOP("Faults", "a user without a password"));
    } else {
        // A mark that docker leaves where the secret is with its credsStore; nothing where there is none.
        m_file.helperSignIns.push_back({registry, key, {}});
    }
}

void Reader::helpers(const Json &object)
{
    if (!object.isObject() && !object.isNull())
        m_file.faults.push_back({FileFault::Kind::Format, u"credHelpers"_s, QT_TRANSLATE_NOOP("Faults", "no object")});
    for (const auto &[key, value] : object.members()) {
        const std::optional<RegistryKey> parsed = registry("credHelpers"_L1, key);
        const QString name = value.toString().value_or(QString());
        if (!parsed || name.isEmpty())
            continue;
        if (!isHelperName(name)) {
            fault(FileFault::Kind::HelperName, "credHelpers"_L1, key, name.left(80));
            continue;
        }
        // It goes before credsStore, and what it does not have is looked for in `auths`.
        std::erase_if(m_file.helperSignIns,
                      [&](const HelperSignIn &one) { return one.helper.isEmpty() && one.registry == *parsed; });
        m_file.helperSignIns.push_back({*parsed, key, name});
        if (m_file.helperSignIns.size() >= mostEntries) {
            m_file.faults.push_back({FileFault::Kind::TooMany, u"credHelpers"_s, {}});
            return;
        }
    }
}

void Reader::store(const Json &value)
{
    const QString name = value.toString().value_or(QString());
    if (name.isEmpty())
        return;
    if (isHelperName(name))
        m_file.helper = name;
    else
        m_file.faults.push_back({FileFault::Kind::HelperName, u"credsStore"_s, name.left(80)});
}

} // namespace

Result<AuthFile> AuthFile::parse(QByteArrayView bytes)
{
    const Result<Json> document = Json::parse(bytes);
    if (!document)
        return base::fail(ErrorKind::InvalidData, document.error().message);
    if (!document->isObject())
        return base::fail(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "no JSON object"));
    if (const std::optional<QString> twice = document->ambiguousKey())
        return base::fail(
            ErrorKind::InvalidData,
            {QT_TRANSLATE_NOOP("Faults", "the key \"%1\" stands twice in one object"), {twice->left(80)}});

    AuthFile file;
    Reader reader(file);
    if (const Json *auths = document->find("auths"_L1))
        reader.auths(*auths);
    if (const Json *helpers = document->find("credHelpers"_L1))
        reader.helpers(*helpers);
    if (const Json *store = document->find("credsStore"_L1))
        reader.store(*store);
    std::erase_if(file.helperSignIns, [&file](HelperSignIn &one) {
        if (one.helper.isEmpty())
            one.helper = file.helper;
        return one.helper.isEmpty();
    });
    return file;
}

bool isHelperName(const QString &name)
{
    static const QRegularExpression pattern(u"\\A[a-z0-9][a-z0-9-]{0,63}\\z"_s);
    return pattern.match(name).hasMatch();
}

} // namespace credentials
