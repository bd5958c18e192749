#include "ui/pages/views.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QDateTime>
#include <QHeaderView>
#include <QLocale>
#include <QShortcut>
#include <QTreeView>

#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

void setUpTable(QTreeView *view, const QString &objectName, const QString &accessibleName)
{
    view->setObjectName(objectName);
    view->setAccessibleName(accessibleName);
    view->setRootIsDecorated(false);
    view->setItemsExpandable(false);
    view->setUniformRowHeights(true);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setFrameShape(QFrame::NoFrame);
    view->viewport()->setAttribute(Qt::WA_Hover);
    QHeaderView *header = view->header();
    header->setFont(look::weighted(look::smallFont(view->font()), QFont::Medium));
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(40);
}

QTreeView *makeTable(const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    auto *view = new QTreeView(parent);
    setUpTable(view, objectName, accessibleName);
    return view;
}

void openMenuByKey(QWidget *widget)
{
    const auto ask = [widget] {
        const QPoint middle = widget->rect().center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, middle, widget->mapToGlobal(middle));
        QCoreApplication::sendEvent(widget, &event);
    };
    new QShortcut(u"Shift+F10"_s, widget, widget, ask, Qt::WidgetShortcut);
}

QWidget *makeLine(QWidget *parent, Qt::Orientation orientation)
{
    auto *line = new QWidget(parent);
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

QString countText(qint64 count)
{
    return QLocale(QLocale::English).toString(count);
}

QString timeText(const QDateTime &time)
{
    const bool isToday = time.date() == QDate::currentDate();
    return time.toString(isToday ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm"_s);
}

} // namespace ui
