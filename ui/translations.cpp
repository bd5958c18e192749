#include "ui/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace ui {

using namespace Qt::StringLiterals;

void Translations::use(const QString &language)
{
    QLocale::setDefault(QLocale(QLocale::English)); // of counts (%Ln): the same in every language
    m_translators.clear(); // which takes them out of the application
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    install(u"qtbase"_s, locale, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (!install(u"portolan"_s, locale, u":/i18n"_s))
        install(u"portolan"_s, QLocale(QLocale::English), u":/i18n"_s);
}

bool Translations::install(const QString &name, const QLocale &locale, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(locale, name, u"_"_s, folder) || !QCoreApplication::installTranslator(translator.get()))
        return false;
    m_translators.push_back(std::move(translator));
    return true;
}

} // namespace ui
