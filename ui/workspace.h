#pragma once

#include <memory>

#include <QObject>

#include "ui/controllers/savedplancontroller.h"
#include "ui/locator/locatorcontroller.h"
#include "ui/mainwindow.h"
#include "ui/navigator.h"
#include "ui/pagefactory.h"
#include "ui/prompts.h"

namespace ui {

class Activities;
class ChangeController;
class ConnectionController;
class DockerController;
class DoctorController;
class HistoryController;
class ImportController;
class RegistryController;
class RegistryPanel;
class RepairController;
class RetagController;
class RunNotices;
class SampleController;

/// The window and what stands in it, joined with what it works on. Everything that has words on the screen is made
/// here, so that another language means another workspace over the same data.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    /// What lives longer than the window.
    struct Data
    {
        jobs::Workers &workers;
        Sessions &sessions;
        models::RegistryTreeModel &tree;
        Activities &activities;
        RegistryController &registries;
        ConnectionController &connections;
        DoctorController &doctor;
        ImportController &imports;
        DockerController &docker;
        SampleController &sample;
        ChangeController &changes;
        RetagController &retags;
        RunNotices &runNotices;
        HistoryController &history;
        RepairController &repairs;
        Prompts &prompts;
    };

    explicit Workspace(const Data &data, QObject *parent = nullptr);
    ~Workspace() override;

    [[nodiscard]] MainWindow &window() noexcept { return *m_window; }
    [[nodiscard]] Navigator &navigator() noexcept { return m_navigator; }

    /// The window and its tabs, to come back to.
    [[nodiscard]] QJsonObject state() const;
    /// Before the window is shown: tabs load when the user comes to them. What cannot be read is left out.
    void restore(const QJsonObject &state);
    /// What is open in the tree of @p before is open in this one's.
    void expandAs(const Workspace &before);

signals:
    void changed(); ///< state() is worth keeping

private:
    [[nodiscard]] Place restoredPlace(const QJsonObject &tab);
    void joinWindow();
    void joinPanel();
    void joinConnections();
    void joinDoctor();
    void joinHistory();
    void joinNotices();
    void joinRepairs();
    void closePages(const QString &connectionId);
    void openInBackground(const Place &place);
    void joinNavigator();
    void joinSample();
    void refreshPlace();
    void refreshFacts();
    [[nodiscard]] std::pair<QString, QString> lastRequest() const;
    void addRepository(const QString &connectionId);

    Data m_data;
    PageFactory m_pages; ///< lives longer than its pages
    RegistryPanel *m_panel; ///< the window's
    std::unique_ptr<MainWindow> m_window;
    SavedPlanController m_savedPlans;
    Navigator m_navigator;
    LocatorController m_locator;
};

} // namespace ui
