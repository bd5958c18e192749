#include "models/planmodel.h"

#include "models/plantext.h"

namespace models {

using namespace Qt::StringLiterals;
using changes::PlanItem;
using Outcome = changes::PlanItem::Outcome;

namespace {

constexpr std::array order{Outcome::DeletedWithImage, Outcome::TagRemoved, Outcome::TagAdded, Outcome::TagMoved,
                           Outcome::Skipped};
constexpr quintptr isGroup = 0; ///< the id of a group's index; an item's is the number of its group + 1

QString dash()
{
    return u"–"_s;
}

QString text(const PlanItem &item, int column)
{
    switch (column) {
    case PlanModel::TagColumn:
        return item.tag ? item.tag->toString() : dash();
    case PlanModel::ImageColumn:
        return item.digest ? item.digest->shortText() : dash();
    case PlanModel::WhatGoesColumn:
        return PlanText::whatGoes(item);
    case PlanModel::FreesColumn:
        return item.outcome == Outcome::DeletedWithImage ? PlanText::frees(item) : dash();
    default:
        return {};
    }
}

} // namespace

PlanModel::PlanModel(MarkOf markOf, QObject *parent)
    : QAbstractItemModel(parent)
    , m_markOf(std::move(markOf))
{ }

void PlanModel::setPlan(const changes::Plan &plan)
{
    beginResetModel();
    m_groups.clear();
    for (const Outcome outcome : order) {
        Group group{outcome, {}, {}};
        for (const PlanItem &item : plan.items) {
            if (item.outcome == outcome)
                group.items.push_back(item);
        }
        if (group.items.empty())
            continue;
        group.summary = PlanText::summary(group.items);
        m_groups.push_back(std::move(group));
    }
    endResetModel();
}

QModelIndex PlanModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : isGroup);
}

QModelIndex PlanModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == isGroup)
        return {};
    return createIndex(static_cast<int>(index.internalId() - 1), 0, isGroup);
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != isGroup || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].items.size());
}

int PlanModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const PlanItem *PlanModel::itemAt(const QModelIndex &index) const
{
    if (!index.parent().isValid())
        return nullptr;
    return &m_groups[static_cast<std::size_t>(index.internalId() - 1)].items[static_cast<std::size_t>(index.row())];
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == isGroup)
        return ofGroup(m_groups[static_cast<std::size_t>(index.row())], index.column(), role);
    const Group &group = m_groups[static_cast<std::size_t>(index.internalId() - 1)];
    return ofItem(group.items[static_cast<std::size_t>(index.row())], index.column(), role);
}

QVariant PlanModel::ofGroup(const Group &group, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == TagColumn ? QVariant(PlanText::heading(group.outcome)) : QVariant();
    case Qt::AccessibleTextRole:
        return column == TagColumn ? QVariant(QString(PlanText::heading(group.outcome) % u": " % group.summary))
                                   : QVariant();
    case SummaryRole:
        return group.summary;
    case OutcomeRole:
        return static_cast<int>(group.outcome);
    default:
        return {};
    }
}

QVariant PlanModel::ofItem(const PlanItem &item, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(item, column);
    case Qt::ToolTipRole:
        return column == ImageColumn && item.digest ? item.digest->toString() : text(item, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (column == FreesColumn ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::AccessibleTextRole: // a row reads as one sentence
        return column == TagColumn
            ? QVariant(tr("%1: %2", "a tag or digest, and what goes")
                           .arg(text(item, item.tag ? TagColumn : ImageColumn), PlanText::whatGoes(item)))
            : QVariant(text(item, column));
    case RawRole:
        return column == FreesColumn && item.outcome == Outcome::DeletedWithImage ? QVariant(item.onlyHere)
                                                                                  : QVariant();
    case OutcomeRole:
        return static_cast<int>(item.outcome);
    case TagModel::DigestGroupRole:
        return item.digest && m_markOf ? m_markOf(*item.digest) : -1;
    default:
        return {};
    }
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section == FreesColumn ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TagColumn:
        return tr("Tag");
    case ImageColumn:
        return tr("Image");
    case WhatGoesColumn:
        return tr("What goes");
    case FreesColumn:
        return tr("Frees", "how many bytes");
    default:
        return {};
    }
}

} // namespace models
