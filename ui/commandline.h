#pragma once

#include <optional>

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include "ui/look/theme.h"

namespace ui {

/// What the command line asks for.
struct Options
{
    QString profile; ///< the folder of --profile; empty: the user's own
    QString target; ///< address, reference or folder to open; empty for none
    QString language; ///< such as zh_CN; empty: as chosen before
    std::optional<look::Theme> theme; ///< as chosen before where it is not there
    bool sample = false;
    bool safeMode = false; ///< nothing restored, nothing opened by itself, default settings
};

/// The command line as read: options to run with, or a text to print instead and the exit code.
class CommandLine final
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)

public:
    /// Reads @p arguments, the first of which is the program. Needs no application object and no display; that there
    /// is none is the text where a window is asked for.
    explicit CommandLine(const QStringList &arguments);

    [[nodiscard]] const Options &options() const noexcept { return m_options; }
    [[nodiscard]] const QString &text() const noexcept { return m_text; } ///< empty where the program runs
    [[nodiscard]] int exitCode() const noexcept { return m_exitCode; }

private:
    void refuse(const QString &reason, int exitCode);
    static QString help();

    Options m_options;
    QString m_text;
    int m_exitCode = 0;
};

} // namespace ui
