#pragma once

#include <optional>
#include <variant>

#include <QString>

#include "app/base/result.h"
#include "app/oci/digest.h"
#include "app/oci/repositoryname.h"
#include "app/oci/tagname.h"

namespace oci {

/// What a manifest is asked for by: a tag or a digest (distribution-spec: `<reference>`).
using TagOrDigest = std::variant<TagName, Digest>;
[[nodiscard]] QString toString(const TagOrDigest &reference);

/// `[host[:port]/]repository[:tag][@digest]`, as people write it for docker, podman and skopeo. Docker Hub's short
/// forms are spelled out: `nginx` is `docker.io/library/nginx`; `index.docker.io` and `registry-1.docker.io` are
/// `docker.io`. A first part is a host when it has a dot or a colon, is `localhost`, or has upper-case letters. Always
/// valid; keeps nothing of how it was typed.
class Reference final
{
public:
    static Result<Reference> parse(QStringView text);
    Reference(QString registry, RepositoryName repository, std::optional<TagName> tag = {},
              std::optional<Digest> digest = {});

    [[nodiscard]] const QString &registry() const noexcept { return m_registry; } ///< `host[:port]`, lower case
    [[nodiscard]] const RepositoryName &repository() const noexcept { return m_repository; }
    [[nodiscard]] const std::optional<TagName> &tag() const noexcept { return m_tag; }
    [[nodiscard]] const std::optional<Digest> &digest() const noexcept { return m_digest; }
    /// The digest where there is one (it decides), else the tag, else `latest`.
    [[nodiscard]] TagOrDigest tagOrDigest() const;
    /// Spelled out: `docker.io/library/nginx:1.27@sha256:…`. Reads back as the same reference: a host of one bare word
    /// is printed in upper case, which is how docker tells it from a repository.
    [[nodiscard]] QString toString() const;

    friend bool operator==(const Reference &, const Reference &) = default;

private:
    QString m_registry;
    RepositoryName m_repository;
    std::optional<TagName> m_tag;
    std::optional<Digest> m_digest;
};

/// The registry part of every reference without a host.
inline constexpr QLatin1StringView dockerHub("docker.io");

} // namespace oci
