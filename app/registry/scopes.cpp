#include "app/registry/scopes.h"

namespace registry {

namespace {

QByteArray resource(const oci::RepositoryName &repository)
{
    return "repository:" + repository.toString().toLatin1();
}

} // namespace

Scopes Scopes::pull(const oci::RepositoryName &repository)
{
    Scopes scopes;
    scopes.m_actions[resource(repository)] = {"pull"};
    return scopes;
}

Scopes Scopes::push(const oci::RepositoryName &repository)
{
    Scopes scopes;
    scopes.m_actions[resource(repository)] = {"pull", "push"};
    return scopes;
}

Scopes Scopes::remove(const oci::RepositoryName &repository)
{
    Scopes scopes;
    scopes.m_actions[resource(repository)] = {"delete"};
    return scopes;
}

Scopes Scopes::catalog()
{
    Scopes scopes;
    scopes.m_actions["registry:catalog"] = {"*"};
    return scopes;
}

Scopes Scopes::parse(const QByteArray &text)
{
    Scopes scopes;
    for (const QByteArray &scope : text.split(' ')) {
        // A name may hold a colon itself (host:port), so the type ends at the first one and the actions start at the
        // last.
        const qsizetype typeEnd = scope.indexOf(':');
        const qsizetype nameEnd = scope.lastIndexOf(':');
        if (typeEnd <= 0 || nameEnd <= typeEnd + 1)
            continue;
        for (const QByteArray &action : scope.mid(nameEnd + 1).split(',')) {
            if (!action.isEmpty())
                scopes.m_actions[scope.left(nameEnd)].insert(action);
        }
    }
    return scopes;
}

Scopes Scopes::with(const Scopes &more) const
{
    Scopes all = *this;
    for (const auto &[name, actions] : more.m_actions)
        all.m_actions[name].insert(actions.begin(), actions.end());
    return all;
}

QByteArrayList Scopes::toList() const
{
    QByteArrayList list;
    for (const auto &[name, actions] : m_actions)
        list.append(name + ':' + QByteArrayList(actions.begin(), actions.end()).join(','));
    return list;
}

} // namespace registry
