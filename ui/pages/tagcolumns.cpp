#include "ui/pages/tagcolumns.h"

#include <QAction>
#include <QHeaderView>
#include <QJsonArray>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTreeView>

#include "ui/delegates/tagdelegates.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::TagModel;

namespace {

struct Column
{
    TagModel::Column number;
    QLatin1StringView key; ///< in saved layouts
    QLatin1StringView sample; ///< as long as most of what stands in it
    QLatin1StringView shortSample{}; ///< in a small window; empty: the same
};

/// In the order in which they are shown at first.
constexpr std::array columns{
    Column{TagModel::TagColumn, "tag"_L1, "nightly-20260805-amd64"_L1, "v2.8.1-amd64"_L1},
    Column{TagModel::DigestColumn, "digest"_L1, "9f31c04b...e27d"_L1},
    Column{TagModel::PlatformsColumn, "platforms"_L1, "linux/amd64, arm64, arm/v7"_L1},
    Column{TagModel::SizeColumn, "size"_L1, ""_L1},
    Column{TagModel::OnlyHereColumn, "onlyhere"_L1, "351.8 MiB"_L1},
    Column{TagModel::CreatedColumn, "created"_L1, "2026-08-14 09:41"_L1},
    Column{TagModel::PushedColumn, "pushed"_L1, "2026-08-14 09:41"_L1},
};
static_assert(columns.size() == TagModel::ColumnCount);

constexpr int sortArrow = 16; ///< what a header needs beside its text
constexpr int widest = 4000; ///< what else a saved arrangement says is damaged

const Column &columnAt(int number)
{
    return *std::find_if(columns.begin(), columns.end(), [number](const Column &one) { return one.number == number; });
}

} // namespace

QString TagColumns::keyOf(int column)
{
    return columnAt(column).key;
}

std::optional<int> TagColumns::columnOf(const QString &key)
{
    const auto *column
        = std::find_if(columns.begin(), columns.end(), [&key](const Column &one) { return one.key == key; });
    return column == columns.end() ? std::nullopt : std::optional<int>(column->number);
}

TagColumns::TagColumns(models::TagTable *table, QTreeView *view)
    : QObject(view)
    , m_table(table)
    , m_view(view)
    , m_header(view->header())
    , m_menu(new QMenu(view))
{
    m_header->setSectionsMovable(true);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &position) { m_menu->popup(m_header->viewport()->mapToGlobal(position)); });
    makeMenu();
    reset();
    connect(m_header, &QHeaderView::sectionResized, this, [this](int column, int, int size) {
        if (column == TagModel::TagColumn && size > 0 && size < m_leastNameWidth)
            m_header->resizeSection(column, m_leastNameWidth);
        if (!m_ownChange)
            emit changed();
    });
    connect(m_header, &QHeaderView::sectionMoved, this, [this] {
        if (!m_ownChange)
            emit changed();
    });
}

void TagColumns::makeMenu()
{
    m_menu->setObjectName(u"columnsMenu"_s);
    m_menu->setTitle(tr("Columns"));
    for (const Column &column : columns) {
        if (column.number == TagModel::TagColumn)
            continue; // what a row is called stays
        QAction *action = m_menu->addAction(m_table->headerData(column.number, Qt::Horizontal).toString());
        action->setObjectName(u"%1ColumnAction"_s.arg(column.key));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, number = column.number](bool checked) {
            setWanted(number, checked);
            emit changed();
        });
        m_actions.at(column.number) = action;
    }
    m_menu->addSeparator();
    QAction *resetAction = m_menu->addAction(tr("Reset columns"));
    resetAction->setObjectName(u"resetColumnsAction"_s);
    connect(resetAction, &QAction::triggered, this, [this] {
        reset();
        emit changed();
    });
}

void TagColumns::reset()
{
    const QScopedValueRollback ours(m_ownChange, true);
    QList<int> order;
    for (const Column &column : columns) {
        order.append(column.number);
        m_header->resizeSection(column.number, defaultWidth(column.number));
        m_wanted.at(column.number) = true;
    }
    arrange(order);
    refresh();
}

int TagColumns::defaultWidth(int column) const
{
    const QString title = m_table->headerData(column, Qt::Horizontal).toString();
    const QFontMetrics header(look::weighted(m_header->font(), QFont::DemiBold));
    const Column &about = columnAt(column);
    const QString sample = m_isNarrow && !about.shortSample.isEmpty() ? about.shortSample : about.sample;
    int content = RowDelegate::textWidth(sample, m_view->font());
    if (column == TagModel::SizeColumn)
        content = SizeDelegate::contentWidth(m_view->font());
    else if (column == TagModel::DigestColumn)
        content = DigestDelegate::contentWidth(m_view->font(), sample);
    const int width = std::max(content, header.horizontalAdvance(title) + sortArrow) + 2 * look::cellPadding;
    return column == TagModel::TagColumn ? std::max(width, m_leastNameWidth) : width;
}

void TagColumns::arrange(const QList<int> &order)
{
    for (int place = 0; place < order.size(); ++place)
        m_header->moveSection(m_header->visualIndex(order.at(place)), place);
}

void TagColumns::setWanted(int column, bool wanted)
{
    m_wanted.at(static_cast<std::size_t>(column)) = wanted;
    refresh();
}

void TagColumns::startNarrow()
{
    if (m_isChosen)
        return;
    m_isNarrow = true;
    const QScopedValueRollback ours(m_ownChange, true);
    for (const Column &column : columns)
        m_header->resizeSection(column.number, defaultWidth(column.number));
    setWanted(TagModel::CreatedColumn, false);
}

void TagColumns::refresh()
{
    const QScopedValueRollback ours(m_ownChange, true);
    for (const Column &column : columns) {
        const bool hasData = m_table->tags()->hasData(column.number);
        const bool isWanted = m_wanted.at(column.number);
        m_view->setColumnHidden(column.number, !hasData || !isWanted);
        if (QAction *action = m_actions.at(column.number)) {
            action->setVisible(hasData);
            action->setChecked(isWanted);
        }
    }
}

void TagColumns::setLeastNameWidth(int width)
{
    const QScopedValueRollback ours(m_ownChange, true);
    m_leastNameWidth = width;
    if (m_header->sectionSize(TagModel::TagColumn) < width)
        m_header->resizeSection(TagModel::TagColumn, width);
}

/// The column that takes what is left, and so has no width of its own.
int TagColumns::lastShown() const
{
    int place = m_header->count() - 1;
    while (place > 0 && m_header->isSectionHidden(m_header->logicalIndex(place)))
        --place;
    return m_header->logicalIndex(place);
}

QJsonObject TagColumns::state() const
{
    QJsonArray list;
    for (int place = 0; place < m_header->count(); ++place) {
        const int number = m_header->logicalIndex(place);
        QJsonObject entry{{u"name"_s, QString(columnAt(number).key)},
                          {u"shown"_s, m_wanted.at(static_cast<std::size_t>(number))}};
        if (!m_header->isSectionHidden(number) && number != lastShown()) // a hidden one has none, either
            entry.insert(u"width"_s, m_header->sectionSize(number));
        list.append(entry);
    }
    return {{u"columns"_s, list}};
}

void TagColumns::restore(const QJsonObject &state)
{
    const QScopedValueRollback ours(m_ownChange, true);
    QList<int> order;
    std::array<int, TagModel::ColumnCount> widths{};
    for (const auto &value : state.value("columns"_L1).toArray()) {
        const std::optional<int> column = columnOf(value["name"_L1].toString());
        if (!column || order.contains(*column))
            continue;
        order.append(*column);
        m_wanted.at(static_cast<std::size_t>(*column)) = value["shown"_L1].toBool(true);
        widths.at(static_cast<std::size_t>(*column)) = value["width"_L1].toInt();
    }
    m_isChosen = !order.isEmpty();
    for (const Column &column : columns) { // what came with a later version
        if (!order.contains(column.number))
            order.append(column.number);
    }
    order.removeOne(TagModel::TagColumn);
    order.prepend(TagModel::TagColumn);
    m_wanted.at(TagModel::TagColumn) = true;
    arrange(order);
    refresh();
    for (const int column : order) {
        const int width = widths.at(static_cast<std::size_t>(column));
        if (column != lastShown() && width >= m_header->minimumSectionSize() && width < widest)
            m_header->resizeSection(column, width);
    }
}

} // namespace ui
