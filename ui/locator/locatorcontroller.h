#pragma once

#include <memory>
#include <vector>

#include <QObject>
#include <QTimer>

#include "ui/locator/commandlist.h"
#include "ui/locator/locator.h"

namespace ui {

class MainWindow;
class Navigator;
class Sessions;

/// Fills the locator of a window with what is loaded and what can be done there, and goes to what is chosen.
class LocatorController final : public QObject
{
    Q_OBJECT

public:
    /// What is given lives longer.
    LocatorController(MainWindow &window, Navigator &navigator, const models::RegistryTreeModel &tree,
                      const Sessions &sessions, QObject *parent = nullptr);

private:
    void open(const QString &text);
    [[nodiscard]] Locator &locator(); ///< made when it is needed first: most windows start without
    void renew();
    void watch(const QAbstractItemModel *model);
    [[nodiscard]] models::LocatorModel::Sources sources();
    [[nodiscard]] std::vector<models::LocatorItem> commands() const;
    void go(const models::LocatorTarget &target, bool inNewTab);

    MainWindow &m_window;
    Navigator &m_navigator;
    const models::RegistryTreeModel &m_tree;
    const Sessions &m_sessions;
    Locator *m_locator = nullptr; ///< the window's
    std::vector<ListedCommand> m_commands; ///< as the locator numbers them
    std::unique_ptr<QObject> m_watch; ///< on the models that are searched, while the locator is open
    QTimer m_renewal; ///< runs out a moment after they changed
};

} // namespace ui
