#pragma once

#include <QString>

namespace base {

/// The part of a URL that may be shown and logged: scheme, host, port and path; userinfo, query and fragment are gone.
[[nodiscard]] QString redactedUrl(QByteArrayView url);

/// Server text made fit for a log or a message: at most @p maxLength characters, without what looks like a credential
/// (Authorization values, bearer tokens, JWTs, `password=`, presigned query strings).
[[nodiscard]] QString redactedText(QStringView text, qsizetype maxLength = 300);

} // namespace base
