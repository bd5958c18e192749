#include "ui/commandline.h"

#include <array>

#include <QCommandLineParser>

#include "ui/display.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int failure = 1;
constexpr int usageError = 2;

constexpr std::array themes{std::pair{"system"_L1, look::Theme::System}, std::pair{"light"_L1, look::Theme::Light},
                            std::pair{"dark"_L1, look::Theme::Dark}};

} // namespace

CommandLine::CommandLine(const QStringList &arguments)
{
    const QCommandLineOption help(QStringList{u"h"_s, u"help"_s});
    const QCommandLineOption version(QStringList{u"v"_s, u"version"_s});
    const QCommandLineOption sample(u"sample"_s);
    const QCommandLineOption profile(u"profile"_s, {}, u"DIR"_s);
    const QCommandLineOption language(u"language"_s, {}, u"CODE"_s);
    const QCommandLineOption theme(u"theme"_s, {}, u"THEME"_s, u"system"_s);
    QCommandLineParser parser;
    parser.addOptions({help, version, sample, profile, language, theme});
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
    const auto chosen = std::find_if(themes.begin(), themes.end(),
                                     [&](const auto &entry) { return entry.first == parser.value(theme); });
    if (chosen == themes.end()) {
        refuse(tr("The theme is system, light or dark."), usageError);
        return;
    }
    if (parser.isSet(profile) && parser.value(profile).isEmpty()) {
        refuse(tr("--profile needs a folder."), usageError);
        return;
    }
    if (!hasDisplay()) {
        refuse(tr("There is no display to show a window on: neither DISPLAY nor WAYLAND_DISPLAY is set."), failure);
        return;
    }
    m_options = {.profile = parser.value(profile),
                 .target = parser.positionalArguments().value(0),
                 .language = parser.value(language),
                 .theme = chosen->second,
                 .sample = parser.isSet(sample)};
}

void CommandLine::refuse(const QString &reason, int exitCode)
{
    m_text = reason + u'\n' + tr("Try portolan --help.") + u'\n';
    m_exitCode = exitCode;
}

QString CommandLine::help()
{
    return tr("Usage: portolan [OPTION]… [ADDRESS | REFERENCE | FOLDER]\n"
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
              "  -v, --version     shows the version\n"
              "  -h, --help        shows this text\n");
}

} // namespace ui
