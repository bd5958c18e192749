#pragma once

#include <optional>

#include <QByteArray>

namespace oci {

/// The bytes that a signed manifest of Docker's schema 1 is named by: the document without its signatures, put together
/// as the protected header of the first one says (Image Manifest Version 2, Schema 1, "Signed Manifests"). Nothing for
/// every other document. No signature is verified.
[[nodiscard]] std::optional<QByteArray> signedPayload(const QByteArray &raw);

} // namespace oci
