#include "app/oci/mediatype.h"

#include <algorithm>
#include <array>

#include "app/oci/ascii.h"

namespace oci {

using namespace Qt::StringLiterals;

namespace {

enum class Role
{
    Manifest,
    Index,
    Schema1,
    Config,
    Layer,
    Other
};

struct KnownType
{
    QString text;
    Role role;
};

// The types of image-spec (media-types.md) and of Docker that mean something to us.
const auto &knownTypes()
{
    static const std::array types{
        KnownType{u"application/vnd.oci.image.manifest.v1+json"_s, Role::Manifest},
        KnownType{u"application/vnd.oci.image.index.v1+json"_s, Role::Index},
        KnownType{u"application/vnd.oci.image.config.v1+json"_s, Role::Config},
        KnownType{u"application/vnd.oci.image.layer.v1.tar+gzip"_s, Role::Layer},
        KnownType{u"application/vnd.oci.image.layer.v1.tar+zstd"_s, Role::Layer},
        KnownType{u"application/vnd.oci.empty.v1+json"_s, Role::Other},
        KnownType{u"application/vnd.docker.distribution.manifest.v2+json"_s, Role::Manifest},
        KnownType{u"application/vnd.docker.distribution.manifest.list.v2+json"_s, Role::Index},
        KnownType{u"application/vnd.docker.container.image.v1+json"_s, Role::Config},
        KnownType{u"application/vnd.docker.image.rootfs.diff.tar.gzip"_s, Role::Layer},
        KnownType{u"application/vnd.docker.image.rootfs.diff.tar"_s, Role::Layer},
        KnownType{u"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"_s, Role::Layer},
        KnownType{u"application/vnd.docker.image.rootfs.foreign.diff.tar"_s, Role::Layer},
        KnownType{u"application/vnd.oci.image.layer.v1.tar"_s, Role::Layer},
        KnownType{u"application/vnd.oci.image.layer.nondistributable.v1.tar"_s, Role::Layer},
        KnownType{u"application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"_s, Role::Layer},
        KnownType{u"application/vnd.oci.image.layer.nondistributable.v1.tar+zstd"_s, Role::Layer},
        KnownType{u"application/vnd.docker.distribution.manifest.v1+prettyjws"_s, Role::Schema1},
        KnownType{u"application/vnd.docker.distribution.manifest.v1+json"_s, Role::Schema1},
    };
    return types;
}

const KnownType *known(QStringView text)
{
    const auto &types = knownTypes();
    const auto type = std::find_if(types.cbegin(), types.cend(), [text](const KnownType &t) { return t.text == text; });
    return type == types.cend() ? nullptr : &*type;
}

Role roleOf(QStringView text)
{
    const KnownType *type = known(text);
    return type ? type->role : Role::Other;
}

// RFC 6838 §4.2, restricted-name
bool isRestrictedName(QStringView name)
{
    const auto isAllowed = [](QChar c) { return isLetterOrDigit(c) || "!#$&-^_.+"_L1.contains(c); };
    return !name.isEmpty() && name.size() <= 127 && isLetterOrDigit(name.front())
        && std::all_of(name.begin(), name.end(), isAllowed);
}

} // namespace

Result<MediaType> MediaType::parse(QStringView text)
{
    const QStringView essence = text.left(text.indexOf(u';') < 0 ? text.size() : text.indexOf(u';')).trimmed();
    const qsizetype slash = essence.indexOf(u'/');
    if (slash < 0 || !isRestrictedName(essence.left(slash)) || !isRestrictedName(essence.mid(slash + 1)))
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "\"%1\" is no media type"), {text.left(80).toString()}});
    if (const KnownType *type = known(essence))
        return MediaType(type->text);
    QString lower = essence.toString().toLower();
    if (const KnownType *type = known(lower))
        return MediaType(type->text);
    return MediaType(std::move(lower));
}

bool MediaType::isImageManifest() const noexcept
{
    return roleOf(m_text) == Role::Manifest;
}

bool MediaType::isIndex() const noexcept
{
    return roleOf(m_text) == Role::Index;
}

bool MediaType::isSchema1() const noexcept
{
    return roleOf(m_text) == Role::Schema1;
}

bool MediaType::isImageConfig() const noexcept
{
    return roleOf(m_text) == Role::Config;
}

bool MediaType::isLayer() const noexcept
{
    return roleOf(m_text) == Role::Layer;
}

MediaType MediaType::ociManifest()
{
    return MediaType(u"application/vnd.oci.image.manifest.v1+json"_s);
}

MediaType MediaType::ociIndex()
{
    return MediaType(u"application/vnd.oci.image.index.v1+json"_s);
}

MediaType MediaType::ociConfig()
{
    return MediaType(u"application/vnd.oci.image.config.v1+json"_s);
}

MediaType MediaType::ociLayerGzip()
{
    return MediaType(u"application/vnd.oci.image.layer.v1.tar+gzip"_s);
}

MediaType MediaType::ociLayerZstd()
{
    return MediaType(u"application/vnd.oci.image.layer.v1.tar+zstd"_s);
}

MediaType MediaType::ociEmpty()
{
    return MediaType(u"application/vnd.oci.empty.v1+json"_s);
}

MediaType MediaType::dockerManifest()
{
    return MediaType(u"application/vnd.docker.distribution.manifest.v2+json"_s);
}

MediaType MediaType::dockerList()
{
    return MediaType(u"application/vnd.docker.distribution.manifest.list.v2+json"_s);
}

MediaType MediaType::dockerConfig()
{
    return MediaType(u"application/vnd.docker.container.image.v1+json"_s);
}

QByteArray MediaType::acceptedManifests()
{
    return QStringList{ociIndex().m_text, ociManifest().m_text, dockerList().m_text, dockerManifest().m_text}
        .join(", "_L1)
        .toLatin1();
}

} // namespace oci
