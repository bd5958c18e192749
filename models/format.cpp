#include "models/format.h"

#include <algorithm>
#include <array>

#include <QDateTime>
#include <QStringList>

namespace models {

using namespace Qt::StringLiterals;

namespace {

QDateTime toUtc(oci::UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

/// True for what moves, hides or joins text without being seen.
bool isDeceptive(char32_t character)
{
    if (character == U'\u00AD') // soft hyphen
        return true;
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidirectional marks, zero-width characters, tags
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

} // namespace

QString formatBytes(qint64 bytes)
{
    if (bytes < 1024)
        return QString::number(bytes) + u" B"_s;
    static constexpr std::array units{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    // What would be rounded up to 1024.0 belongs to the next unit.
    while (value >= 1023.95 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return QString::number(value, 'f', 1) + u' ' + QLatin1StringView(units.at(unit));
}

QString formatTime(oci::UtcTime time)
{
    return toUtc(time).toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
}

QString formatTimeInFull(oci::UtcTime time)
{
    const QDateTime utc = toUtc(time);
    return utc.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" ("_s + utc.toString(u"yyyy-MM-dd HH:mm:ss"_s)
        + u" UTC)"_s;
}

QString formatPlatforms(const QList<oci::Platform> &platforms)
{
    QStringList parts;
    QString previousOs;
    for (const oci::Platform &platform : platforms) {
        const QString text = platform.toString();
        const bool sameOs = !platform.os.isEmpty() && platform.os == previousOs && text.startsWith(platform.os + u'/');
        const QString part = visibleText(sameOs ? text.mid(platform.os.size() + 1) : text);
        if (!sameOs || !parts.contains(part))
            parts.append(part);
        previousOs = platform.os;
    }
    return parts.join(u", "_s);
}

QString formatCommand(const QString &createdBy)
{
    static constexpr QLatin1StringView instruction("RUN ");
    static constexpr QLatin1StringView shell("/bin/sh -c ");
    static constexpr QLatin1StringView noOperation("#(nop)");
    QStringView command = QStringView(createdBy).trimmed();
    if (command.endsWith("# buildkit"_L1))
        command = command.chopped(10).trimmed();
    bool runs = command.startsWith(instruction);
    if (runs)
        command = command.mid(instruction.size()).trimmed();
    if (command.startsWith(shell)) {
        command = command.mid(shell.size()).trimmed();
        runs = runs || !command.startsWith(noOperation);
    }
    if (!runs && command.startsWith(noOperation))
        command = command.mid(noOperation.size()).trimmed();
    return visibleText(runs ? instruction + command : command.toString());
}

QString visibleText(const QString &text)
{
    const QList<uint> characters = text.toUcs4();
    if (std::none_of(characters.cbegin(), characters.cend(), [](uint character) { return isDeceptive(character); }))
        return text;
    QString shown;
    for (qsizetype i = 0; i < characters.size(); ++i) {
        const uint character = characters.at(i);
        if (character == U'\r' && characters.value(i + 1) == U'\n')
            continue;
        if (character == U'\n')
            shown += u'↵';
        else if (character == U'\t')
            shown += u' ';
        else if (isDeceptive(character))
            shown += u"⟨U+%1⟩"_s.arg(character, 4, 16, QLatin1Char('0')).toUpper();
        else
            shown += QChar::fromUcs4(character);
    }
    return shown;
}

} // namespace models
