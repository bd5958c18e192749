#include "ui/commandline.h"

#include <QCommandLineParser>

#include "ui/display.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int failure = 1;
constexpr int usageError = 2;

} // namespace

CommandLine::CommandLine(const QStringList &arguments)
{
    const QCommandLineOption help(QStringList{u"h"_s, u"help"_s});
    const QCommandLineOption version(QStringList{u"v"_s, u"version"_s});
    const QCommandLineOption sample(u"sample"_s);
    const QCommandLineOption profile(u"profile"_s, {}, u"DIR"_s);
    const QCommandLineOption language(u"language"_s, {}, u"CODE"_s);
    const QCommandLineOption theme(u"theme"_s, {}, u"THEME"_s);
    const QCommandLineOption safeMode(u"safe-mode"_s);
    QCommandLineParser parser;
    parser.addOptions({help, version, sample, profile, language, theme, safeMode});
    if (!parser.parse(arguments)) {
        refuse(parser.errorText(), usageError);
        return;
    }
    if (parser.isSet(help)) {
        m_text = CommandLine::help();
        return;
    }
    if (parser.isSet(version)) {
        m_text = u"portolan %1\n"_s.arg(QLatin1StringView(PORTOLAN_VERSION));
        return;
    }
    if (parser.positionalArguments().size() > 1) {
        refuse(tr("One address at a time, please."), usageError);
        return;
    }
    const std::optional<look::Theme> chosen = look::themeOf(parser.value(theme));
    if (parser.isSet(theme) && !chosen) {
        refuse(tr("The theme is system, light or dark."), usageError);
        return;
    }
    if (parser.isSet(profile) && parser.value(profile).isEmpty()) {
        refuse(tr("--profile needs a folder."), usageError);
        return;
    }
    if (!hasDisplay()) {
        refuse(tr("There is no display to show a window on: neither DISPLAY nor WAYLAND_DISPLAY leads to one."),
               failure);
        return;
    }
    m_options = {.profile = parser.value(profile),
                 .target = parser.positionalArguments().value(0),
                 .language = parser.value(language),
                 .theme = chosen,
                 .sample = parser.isSet(sample),
                 .safeMode = parser.isSet(safeMode)};
}

void CommandLine::refuse(const QString &reason, int exitCode)
{
    m_text = reason + u'\n' + tr("Try portolan --help.") + u'\n';
    m_exitCode = exitCode;
}

QString CommandLine::help()
{
    return tr("Usage: portolan [OPTION]… [ADDRESS | REFERENCE | FOLDER]\n"
              "       portolan doctor URL, see portolan doctor --help\n"
              "Looks into container registries.\n"
              "\n"
              "  ADDRESS           a registry or a repository: https://registry.example/payments/api;\n"
              "                    http:// only for this computer itself\n"
              "  REFERENCE         an image: quay.io/cilium/cilium:v1.16.1; a bare word is at Docker Hub\n"
              "  FOLDER            a folder with OCI image layouts\n"
              "\n"
              "  --sample          opens the sample registry\n"
              "  --profile DIR     keeps everything in this folder\n"
              "  --theme THEME     system, light or dark\n"
              "  --language CODE   en or zh_CN\n"
              "  --safe-mode       restores nothing, opens nothing by itself, and keeps no settings\n"
              "  -v, --version     shows the version\n"
              "  -h, --help        shows this text\n");
}

} // namespace ui
