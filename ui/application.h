#pragma once

#include <memory>

#include <QObject>

#include "app/base/paths.h"
#include "app/connections/address.h"
#include "app/jobs/samplejob.h"
#include "app/jobs/workers.h"
#include "models/registrytreemodel.h"
#include "ui/commandline.h"
#include "ui/controllers/registrycontroller.h"
#include "ui/controllers/sessions.h"
#include "ui/mainwindow.h"
#include "ui/prompts.h"

namespace ui {

class Page;
class RegistryPanel;
class RepositoryController;
class RepositoryPage;
struct Place;

/// Makes everything, in order, and joins it: the only place that knows everyone.
class Application final : public QObject
{
    Q_OBJECT

public:
    /// @p prompts lives longer.
    Application(Options options, Prompts &prompts, QObject *parent = nullptr);
    ~Application() override;

    /// Shows the window and opens what the options ask for.
    void start();
    [[nodiscard]] MainWindow &window() noexcept { return *m_window; }

private:
    void joinWindow();
    void joinPanel();
    void readConnections();
    void openText(const QString &text);
    static QString whyNotAnAddress(const QString &text, const base::Error &error);
    void openAddress(const connections::Address &address);
    QString connectionFor(const connections::Connection &connection);
    void openRepository(const models::RepositoryKey &key, const std::optional<oci::TagOrDigest> &image = {});
    RepositoryPage *makePage(const models::RepositoryKey &key);
    void joinPage(RepositoryPage *page, RepositoryController *controller);
    void addRepository(const QString &connectionId);
    void openSample(bool reset);
    void showPage(Page *page);
    void refreshActivity();
    [[nodiscard]] QString addressOf(const Place &place) const;
    [[nodiscard]] QString nameOf(const QString &connectionId) const;

    Options m_options;
    Prompts &m_prompts;
    base::Paths m_paths;
    jobs::Workers m_workers; ///< ends after everything that starts jobs
    Sessions m_sessions;
    models::RegistryTreeModel m_tree;
    RegistryController m_registries;
    std::unique_ptr<jobs::SampleJob> m_sampleJob;
    RegistryPanel *m_panel = nullptr; ///< the window's
    std::unique_ptr<MainWindow> m_window;
    QString m_lookedAt; ///< the connection that was opened last; its only repository opens by itself
    int m_listings = 0; ///< of repositories
};

} // namespace ui
