#include "ui/mainwindow.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QSplitter>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/activity/activities.h"
#include "ui/activity/activitystatus.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/registrypanel.h"
#include "ui/pages/welcomepage.h"
#include "ui/tabs.h"
#include "ui/widgets/infobar.h"

namespace ui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(RegistryPanel *panel, Activities &activities, QWidget *parent)
    : QMainWindow(parent)
    , m_panel(panel)
    , m_tabs(new Tabs(this))
    , m_address(new QLineEdit(this))
    , m_addressError(new InfoBar(this))
    , m_activities(activities)
    , m_selection(new QLabel(this))
{
    setObjectName(u"mainWindow"_s);
    makeCentre();
    makeMenus();
    makeToolBar();
    makeStatusBar();
    connect(m_tabs, &Tabs::pageShown, this, &MainWindow::refreshForPage);
    connect(m_tabs, &Tabs::titleChanged, this, &MainWindow::refreshTitle);
    connect(m_tabs, &Tabs::selectionTextChanged, this, &MainWindow::refreshForPage);
    connect(m_tabs, &Tabs::pageClosed, this, [this] {
        if (m_tabs->count() == 0)
            showWelcome();
    });
    showWelcome();
}

MainWindow::~MainWindow()
{
    m_tabs->disconnect(this); // its pages go after this object has become a plain QObject
}

void MainWindow::showWelcome()
{
    auto *welcome = new WelcomePage;
    connect(welcome, &WelcomePage::openSampleRequested, this, &MainWindow::openSampleRequested);
    connect(welcome, &WelcomePage::openFolderRequested, this, &MainWindow::openFolderRequested);
    connect(welcome, &WelcomePage::openAddressRequested, this, &MainWindow::focusAddress);
    m_tabs->addPage(welcome);
}

void MainWindow::makeCentre()
{
    m_addressError->setObjectName(u"addressError"_s);
    m_addressError->hide();

    auto *centre = new QWidget(this);
    auto *centreLayout = new QVBoxLayout(centre);
    centreLayout->setContentsMargins(0, 0, 0, 0);
    centreLayout->setSpacing(0);
    centreLayout->addWidget(m_addressError);
    centreLayout->addWidget(m_tabs, 1);
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
            this, [this] { m_tabs->closePage(m_tabs->currentPage()); });
    QAction *quit = addAction(file, u"quitAction"_s, tr("&Quit"), {u"Ctrl+Q"_s}, nullptr);
    quit->setMenuRole(QAction::QuitRole);
    connect(quit, &QAction::triggered, this, &QWidget::close);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    m_refresh = addAction(view, u"refreshAction"_s, tr("&Refresh"), QKeySequence::Refresh, nullptr);
    m_refresh->setIcon(look::icon(u"refresh"_s));
    connect(m_refresh, &QAction::triggered, this, [this] { m_tabs->currentPage()->refresh(); });
    addAction(view, u"refreshConnectionAction"_s, tr("List repositories &again"), {u"Shift+F5"_s},
              &MainWindow::refreshConnectionRequested);
    view->addSeparator();
    m_filter = addAction(view, u"filterTagsAction"_s, tr("&Filter tags"), QKeySequence::Find, nullptr);
    connect(m_filter, &QAction::triggered, this,
            [this] { m_tabs->currentPage()->filterField()->setFocus(Qt::ShortcutFocusReason); });
    connect(addAction(view, u"filterRepositoriesAction"_s, tr("Filter r&epositories"), {u"Ctrl+Shift+F"_s}, nullptr),
            &QAction::triggered, m_panel, &RegistryPanel::focusFilter);
    view->addSeparator();
    connect(addAction(view, u"treeAction"_s, tr("Go to re&gistries"), {u"Ctrl+1"_s}, nullptr), &QAction::triggered,
            m_panel, &RegistryPanel::focusTree);
    connect(addAction(view, u"tableAction"_s, tr("Go to &tags"), {u"Ctrl+2"_s}, nullptr), &QAction::triggered, this,
            [this] { focusPane(0); });
    connect(addAction(view, u"detailAction"_s, tr("Go to &details"), {u"Ctrl+3"_s}, nullptr), &QAction::triggered, this,
            [this] { focusPane(1); });

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
    m_selection->setTextFormat(Qt::PlainText);
    m_selection->setFont(statusBar()->font());
    m_selection->setForegroundRole(QPalette::PlaceholderText);
    m_selection->setContentsMargins(look::cellPadding, 0, look::cellPadding, 0);
    m_selection->setObjectName(u"selectionLabel"_s);
    statusBar()->addWidget(new ActivityStatus(m_activities.model(), this), 1);
    statusBar()->addPermanentWidget(m_selection);
}

void MainWindow::focusAddress()
{
    m_address->setFocus(Qt::ShortcutFocusReason);
    m_address->selectAll();
}

void MainWindow::focusPane(int number)
{
    if (QWidget *pane = m_tabs->currentPage()->panes().value(number))
        pane->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::refreshTitle()
{
    const QString name = QApplication::applicationDisplayName();
    const Page *page = m_tabs->currentPage();
    setWindowTitle(page && !page->isBlank() ? page->longTitle() + u" — "_s + name : name);
}

void MainWindow::refreshForPage()
{
    refreshTitle();
    const Page *page = m_tabs->currentPage();
    m_selection->setText(page ? page->selectionText() : QString());
    m_refresh->setEnabled(page && page->canRefresh());
    m_filter->setEnabled(page && page->filterField());
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

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_address && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        showAddressError({});
        focusPane(0);
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace ui
