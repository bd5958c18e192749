#pragma once

#include <QCoreApplication>

namespace ui {

/// Installs our texts and Qt's own in @p language (such as `zh_CN`), or in the system's where it is empty. English
/// needs a file, too: it has the forms for one and for many.
void installTranslations(QCoreApplication &application, const QString &language);

} // namespace ui
