#include "models/tagexport.h"

#include <array>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "models/csvcell.h"
#include "models/tagmodel.h"
#include "models/tagvalues.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

struct Field
{
    QLatin1StringView name;
    QJsonValue (*value)(const TagRow &row, const insight::Sharing *sharing);
};

QJsonValue text(const QString &value)
{
    return value.isEmpty() ? QJsonValue() : QJsonValue(value);
}

QJsonValue date(const platforms::Date &date)
{
    if (date.kind == platforms::DateKind::Unknown)
        return {};
    return QDateTime::fromMSecsSinceEpoch(date.when.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODate);
}

QJsonValue number(std::optional<qint64> value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue sizeKind(platforms::SizeKind kind)
{
    switch (kind) {
    case platforms::SizeKind::SumOfPlatforms:
        return u"sum of platforms"_s;
    case platforms::SizeKind::OnePlatform:
        return u"one platform"_s;
    case platforms::SizeKind::LargestPlatform:
        return u"largest platform"_s;
    case platforms::SizeKind::Unknown:
        break;
    }
    return {};
}

constexpr std::array fields{
    Field{"tag"_L1, [](const TagRow &row, const insight::Sharing *) { return text(row.tag.toString()); }},
    Field{"digest"_L1,
          [](const TagRow &row, const insight::Sharing *) {
              return row.digest ? QJsonValue(row.digest->toString()) : QJsonValue();
          }},
    Field{"type"_L1, [](const TagRow &row, const insight::Sharing *) { return text(typeWord(row.kind)); }},
    Field{"mediaType"_L1, [](const TagRow &row, const insight::Sharing *) { return text(row.mediaType); }},
    Field{"platforms"_L1,
          [](const TagRow &row, const insight::Sharing *) {
              const QStringList names = row.platformNames.split(u'\n', Qt::SkipEmptyParts);
              return row.detailed ? QJsonValue(QJsonArray::fromStringList(names)) : QJsonValue();
          }},
    Field{"bytes"_L1,
          [](const TagRow &row, const insight::Sharing *) {
              return number(tagNumber(row, TagModel::SizeColumn, nullptr));
          }},
    Field{"bytesOf"_L1, [](const TagRow &row, const insight::Sharing *) { return sizeKind(row.size.kind); }},
    Field{"bytesOnlyHere"_L1,
          [](const TagRow &row, const insight::Sharing *sharing) { return number(onlyHere(row, sharing)); }},
    Field{"created"_L1, [](const TagRow &row, const insight::Sharing *) { return date(row.created); }},
    Field{"pushed"_L1, [](const TagRow &row, const insight::Sharing *) { return date(row.pushed); }},
};

} // namespace

QByteArray tagsToJson(const TagBlocks::Snapshot &tags, const std::vector<int> &rows, const insight::Sharing *sharing)
{
    QByteArray json = "[";
    for (const int row : rows) {
        QJsonObject object;
        for (const Field &field : fields)
            object.insert(field.name, field.value(tags.at(row), sharing));
        json += (json.size() > 1 ? ",\n" : "\n") + QJsonDocument(object).toJson(QJsonDocument::Compact);
    }
    return json + "\n]\n";
}

QByteArray tagsToCsv(const TagBlocks::Snapshot &tags, const std::vector<int> &rows, const insight::Sharing *sharing)
{
    QByteArray csv;
    const auto addLine = [&csv](auto cellOf) {
        for (const Field &field : fields)
            csv += (&field == &fields.front() ? "" : ",") + cellOf(field).toUtf8();
        csv += "\r\n";
    };
    addLine([](const Field &field) { return QString(field.name); });
    for (const int row : rows)
        addLine([&](const Field &field) { return csvCell(field.value(tags.at(row), sharing)); });
    return csv;
}

QString tagsToText(const TagModel &tags, const std::vector<int> &rows, const std::vector<int> &columns)
{
    QString text;
    for (const int row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells.append(tags.index(row, column).data().toString());
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

} // namespace models
