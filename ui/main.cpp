#include <cstdio>

#include <QApplication>

#include "ui/application.h"
#include "ui/commandline.h"
#include "ui/coredumps.h"
#include "ui/doctorcommand.h"
#include "ui/instance.h"
#include "ui/look/icons.h"
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
    ui::Translations translations;
    translations.use({});
    const ui::CommandLine inWords(application.arguments());
    std::fputs(qPrintable(inWords.text()), inWords.exitCode() == 0 ? stdout : stderr);
    return inWords.exitCode();
}

int examine(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    ui::Translations translations;
    translations.use({});
    return ui::DoctorCommand::run(application.arguments().sliced(1));
}

} // namespace

int main(int argc, char *argv[])
{
    ui::forbidCoreDumps();
    nameApplication();
    if (argc > 1 && QByteArrayView(argv[1]) == "doctor")
        return examine(argc, argv);
    const ui::CommandLine commandLine(toList(argc, argv));
    if (!commandLine.text().isEmpty())
        return print(argc, argv);

    QApplication qt(argc, argv);
    const ui::Options &options = commandLine.options();
    const base::Paths paths = ui::Application::pathsOf(options);
    static_cast<void>(paths.prepare()); // the application says what is wrong
    ui::Instance instance(paths.data);
    if (!instance.isFirst() && instance.handOver(options))
        return 0;

    ui::DialogPrompts prompts;
    ui::Application application(options, prompts);
    const ui::TerminationSignals termination;
    QObject::connect(&termination, &ui::TerminationSignals::requested, &qt, &QApplication::quit);
    QObject::connect(&instance, &ui::Instance::asked, &application, &ui::Application::take);
    QApplication::setWindowIcon(look::icon(u"portolan"_s));
    application.window().fitScreen();
    application.start();
    instance.listen();
    return QApplication::exec();
}
