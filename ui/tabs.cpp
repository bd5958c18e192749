#include "ui/tabs.h"

#include <QSignalBlocker>
#include <QTabBar>
#include <QTextDocument>

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/page.h"

namespace ui {

using namespace Qt::StringLiterals;

Tabs::Tabs(QWidget *parent)
    : QTabWidget(parent)
{
    setObjectName(u"pageTabs"_s);
    setDocumentMode(true);
    setTabsClosable(true);
    setMovable(true);
    tabBar()->setObjectName(u"pageTabBar"_s);
    tabBar()->setAccessibleName(tr("Open pages"));
    tabBar()->setFont(look::weighted(tabBar()->font(), QFont::DemiBold)); // the style draws the others lighter
    connect(this, &QTabWidget::tabCloseRequested, this, [this](int number) {
        if (Page *page = pageAt(number))
            closePage(page);
    });
    connect(this, &QTabWidget::currentChanged, this, [this] { emit pageShown(currentPage()); });
}

Tabs::~Tabs()
{
    disconnect(); // its pages go after this object has become a plain QTabWidget
}

void Tabs::addPage(Page *page)
{
    Page *blank = currentPage() && currentPage()->isBlank() ? currentPage() : nullptr;
    const int number = blank ? indexOf(blank) : count();
    adopt(page, number);
    setCurrentIndex(number);
    if (blank)
        closePage(blank);
}

void Tabs::restorePages(const QList<Page *> &pages, int current)
{
    const QList<Page *> before = this->pages();
    {
        const QSignalBlocker blocker(this); // nobody comes by the pages on the way
        for (Page *page : pages)
            adopt(page, count());
        setCurrentWidget(pages.value(current, pages.constFirst()));
        for (Page *page : before) {
            removeTab(indexOf(page));
            page->deleteLater();
        }
    }
    emit pageShown(currentPage());
}

void Tabs::adopt(Page *page, int number)
{
    connect(page, &Page::titleChanged, this, [this, page] { refreshTitle(page); });
    connect(page, &Page::selectionTextChanged, this, [this, page] {
        if (page == currentPage())
            emit selectionTextChanged();
    });
    insertTab(number, page, look::icon(page->iconName()), QString());
    for (const auto side : {QTabBar::LeftSide, QTabBar::RightSide}) {
        if (QWidget *cross = tabBar()->tabButton(number, side))
            cross->setAccessibleName(tr("Close", "a tab"));
    }
    refreshTitle(page);
}

Page *Tabs::currentPage() const
{
    return qobject_cast<Page *>(currentWidget());
}

Page *Tabs::pageAt(int number) const
{
    return qobject_cast<Page *>(widget(number));
}

QList<Page *> Tabs::pages() const
{
    QList<Page *> pages;
    for (int i = 0; i < count(); ++i)
        pages.append(pageAt(i));
    return pages;
}

void Tabs::closePage(Page *page)
{
    removeTab(indexOf(page));
    page->disconnect(this);
    emit pageClosed(page);
    page->deleteLater();
}

void Tabs::refreshTitle(Page *page)
{
    const int number = indexOf(page);
    setTabText(number, page->title().replace(u'&', u"&&"_s));
    const QString title = page->longTitle(); // which screen readers read, too
    setTabToolTip(number, Qt::mightBeRichText(title) ? u"<qt>%1</qt>"_s.arg(title.toHtmlEscaped()) : title);
    if (page == currentPage())
        emit titleChanged();
}

} // namespace ui
