#include "models/registrytreenode.h"

#include <QLocale>

namespace models {

using namespace Qt::StringLiterals;

void RegistryTreeNode::renumber(int from)
{
    for (auto i = static_cast<std::size_t>(from); i < children.size(); ++i)
        children.at(i)->row = static_cast<int>(i);
}

RegistryTreeNode *RegistryTreeNode::note() const
{
    return !children.empty() && children.front()->kind == Kind::Note ? children.front().get() : nullptr;
}

const RegistryTreeNode &RegistryTreeNode::connection() const
{
    const RegistryTreeNode *node = this;
    while (node->kind != Kind::Connection)
        node = node->parent;
    return *node;
}

QString RegistryTreeText::count(qint64 number, bool moreExist)
{
    const QString text = QLocale(QLocale::English).toString(number); // the same in every language
    return moreExist ? text + u'+' : text;
}

QString RegistryTreeText::state(const RegistryTreeNode &node)
{
    using State = ConnectionListing::State;
    const ConnectionListing &listing = *node.connection().listing;
    switch (node.kind) {
    case RegistryTreeNode::Kind::Repository:
        return node.tags > 0 || (node.tags == 0 && node.tagsComplete) ? count(node.tags, !node.tagsComplete)
                                                                      : QString();
    case RegistryTreeNode::Kind::Project:
        return count(static_cast<qint64>(node.children.size()), listing.state != State::Complete);
    case RegistryTreeNode::Kind::Note:
        return {};
    case RegistryTreeNode::Kind::Connection:
        break;
    }
    switch (listing.state) {
    case State::NotAsked:
        return listing.isFolder ? tr("on disk", "kind of connection") : QString();
    case State::Running:
        return u"…"_s;
    case State::Complete:
    case State::Incomplete:
        return count(listing.count, listing.state == State::Incomplete);
    case State::Failed:
        break;
    }
    if (listing.isFlat())
        return tr("no catalogue", "state of a connection");
    switch (listing.error.kind) {
    case base::ErrorKind::Unauthorized:
    case base::ErrorKind::Credentials:
        return tr("sign in", "state of a connection");
    case base::ErrorKind::Forbidden:
        return tr("not allowed", "state of a connection");
    case base::ErrorKind::Network:
    case base::ErrorKind::Timeout:
        return tr("offline", "state of a connection");
    default:
        return tr("failed", "state of a connection");
    }
}

QString RegistryTreeText::stateIcon(const RegistryTreeNode &node)
{
    if (!node.listing || node.listing->state != ConnectionListing::State::Failed)
        return {};
    if (node.listing->isFlat())
        return u"info"_s;
    switch (node.listing->error.kind) {
    case base::ErrorKind::Unauthorized:
    case base::ErrorKind::Credentials:
        return u"key"_s;
    case base::ErrorKind::Forbidden:
        return u"no"_s;
    case base::ErrorKind::Network:
    case base::ErrorKind::Timeout:
        return u"plug"_s;
    default:
        return u"error"_s;
    }
}

QString RegistryTreeText::action(RegistryTreeNode::Action action)
{
    switch (action) {
    case RegistryTreeNode::Action::Retry:
        return tr("Retry");
    case RegistryTreeNode::Action::AddRepository:
        return tr("Add one…", "a repository, by its name");
    case RegistryTreeNode::Action::Stop:
        return tr("Stop");
    case RegistryTreeNode::Action::None:
        break;
    }
    return {};
}

QString RegistryTreeText::sentence(const RegistryTreeNode &node)
{
    if (node.kind == RegistryTreeNode::Kind::Repository && node.tags >= 0)
        return tr("%1, %n tag(s)", "%1 is a repository", node.tags).arg(node.text);
    const QString second = node.kind == RegistryTreeNode::Kind::Note ? action(node.action) : state(node);
    return second.isEmpty() ? node.text : tr("%1, %2", "a name and its state").arg(node.text, second);
}

} // namespace models
