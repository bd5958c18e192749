#include "ui/application.h"

#include "app/credentials/sessionstore.h"
#include "ui/errortext.h"

namespace ui {

using namespace Qt::StringLiterals;

Application::Application(Options options, Prompts &prompts, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_prompts(prompts)
    , m_paths(m_options.profile.isEmpty() ? base::Paths::ofUser() : base::Paths::ofProfile(m_options.profile))
    , m_credentials(std::make_shared<credentials::SessionStore>())
    , m_sessions(m_workers, m_credentials)
    , m_tree(&ErrorWords::summary)
    , m_registries(m_workers, m_sessions, m_tree, m_activities)
    , m_connections(m_workers, m_sessions, m_credentials, m_tree,
                    connections::ConnectionFile(m_paths.config + u"/connections.json"_s), m_prompts)
    , m_sample(m_workers, m_paths.data, m_activities)
    , m_workspace(std::make_unique<Workspace>(Workspace::Data{m_workers, m_sessions, m_tree, m_activities, m_registries,
                                                              m_connections, m_sample, m_prompts}))
{ }

Application::~Application() = default;

void Application::start()
{
    window().show();
    readConnections();
    if (m_options.sample)
        m_sample.prepare();
    if (!m_options.target.isEmpty())
        m_workspace->navigator().open(m_options.target);
}

void Application::readConnections()
{
    Result<> prepared = m_paths.prepare();
    const Result<> loaded = m_connections.load();
    if (!prepared || !loaded) {
        const base::Error &error = prepared ? loaded.error() : prepared.error();
        m_prompts.tell(&window(), tr("Your connections could not be read."),
                       tr("Nothing was changed. You can go on without them."), ErrorWords::explain(error, {}).details);
    }
}

} // namespace ui
