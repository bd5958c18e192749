#pragma once

#include <memory>
#include <vector>

#include <QLocale>
#include <QTranslator>

namespace ui {

/// The texts that the application speaks with, ours and Qt's own. They go with this object.
class Translations final
{
public:
    /// Speaks @p language (such as `zh_CN`), or the system's where it is empty, from now on. English needs a file, too:
    /// it has the forms for one and for many.
    void use(const QString &language);

private:
    bool install(const QString &name, const QLocale &locale, const QString &folder);

    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace ui
