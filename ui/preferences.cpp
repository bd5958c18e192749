#include "ui/preferences.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int furthestZoom = 5;
constexpr double zoomStep = 1.1;

constexpr QLatin1StringView themeKey("theme");
constexpr QLatin1StringView languageKey("language");
constexpr QLatin1StringView zoomKey("zoom");
constexpr QLatin1StringView keptDaysKey("keepHistoryDays");
constexpr QLatin1StringView darkKey("desktopWasDark");

} // namespace

Preferences::Preferences(const QString &file, const Overrides &overrides, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_isForgetful(overrides.isForgetful)
    , m_kept(m_isForgetful ? QJsonObject() : m_file.read())
    , m_system(m_kept.value(darkKey).toBool())
{
    read();
    m_theme = overrides.theme.value_or(m_theme);
    if (!overrides.language.isEmpty())
        m_language = overrides.language;
    m_translations.use(m_language);
    look::scaleText(std::pow(zoomStep, m_zoom));
    applyTheme();
    connect(&m_system, &look::SystemTheme::changed, this, [this] {
        m_kept.insert(darkKey, m_system.isDark());
        save();
        applyTheme();
    });
}

void Preferences::read()
{
    m_theme = look::themeOf(m_kept.value(themeKey).toString()).value_or(look::Theme::System);
    m_language = m_kept.value(languageKey).toString();
    m_zoom = std::clamp(m_kept.value(zoomKey).toInt(), -furthestZoom, furthestZoom);
    m_keptDays = std::clamp(m_kept.value(keptDaysKey).toInt(changes::keptDays), 1, changes::mostKeptDays);
}

void Preferences::save()
{
    if (!m_isForgetful)
        m_file.write(m_kept);
}

void Preferences::follow()
{
    if (m_theme == look::Theme::System)
        m_system.follow();
}

void Preferences::setTheme(look::Theme theme)
{
    m_theme = theme;
    m_kept.insert(themeKey, look::nameOf(theme));
    save();
    applyTheme();
    follow();
}

void Preferences::setLanguage(const QString &language)
{
    if (m_language == language)
        return;
    m_language = language;
    m_kept.insert(languageKey, language);
    save();
    m_translations.use(language);
    emit languageChanged();
}

void Preferences::zoom(int steps)
{
    m_zoom = std::clamp(m_zoom + steps, -furthestZoom, furthestZoom);
    m_kept.insert(zoomKey, m_zoom);
    save();
    look::scaleText(std::pow(zoomStep, m_zoom));
}

void Preferences::setKeptDays(int days)
{
    m_keptDays = days;
    m_kept.insert(keptDaysKey, days);
    save();
}

void Preferences::resetZoom()
{
    zoom(-m_zoom);
}

void Preferences::applyTheme()
{
    look::apply(m_theme == look::Theme::Dark || (m_theme == look::Theme::System && m_system.isDark()));
}

} // namespace ui
