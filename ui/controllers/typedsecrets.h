#pragma once

#include <map>

#include <QString>

#include "ui/dialogs/connectiondialog.h"

namespace ui {

/// Whether a secret of @p before is good for @p after, and is wanted there.
[[nodiscard]] bool isSameSignIn(const connections::Connection &before, const connections::Connection &after);
[[nodiscard]] bool isSameProxy(const connections::Connection &before, const connections::Connection &after);
[[nodiscard]] bool isSameClientKey(const connections::Connection &before, const connections::Connection &after);

/// What was typed into @p dialog, by its ids, as a store has them.
[[nodiscard]] std::map<QString, credentials::Credential> typedSecrets(const ConnectionDialog &dialog);

} // namespace ui
