#pragma once

#include <optional>

#include <QStringView>

#include "app/base/result.h"
#include "app/connections/connection.h"
#include "app/oci/reference.h"

namespace connections {

/// A place that a person named: a connection that could be opened and, perhaps, what to show there.
struct Address
{
    Connection connection;
    std::optional<oci::RepositoryName> repository{};
    std::optional<oci::TagOrDigest> image{}; ///< only where there is a repository; a digest decides over a tag
};

/// What was typed or pasted:
/// - `http://` or `https://` `HOST[:PORT][/REPOSITORY[:TAG][@DIGEST]]`; plain HTTP on a loopback host only;
/// - a reference as docker writes it, also after `docker://`, or a whole line that pulls it (`docker pull …`, `podman
///   pull …`, `skopeo inspect docker://…`); a bare word (`nginx`) is Docker Hub's short name;
/// - a host: what has a dot before any colon, `localhost`, or an IPv6 address in brackets, with or without a port;
/// - a folder: an absolute path, one that starts with `.` or `~`, a `file:` URL, or a relative path with a separator
///   where there is such a folder.
/// A loopback host without a scheme is SchemeChoice::HttpsThenHttp. Looks at the disk for folders only, sends nothing.
/// What is refused tells why in Error::detail; ErrorReason::PlainHttpNotAllowed where that is all that is wrong.
[[nodiscard]] Result<Address> parseAddress(QStringView text);

/// Whether a place that is not on this computer may be reached without encryption.
enum class PlainHttp
{
    Refused,
    Allowed, ///< by consent; where no scheme is written it is plain HTTP then
};

/// The same for a field that asks for a registry: a word without a slash is a host (`harbor`, `lab:5000`), and a page
/// of a web interface stands for its registry; Unsupported where the page does not tell it.
[[nodiscard]] Result<Address> parseRegistryAddress(QStringView text, PlainHttp plainHttp = PlainHttp::Refused);

} // namespace connections
