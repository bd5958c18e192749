#include "ui/translations.h"

#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace ui {

using namespace Qt::StringLiterals;

void installTranslations(QCoreApplication &application, const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    const auto install = [&](const QString &name, const QString &folder) {
        auto *translator = new QTranslator(&application);
        if (translator->load(locale, name, u"_"_s, folder))
            return QCoreApplication::installTranslator(translator);
        delete translator;
        return false;
    };
    install(u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (install(u"portolan"_s, u":/i18n"_s))
        return;
    auto *english = new QTranslator(&application);
    if (english->load(u":/i18n/portolan_en.qm"_s))
        QCoreApplication::installTranslator(english);
}

} // namespace ui
