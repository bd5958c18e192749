#pragma once

#include <optional>

#include <QObject>

#include "app/changes/journal.h"
#include "ui/look/systemtheme.h"
#include "ui/look/theme.h"
#include "ui/statefile.h"
#include "ui/translations.h"

namespace ui {

/// What the user likes: theme, language and the size of the text, and for how long the history is kept. Applies what is
/// chosen to the application and keeps it in the profile.
class Preferences final : public QObject
{
    Q_OBJECT

public:
    /// What holds for this run only, whatever was chosen.
    struct Overrides
    {
        std::optional<look::Theme> theme{};
        QString language{}; ///< empty: as chosen
        bool isForgetful = false; ///< reads nothing and keeps nothing, as in safe mode
    };

    /// Reads @p file and applies it: before the first widget, so that nothing is made twice.
    Preferences(const QString &file, const Overrides &overrides, QObject *parent = nullptr);

    /// The rest, which can wait until the window is there: what the desktop has to tell.
    void follow();

    [[nodiscard]] look::Theme theme() const noexcept { return m_theme; }
    void setTheme(look::Theme theme);
    [[nodiscard]] const QString &language() const noexcept { return m_language; } ///< empty: the system's
    void setLanguage(const QString &language); ///< what is on the screen is made anew by who hears languageChanged()
    [[nodiscard]] int keptDays() const noexcept { return m_keptDays; } ///< for how long the history is kept
    void setKeptDays(int days);
    void zoom(int steps); ///< larger for more than 0, smaller for less
    void resetZoom();

signals:
    void languageChanged();

private:
    void read();
    void save();
    void applyTheme();

    StateFile m_file;
    bool m_isForgetful;
    look::Theme m_theme = look::Theme::System;
    QString m_language;
    int m_zoom = 0;
    int m_keptDays = changes::keptDays;
    QJsonObject m_kept; ///< as it is in the file
    look::SystemTheme m_system;
    Translations m_translations;
};

} // namespace ui
