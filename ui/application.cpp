#include "ui/application.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>

#include "app/connections/connectionfile.h"
#include "app/credentials/sessionstore.h"
#include "models/format.h"
#include "ui/controllers/repositorycontroller.h"
#include "ui/errortext.h"
#include "ui/pages/registrypanel.h"
#include "ui/pages/repositorypage.h"
#include "ui/tabs.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::RegistryTreeModel;

namespace {

const QString sampleId = u"sample"_s;

/// What the build or the package put beside the program.
QString installedSample()
{
    return QCoreApplication::applicationDirPath() + u"/../share/portolan/sample"_s;
}

models::DescribeError wordsFor(const QString &registry)
{
    return [registry](const base::Error &error) { return ErrorWords::explain(error, registry).headline; };
}

} // namespace

Application::Application(Options options, Prompts &prompts, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_prompts(prompts)
    , m_paths(m_options.profile.isEmpty() ? base::Paths::ofUser() : base::Paths::ofProfile(m_options.profile))
    , m_sessions(m_workers, std::make_shared<credentials::SessionStore>())
    , m_tree(wordsFor(tr("The registry")))
    , m_registries(m_workers, m_sessions, m_tree)
    , m_panel(new RegistryPanel(&m_tree))
    , m_window(std::make_unique<MainWindow>(m_panel))
{
    joinWindow();
    joinPanel();
}

Application::~Application() = default;

void Application::start()
{
    refreshActivity();
    m_window->show();
    readConnections();
    if (m_options.sample)
        openSample(false);
    if (!m_options.target.isEmpty())
        openText(m_options.target);
}

void Application::joinWindow()
{
    connect(m_window.get(), &MainWindow::addressEntered, this, &Application::openText);
    connect(m_window.get(), &MainWindow::openFolderRequested, this, [this] {
        m_prompts.askFolder(m_window.get(), tr("Open an image folder"),
                            [this](const QString &path) { openText(path); });
    });
    connect(m_window.get(), &MainWindow::openSampleRequested, this, [this] { openSample(false); });
    connect(m_window.get(), &MainWindow::resetSampleRequested, this, [this] {
        m_prompts.confirm(m_window.get(), tr("Reset the sample registry?"),
                          tr("It is put back to what came with Portolan. What you changed in it is gone."),
                          tr("Reset sample"), [this] { openSample(true); });
    });
    connect(m_window.get(), &MainWindow::addRepositoryRequested, this,
            [this] { addRepository(m_panel->currentConnection()); });
    connect(m_window.get(), &MainWindow::refreshConnectionRequested, this,
            [this] { m_registries.list(m_panel->currentConnection()); });
    connect(&m_window->tabs(), &Tabs::pageShown, this, &Application::showPage);
    connect(&m_window->tabs(), &Tabs::pageClosed, this, &Application::refreshActivity);
}

void Application::joinPanel()
{
    connect(&m_registries, &RegistryController::runningChanged, this, [this](int count) {
        m_listings = count;
        refreshActivity();
    });
    connect(&m_registries, &RegistryController::listed, this, [this](const QString &connectionId) {
        const auto only = m_tree.onlyRepository(connectionId);
        if (only && connectionId == m_lookedAt)
            openRepository(*only);
        m_lookedAt.clear();
    });
    connect(m_panel, &RegistryPanel::repositoryActivated, this,
            [this](const models::RepositoryKey &key) { openRepository(key); });
    connect(m_panel, &RegistryPanel::copyRequested, this, [this](const models::RepositoryKey &key) {
        QGuiApplication::clipboard()->setText(addressOf({key.connectionId, key.name}));
    });
    connect(m_panel, &RegistryPanel::actionRequested, this,
            [this](const QString &connectionId, RegistryTreeModel::Action action) {
                switch (action) {
                case RegistryTreeModel::Action::Retry:
                    m_registries.list(connectionId);
                    break;
                case RegistryTreeModel::Action::Stop:
                    m_registries.stop(connectionId);
                    break;
                case RegistryTreeModel::Action::AddRepository:
                    addRepository(connectionId);
                    break;
                case RegistryTreeModel::Action::None:
                    break;
                }
            });
}

void Application::readConnections()
{
    Result<> prepared = m_paths.prepare();
    const auto saved = connections::ConnectionFile(m_paths.config + u"/connections.json"_s).read();
    if (!prepared || !saved) {
        const base::Error &error = prepared ? saved.error() : prepared.error();
        m_prompts.tell(m_window.get(), tr("Your connections could not be read."),
                       tr("Nothing was changed. You can go on without them."), ErrorWords::explain(error, {}).details);
        return;
    }
    for (const connections::Connection &connection : *saved)
        connectionFor(connection);
}

void Application::openText(const QString &text)
{
    for (Page *page : m_window->tabs().pages()) {
        if (addressOf(page->place()) == text) {
            m_window->tabs().setCurrentWidget(page);
            return;
        }
    }
    const Result<connections::Address> address = connections::parseAddress(text);
    if (address) {
        openAddress(*address);
        return;
    }
    m_window->setAddress(text);
    m_window->showAddressError(whyNotAnAddress(text, address.error()));
}

QString Application::whyNotAnAddress(const QString &text, const base::Error &error)
{
    const QString shown = models::visibleText(text);
    if (error.kind == base::ErrorKind::NotFound)
        return tr("There is no folder %1.").arg(shown);
    if (error.kind == base::ErrorKind::InvalidData)
        return tr("“%1” cannot be opened. Write registry.example/project/name:tag, an address that begins with "
                  "https://, "
                  "or the path of a folder.")
            .arg(shown);
    return ErrorWords::summary(error, shown);
}

void Application::openAddress(const connections::Address &address)
{
    const QString id = connectionFor(address.connection);
    m_lookedAt = address.repository ? QString() : id;
    m_panel->showConnection(id); // which lists it
    if (address.repository)
        openRepository({id, *address.repository}, address.image);
}

/// The id of @p connection in the tree, where it is added when it is new.
QString Application::connectionFor(const connections::Connection &connection)
{
    if (const connections::Connection *known = m_sessions.findSame(connection))
        return known->id;
    m_sessions.add(connection);
    m_tree.addConnection(connection.id, connection.name, connection.isFolder());
    return connection.id;
}

void Application::openRepository(const models::RepositoryKey &key, const std::optional<oci::TagOrDigest> &image)
{
    m_tree.addRepository(key);
    m_panel->showRepository(key);
    RepositoryPage *page = nullptr;
    for (Page *open : m_window->tabs().pages()) {
        if (open->place() == Place{key.connectionId, key.name})
            page = qobject_cast<RepositoryPage *>(open);
    }
    if (page)
        m_window->tabs().setCurrentWidget(page);
    else
        page = makePage(key);
    if (image)
        page->select(*image);
    else
        page->focusTable();
}

RepositoryPage *Application::makePage(const models::RepositoryKey &key)
{
    auto controller
        = std::make_unique<RepositoryController>(m_workers, m_sessions, key, wordsFor(nameOf(key.connectionId)));
    auto *page = new RepositoryPage(controller->table(), {key.connectionId, key.name}, nameOf(key.connectionId));
    controller->setParent(page);
    joinPage(page, controller.get());
    m_window->tabs().addPage(page);
    controller.release()->refresh();
    return page;
}

void Application::joinPage(RepositoryPage *page, RepositoryController *controller)
{
    connect(page, &RepositoryPage::refreshRequested, controller, &RepositoryController::refresh);
    connect(page, &RepositoryPage::stopRequested, controller, &RepositoryController::stop);
    connect(page, &RepositoryPage::imageRequested, controller, &RepositoryController::loadImage);
    connect(page, &RepositoryPage::visibleTagsChanged, controller, &RepositoryController::setWish);
    connect(controller, &RepositoryController::statusChanged, page, &RepositoryPage::setStatus);
    connect(controller, &RepositoryController::statusChanged, this, [this, controller](const ListingStatus &status) {
        if (status.phase == ListingStatus::Phase::Ended)
            m_tree.setTagCount(controller->key(), controller->table()->tags()->rowCount(), status.complete);
        refreshActivity();
    });
    connect(controller, &RepositoryController::imageLoading, page, &RepositoryPage::showImageLoading);
    connect(controller, &RepositoryController::imageReady, page, &RepositoryPage::showImage);
    connect(controller, &RepositoryController::imageFailed, page, &RepositoryPage::showImageError);
}

void Application::addRepository(const QString &connectionId)
{
    const connections::Connection *connection = m_sessions.find(connectionId);
    if (!connection)
        return;
    m_prompts.askText(m_window.get(), tr("Add a repository"), tr("Name of the repository at %1:").arg(connection->name),
                      [this, connectionId, address = connection->address()](const QString &text) {
                          // Docker Hub has short names; nobody else has.
                          const bool isHub = address == oci::dockerHub;
                          const auto reference = oci::Reference::parse(text);
                          const auto name = isHub && reference ? Result<oci::RepositoryName>(reference->repository())
                                                               : oci::RepositoryName::parse(text);
                          if (name)
                              openRepository({connectionId, *name});
                          else
                              m_prompts.tell(m_window.get(), tr("“%1” is not the name of a repository.").arg(text),
                                             tr("A name has lower-case letters and digits, with slashes between its "
                                                "parts, such as payments/api."),
                                             ErrorWords::explain(name.error(), {}).details);
                      });
}

/// Copies the sample into the profile where it is not there yet, or puts it back as it came; then opens it.
void Application::openSample(bool reset)
{
    const QString folder = m_paths.data + u"/sample"_s;
    m_sampleJob = std::make_unique<jobs::SampleJob>(
        m_workers, reset ? jobs::SampleJob::Task::Reset : jobs::SampleJob::Task::Prepare, installedSample(), folder);
    connect(m_sampleJob.get(), &jobs::Job::finished, this, [this, folder](const Result<> &result) {
        refreshActivity();
        if (!result) {
            m_prompts.tell(m_window.get(), tr("The sample registry cannot be opened."),
                           ErrorWords::summary(result.error(), tr("The sample registry")),
                           ErrorWords::explain(result.error(), {}).details);
            return;
        }
        connections::Connection connection = connections::Connection::toFolder(folder);
        connection.id = sampleId;
        connection.name = tr("Sample registry");
        m_panel->showConnection(connectionFor(connection));
    });
    m_sampleJob->start();
    refreshActivity();
}

void Application::showPage(Page *page)
{
    const Place place = page ? page->place() : Place();
    m_window->setAddress(addressOf(place));
    if (place.repository)
        m_panel->showRepository({place.connectionId, *place.repository});
}

void Application::refreshActivity()
{
    int running = m_listings + (m_sampleJob && !m_sampleJob->isFinished() ? 1 : 0);
    for (const Page *page : m_window->tabs().pages()) {
        const auto *controller = page->findChild<RepositoryController *>(QString(), Qt::FindDirectChildrenOnly);
        running += controller && controller->status().phase == ListingStatus::Phase::Running ? 1 : 0;
    }
    m_window->setActivity(running == 0 ? tr("Nothing running") : tr("%n task(s) running", nullptr, running));
}

QString Application::addressOf(const Place &place) const
{
    const connections::Connection *connection = m_sessions.find(place.connectionId);
    if (!connection)
        return {};
    QString address = connection->address();
    if (place.repository)
        address += u'/' + place.repository->toString();
    if (place.image)
        address += (std::holds_alternative<oci::Digest>(*place.image) ? u'@' : u':') + oci::toString(*place.image);
    return address;
}

QString Application::nameOf(const QString &connectionId) const
{
    const connections::Connection *connection = m_sessions.find(connectionId);
    return connection ? connection->name : QString();
}

} // namespace ui
