#pragma once

#include <QByteArray>
#include <QStringList>

#include "app/base/result.h"

namespace credentials {

/// What a config.json or auth.json needs to have docker-credential-@p helper asked for @p servers.
[[nodiscard]] QByteArray helperLines(const QStringList &servers, const QString &helper);

/// Puts that into the file at @p path and keeps the rest of it, and its permissions. What was there is copied beside it
/// before, under the name that is returned; empty where there was no file. InvalidData where it is damaged: it stays as
/// it is.
Result<QString> writeHelperLines(const QString &path, const QStringList &servers, const QString &helper);

} // namespace credentials
