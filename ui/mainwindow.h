#pragma once

#include <QMainWindow>

class QLabel;
class QLineEdit;

namespace ui {

class Activities;
class InfoBar;
class RegistryPanel;
class Tabs;

/// The frame: menus, tool bar with the address field, the tree at the left, pages in tabs, the status bar. Knows
/// nothing of registries; what the user wants goes out as signals.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// Takes over @p panel; @p activities lives longer.
    MainWindow(RegistryPanel *panel, Activities &activities, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Tabs &tabs() noexcept { return *m_tabs; }
    [[nodiscard]] const Tabs &tabs() const noexcept { return *m_tabs; }

    void setAddress(const QString &address);
    /// Says below the address field why its text leads nowhere; an empty text hides it.
    void showAddressError(const QString &text);

signals:
    void addressEntered(const QString &text);
    void openFolderRequested();
    void openSampleRequested();
    void resetSampleRequested();
    void addRepositoryRequested();
    void refreshConnectionRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeCentre();
    void makeMenus();
    void makeToolBar();
    void makeStatusBar();
    void showWelcome();
    void focusAddress();
    void focusPane(int number); ///< of the page that is shown
    void refreshTitle();
    void refreshForPage();
    QAction *addAction(QMenu *menu, const QString &objectName, const QString &text, const QKeySequence &shortcut,
                       void (MainWindow::*signal)());
    using QMainWindow::addAction;

    RegistryPanel *m_panel;
    Tabs *m_tabs;
    QLineEdit *m_address;
    InfoBar *m_addressError;
    Activities &m_activities;
    QLabel *m_selection;
    QAction *m_refresh = nullptr;
    QAction *m_filter = nullptr;
};

} // namespace ui
