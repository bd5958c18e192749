#include "ui/mainwindow.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/registrypanel.h"
#include "ui/pages/welcomepage.h"
#include "ui/widgets/infobar.h"

namespace ui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(RegistryPanel *panel, QWidget *parent)
    : QMainWindow(parent)
    , m_panel(panel)
    , m_centre(new QStackedWidget(this))
    , m_tabs(new QTabWidget(this))
    , m_address(new QLineEdit(this))
    , m_addressError(new InfoBar(this))
    , m_activity(new QLabel(this))
    , m_selection(new QLabel(this))
{
    setObjectName(u"mainWindow"_s);
    makeCentre();
    makeMenus();
    makeToolBar();
    makeStatusBar();
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &MainWindow::closePage);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        refreshTitle();
        emit pageShown(currentPage());
    });
    refreshTitle();
}

MainWindow::~MainWindow()
{
    m_tabs->disconnect(this); // its pages go after this object has become a plain QObject
}

void MainWindow::makeCentre()
{
    m_tabs->setObjectName(u"pageTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tabs->tabBar()->setObjectName(u"pageTabBar"_s);
    m_tabs->tabBar()->setAccessibleName(tr("Open pages"));
    m_addressError->setObjectName(u"addressError"_s);
    m_addressError->hide();

    auto *welcome = new WelcomePage(this);
    connect(welcome, &WelcomePage::openSampleRequested, this, &MainWindow::openSampleRequested);
    connect(welcome, &WelcomePage::openFolderRequested, this, &MainWindow::openFolderRequested);
    connect(welcome, &WelcomePage::openAddressRequested, this, &MainWindow::focusAddress);
    m_centre->addWidget(welcome);
    m_centre->addWidget(m_tabs);

    auto *centre = new QWidget(this);
    auto *centreLayout = new QVBoxLayout(centre);
    centreLayout->setContentsMargins(0, 0, 0, 0);
    centreLayout->setSpacing(0);
    centreLayout->addWidget(m_addressError);
    centreLayout->addWidget(m_centre, 1);
    auto *splitter = new QSplitter(this);
    splitter->setObjectName(u"mainSplitter"_s);
    splitter->addWidget(m_panel);
    splitter->addWidget(centre);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(1, 1);
    const int em = fontMetrics().averageCharWidth();
    splitter->setSizes({em * 40, em * 160});
    setCentralWidget(splitter);
    resize(em * 200, em * 125);
}

QAction *MainWindow::addAction(QMenu *menu, const QString &objectName, const QString &text,
                               const QKeySequence &shortcut, void (MainWindow::*signal)())
{
    QAction *action = menu->addAction(text);
    action->setObjectName(objectName);
    action->setShortcut(shortcut);
    if (signal)
        connect(action, &QAction::triggered, this, signal);
    return action;
}

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    connect(addAction(file, u"openAddressAction"_s, tr("Open &address"), {u"Ctrl+L"_s}, nullptr), &QAction::triggered,
            this, &MainWindow::focusAddress);
    addAction(file, u"openFolderAction"_s, tr("Open image &folder…"), QKeySequence::Open,
              &MainWindow::openFolderRequested);
    file->addSeparator();
    addAction(file, u"openSampleAction"_s, tr("Open the &sample registry"), {}, &MainWindow::openSampleRequested);
    addAction(file, u"resetSampleAction"_s, tr("&Reset the sample…"), {}, &MainWindow::resetSampleRequested);
    file->addSeparator();
    connect(addAction(file, u"closePageAction"_s, tr("&Close tab"), QKeySequence::Close, nullptr), &QAction::triggered,
            this, [this] { closePage(m_tabs->currentIndex()); });
    QAction *quit = addAction(file, u"quitAction"_s, tr("&Quit"), {u"Ctrl+Q"_s}, nullptr);
    quit->setMenuRole(QAction::QuitRole);
    connect(quit, &QAction::triggered, this, &QWidget::close);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    m_refresh
        = addAction(view, u"refreshAction"_s, tr("&Refresh"), QKeySequence::Refresh, &MainWindow::refreshRequested);
    m_refresh->setIcon(look::icon(u"refresh"_s));
    view->addSeparator();
    addAction(view, u"filterTagsAction"_s, tr("&Filter tags"), QKeySequence::Find, &MainWindow::filterRequested);
    connect(addAction(view, u"filterRepositoriesAction"_s, tr("Filter r&epositories"), {u"Ctrl+Shift+F"_s}, nullptr),
            &QAction::triggered, m_panel, &RegistryPanel::focusFilter);
    view->addSeparator();
    connect(addAction(view, u"treeAction"_s, tr("Go to re&gistries"), {u"Ctrl+1"_s}, nullptr), &QAction::triggered,
            m_panel, &RegistryPanel::focusTree);
    addAction(view, u"tableAction"_s, tr("Go to &tags"), {u"Ctrl+2"_s}, &MainWindow::tableRequested);
    addAction(view, u"detailAction"_s, tr("Go to &details"), {u"Ctrl+3"_s}, &MainWindow::detailRequested);

    QMenu *repository = menuBar()->addMenu(tr("&Repository"));
    addAction(repository, u"addRepositoryAction"_s, tr("&Add by name…"), {}, &MainWindow::addRepositoryRequested);
}

void MainWindow::makeToolBar()
{
    QToolBar *bar = addToolBar(tr("Address"));
    bar->setObjectName(u"addressBar"_s);
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addAction(m_refresh);
    if (QWidget *button = bar->widgetForAction(m_refresh)) {
        button->setObjectName(u"refreshButton"_s);
        button->setAccessibleName(tr("Refresh"));
    }
    m_address->setObjectName(u"addressEdit"_s);
    m_address->setAccessibleName(tr("Address"));
    m_address->setPlaceholderText(tr("Paste an image name, a digest or a web address"));
    m_address->addAction(look::icon(u"repository"_s), QLineEdit::LeadingPosition);
    m_address->installEventFilter(this);
    connect(m_address, &QLineEdit::returnPressed, this, [this] {
        if (!m_address->text().trimmed().isEmpty())
            emit addressEntered(m_address->text().trimmed());
    });
    connect(m_address, &QLineEdit::textEdited, this, [this] { showAddressError({}); });
    bar->addWidget(m_address);
}

void MainWindow::makeStatusBar()
{
    statusBar()->setFont(look::smallFont(font()));
    statusBar()->setSizeGripEnabled(false);
    for (QLabel *label : {m_activity, m_selection}) {
        label->setTextFormat(Qt::PlainText);
        label->setFont(statusBar()->font());
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setContentsMargins(look::cellPadding, 0, look::cellPadding, 0);
    }
    m_activity->setObjectName(u"activityLabel"_s);
    m_selection->setObjectName(u"selectionLabel"_s);
    statusBar()->addWidget(m_activity, 1);
    statusBar()->addPermanentWidget(m_selection);
}

void MainWindow::addPage(QWidget *page, const QString &icon, const QString &title, const QString &toolTip)
{
    page->setWindowTitle(toolTip); // before the first tab becomes the current one, which names the window
    const int number = m_tabs->addTab(page, look::icon(icon), QString(title).replace(u'&', u"&&"_s));
    m_tabs->setTabToolTip(number, u"<qt>%1</qt>"_s.arg(toolTip.toHtmlEscaped()));
    m_tabs->setCurrentIndex(number);
}

void MainWindow::showPage(QWidget *page)
{
    m_tabs->setCurrentWidget(page);
}

QWidget *MainWindow::currentPage() const
{
    return m_tabs->currentWidget();
}

QList<QWidget *> MainWindow::pages() const
{
    QList<QWidget *> pages;
    for (int i = 0; i < m_tabs->count(); ++i)
        pages.append(m_tabs->widget(i));
    return pages;
}

void MainWindow::closePage(int number)
{
    QWidget *page = m_tabs->widget(number);
    if (!page)
        return;
    m_tabs->removeTab(number);
    emit pageClosed(page);
}

void MainWindow::focusAddress()
{
    m_address->setFocus(Qt::ShortcutFocusReason);
    m_address->selectAll();
}

void MainWindow::refreshTitle()
{
    m_centre->setCurrentIndex(m_tabs->count() > 0 ? 1 : 0);
    const QWidget *page = currentPage();
    const QString name = QApplication::applicationDisplayName();
    setWindowTitle(page ? page->windowTitle() + u" — "_s + name : name);
}

void MainWindow::setAddress(const QString &address)
{
    m_address->setText(address);
    m_address->setCursorPosition(0);
    showAddressError({});
}

void MainWindow::showAddressError(const QString &text)
{
    if (text.isEmpty())
        m_addressError->hide();
    else
        m_addressError->display(InfoBar::Tone::Failure, text);
}

void MainWindow::setActivity(const QString &text)
{
    m_activity->setText(text);
}

void MainWindow::setSelectionText(const QString &text)
{
    m_selection->setText(text);
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_address && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        showAddressError({});
        emit tableRequested();
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace ui
