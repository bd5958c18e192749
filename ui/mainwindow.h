#pragma once

#include <functional>

#include <QJsonObject>
#include <QMainWindow>

#include "ui/commands.h"
#include "ui/mainmenu.h"

class QLabel;
class QSplitter;

namespace models {
class RunHistoryModel;
}

namespace ui {

class Activities;
class ActivityDock;
class AddressBar;
class InfoBar;
class Notices;
class RegistryPanel;
class Tabs;

/// The frame: menus, tool bar with the address field, the tree at the left, pages in tabs, the status bar. Knows
/// nothing of registries; what the user wants goes out as commands and signals.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// Takes over @p panel; the others live longer.
    MainWindow(RegistryPanel *panel, Activities &activities, models::RunHistoryModel &history,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] const Commands &commands() const noexcept { return m_commands; }
    [[nodiscard]] Tabs &tabs() noexcept { return *m_tabs; }

    void setAddress(const QString &address);
    /// Says below the address field why its text leads nowhere; an empty text hides it.
    void showAddressError(const QString &text);
    /// Says there what one should know of the place one came to.
    void showAddressNote(const QString &text);
    [[nodiscard]] Notices &notices() noexcept { return *m_notices; } ///< at the top
    void showHistory(qint64 run = 0); ///< at one of its rows
    [[nodiscard]] ActivityDock &activity() noexcept { return *m_activityDock; }
    void focusAddress();
    void focusPage() { focusPane(0); }
    /// What is known of the connection that is looked at, at the right of the status bar; empty for nothing.
    void setFacts(const QString &text, const QString &toolTip);
    void setProduction(bool isProduction); ///< what is shown: the title says so

    [[nodiscard]] QJsonObject state() const; ///< where it is and how its areas are divided
    void restore(const QJsonObject &state);
    void fitScreen(); ///< no larger than the screen it is on, where it was never shown

signals:
    void addressEntered(const QString &text);
    void folderDropped(const QString &path);
    void planDropped(const QString &path);
    void doctorRequested(const QString &connectionId, const QString &repository); ///< about work that failed
    void closing(); ///< it is still as the user left it

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeCentre();
    void makeStatusBar();
    void showSelection(const QString &text);
    void makeActivity(Activities &activities);
    void joinCommands();
    void joinTabs();
    void showWelcome();
    void focusPane(int number); ///< of the page that is shown
    [[nodiscard]] QList<QWidget *> panes() const;
    void stepTab(int step);
    void showShortcuts();
    void refreshTitle();
    void refreshForPage();

    Commands m_commands;
    MainMenu m_menu;
    RegistryPanel *m_panel;
    AddressBar *m_bar;
    QSplitter *m_splitter;
    Tabs *m_tabs;
    InfoBar *m_addressError;
    InfoBar *m_notice;
    Notices *m_notices;
    ActivityDock *m_activityDock;
    QLabel *m_selection;
    QLabel *m_facts;
    bool m_isDivided = false; ///< as the user left it
    bool m_isProduction = false;
    QWidget *m_factsLine; ///< between the two
};

} // namespace ui
