#include "ui/workspace.h"

#include <algorithm>

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>

#include "app/http/curltransport.h"
#include "app/http/transcript.h"
#include "models/registrytreetext.h"
#include "ui/activity/activities.h"
#include "ui/activity/activitydock.h"
#include "ui/controllers/changecontroller.h"
#include "ui/controllers/connectioncontroller.h"
#include "ui/controllers/dockercontroller.h"
#include "ui/controllers/doctorcontroller.h"
#include "ui/controllers/historycontroller.h"
#include "ui/controllers/importcontroller.h"
#include "ui/controllers/registrycontroller.h"
#include "ui/controllers/repaircontroller.h"
#include "ui/controllers/retagcontroller.h"
#include "ui/controllers/samplecontroller.h"
#include "ui/errortext.h"
#include "ui/notices.h"
#include "ui/pages/page.h"
#include "ui/pages/registrypanel.h"
#include "ui/tabs.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView windowKey("window");
constexpr QLatin1StringView tabsKey("tabs");
constexpr QLatin1StringView currentKey("current");
constexpr QLatin1StringView arrangementsKey("arrangements");
constexpr QLatin1StringView addressKey("address"); ///< of the tab's connection
constexpr QLatin1StringView pageKey("page");

} // namespace

Workspace::Workspace(const Data &data, QObject *parent)
    : QObject(parent)
    , m_data(data)
    , m_pages(data.workers, data.sessions, data.tree, data.activities, data.changes, data.retags, data.runNotices,
              data.prompts)
    , m_panel(new RegistryPanel(&data.tree))
    , m_window(std::make_unique<MainWindow>(m_panel, data.activities, data.history.model()))
    , m_savedPlans(data.sessions, data.changes, data.prompts, *m_window)
    , m_navigator(data.sessions, data.connections, data.tree, m_pages, m_window->tabs())
    , m_locator(*m_window, m_navigator, data.tree, data.sessions)
{
    joinWindow();
    joinPanel();
    joinConnections();
    joinDoctor();
    joinHistory();
    joinRepairs();
    joinNavigator();
    joinSample();
    refreshPlace();
}

// The pages end what they do when they go, and the navigator is gone before them.
Workspace::~Workspace()
{
    m_data.activities.model()->disconnect(this);
}

void Workspace::joinWindow()
{
    connect(m_window.get(), &MainWindow::addressEntered, &m_navigator, &Navigator::open);
    connect(m_window.get(), &MainWindow::folderDropped, &m_navigator, &Navigator::open);
    const Commands &commands = m_window->commands();
    connect(commands.openFolder, &QAction::triggered, this, [this] {
        m_data.prompts.askFolder(m_window.get(), tr("Open an image folder"),
                                 [this](const QString &path) { m_navigator.open(path); });
    });
    connect(commands.openPlan, &QAction::triggered, &m_savedPlans, &SavedPlanController::ask);
    connect(m_window.get(), &MainWindow::planDropped, &m_savedPlans, &SavedPlanController::open);
    connect(commands.addConnection, &QAction::triggered, &m_data.connections, [this] { m_data.connections.add(); });
    m_data.imports.setWindow(m_window.get());
    m_data.docker.setWindow(m_window.get());
    m_data.changes.setWindow(m_window.get());
    m_data.retags.setWindow(m_window.get());
    m_data.history.setWindow(m_window.get());
    connect(m_panel, &RegistryPanel::dockerRequested, &m_data.docker, &DockerController::open);
    connect(commands.importConnections, &QAction::triggered, &m_data.imports, &ImportController::open);
    for (const auto signal : {&Tabs::pageShown, &Tabs::pageClosed})
        connect(&m_window->tabs(), signal, this, &Workspace::changed);
    connect(m_window.get(), &MainWindow::closing, this, &Workspace::changed);
}

void Workspace::joinPanel()
{
    const auto place = [](const models::RepositoryKey &key) { return Place{key.connectionId, key.name}; };
    const auto copy = [this](const Place &what) { QGuiApplication::clipboard()->setText(m_navigator.addressOf(what)); };
    connect(m_panel, &RegistryPanel::repositoryActivated, this,
            [this, place](const models::RepositoryKey &key) { m_navigator.go(place(key)); });
    connect(m_panel, &RegistryPanel::repositoryInBackgroundRequested, this,
            [this, place](const models::RepositoryKey &key) { openInBackground(place(key)); });
    connect(&m_pages, &PageFactory::placeInBackgroundRequested, this, &Workspace::openInBackground);
    connect(&m_pages, &PageFactory::arrangementsChanged, this, &Workspace::changed);
    connect(m_panel, &RegistryPanel::refreshRepositoryRequested, this, [this, place](const models::RepositoryKey &key) {
        m_navigator.go(place(key));
        m_window->tabs().currentPage()->refresh();
    });
    const auto count = [this](const models::Marks::Repository &repository) {
        m_data.tree.setMarkCount({repository.connection, repository.name},
                                 static_cast<int>(m_data.changes.marks().countIn(repository)));
    };
    connect(&m_data.changes.marks(), &models::Marks::changed, this, count);
    connect(&m_data.changes, &ChangeController::imagesMarked, this, [this](const models::Marks::Repository &marked) {
        m_navigator.go({marked.connection, marked.name}); // where the bar is
    });
    connect(m_panel, &RegistryPanel::deleteUntaggedRequested, this, [this](const models::RepositoryKey &key) {
        m_data.changes.reviewUntagged({key.connectionId, key.name});
    });
    connect(m_panel, &RegistryPanel::deleteRepositoryRequested, this, [this](const models::RepositoryKey &key) {
        m_data.changes.reviewDeletion({key.connectionId, key.name});
    });
    connect(m_panel, &RegistryPanel::copyRequested, this,
            [copy, place](const models::RepositoryKey &key) { copy(place(key)); });
    connect(m_panel, &RegistryPanel::copyAddressRequested, this, [copy](const QString &id) { copy({id}); });
    connect(m_panel, &RegistryPanel::addRepositoryRequested, this, &Workspace::addRepository);
    connect(m_panel, &RegistryPanel::refreshRequested, &m_data.registries, &RegistryController::list);
    connect(m_panel, &RegistryPanel::stopRequested, &m_data.registries, &RegistryController::stop);
}

void Workspace::openInBackground(const Place &place)
{
    Tabs &tabs = m_window->tabs();
    Page *current = tabs.currentPage();
    m_navigator.go(place);
    if (tabs.pages().contains(current)) // a blank page gave way
        tabs.setCurrentWidget(current);
}

void Workspace::joinConnections()
{
    ConnectionController &connections = m_data.connections;
    connections.setWindow(m_window.get());
    QAction *leftovers = m_window->commands().removeLeftovers;
    const auto offer = [&connections, leftovers] { leftovers->setVisible(!connections.leftovers().isEmpty()); };
    connect(&connections, &ConnectionController::leftoversChanged, leftovers, offer);
    connect(leftovers, &QAction::triggered, &connections, &ConnectionController::removeLeftovers);
    offer();
    connect(m_panel, &RegistryPanel::editRequested, &connections, &ConnectionController::edit);
    connect(m_panel, &RegistryPanel::duplicateRequested, &connections, &ConnectionController::duplicate);
    connect(m_panel, &RegistryPanel::unlockRequested, &connections, &ConnectionController::unlock);
    connect(m_panel, &RegistryPanel::lockRequested, &connections, &ConnectionController::lock);
    connect(&m_pages, &PageFactory::unlockRequested, &connections, &ConnectionController::unlock);
    connect(&m_pages, &PageFactory::lockRequested, &connections, &ConnectionController::lock);
    connect(m_panel, &RegistryPanel::signInRequested, &connections, &ConnectionController::signIn);
    connect(&m_pages, &PageFactory::signInRequested, &connections, &ConnectionController::signIn);
    connect(m_panel, &RegistryPanel::keepRequested, &connections, &ConnectionController::keep);
    connect(m_panel, &RegistryPanel::moveRequested, &connections, &ConnectionController::move);
    connect(m_panel, &RegistryPanel::removeRequested, &connections, &ConnectionController::remove);
    connect(&connections, &ConnectionController::added, this,
            [this](const QString &id, const connections::Address &address) {
                m_navigator.go({id});
                if (address.repository)
                    m_navigator.go({id, address.repository});
            });
    connect(&connections, &ConnectionController::adopted, this,
            [this](const QStringList &ids) { m_navigator.go({ids.constFirst()}); });
    connect(&connections, &ConnectionController::signInChanged, this, [this](const QString &id) {
        m_data.changes.runs().signedIn(id);
        m_data.repairs.signedIn(id);
        m_data.registries.listAgain(id);
        for (Page *page : m_window->tabs().pages()) {
            if (page->place().connectionId == id)
                page->readAgain();
        }
    });
    connect(&connections, &ConnectionController::renamed, this, [this](const QString &id) {
        for (Page *page : m_window->tabs().pages()) {
            if (page->place().connectionId == id)
                page->setRegistryName(m_data.sessions.nameOf(id));
        }
    });
    connect(&connections, &ConnectionController::placeChanged, this, [this](const QString &id) {
        closePages(id);
        m_data.registries.forget(id);
        m_data.tree.resetConnection(id);
        m_data.registries.list(id);
    });
    connect(&connections, &ConnectionController::removed, this, [this](const QString &id) {
        closePages(id);
        m_data.changes.marks().forgetConnection(id);
        m_navigator.forget(id);
        m_data.registries.forget(id);
    });
}

void Workspace::joinDoctor()
{
    DoctorController &doctor = m_data.doctor;
    doctor.setWindow(m_window.get());
    connect(m_panel, &RegistryPanel::doctorRequested, &doctor, &DoctorController::open);
    connect(m_window.get(), &MainWindow::doctorRequested, &doctor, &DoctorController::open);
    connect(&m_pages, &PageFactory::doctorRequested, &doctor, &DoctorController::open);
    connect(&m_data.changes, &ChangeController::doctorRequested, &doctor, &DoctorController::open);
    connect(&m_data.retags, &RetagController::doctorRequested, &doctor, &DoctorController::open);
    connect(&m_data.history, &HistoryController::doctorRequested, &doctor, &DoctorController::open);
    connect(&m_data.repairs, &RepairController::doctorRequested, &doctor, &DoctorController::open);
    connect(&doctor, &DoctorController::trusted, &m_data.connections, &ConnectionController::trust);
    connect(&doctor, &DoctorController::editRequested, &m_data.connections, &ConnectionController::edit);
}

void Workspace::joinHistory()
{
    HistoryController &history = m_data.history;
    ActivityDock &activity = m_window->activity();
    connect(&activity, &ActivityDock::restoreRequested, &history, &HistoryController::restore);
    connect(&activity, &ActivityDock::restoreLostRequested, &history, &HistoryController::restoreLost);
    connect(&m_data.runNotices, &RunNotices::restoreRequested, &activity,
            [&history](qint64 run) { history.restore(run); });
    connect(&history, &HistoryController::restoreRefused, &activity, &ActivityDock::openHistory);
    connect(&activity, &ActivityDock::goOnRequested, &history, &HistoryController::goOn);
    connect(&activity, &ActivityDock::pauseRequested, &history, &HistoryController::pause);
    connect(&activity, &ActivityDock::stopRequested, &history, &HistoryController::stop);
    connect(&activity, &ActivityDock::keepRequested, &history, &HistoryController::keepFor);
    connect(&history, &HistoryController::keptDaysChanged, &activity, &ActivityDock::setKeptDays);
    activity.setKeptDays(m_data.changes.runs().keptDays());
    connect(&activity, &ActivityDock::exportRequested, &history, &HistoryController::exportAll);
    connect(&history, &HistoryController::wasRead, &activity,
            [&history, &activity] { activity.showHistoryError(history.error()); });
    activity.showHistoryError(history.error());
    m_data.connections.setRemovalNote([&history](const QString &id) { return history.lostWith(id); });
    joinNotices();
}

/// What must not be missed of runs.
void Workspace::joinNotices()
{
    using Rank = Notices::Rank;
    HistoryController &history = m_data.history;
    Notices &notices = m_window->notices();
    const auto showHistory = [this](qint64 run) { return [this, run] { m_window->showHistory(run); }; };
    connect(&history, &HistoryController::unfinishedFound, &notices, [&notices, showHistory](const QString &words) {
        notices.add({u"unfinished"_s, Rank::Question, words, tr("Show history"), showHistory(0)});
    });
    connect(&history, &HistoryController::journalSetAside, &notices, [&notices, showHistory](const QString &words) {
        notices.add({u"journal"_s, Rank::Damage, words, tr("Show history"), showHistory(0)});
    });
    connect(&history, &HistoryController::lossFound, &notices, [this, &notices](const QString &words, qint64 run) {
        notices.add({u"loss %1"_s.arg(run), Rank::Loss, words, tr("Restore…"),
                     [this, run] { m_data.history.restoreLost(run); }, [this, run] { m_data.history.noteLost(run); }});
    });
    connect(&history, &HistoryController::restoredInPart, &notices,
            [&notices, showHistory](const QString &words, qint64 run) {
                notices.add({u"gone %1"_s.arg(run), Rank::Loss, words, tr("Show history"), showHistory(run)});
            });
    connect(&history, &HistoryController::raceFound, &notices,
            [&notices, showHistory](const QString &words, qint64 run) {
                notices.add({u"race %1"_s.arg(run), Rank::Note, words, tr("Show history"), showHistory(run)});
            });
    Runs &runs = m_data.changes.runs();
    connect(&runs, &Runs::paused, &notices, [this, &notices](const QString &words, qint64 run) {
        notices.add(
            {u"paused %1"_s.arg(run), Rank::Question, words, tr("Go on"), [this, run] { m_data.history.goOn(run); }});
    });
    connect(&runs, &Runs::changed, &notices, [&notices, &runs] {
        for (const qint64 run : runs.running())
            notices.withdraw(u"paused %1"_s.arg(run));
    });
    const auto signIn = [](const QString &id) { return QString(u"sign-in "_s + id); };
    connect(&runs, &Runs::waitEnded, &notices, [&notices, signIn](const QString &id) { notices.withdraw(signIn(id)); });
    connect(&runs, &Runs::signInNeeded, &notices, [this, &notices, signIn](const QString &id, const QString &what) {
        notices.add(
            {signIn(id), Rank::Question,
             tr("%1 waits: %2 wants you to sign in again.", "a run; a registry").arg(what, m_data.sessions.nameOf(id)),
             tr("Sign in…"), [this, id] { m_data.connections.signIn(id); }});
        m_data.connections.signIn(id);
    });
}

void Workspace::joinRepairs()
{
    RepairController &repairs = m_data.repairs;
    repairs.setWindow(m_window.get());
    const auto open = [&repairs](const models::RepositoryKey &key) { repairs.open({key.connectionId, key.name}); };
    connect(m_panel, &RegistryPanel::checkRepositoryRequested, &repairs, open);
    connect(&m_pages, &PageFactory::repairRequested, &repairs, open);
    connect(&repairs, &RepairController::signInRequested, &m_data.connections, &ConnectionController::signIn);
}

void Workspace::closePages(const QString &connectionId)
{
    m_data.repairs.close(connectionId);
    for (Page *page : m_window->tabs().pages()) {
        if (page->place().connectionId == connectionId)
            m_window->tabs().closePage(page);
    }
}

void Workspace::joinNavigator()
{
    connect(&m_data.registries, &RegistryController::listed, &m_navigator, &Navigator::openOnlyRepository);
    connect(&m_navigator, &Navigator::connectionShown, this, [this](const QString &id) {
        m_panel->showConnection(id);
        m_panel->focusTree();
    });
    const Commands &commands = m_window->commands();
    connect(commands.back, &QAction::triggered, &m_navigator, &Navigator::back);
    connect(commands.forward, &QAction::triggered, &m_navigator, &Navigator::forward);
    connect(commands.up, &QAction::triggered, &m_navigator, &Navigator::up);
    connect(&m_navigator, &Navigator::moved, this, &Workspace::refreshPlace);
    connect(m_data.activities.model(), &models::ActivityModel::countsChanged, this, &Workspace::refreshFacts);
    connect(&m_data.tree, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &changed) {
        if (changed == m_data.tree.connectionIndex(m_navigator.current().connectionId))
            refreshFacts();
    });
    connect(&m_navigator, &Navigator::refused, this, [this](const QString &text, const QString &why) {
        m_window->setAddress(text);
        m_window->showAddressError(why);
    });
    connect(&m_navigator, &Navigator::searched, m_panel, &RegistryPanel::setFilter);
    connect(&m_navigator, &Navigator::noted, m_window.get(), &MainWindow::showAddressNote);
}

void Workspace::refreshPlace()
{
    const Place &place = m_navigator.current();
    m_window->setAddress(m_navigator.addressOf(place));
    if (place.repository)
        m_panel->showRepository({place.connectionId, *place.repository});
    const Commands &commands = m_window->commands();
    commands.back->setEnabled(m_navigator.canGoBack());
    commands.forward->setEnabled(m_navigator.canGoForward());
    commands.up->setEnabled(m_navigator.canGoUp());
    refreshFacts();
}

/// Whether the connection that is looked at is read-only, and how the last request to it went.
void Workspace::refreshFacts()
{
    const models::ConnectionRow *row = m_data.tree.connectionRow(m_navigator.current().connectionId);
    const QString lock = row ? models::RegistryTreeText::lock(*row) : QString();
    const auto [text, toolTip] = lastRequest();
    m_window->setProduction(row && row->level == connections::Level::Production);
    m_window->setFacts(lock.isEmpty() ? text
                                      : tr("%1 · %2", "status bar: read-only or not, and a connection").arg(lock, text),
                       toolTip);
}

/// With its tooltip. A folder has none.
std::pair<QString, QString> Workspace::lastRequest() const
{
    const QString id = m_navigator.current().connectionId;
    const connections::Connection *connection = m_data.sessions.find(id);
    if (!connection)
        return {tr("No connection", "status bar"), {}};
    if (connection->isFolder())
        return {tr("On disk", "status bar: a registry that is a folder"), {}};
    const Sessions::Session session = m_data.sessions.opened(id);
    const auto requests = session ? session->transport()->transcript().entries() : std::vector<http::TranscriptEntry>();
    const auto last = std::find_if(requests.rbegin(), requests.rend(),
                                   [](const http::TranscriptEntry &entry) { return entry.status != 0; });
    if (last == requests.rend())
        return {tr("Not reached yet", "status bar: a registry"), {}};
    return {tr("%1, %2 ms", "protocol, milliseconds")
                .arg(last->http2 ? u"HTTP/2"_s : u"HTTP/1.1"_s)
                .arg(last->duration.count()),
            tr("The last request to this registry")};
}

void Workspace::joinSample()
{
    const Commands &commands = m_window->commands();
    connect(commands.openSample, &QAction::triggered, &m_data.sample, &SampleController::prepare);
    connect(commands.resetSample, &QAction::triggered, this, [this] {
        m_data.prompts.confirm(m_window.get(), tr("Reset the sample registry?"),
                               tr("It is put back to what came with Portolan. What you changed in it is gone."),
                               tr("Reset sample"), [this] { m_data.sample.reset(); });
    });
    connect(&m_data.sample, &SampleController::ready, this,
            [this](const connections::Connection &connection) { m_navigator.openConnection(connection); });
    connect(&m_data.sample, &SampleController::failed, this, [this](const base::Error &error) {
        m_data.prompts.tell(m_window.get(), tr("The sample registry cannot be opened."),
                            ErrorWords::summary(error, tr("The sample registry")),
                            ErrorWords::explain(error, {}).details);
    });
}

QJsonObject Workspace::state() const
{
    QJsonArray tabs;
    int current = -1;
    for (const Page *page : m_window->tabs().pages()) {
        if (page->place().isNowhere())
            continue;
        if (page == m_window->tabs().currentPage())
            current = static_cast<int>(tabs.size());
        QJsonObject tab = toJson(page->place());
        tab.insert(addressKey, m_navigator.addressOf({page->place().connectionId}));
        tab.insert(pageKey, page->state());
        tabs.append(tab);
    }
    return {{windowKey, m_window->state()},
            {arrangementsKey, m_pages.arrangements()},
            {tabsKey, tabs},
            {currentKey, current}};
}

void Workspace::restore(const QJsonObject &state)
{
    m_window->restore(state.value(windowKey).toObject());
    m_pages.setArrangements(state.value(arrangementsKey).toObject());
    QList<Page *> pages;
    const QJsonArray tabs = state.value(tabsKey).toArray();
    for (const auto &value : tabs) {
        const QJsonObject tab = value.toObject();
        const Place place = restoredPlace(tab);
        Page *page = place.repository ? m_pages.make(place) : nullptr;
        if (!page)
            continue;
        m_data.tree.addRepository({place.connectionId, *place.repository});
        page->restore(tab.value(pageKey).toObject());
        pages.append(page);
    }
    if (!pages.isEmpty())
        m_window->tabs().restorePages(pages, state.value(currentKey).toInt());
}

void Workspace::expandAs(const Workspace &before)
{
    m_panel->expandRows(before.m_panel->expandedRows());
}

/// The place of a tab as it is called now: a connection that was opened by its address has no id that lasts.
Place Workspace::restoredPlace(const QJsonObject &tab)
{
    Place place = placeOf(tab);
    if (place.isNowhere() || m_data.sessions.find(place.connectionId))
        return place;
    const connections::Connection sample = m_data.sample.connection();
    const auto address = connections::parseAddress(tab.value(addressKey).toString());
    if (place.connectionId == sample.id)
        place.connectionId = m_data.connections.idOf(sample);
    else
        place.connectionId = address ? m_data.connections.idOf(address->connection) : QString();
    return place.isNowhere() ? Place() : place;
}

void Workspace::addRepository(const QString &connectionId)
{
    const connections::Connection *connection = m_data.sessions.find(connectionId);
    if (!connection)
        return;
    const auto answer = [this, connectionId, address = connection->address()](const QString &text) {
        // Docker Hub has short names; nobody else has.
        const bool isHub = address == oci::dockerHub;
        const auto reference = oci::Reference::parse(text);
        const auto name = isHub && reference ? Result<oci::RepositoryName>(reference->repository())
                                             : oci::RepositoryName::parse(text);
        if (name)
            m_navigator.go({connectionId, *name});
        else
            m_data.prompts.tell(m_window.get(), tr("“%1” is not the name of a repository.").arg(text),
                                tr("A name has lower-case letters and digits, with slashes between its parts, such as "
                                   "payments/api."),
                                ErrorWords::explain(name.error(), {}).details);
    };
    m_data.prompts.askText(m_window.get(), tr("Add a repository"),
                           tr("Name of the repository at %1:").arg(connection->name), answer);
}

} // namespace ui
