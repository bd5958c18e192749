#pragma once

#include <map>
#include <set>

#include <QByteArray>
#include <QByteArrayList>

#include "app/oci/repositoryname.h"

namespace registry {

/// What a token is asked for (distribution, "Token Scope Documentation"): resources, each with the actions on it. Kept
/// sorted, so that the same rights are the same value however they were written.
class Scopes final
{
public:
    Scopes() = default; ///< none: who signs in, and nothing else

    static Scopes pull(const oci::RepositoryName &repository);
    static Scopes push(const oci::RepositoryName &repository); ///< `pull,push`
    static Scopes remove(const oci::RepositoryName &repository); ///< `delete`
    static Scopes catalog();
    /// The `scope` parameter of a challenge: scopes with spaces between. What is no scope is left out.
    static Scopes parse(const QByteArray &text);

    /// These and @p more.
    [[nodiscard]] Scopes with(const Scopes &more) const;
    [[nodiscard]] bool isEmpty() const noexcept { return m_actions.empty(); }
    /// Each as it is sent, such as `repository:payments/api:pull,push`.
    [[nodiscard]] QByteArrayList toList() const;

    friend bool operator==(const Scopes &, const Scopes &) = default;

private:
    std::map<QByteArray, std::set<QByteArray>> m_actions; ///< by `type:name`
};

} // namespace registry
