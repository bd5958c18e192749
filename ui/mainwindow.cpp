#include "ui/mainwindow.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QSplitter>
#include <QStatusBar>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/activity/activities.h"
#include "ui/activity/activitydock.h"
#include "ui/activity/activitystatus.h"
#include "ui/addressbar.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/shortcutsdialog.h"
#include "ui/look/theme.h"
#include "ui/notices.h"
#include "ui/pages/registrypanel.h"
#include "ui/pages/views.h"
#include "ui/pages/welcomepage.h"
#include "ui/panes.h"
#include "ui/tabs.h"
#include "ui/widgets/infobar.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView geometryKey("geometry");
constexpr QLatin1StringView docksKey("docks");
constexpr QLatin1StringView splitterKey("splitter");
constexpr int stateVersion = 1; ///< of docks and tool bars

/// The one folder, or file that may be a plan, that is dragged; empty for anything else.
QString draggedPath(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    if (urls.size() != 1 || !urls.constFirst().isLocalFile())
        return {};
    const QString path = urls.constFirst().toLocalFile();
    const QFileInfo file(path);
    return file.isDir() || file.suffix() == u"json" ? path : QString();
}

} // namespace

MainWindow::MainWindow(RegistryPanel *panel, Activities &activities, models::RunHistoryModel &history, QWidget *parent)
    : QMainWindow(parent)
    , m_commands(*this)
    , m_menu(*menuBar(), m_commands)
    , m_panel(panel)
    , m_bar(new AddressBar(m_commands, this))
    , m_splitter(new QSplitter(this))
    , m_tabs(new Tabs(this))
    , m_addressError(new InfoBar(this))
    , m_notice(new InfoBar(this))
    , m_notices(new Notices(*m_notice, this))
    , m_activityDock(new ActivityDock(activities, history, this))
    , m_selection(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_factsLine(makeLine(this, Qt::Vertical))
{
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    addToolBar(m_bar);
    m_panel->setAddCommand(m_commands.addConnection);
    m_menu.showActionsOf(*m_panel);
    makeCentre();
    makeStatusBar();
    makeActivity(activities);
    joinCommands();
    joinTabs();
    connect(m_bar, &AddressBar::entered, this, &MainWindow::addressEntered);
    connect(m_bar, &AddressBar::edited, this, [this] { showAddressError({}); });
    connect(m_bar, &AddressBar::left, this, [this] {
        showAddressError({});
        focusPane(0);
    });
    showWelcome();
}

MainWindow::~MainWindow()
{
    m_tabs->disconnect(this); // its pages go after this object has become a plain QObject
}

void MainWindow::makeCentre()
{
    m_addressError->setObjectName(u"addressError"_s);
    m_addressError->hide();
    m_notice->setObjectName(u"windowNotice"_s);
    connect(m_notices, &Notices::left, this, [this] { focusPane(0); });
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_addressError);
    layout->addWidget(m_tabs, 1);
    m_splitter->setObjectName(u"mainSplitter"_s);
    m_splitter->addWidget(m_panel);
    m_splitter->addWidget(centre);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1); // seen as a line; it can be grabbed beside it, too
    m_splitter->setStretchFactor(1, 1);
    const int line = fontMetrics().height(); // an average character is twice as wide in a Chinese font
    const int tree = screen()->availableSize().width() < line * 80 ? 16 : 20;
    constexpr int width = 92; // every column of the tags is seen whole
    m_splitter->setSizes({line * tree, line * (width - tree)});
    setCentralWidget(m_splitter);
    resize(line * width, line * 54);
}

void MainWindow::showHistory(qint64 run)
{
    m_activityDock->openHistory(run);
}

void MainWindow::makeStatusBar()
{
    statusBar()->setFont(look::smallFont(font()));
    statusBar()->setSizeGripEnabled(false);
    m_selection->setObjectName(u"selectionLabel"_s);
    m_facts->setObjectName(u"factsLabel"_s);
    for (QLabel *label : {m_selection, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setFont(statusBar()->font());
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setContentsMargins(look::cellPadding, 0, look::cellPadding, 0);
        statusBar()->addPermanentWidget(label);
    }
    m_factsLine->setFixedHeight(m_facts->fontMetrics().height());
    statusBar()->insertPermanentWidget(1, m_factsLine);
}

void MainWindow::showSelection(const QString &text)
{
    m_selection->setText(text);
    m_factsLine->setVisible(!text.isEmpty() && !m_facts->text().isEmpty());
}

void MainWindow::makeActivity(Activities &activities)
{
    addDockWidget(Qt::BottomDockWidgetArea, m_activityDock);
    m_activityDock->hide();
    connect(m_activityDock, &QDockWidget::visibilityChanged, this, [this](bool isVisible) {
        if (isVisible && !std::exchange(m_isDivided, true))
            resizeDocks({m_activityDock}, {fontMetrics().height() * 18}, Qt::Vertical);
    });
    connect(m_activityDock, &ActivityDock::doctorRequested, this, &MainWindow::doctorRequested);
    connect(m_activityDock, &ActivityDock::left, this, [this] { focusPane(0); });
    connect(m_commands.activity, &QAction::triggered, m_activityDock, &ActivityDock::toggle);
    auto *status = new ActivityStatus(activities.model(), this);
    connect(status, &ActivityStatus::runningRequested, this,
            [this] { m_activityDock->open(ActivityDock::State::Running); });
    connect(status, &ActivityStatus::failedRequested, this,
            [this] { m_activityDock->open(ActivityDock::State::Failed); });
    statusBar()->insertWidget(0, status, 1);
}

void MainWindow::joinCommands()
{
    const auto does = [this](const QAction *command, auto &&what) {
        connect(command, &QAction::triggered, this, std::forward<decltype(what)>(what));
    };
    does(m_commands.newTab, [this] {
        showWelcome();
        focusAddress();
    });
    does(m_commands.openAddress, &MainWindow::focusAddress);
    does(m_commands.closeTab, [this] { m_tabs->closePage(m_tabs->currentPage()); });
    does(m_commands.quit, [this] { close(); });
    does(m_commands.copyAddress, [this] { QGuiApplication::clipboard()->setText(m_bar->address()); });
    does(m_commands.filterTags, [this] { ui::focusPane(m_tabs->currentPage()->filterField()); });
    does(m_commands.filterRepositories, [this] { m_panel->focusFilter(); });
    does(m_commands.refresh, [this] { m_tabs->currentPage()->refresh(); });
    does(m_commands.about, [this] { (new AboutDialog(this))->open(); });
    does(m_commands.shortcuts, &MainWindow::showShortcuts);
    does(m_commands.goToTree, [this] { ui::focusPane(m_panel); });
    does(m_commands.goToTable, [this] { focusPane(0); });
    does(m_commands.goToDetail, [this] { focusPane(1); });
    does(m_commands.nextPane, [this] { focusNextPane(panes(), 1); });
    does(m_commands.previousPane, [this] { focusNextPane(panes(), -1); });
    does(m_commands.nextTab, [this] { stepTab(1); });
    does(m_commands.previousTab, [this] { stepTab(-1); });
}

void MainWindow::joinTabs()
{
    connect(m_tabs, &Tabs::pageShown, this, &MainWindow::refreshForPage);
    connect(m_tabs, &Tabs::titleChanged, this, &MainWindow::refreshTitle);
    connect(m_tabs, &Tabs::selectionTextChanged, this,
            [this] { showSelection(m_tabs->currentPage()->selectionText()); });
    connect(m_tabs, &Tabs::pageClosed, this, [this] {
        if (m_tabs->count() == 0)
            showWelcome();
    });
}

void MainWindow::showWelcome()
{
    m_tabs->addPage(new WelcomePage(m_commands));
}

void MainWindow::focusPane(int number)
{
    if (QWidget *pane = m_tabs->currentPage()->panes().value(number))
        ui::focusPane(pane);
}

/// What F6 goes through: the tree, the areas of the page, and docks that are open.
QList<QWidget *> MainWindow::panes() const
{
    QList<QWidget *> panes{m_panel};
    panes.append(m_tabs->currentPage()->panes());
    for (QDockWidget *dock : findChildren<QDockWidget *>(QString(), Qt::FindDirectChildrenOnly))
        panes.append(dock);
    return panes;
}

void MainWindow::stepTab(int step)
{
    const int count = m_tabs->count();
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + count) % count);
    focusPane(0);
}

void MainWindow::showShortcuts()
{
    auto *dialog = findChild<ShortcutsDialog *>();
    if (!dialog) {
        dialog = new ShortcutsDialog(listCommands(*this, m_tabs->currentPage()), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void MainWindow::refreshTitle()
{
    const QString name = QApplication::applicationDisplayName();
    const Page *page = m_tabs->currentPage();
    if (!page || page->isBlank())
        setWindowTitle(name);
    else if (m_isProduction)
        setWindowTitle(tr("%1 (production) — %2", "page, program").arg(page->longTitle(), name));
    else
        setWindowTitle(tr("%1 — %2", "page, program").arg(page->longTitle(), name));
}

void MainWindow::refreshForPage()
{
    refreshTitle();
    const Page *page = m_tabs->currentPage();
    showSelection(page ? page->selectionText() : QString());
    m_commands.refresh->setEnabled(page && page->canRefresh());
    m_commands.filterTags->setEnabled(page && page->filterField());
    m_commands.goToDetail->setEnabled(page && page->panes().size() > 1);
    m_menu.showActionsOf(page);
}

void MainWindow::setAddress(const QString &address)
{
    m_bar->setAddress(address);
    showAddressError({});
}

void MainWindow::showAddressError(const QString &text)
{
    if (text.isEmpty())
        m_addressError->hide();
    else
        m_addressError->display(InfoBar::Tone::Failure, text);
}

void MainWindow::showAddressNote(const QString &text)
{
    m_addressError->display(InfoBar::Tone::Information, text);
}

void MainWindow::focusAddress()
{
    m_bar->focusAddress();
}

QJsonObject MainWindow::state() const
{
    return {{geometryKey, QString::fromLatin1(saveGeometry().toBase64())},
            {docksKey, QString::fromLatin1(saveState(stateVersion).toBase64())},
            {splitterKey, QString::fromLatin1(m_splitter->saveState().toBase64())}};
}

void MainWindow::restore(const QJsonObject &state)
{
    const auto bytes
        = [&state](QLatin1StringView key) { return QByteArray::fromBase64(state.value(key).toString().toLatin1()); };
    restoreGeometry(bytes(geometryKey)); // on a screen that is there, whatever was written
    m_isDivided = restoreState(bytes(docksKey), stateVersion);
    m_splitter->restoreState(bytes(splitterKey));
}

void MainWindow::fitScreen()
{
    const QSize frame(0, 2 * fontMetrics().height()); // more or less the title, which nobody knows yet
    resize(size().boundedTo(screen()->availableSize() - frame));
}

void MainWindow::setFacts(const QString &text, const QString &toolTip)
{
    m_facts->setText(text);
    m_facts->setToolTip(toolTip);
    showSelection(m_selection->text());
}

void MainWindow::setProduction(bool isProduction)
{
    m_isProduction = isProduction;
    refreshTitle();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    emit closing();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedPath(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString path = draggedPath(*event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    if (QFileInfo(path).isDir())
        emit folderDropped(path);
    else
        emit planDropped(path);
}

} // namespace ui
