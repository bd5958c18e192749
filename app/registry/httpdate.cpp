#include "app/registry/httpdate.h"

#include <QDateTime>
#include <QLocale>

namespace registry {

using namespace Qt::StringLiterals;

std::optional<std::chrono::sys_seconds> parseHttpDate(const QByteArray &text)
{
    const QString plain = QString::fromLatin1(text).trimmed();
    if (plain.size() != 29 || !plain.endsWith(" GMT"_L1))
        return {};
    const QDate date = QLocale::c().toDate(plain.mid(5, 11), u"dd MMM yyyy"_s);
    const QTime time = QTime::fromString(plain.mid(17, 8), u"HH:mm:ss"_s);
    if (!date.isValid() || !time.isValid())
        return {};
    return std::chrono::sys_seconds(std::chrono::seconds(QDateTime(date, time, Qt::UTC).toSecsSinceEpoch()));
}

} // namespace registry
