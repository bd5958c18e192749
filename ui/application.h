#pragma once

#include <memory>

#include <QObject>
#include <QTimer>

#include "app/base/paths.h"
#include "app/jobs/workers.h"
#include "models/registrytreemodel.h"
#include "ui/activity/activities.h"
#include "ui/commandline.h"
#include "ui/controllers/changecontroller.h"
#include "ui/controllers/connectioncontroller.h"
#include "ui/controllers/connectionsecrets.h"
#include "ui/controllers/dockercontroller.h"
#include "ui/controllers/doctorcontroller.h"
#include "ui/controllers/historycontroller.h"
#include "ui/controllers/importcontroller.h"
#include "ui/controllers/registrycontroller.h"
#include "ui/controllers/repaircontroller.h"
#include "ui/controllers/retagcontroller.h"
#include "ui/controllers/samplecontroller.h"
#include "ui/controllers/sessions.h"
#include "ui/preferences.h"
#include "ui/prompts.h"
#include "ui/statefile.h"
#include "ui/workspace.h"

namespace ui {

/// Makes everything, in order: what the profile has first, then the window over it. Remembers the window.
class Application final : public QObject
{
    Q_OBJECT

public:
    /// @p prompts and @p clock live longer. Makes no window yet that is seen.
    Application(Options options, Prompts &prompts, base::Clock &clock = base::systemClock(), QObject *parent = nullptr);
    ~Application() override;

    /// Where @p options say that everything is kept.
    [[nodiscard]] static base::Paths pathsOf(const Options &options);

    /// Shows the window as it was left, and opens what the options ask for.
    void start();
    /// Opens what a later program was asked for, and comes to the front.
    void take(const Options &options);
    [[nodiscard]] Sessions &sessions() noexcept { return m_sessions; }
    [[nodiscard]] MainWindow &window() noexcept { return m_workspace->window(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeWorkspace();
    void joinPreferences();
    void speakAnew();
    void open(const Options &options);
    void askNobodyYet();
    void askFromNowOn();
    void readConnections();
    void saveState();

    Options m_options;
    Prompts &m_prompts;
    base::Paths m_paths;
    Result<> m_prepared;
    Preferences m_preferences;
    StateFile m_state;
    jobs::Workers m_workers; ///< ends after everything that starts jobs
    ConnectionSecrets m_secrets;
    Sessions m_sessions;
    models::RegistryTreeModel m_tree;
    Activities m_activities;
    RegistryController m_registries;
    ConnectionController m_connections;
    DoctorController m_doctor;
    ImportController m_imports;
    DockerController m_docker;
    SampleController m_sample;
    Runs m_runs;
    RunNotices m_runNotices;
    ChangeController m_changes;
    RetagController m_retags;
    HistoryController m_history;
    RepairController m_repairs;
    QTimer m_saveSoon;
    std::unique_ptr<Workspace> m_workspace;
};

} // namespace ui
