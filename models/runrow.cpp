#include "models/runrow.h"

#include <QStringList>
#include <QVariant>

#include "models/plantext.h"
#include "models/runhistorymodel.h"
#include "models/runtext.h"

namespace models {

using namespace Qt::StringLiterals;
using changes::StepState;

RunRow RunRow::of(const changes::RunItem &item, const jobs::PastRun &past)
{
    const bool isLeft = past.run.stopped && item.state() == StepState::Planned;
    return {item.step().when, item.tag ? item.tag->toString() : tr("Image without a tag"), item.digest,
            isLeft ? tr("Not tried") : RunText::result(item, past.run, past.races), RunText::icon(item.state())};
}

RunRow RunRow::of(const changes::Loss &loss, bool isBack)
{
    return {loss.seen, loss.tag ? loss.tag->toString() : tr("Image without a tag"), loss.digest, RunText::loss(isBack),
            isBack ? u"warn"_s : u"error"_s};
}

RunRow RunRow::of(const changes::GoneBlob &blob, const std::vector<changes::RunItem> &items)
{
    QStringList tags;
    for (const changes::RunItem &item : items) {
        if (item.tag && item.digest == blob.manifest)
            tags.append(item.tag->toString());
    }
    return {blob.seen, tags.isEmpty() ? tr("Image without a tag") : PlanText::names(tags), blob.manifest,
            RunText::gone(blob), u"error"_s};
}

RunRow RunRow::of(const changes::Race &race)
{
    return {race.seen, race.tag.toString(), race.found, RunText::race(race), u"warn"_s};
}

QString RunRow::text(int column) const
{
    switch (column) {
    case RunHistoryModel::WhenColumn:
        return when.isValid() ? when.toLocalTime().toString(u"HH:mm:ss"_s) : QString();
    case RunHistoryModel::WhatColumn:
        return what;
    case RunHistoryModel::WhereColumn:
        return where ? where->shortText() : u"–"_s;
    case RunHistoryModel::ResultColumn:
        return result;
    default:
        return {};
    }
}

QVariant RunRow::data(int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(column);
    case Qt::ToolTipRole:
        if (column == RunHistoryModel::WhereColumn)
            return where ? where->toString() : QString();
        return text(column == RunHistoryModel::RestoreColumn ? RunHistoryModel::ResultColumn : column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter
                                   | (column == RunHistoryModel::WhenColumn ? Qt::AlignRight : Qt::AlignLeft));
    case IconRole:
        return column == RunHistoryModel::WhatColumn ? icon : QString();
    default:
        return {};
    }
}

QString RunRow::line() const
{
    return tr("  %1 %2: %3", "a tag; its digest; what became of it")
        .arg(what, where ? where->toString() : u"–"_s, result);
}

} // namespace models
