#include "app/credentials/helperlines.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/base/atomicfile.h"
#include "app/base/json.h"
#include "app/credentials/certificatefolder.h"

namespace credentials {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView section("credHelpers");
constexpr qint64 largestFile = 4 * 1024 * 1024;

QJsonObject with(QJsonObject document, const QStringList &servers, const QString &helper)
{
    QJsonObject helpers = document.value(section).toObject();
    for (const QString &server : servers)
        helpers.insert(server, helper);
    document.insert(section, helpers);
    return document;
}

/// A copy with the same permissions, under a name that is free.
Result<QString> copyOf(const QString &path)
{
    for (int number = 1;; ++number) {
        const QString suffix = number == 1 ? QString() : u"-%1"_s.arg(number);
        const QString copy = u"%1.before-portolan%2"_s.arg(path, suffix);
        if (QFile::exists(copy))
            continue;
        QFile file(path);
        if (!file.copy(copy))
            return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1: %2"), {copy, file.errorString()}});
        return copy;
    }
}

} // namespace

QByteArray helperLines(const QStringList &servers, const QString &helper)
{
    return QJsonDocument(with({}, servers, helper)).toJson();
}

Result<QString> writeHelperLines(const QString &path, const QStringList &servers, const QString &helper)
{
    QJsonObject document;
    QString copy;
    if (QFileInfo::exists(path)) {
        std::vector<FileFault> faults;
        const std::optional<QByteArray> bytes = contentOf(path, {}, largestFile, faults);
        if (!bytes)
            return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1: %2"), {path, faults.front().detail}});
        const Result<base::Json> strict = base::Json::parse(*bytes); // nothing in it may get lost by being read
        const base::Json *helpers = strict ? strict->find(section) : nullptr;
        if (!strict || !strict->isObject() || (helpers && !helpers->isObject()))
            return base::fail(
                ErrorKind::InvalidData,
                {QT_TRANSLATE_NOOP("Faults", "%1: %2"),
                 {path,
                  strict ? base::Message(QT_TRANSLATE_NOOP("Faults", "no JSON object")) : strict.error().message}});
        document = QJsonDocument::fromJson(*bytes).object();
        Result<QString> copied = copyOf(path);
        if (!copied)
            return copied;
        copy = *copied;
    } else if (!QDir().mkpath(QFileInfo(path).path())) {
        return base::fail(ErrorKind::Io,
                          {QT_TRANSLATE_NOOP("Faults", "the folder %1 cannot be made"), {QFileInfo(path).path()}});
    }
    const QString target = QFileInfo(path).isSymLink() ? QFileInfo(path).canonicalFilePath() : path;
    if (Result<> written = base::writeFile(target, QJsonDocument(with(document, servers, helper)).toJson()); !written)
        return base::fail(written.error());
    return copy;
}

} // namespace credentials
