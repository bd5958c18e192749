#pragma once

#include <QObject>

#include "ui/addressreader.h"
#include "ui/history.h"

namespace ui {

class ConnectionController;
class Page;
class PageFactory;
class Tabs;

/// Goes to places: raises the tab of a place that is open, opens one otherwise, and remembers where one was.
class Navigator final : public QObject
{
    Q_OBJECT

public:
    /// What is given lives longer.
    Navigator(Sessions &sessions, ConnectionController &connections, models::RegistryTreeModel &tree,
              PageFactory &pages, Tabs &tabs, QObject *parent = nullptr);

    void go(const Place &place);
    /// Goes to what a person typed or pasted; see AddressReader.
    void open(const QString &text);
    void openConnection(const connections::Connection &connection);
    /// The connection was listed whole: where it is the one that was opened last, its only repository opens by itself.
    void openOnlyRepository(const QString &connectionId);

    /// The connection is gone: nobody comes back to it.
    void forget(const QString &connectionId);

    void back();
    void forward();
    void up();
    [[nodiscard]] bool canGoBack() const noexcept { return m_history.canGoBack(); }
    [[nodiscard]] bool canGoForward() const noexcept { return m_history.canGoForward(); }
    [[nodiscard]] bool canGoUp() const;
    [[nodiscard]] const Place &current() const noexcept { return m_current; }
    /// As the address field and the clipboard have it; empty for nowhere.
    [[nodiscard]] QString addressOf(const Place &place) const;

signals:
    void moved(); ///< current() or where one can go from there is another
    void connectionShown(const QString &connectionId); ///< it has no page: the tree shows it
    void refused(const QString &text, const QString &why); ///< an address that leads nowhere
    void searched(const QString &filter); ///< the tree shows what is called so
    void noted(const QString &text); ///< what the person should know who came here

private:
    void openAddress(const connections::Address &address);
    [[nodiscard]] std::optional<Place> knownPlace(const QString &text) const;
    void showPage(Page *page);
    void arrive(const Place &place);
    [[nodiscard]] Page *openPage(const Place &place) const;

    Sessions &m_sessions;
    ConnectionController &m_connections;
    models::RegistryTreeModel &m_tree;
    PageFactory &m_pages;
    Tabs &m_tabs;
    AddressReader m_reader;
    History m_history;
    Place m_current;
    QString m_lookedAt; ///< the connection that was opened last, until it is listed
};

} // namespace ui
