#include "models/csvcell.h"

#include <algorithm>

#include <QJsonArray>
#include <QStringList>

namespace models {

using namespace Qt::StringLiterals;

namespace {

/// As one cell; lists with spaces between their members.
QString cellText(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    if (!value.isArray())
        return value.toString();
    QStringList members;
    const QJsonArray array = value.toArray();
    for (const auto &member : array)
        members.append(member.toString());
    return members.join(u", "_s);
}

} // namespace

QString csvCell(const QJsonValue &value)
{
    QString text = cellText(value);
    if (value.isDouble() || text.isEmpty())
        return text;
    if (u"=+-@"_s.contains(text.front()) || text.front() < u' ')
        text.prepend(u'\'');
    const auto needsQuotes = [](QChar character) {
        return character == u',' || character == u'"' || character == u'\r' || character == u'\n';
    };
    if (std::any_of(text.cbegin(), text.cend(), needsQuotes))
        return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text;
}

} // namespace models
