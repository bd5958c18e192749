#include "ui/workspace.h"

#include <QClipboard>
#include <QGuiApplication>

#include "ui/controllers/registrycontroller.h"
#include "ui/controllers/samplecontroller.h"
#include "ui/errortext.h"
#include "ui/pages/page.h"
#include "ui/pages/registrypanel.h"
#include "ui/tabs.h"

namespace ui {

using models::RegistryTreeModel;

Workspace::Workspace(const Data &data, QObject *parent)
    : QObject(parent)
    , m_data(data)
    , m_pages(data.workers, data.sessions, data.tree, data.activities)
    , m_panel(new RegistryPanel(&data.tree))
    , m_window(std::make_unique<MainWindow>(m_panel, data.activities))
    , m_navigator(data.sessions, data.tree, m_pages, m_window->tabs())
{
    joinWindow();
    joinPanel();
    joinNavigator();
    joinSample();
    refreshPlace();
}

Workspace::~Workspace() = default;

void Workspace::joinWindow()
{
    connect(m_window.get(), &MainWindow::addressEntered, &m_navigator, &Navigator::open);
    connect(m_window.get(), &MainWindow::folderDropped, &m_navigator, &Navigator::open);
    const Commands &commands = m_window->commands();
    connect(commands.openFolder, &QAction::triggered, this, [this] {
        m_data.prompts.askFolder(m_window.get(), tr("Open an image folder"),
                                 [this](const QString &path) { m_navigator.open(path); });
    });
    connect(commands.addRepository, &QAction::triggered, this, [this] { addRepository(m_panel->currentConnection()); });
    connect(commands.refreshConnection, &QAction::triggered, this,
            [this] { m_data.registries.list(m_panel->currentConnection()); });
}

void Workspace::joinPanel()
{
    connect(m_panel, &RegistryPanel::repositoryActivated, this, [this](const models::RepositoryKey &key) {
        m_navigator.go({key.connectionId, key.name});
    });
    connect(m_panel, &RegistryPanel::copyRequested, this, [this](const models::RepositoryKey &key) {
        QGuiApplication::clipboard()->setText(m_navigator.addressOf({key.connectionId, key.name}));
    });
    connect(m_panel, &RegistryPanel::actionRequested, this,
            [this](const QString &connectionId, RegistryTreeModel::Action action) {
                switch (action) {
                case RegistryTreeModel::Action::Retry:
                    m_data.registries.list(connectionId);
                    break;
                case RegistryTreeModel::Action::Stop:
                    m_data.registries.stop(connectionId);
                    break;
                case RegistryTreeModel::Action::AddRepository:
                    addRepository(connectionId);
                    break;
                case RegistryTreeModel::Action::None:
                    break;
                }
            });
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
    connect(&m_navigator, &Navigator::refused, this, [this](const QString &text, const QString &why) {
        m_window->setAddress(text);
        m_window->showAddressError(why);
    });
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
