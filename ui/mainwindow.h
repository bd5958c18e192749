#pragma once

#include <QMainWindow>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QTabWidget;

namespace ui {

class InfoBar;
class RegistryPanel;

/// The frame: menus, tool bar with the address field, the tree at the left, pages in tabs, the status bar. Knows
/// nothing of registries; what the user wants goes out as signals.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// Takes over @p panel.
    explicit MainWindow(RegistryPanel *panel, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Takes over @p page and shows it in a tab of its own.
    void addPage(QWidget *page, const QString &icon, const QString &title, const QString &toolTip);
    void showPage(QWidget *page);
    [[nodiscard]] QWidget *currentPage() const;
    [[nodiscard]] QList<QWidget *> pages() const; ///< in the order of their tabs

    void setAddress(const QString &address);
    void setActivity(const QString &text); ///< what runs now
    void setSelectionText(const QString &text);
    /// Says below the address field why its text leads nowhere; an empty text hides it.
    void showAddressError(const QString &text);

signals:
    void addressEntered(const QString &text);
    void openFolderRequested();
    void openSampleRequested();
    void resetSampleRequested();
    void addRepositoryRequested();
    void refreshRequested();
    void pageShown(QWidget *page); ///< null for none
    void pageClosed(QWidget *page); ///< the window does not hold it any more
    void filterRequested();
    void tableRequested();
    void detailRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeCentre();
    void makeMenus();
    void makeToolBar();
    void makeStatusBar();
    void closePage(int number);
    void focusAddress();
    void refreshTitle();
    QAction *addAction(QMenu *menu, const QString &objectName, const QString &text, const QKeySequence &shortcut,
                       void (MainWindow::*signal)());
    using QMainWindow::addAction;

    RegistryPanel *m_panel;
    QStackedWidget *m_centre; ///< the welcome page, or the tabs
    QTabWidget *m_tabs;
    QLineEdit *m_address;
    InfoBar *m_addressError;
    QLabel *m_activity;
    QLabel *m_selection;
    QAction *m_refresh = nullptr;
};

} // namespace ui
