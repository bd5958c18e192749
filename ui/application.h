#pragma once

#include <memory>

#include <QObject>

#include "app/base/paths.h"
#include "app/jobs/workers.h"
#include "models/registrytreemodel.h"
#include "ui/activity/activities.h"
#include "ui/commandline.h"
#include "ui/controllers/connectioncontroller.h"
#include "ui/controllers/registrycontroller.h"
#include "ui/controllers/samplecontroller.h"
#include "ui/controllers/sessions.h"
#include "ui/prompts.h"
#include "ui/workspace.h"

namespace ui {

/// Makes everything, in order: the data of the profile first, then the window over it.
class Application final : public QObject
{
    Q_OBJECT

public:
    /// @p prompts lives longer.
    Application(Options options, Prompts &prompts, QObject *parent = nullptr);
    ~Application() override;

    /// Shows the window and opens what the options ask for.
    void start();
    [[nodiscard]] MainWindow &window() noexcept { return m_workspace->window(); }

private:
    void readConnections();

    Options m_options;
    Prompts &m_prompts;
    base::Paths m_paths;
    jobs::Workers m_workers; ///< ends after everything that starts jobs
    std::shared_ptr<credentials::CredentialStore> m_credentials;
    Sessions m_sessions;
    models::RegistryTreeModel m_tree;
    Activities m_activities;
    RegistryController m_registries;
    ConnectionController m_connections;
    SampleController m_sample;
    std::unique_ptr<Workspace> m_workspace;
};

} // namespace ui
