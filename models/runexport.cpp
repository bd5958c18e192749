#include "models/runexport.h"

#include <array>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/changes/stepwords.h"
#include "models/csvcell.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array runFields{"run"_L1,      "begun"_L1,      "ended"_L1,   "connection"_L1,
                               "registry"_L1, "repository"_L1, "account"_L1, "reason"_L1,
                               "restores"_L1, "address"_L1,    "stopped"_L1, "notLookedAt"_L1};
constexpr std::array stepFields{"step"_L1, "kind"_L1,  "tag"_L1,   "digest"_L1, "digestBefore"_L1, "state"_L1,
                                "at"_L1,   "cause"_L1, "about"_L1, "fault"_L1,  "detail"_L1};

QJsonValue text(const QString &value)
{
    return value.isEmpty() ? QJsonValue() : QJsonValue(value);
}

QJsonValue date(const QDateTime &when)
{
    return when.isValid() ? QJsonValue(when.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonObject toJson(const changes::RunRecord &run)
{
    return {{"run"_L1, run.id},
            {"begun"_L1, date(run.begun)},
            {"ended"_L1, date(run.ended)},
            {"connection"_L1, text(run.connection)},
            {"registry"_L1, text(run.registry)},
            {"repository"_L1, text(run.repository)},
            {"account"_L1, text(run.account)},
            {"reason"_L1, text(run.reason)},
            {"address"_L1, text(run.address)},
            {"stopped"_L1, run.stopped},
            {"notLookedAt"_L1, run.notLookedAt},
            {"restores"_L1, run.restores ? QJsonValue(*run.restores) : QJsonValue()}};
}

QJsonObject toJson(qint64 number, const QString &kind, const changes::StepRecord &record)
{
    const changes::Step &step = record.step;
    return {{"step"_L1, number},
            {"kind"_L1, kind},
            {"tag"_L1, step.tag ? QJsonValue(step.tag->toString()) : QJsonValue()},
            {"digest"_L1, step.digest.toString()},
            {"digestBefore"_L1, step.before ? QJsonValue(step.before->toString()) : QJsonValue()},
            {"state"_L1, changes::wordOf(record.state)},
            {"at"_L1, date(record.when)},
            {"cause"_L1, text(changes::wordOf(record.cause.kind))},
            {"about"_L1, text(record.cause.about)},
            {"fault"_L1, text(record.cause.fault)},
            {"detail"_L1, text(record.cause.detail)}};
}

/// In their order.
QJsonArray stepsOf(const std::vector<changes::StepRecord> &records)
{
    std::vector<changes::Step> steps;
    steps.reserve(records.size());
    for (const changes::StepRecord &record : records)
        steps.push_back(record.step);
    QJsonArray array;
    for (std::size_t i = 0; i < records.size(); ++i) {
        // It is no image of somebody's.
        const QString kind
            = changes::deletesPlaceholder(steps, i) ? u"delete-placeholder"_s : changes::wordOf(steps[i].kind);
        array.append(toJson(static_cast<qint64>(i) + 1, kind, records[i]));
    }
    return array;
}

QJsonObject toJson(const changes::Race &race)
{
    return {{"tag"_L1, race.tag.toString()},
            {"expected"_L1, race.expected.toString()},
            {"found"_L1, race.found ? QJsonValue(race.found->toString()) : QJsonValue()},
            {"at"_L1, date(race.seen)}};
}

QJsonObject toJson(const changes::Loss &loss)
{
    return {{"tag"_L1, loss.tag ? QJsonValue(loss.tag->toString()) : QJsonValue()},
            {"digest"_L1, loss.digest.toString()},
            {"at"_L1, date(loss.seen)}};
}

QJsonObject toJson(const changes::GoneBlob &blob)
{
    return {{"digest"_L1, blob.manifest.toString()}, {"blob"_L1, blob.blob.toString()}, {"at"_L1, date(blob.seen)}};
}

template <typename Findings>
QJsonArray toArray(const Findings &findings)
{
    QJsonArray array;
    for (const auto &finding : findings)
        array.append(toJson(finding));
    return array;
}

QByteArray lineOf(const QJsonObject &run, const QJsonObject &step)
{
    QStringList cells;
    for (const QLatin1StringView name : runFields)
        cells.append(csvCell(run.value(name)));
    for (const QLatin1StringView name : stepFields)
        cells.append(csvCell(step.value(name)));
    return cells.join(u',').toUtf8() + "\r\n";
}

} // namespace

QByteArray runsToJson(const std::vector<jobs::PastRun> &runs)
{
    QJsonArray all;
    for (const jobs::PastRun &past : runs) {
        QJsonObject run = toJson(past.run);
        run.insert("steps"_L1, stepsOf(past.steps));
        run.insert("races"_L1, toArray(past.races));
        run.insert("losses"_L1, toArray(past.losses));
        run.insert("gone"_L1, toArray(past.gone));
        all.append(run);
    }
    return QJsonDocument(all).toJson();
}

QByteArray runsToCsv(const std::vector<jobs::PastRun> &runs)
{
    QStringList header;
    for (const QLatin1StringView name : runFields)
        header.append(name);
    for (const QLatin1StringView name : stepFields)
        header.append(name);
    QByteArray csv = header.join(u',').toUtf8() + "\r\n";
    for (const jobs::PastRun &past : runs) {
        const QJsonObject run = toJson(past.run);
        const QJsonArray steps = stepsOf(past.steps);
        for (const auto &step : steps)
            csv += lineOf(run, step.toObject());
        for (const changes::Race &race : past.races) {
            QJsonObject line = toJson(race);
            line.insert("kind"_L1, u"race"_s);
            line.insert("digest"_L1, line.value("found"_L1));
            line.insert("digestBefore"_L1, line.value("expected"_L1));
            csv += lineOf(run, line);
        }
        for (const changes::Loss &loss : past.losses) {
            QJsonObject line = toJson(loss);
            line.insert("kind"_L1, u"loss"_s);
            csv += lineOf(run, line);
        }
        for (const changes::GoneBlob &blob : past.gone) {
            QJsonObject line = toJson(blob);
            line.insert("kind"_L1, u"gone"_s);
            line.insert("about"_L1, line.value("blob"_L1));
            csv += lineOf(run, line);
        }
    }
    return csv;
}

} // namespace models
