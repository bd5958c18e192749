#include "ui/application.h"

#include <QActionGroup>

#include "ui/errortext.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds saveDelay(3);

} // namespace

Application::Application(Options options, Prompts &prompts, base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_prompts(prompts)
    , m_paths(pathsOf(m_options))
    , m_prepared(m_paths.prepare())
    , m_preferences(m_paths.config + u"/preferences.json"_s,
                    {.theme = m_options.theme, .language = m_options.language, .isForgetful = m_options.safeMode})
    , m_state(m_paths.data + u"/window.json"_s)
    , m_secrets(m_workers, std::make_shared<credentials::KeychainStore>(m_paths.config + u"/keychain.json"_s),
                m_prompts)
    , m_sessions(m_workers, m_secrets.store(), clock)
    , m_tree(&ErrorWords::summary)
    , m_registries(m_workers, m_sessions, m_tree, m_activities)
    , m_connections(m_workers, m_sessions, m_secrets, m_tree,
                    connections::ConnectionFile(m_paths.config + u"/connections.json"_s), m_prompts)
    , m_doctor(m_workers, m_sessions, m_secrets.store(), m_prompts)
    , m_imports(m_workers, m_sessions, m_connections, m_prompts, credentials::Surroundings::ofProcess())
    , m_docker(m_sessions, m_connections, m_prompts,
               credentials::dockerConfigFile(credentials::Surroundings::ofProcess()))
    , m_sample(m_workers, m_paths.data, m_activities)
    , m_runs(m_workers, m_sessions, m_activities, m_paths.data + u"/changes.sqlite"_s)
    , m_runNotices(m_runs)
    , m_changes(m_workers, m_sessions, m_runs, m_runNotices, m_prompts)
    , m_retags(m_workers, m_sessions, m_runs, m_runNotices)
    , m_history(m_workers, m_sessions, m_runs, m_runNotices, m_prompts)
    , m_repairs(m_workers, m_sessions, m_tree, m_runs, m_history)
{
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(saveDelay);
    connect(&m_saveSoon, &QTimer::timeout, this, &Application::saveState);
    connect(&m_preferences, &Preferences::languageChanged, this, &Application::speakAnew);
    m_history.setKeptDays(m_preferences.keptDays());
    connect(&m_history, &HistoryController::keptDaysChanged, &m_preferences, &Preferences::setKeptDays);
    // The tree knows of every change of a connection.
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&m_tree, signal, this, [this](const QModelIndex &above) {
            if (!above.isValid())
                m_history.model().refreshAccess();
        });
    }
    connect(&m_tree, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first) {
        if (!first.parent().isValid())
            m_history.model().refreshAccess();
    });
    makeWorkspace();
}

Application::~Application()
{
    saveState();
}

base::Paths Application::pathsOf(const Options &options)
{
    return options.profile.isEmpty() ? base::Paths::ofUser() : base::Paths::ofProfile(options.profile);
}

void Application::makeWorkspace()
{
    m_workspace = std::make_unique<Workspace>(
        Workspace::Data{m_workers, m_sessions, m_tree, m_activities, m_registries, m_connections, m_doctor, m_imports,
                        m_docker, m_sample, m_changes, m_retags, m_runNotices, m_history, m_repairs, m_prompts});
    connect(m_workspace.get(), &Workspace::changed, &m_saveSoon, qOverload<>(&QTimer::start));
    joinPreferences();
}

void Application::joinPreferences()
{
    const Commands &commands = window().commands();
    for (QAction *action : commands.theme->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(m_preferences.theme()));
    for (QAction *action : commands.language->actions())
        action->setChecked(action->data().toString() == m_preferences.language());
    connect(commands.theme, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_preferences.setTheme(static_cast<look::Theme>(action->data().toInt()));
    });
    // Not from within the menu, which goes with its window.
    connect(
        commands.language, &QActionGroup::triggered, this,
        [this](const QAction *action) { m_preferences.setLanguage(action->data().toString()); }, Qt::QueuedConnection);
    connect(commands.zoomIn, &QAction::triggered, this, [this] { m_preferences.zoom(1); });
    connect(commands.zoomOut, &QAction::triggered, this, [this] { m_preferences.zoom(-1); });
    connect(commands.zoomReset, &QAction::triggered, this, [this] { m_preferences.resetZoom(); });
}

/// Another window with the same in it takes the place of the one that speaks the language from before.
void Application::speakAnew()
{
    const std::unique_ptr<Workspace> before = std::move(m_workspace);
    const QJsonObject state = before->state();
    const connections::Connection sample = m_sample.connection(); // called after the language
    m_connections.rename(sample.id, sample.name);
    makeWorkspace();
    m_workspace->restore(state);
    m_workspace->expandAs(*before);
    window().show();
    window().focusPage();
}

void Application::start()
{
    if (m_prepared)
        readConnections();
    m_history.read();
    askNobodyYet();
    if (!m_options.safeMode)
        m_workspace->restore(m_state.read());
    window().show();
    window().focusPage();
    if (!m_prepared)
        m_prompts.tell(&window(), tr("Your profile cannot be used."), tr("Nothing that you do here will be kept."),
                       ErrorWords::explain(m_prepared.error(), {}).details);
    open(m_options);
    QTimer::singleShot(0, &m_preferences, &Preferences::follow);
}

void Application::take(const Options &options)
{
    window().setWindowState(window().windowState() & ~Qt::WindowMinimized);
    window().show();
    window().raise();
    window().activateWindow();
    open(options);
}

void Application::open(const Options &options)
{
    if (options.sample)
        m_sample.prepare();
    if (options.target.isEmpty())
        return;
    askFromNowOn();
    m_workspace->navigator().open(options.target);
}

/// A tab that was left open is read at the start, and no keychain is to pop up before the user did something.
void Application::askNobodyYet()
{
    m_secrets.setAsking(false);
    qApp->installEventFilter(this);
}

void Application::askFromNowOn()
{
    m_secrets.setAsking(true);
    qApp->removeEventFilter(this);
}

bool Application::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::Drop:
        askFromNowOn();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void Application::readConnections()
{
    const Result<> loaded = m_connections.load();
    if (!loaded)
        m_prompts.tell(&window(), tr("Your connections could not be read."),
                       tr("Nothing was changed. You can go on without them."),
                       ErrorWords::explain(loaded.error(), {}).details);
}

void Application::saveState()
{
    m_saveSoon.stop();
    if (!m_options.safeMode && m_prepared)
        m_state.write(m_workspace->state());
}

} // namespace ui
