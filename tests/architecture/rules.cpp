#include "tests/architecture/rules.h"

#include <algorithm>
#include <optional>

#include <QDir>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>

#include "tests/architecture/cppcode.h"

using namespace Qt::StringLiterals;

namespace architecture {

namespace {

constexpr int longestFile = 500;

/// The folders of app from the bottom up. A folder may include itself and every lower rank, none of its own.
const QList<QStringList> &ranks()
{
    static const QList<QStringList> ranks{
        {u"base"_s},  {u"oci"_s, u"http"_s, u"credentials"_s}, {u"registry"_s}, {u"platforms"_s}, {u"connections"_s},
        {u"store"_s}, {u"insight"_s, u"trust"_s, u"doctor"_s}, {u"changes"_s},  {u"jobs"_s},
    };
    return ranks;
}

/// What the folders of the root may include besides themselves.
const QHash<QString, QStringList> &layers()
{
    static const QHash<QString, QStringList> layers{
        {u"app"_s, {}},
        {u"models"_s, {u"app"_s}},
        {u"ui"_s, {u"app"_s, u"models"_s}},
        {u"resources"_s, {u"app"_s}},
        {u"tests"_s, {u"app"_s, u"models"_s, u"ui"_s, u"resources"_s}},
    };
    return layers;
}

/// Words and headers that only some places may use, as prefixes of paths.
struct Reserved
{
    QRegularExpression pattern;
    QStringList places;
    QString reason;
};

const QList<Reserved> &reservedWords()
{
    static const QList<Reserved> words{
        {QRegularExpression(uR"(\binstance\s*\(\s*\))"_s), {u"tests/"_s}, u"singletons are not used"_s},
        {QRegularExpression(uR"(\bqApp\b)"_s), {u"ui/"_s, u"tests/"_s}, u"qApp belongs to ui"_s},
        {QRegularExpression(uR"(\bQEventLoop\b|\bprocessEvents\b)"_s), {u"tests/"_s}, u"no nested event loops"_s},
        {QRegularExpression(uR"(\bQThreadPool\b|\bQtConcurrent\b)"_s), {}, u"workers live in app/jobs"_s},
        {QRegularExpression(uR"(\bdetach\s*\(\s*\))"_s), {u"app/base/secret."_s}, u"threads are joined"_s},
        {QRegularExpression(uR"(\b(sleep_for|sleep_until|[mu]?sleep)\s*\()"_s),
         {u"tests/"_s},
         u"waits go through base::Clock"_s},
        {QRegularExpression(uR"(\b(current(DateTime|Date|Time)|toLocalTime|LocalTime|localtime(_r)?|mktime)\b)"_s),
         {u"models/"_s, u"ui/"_s, u"tests/"_s},
         u"the core knows only UTC"_s},
        {QRegularExpression(uR"(\b(QMessageBox|QFileDialog)\b)"_s),
         {u"ui/prompts."_s, u"tests/"_s},
         u"dialogs go through ui/prompts"_s},
        {QRegularExpression(uR"(\bQTRY_(VERIFY|COMPARE)\s*\()"_s), {}, u"five seconds fail on a busy machine"_s},
        {QRegularExpression(uR"(\bQTable(View|Widget)\b)"_s), {}, u"Orca crashes on it; a table is a QTreeView"_s},
    };
    return words;
}

const QList<Reserved> &reservedHeaders()
{
    static const QList<Reserved> headers{
        {QRegularExpression(u"^curl/"_s), {u"app/http/"_s, u"tests/"_s}, u"curl belongs to app/http"_s},
        {QRegularExpression(u"^qt6?keychain/"_s),
         {u"app/credentials/keychain."_s, u"tests/"_s},
         u"QtKeychain belongs to app/credentials/keychain"_s},
        {QRegularExpression(u"^(openssl|archive|nlohmann)\\b"_s),
         {u"app/"_s, u"resources/sample/"_s, u"tests/"_s},
         u"a private library of app"_s},
    };
    return headers;
}

/// Where headers of a Qt module other than Core may be included.
const QList<Reserved> &reservedModules()
{
    static const QList<Reserved> modules{
        {QRegularExpression(u"^Qt(Gui|Widgets|Svg|SvgWidgets)$"_s), {u"ui/"_s, u"tests/"_s}, u"screens belong to ui"_s},
        {QRegularExpression(u"^QtNetwork$"_s),
         {u"ui/"_s, u"tests/"_s},
         u"Qt Network serves only one-instance sockets in ui"_s},
        {QRegularExpression(u"^QtSql$"_s),
         {u"app/base/database."_s, u"tests/"_s},
         u"Qt SQL belongs to app/base/database"_s},
        {QRegularExpression(u"^QtDBus$"_s),
         {u"app/credentials/"_s, u"ui/"_s, u"tests/"_s},
         u"D-Bus belongs to the keychain and the desktop"_s},
        {QRegularExpression(u"^QtTest$"_s), {u"tests/"_s}, u"tests only"_s},
        {QRegularExpression(u"^QtConcurrent$"_s), {}, u"workers live in app/jobs"_s},
    };
    return modules;
}

bool isIn(const QString &path, const QStringList &places)
{
    return std::any_of(places.begin(), places.end(), [&](const QString &place) { return path.startsWith(place); });
}

/// The module of a Qt header, for example "QtGui" for QColor; empty for other headers and for Qt Core.
QString qtModule(const QString &header)
{
    if (header.startsWith("Qt"_L1) && header.contains(u'/'))
        return header.section(u'/', 0, 0);
    if (!header.startsWith(u'Q') && !header.startsWith(u'q'))
        return {};
    const QDir headers(QLibraryInfo::path(QLibraryInfo::HeadersPath));
    static const QStringList modules = headers.entryList({u"Qt*"_s}, QDir::Dirs);
    if (modules.contains(header))
        return header;
    for (const QString &module : modules) {
        if (headers.exists(module + u'/' + header))
            return module;
    }
    return {};
}

std::optional<qsizetype> rank(const QString &folder)
{
    for (qsizetype i = 0; i < ranks().size(); ++i) {
        if (ranks()[i].contains(folder))
            return i;
    }
    return std::nullopt;
}

/// The reason why the file `path` may not include our own `header`; empty when it may.
QString forbiddenEdge(const QString &path, const QString &header)
{
    const QString from = path.section(u'/', 0, 0);
    const QString to = header.section(u'/', 0, 0);
    if (!layers().contains(to))
        return u"is not written from the root"_s;
    if (from != to)
        return layers().value(from).contains(to) ? QString() : from + u" may not include "_s + to;
    if (from != u"app")
        return {};

    const QString fromFolder = path.section(u'/', 1, 1);
    const QString toFolder = header.section(u'/', 1, 1);
    const std::optional<qsizetype> fromRank = rank(fromFolder);
    const std::optional<qsizetype> toRank = rank(toFolder);
    if (!fromRank || !toRank)
        return u"is an edge of a folder without a rank"_s;
    if (fromFolder != toFolder && *toRank >= *fromRank)
        return fromFolder + u" may not include "_s + toFolder;
    return {};
}

bool isGenerated(const QString &header)
{
    return header.endsWith(".moc"_L1) || header.startsWith("ui_"_L1) || header == u"version.h";
}

QString whyNotInclude(const QString &path, const Include &include)
{
    if (include.quoted)
        return isGenerated(include.header) ? QString() : forbiddenEdge(path, include.header);
    for (const Reserved &reserved : reservedHeaders()) {
        if (reserved.pattern.match(include.header).hasMatch() && !isIn(path, reserved.places))
            return reserved.reason;
    }
    const QString module = qtModule(include.header);
    for (const Reserved &reserved : reservedModules()) {
        if (reserved.pattern.match(module).hasMatch() && !isIn(path, reserved.places))
            return reserved.reason;
    }
    return {};
}

} // namespace

QStringList violations(const QString &path, QStringView text)
{
    QStringList found;
    const auto add
        = [&](const QString &what, const QString &why) { found.append(path + u": "_s + what + u": "_s + why); };

    for (const Include &include : includes(text)) {
        if (const QString why = whyNotInclude(path, include); !why.isEmpty())
            add(u"#include "_s + include.header, why);
    }
    const QString code = withoutCommentsAndLiterals(text);
    for (const Reserved &reserved : reservedWords()) {
        const QRegularExpressionMatch match = reserved.pattern.match(code);
        if (match.hasMatch() && !isIn(path, reserved.places))
            add(match.captured(), reserved.reason);
    }
    if (path.endsWith(".h"_L1) && !code.contains("#pragma once"_L1))
        add(u"header"_s, u"lacks #pragma once"_s);
    if (const qsizetype lines = text.count(u'\n'); lines > longestFile)
        add(u"%1 lines"_s.arg(lines), u"a file past %1 becomes two"_s.arg(longestFile));
    return found;
}

QStringList strangersInRoot(const QStringList &names)
{
    static const QStringList known{u"CMakeLists.txt"_s,
                                   u"CMakePresets.json"_s,
                                   u"README.md"_s,
                                   u"LICENSE"_s,
                                   u"app"_s,
                                   u"models"_s,
                                   u"ui"_s,
                                   u"resources"_s,
                                   u"tests"_s,
                                   u"installers"_s,
                                   u"build"_s,
                                   u"CMakeUserPresets.json"_s}; // the last two are not under version control
    QStringList strangers;
    std::copy_if(names.begin(), names.end(), std::back_inserter(strangers),
                 [](const QString &name) { return !name.startsWith(u'.') && !known.contains(name); });
    return strangers;
}

} // namespace architecture
