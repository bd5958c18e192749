#include "models/locatormodel.h"

#include <algorithm>

#include <QElapsedTimer>

#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

constexpr int sliceTime = 8; ///< ms of the UI thread at a time
constexpr int perLook = 64; ///< items between two looks at the clock

QString iconOf(LocatorKind kind)
{
    switch (kind) {
    case LocatorKind::Tag:
    case LocatorKind::Digest:
        return u"tag"_s;
    case LocatorKind::Repository:
        return u"repository"_s;
    case LocatorKind::Connection:
        return u"server"_s;
    case LocatorKind::Command:
        return u"right"_s;
    }
    return {};
}

} // namespace

LocatorModel::LocatorModel(QObject *parent)
    : QAbstractListModel(parent)
{
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &LocatorModel::searchSlice);
}

void LocatorModel::setSources(Sources sources)
{
    m_sources = std::move(sources);
    restart(false);
}

void LocatorModel::renewSources(Sources sources)
{
    m_sources = std::move(sources);
    restart(true);
}

void LocatorModel::setQuery(const QString &text)
{
    m_query = LocatorQuery(text);
    restart(false);
}

void LocatorModel::restart(bool keepsRows)
{
    m_keepsRows = keepsRows;
    m_sections.clear();
    for (const LocatorKind kind : {LocatorKind::Tag, LocatorKind::Digest, LocatorKind::Repository,
                                   LocatorKind::Connection, LocatorKind::Command})
        m_sections.push_back({kind, {}});
    m_source = 0;
    m_item = 0;
    m_found = 0;
    m_slice.start();
    searchSlice();
}

void LocatorModel::searchSlice()
{
    QElapsedTimer clock;
    clock.start();
    while (m_source < m_sources.size() && !clock.hasExpired(sliceTime)) {
        const LocatorSource &source = *m_sources.at(m_source);
        const int end = m_query.wants(source.kind()) ? std::min(source.count(), m_item + perLook) : 0;
        for (; m_item < end; ++m_item)
            take(source, m_item);
        if (end == 0 || m_item >= source.count()) {
            ++m_source;
            m_item = 0;
        }
    }
    if (m_source >= m_sources.size())
        m_slice.stop();
    if (!m_keepsRows || !m_slice.isActive())
        publish();
}

void LocatorModel::take(const LocatorSource &source, int number)
{
    const QString name = source.name(number);
    const QString context = source.context(number);
    std::optional<LocatorQuery::Match> match = name.isEmpty() ? std::nullopt : m_query.match(name, context);
    if (!match)
        return;
    ++m_found;
    std::vector<Hit> &hits = m_sections.at(static_cast<std::size_t>(source.kind())).hits;
    const std::size_t most = m_query.hasPrefix() ? mostOfOneKind : mostPerSection;
    if (hits.size() >= most && !isBefore(match->cost, name, context, hits.back()))
        return;
    const auto place = std::find_if(hits.begin(), hits.end(),
                                    [&](const Hit &hit) { return isBefore(match->cost, name, context, hit); });
    hits.insert(place, Hit{std::move(*match), source.item(number)});
    if (hits.size() > most)
        hits.pop_back();
}

bool LocatorModel::isBefore(int cost, const QString &name, const QString &context, const Hit &other) const
{
    if (cost != other.match.cost)
        return cost < other.match.cost;
    if (name != other.item.name)
        return m_natural.isLess(name, other.item.name);
    return m_natural.isLess(context, other.item.context);
}

void LocatorModel::publish()
{
    beginResetModel();
    m_shown = m_sections;
    m_rows.clear();
    for (const Section &section : m_shown) {
        if (!section.hits.empty())
            m_rows.push_back({section.kind, nullptr});
        for (const Hit &hit : section.hits)
            m_rows.push_back({section.kind, &hit});
    }
    endResetModel();
    emit progressed();
}

const LocatorItem *LocatorModel::itemAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const Hit *hit = m_rows.at(static_cast<std::size_t>(index.row())).hit;
    return hit ? &hit->item : nullptr;
}

int LocatorModel::nextItem(int row, int step) const
{
    for (int next = row + step; next >= 0 && next < rowCount(); next += step) {
        if (m_rows.at(static_cast<std::size_t>(next)).hit)
            return next;
    }
    return row;
}

int LocatorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Qt::ItemFlags LocatorModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return itemAt(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::ItemIsEnabled;
}

QVariant LocatorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(static_cast<std::size_t>(index.row()));
    if (role == KindRole)
        return static_cast<int>(row.kind);
    if (role == IsHeadingRole)
        return !row.hit;
    if (row.hit)
        return hitData(*row.hit, role);
    return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? heading(row.kind) : QVariant();
}

QVariant LocatorModel::hitData(const Hit &hit, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case RawRole:
        return hit.item.name;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return sentence(hit.item);
    case IconRole:
        return iconOf(hit.item.kind);
    case ContextRole:
        return context(hit.item);
    case ShortcutRole:
        return hit.item.shortcut;
    case IsOffRole:
        return hit.item.isOff;
    case RangesRole: {
        QVariantList ranges;
        for (const LocatorQuery::Range &range : hit.match.ranges)
            ranges << range.start << range.length;
        return ranges;
    }
    default:
        return {};
    }
}

QString LocatorModel::heading(LocatorKind kind)
{
    switch (kind) {
    case LocatorKind::Tag:
        return tr("Tags");
    case LocatorKind::Digest:
        return tr("Digests");
    case LocatorKind::Repository:
        return tr("Repositories");
    case LocatorKind::Connection:
        return tr("Connections");
    case LocatorKind::Command:
        return tr("Commands");
    }
    return {};
}

QString LocatorModel::context(const LocatorItem &item)
{
    const QString note = !item.isOff ? item.note
        : item.note.isEmpty()        ? tr("switched off", "a command")
                                     : tr("switched off: %1", "a command, why").arg(item.note);
    if (item.context.isEmpty() || note.isEmpty())
        return item.context + note;
    return tr("%1, %2", "where something is, a note").arg(item.context, note);
}

/// The row for screen readers.
QString LocatorModel::sentence(const LocatorItem &item)
{
    QString text = item.name;
    if (const QString more = context(item); !more.isEmpty())
        text = tr("%1, %2", "a name, where it is").arg(text, more);
    if (!item.shortcut.isEmpty())
        text = tr("%1, %2", "a command, its key").arg(text, item.shortcut);
    return text;
}

} // namespace models
