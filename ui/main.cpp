#include <cstdio>

#include <QApplication>

#include "ui/application.h"
#include "ui/commandline.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/prompts.h"
#include "ui/terminationsignals.h"
#include "ui/translations.h"

namespace {

using namespace Qt::StringLiterals;

void nameApplication()
{
    QCoreApplication::setApplicationName(u"portolan"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(PORTOLAN_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Portolan"_s);
    QGuiApplication::setDesktopFileName(u"portolan"_s);
}

QStringList toList(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

/// Words on the terminal: no display, no window.
int print(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    ui::installTranslations(application, {});
    const ui::CommandLine inWords(application.arguments());
    std::fputs(qPrintable(inWords.text()), inWords.exitCode() == 0 ? stdout : stderr);
    return inWords.exitCode();
}

} // namespace

int main(int argc, char *argv[])
{
    nameApplication();
    const ui::CommandLine commandLine(toList(argc, argv));
    if (!commandLine.text().isEmpty())
        return print(argc, argv);

    QApplication qt(argc, argv);
    ui::installTranslations(qt, commandLine.options().language);
    look::apply(qt, commandLine.options().theme);
    QApplication::setWindowIcon(look::icon(u"portolan"_s));
    ui::DialogPrompts prompts;
    ui::Application application(commandLine.options(), prompts);
    const ui::TerminationSignals termination;
    QObject::connect(&termination, &ui::TerminationSignals::requested, &qt, &QApplication::quit);
    application.start();
    return QApplication::exec();
}
