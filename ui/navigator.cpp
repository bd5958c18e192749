#include "ui/navigator.h"

#include "models/format.h"
#include "ui/controllers/connectioncontroller.h"
#include "ui/pagefactory.h"
#include "ui/pages/page.h"
#include "ui/panes.h"
#include "ui/tabs.h"

namespace ui {

Navigator::Navigator(Sessions &sessions, ConnectionController &connections, models::RegistryTreeModel &tree,
                     PageFactory &pages, Tabs &tabs, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
    , m_connections(connections)
    , m_tree(tree)
    , m_pages(pages)
    , m_tabs(tabs)
    , m_reader(sessions, tree)
{
    connect(&m_tabs, &Tabs::pageShown, this, &Navigator::showPage);
    connect(&m_pages, &PageFactory::placeRequested, this, &Navigator::go);
}

void Navigator::go(const Place &place)
{
    if (place.repository)
        m_tree.addRepository({place.connectionId, *place.repository});
    if (Page *page = openPage(place)) {
        m_tabs.setCurrentWidget(page);
        focusPane(page->panes().constFirst());
        arrive(place); // also where its tab was the current one
    } else if (Page *fresh = m_pages.make(place)) {
        m_tabs.addPage(fresh);
        focusPane(fresh->panes().constFirst());
    } else {
        arrive(place);
        emit connectionShown(place.connectionId);
    }
}

void Navigator::open(const QString &text)
{
    if (const auto place = knownPlace(text)) {
        go(*place);
        return;
    }
    const Destination destination = m_reader.read(text, m_current);
    if (!destination.address) {
        emit refused(text, destination.refusal);
        return;
    }
    openAddress(*destination.address);
    if (!destination.filter.isEmpty())
        emit searched(destination.filter);
    if (!destination.note.isEmpty())
        emit noted(destination.note);
}

/// What addressOf() calls @p text: of an open page, or of a repository in a folder that is in the tree, which is not a
/// registry of its own then.
std::optional<Place> Navigator::knownPlace(const QString &text) const
{
    for (const Page *page : m_tabs.pages()) {
        if (addressOf(page->place()) == text)
            return page->place();
    }
    for (const connections::Connection &connection : m_sessions.all()) {
        if (!connection.isFolder() || !text.startsWith(connection.folder + u'/'))
            continue;
        const auto name = oci::RepositoryName::parse(text.sliced(connection.folder.size() + 1));
        if (name && m_tree.repositoryIndex({connection.id, *name}).isValid())
            return Place{connection.id, *name};
    }
    return std::nullopt;
}

void Navigator::openAddress(const connections::Address &address)
{
    if (!address.repository) {
        openConnection(address.connection);
        return;
    }
    const Place place{m_connections.idOf(address.connection, m_current.connectionId), address.repository};
    go(place);
    Page *page = openPage(place);
    if (page && address.image)
        page->reveal(*address.image);
}

void Navigator::openConnection(const connections::Connection &connection)
{
    const QString id = m_connections.idOf(connection, m_current.connectionId);
    m_lookedAt = id;
    go({id}); // the tree lists what it opens
}

void Navigator::openOnlyRepository(const QString &connectionId)
{
    const auto only = m_tree.onlyRepository(connectionId);
    if (only && connectionId == m_lookedAt)
        go({connectionId, only->name});
    m_lookedAt.clear();
}

void Navigator::forget(const QString &connectionId)
{
    m_history.forget(connectionId);
    if (m_current.connectionId == connectionId)
        m_current = {};
    emit moved();
}

void Navigator::back()
{
    go(m_history.back());
}

void Navigator::forward()
{
    go(m_history.forward());
}

void Navigator::up()
{
    if (m_current.image)
        go({m_current.connectionId, m_current.repository});
    else if (m_current.repository)
        go({m_current.connectionId});
}

bool Navigator::canGoUp() const
{
    return m_current.repository.has_value();
}

QString Navigator::addressOf(const Place &place) const
{
    const connections::Connection *connection = m_sessions.find(place.connectionId);
    if (!connection)
        return {};
    QString address = connection->address();
    if (place.repository)
        address += u'/' + place.repository->toString();
    if (place.image)
        address += (std::holds_alternative<oci::Digest>(*place.image) ? u'@' : u':') + oci::toString(*place.image);
    return address;
}

void Navigator::showPage(Page *page)
{
    arrive(page ? page->place() : Place());
}

void Navigator::arrive(const Place &place)
{
    m_current = place;
    m_history.visit(place);
    emit moved();
}

Page *Navigator::openPage(const Place &place) const
{
    for (Page *page : m_tabs.pages()) {
        if (!page->place().isNowhere() && page->place() == place)
            return page;
    }
    return nullptr;
}

} // namespace ui
