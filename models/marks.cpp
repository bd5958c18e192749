#include "models/marks.h"

#include <algorithm>

namespace models {

Marks::Marks(QObject *parent)
    : QObject(parent)
{ }

void Marks::setMarked(const Repository &repository, const std::vector<oci::TagName> &tags, bool marked)
{
    const Tags &now = in(repository);
    Tags turned;
    for (const oci::TagName &tag : tags) {
        if (now.contains(tag) != marked)
            turned.insert(tag);
    }
    if (!turned.isEmpty())
        apply({{repository, std::move(turned), marked}});
}

void Marks::discard(const Repository &repository)
{
    if (const auto found = m_marks.find(repository); found != m_marks.end())
        apply({{repository, found->second, false}});
}

void Marks::discardAll()
{
    Change change;
    for (const auto &[repository, tags] : m_marks)
        change.push_back({repository, tags, false});
    if (!change.empty())
        apply(std::move(change));
}

void Marks::forget(const Repository &repository, const std::vector<oci::TagName> &tags)
{
    const Tags gone(tags.cbegin(), tags.cend());
    setMarked(repository, tags, false);
    purge([&](Turn &turn) {
        if (turn.repository == repository)
            turn.tags.subtract(gone);
        return turn.tags.isEmpty();
    });
}

void Marks::forgetConnection(const QString &connection)
{
    for (const Repository &repository : repositories()) {
        if (repository.connection == connection)
            discard(repository);
    }
    purge([&](const Turn &turn) { return turn.repository.connection == connection; });
}

const Marks::Tags &Marks::in(const Repository &repository) const
{
    static const Tags none;
    const auto found = m_marks.find(repository);
    return found == m_marks.end() ? none : found->second;
}

std::vector<Marks::Repository> Marks::repositories() const
{
    std::vector<Repository> all;
    all.reserve(m_marks.size());
    for (const auto &[repository, tags] : m_marks)
        all.push_back(repository);
    return all;
}

void Marks::undo()
{
    if (!canUndo())
        return;
    for (const Turn &turned : m_changes[--m_done])
        turn(turned, !turned.marked);
}

void Marks::redo()
{
    if (!canRedo())
        return;
    for (const Turn &turned : m_changes[m_done++])
        turn(turned, turned.marked);
}

void Marks::apply(Change change)
{
    m_changes.erase(m_changes.begin() + static_cast<std::ptrdiff_t>(m_done), m_changes.end());
    m_changes.push_back(std::move(change));
    redo();
}

void Marks::turn(const Turn &turn, bool marked)
{
    Tags &tags = m_marks[turn.repository];
    m_count -= tags.size();
    if (marked)
        tags.unite(turn.tags);
    else
        tags.subtract(turn.tags);
    m_count += tags.size();
    if (tags.isEmpty())
        m_marks.erase(turn.repository);
    emit changed(turn.repository);
}

/// Takes out of the history what @p drop, which may shorten a turn, says; changes of nothing go with it.
template <typename Drop>
void Marks::purge(Drop drop)
{
    std::size_t done = 0;
    std::vector<Change> left;
    for (std::size_t i = 0; i < m_changes.size(); ++i) {
        std::erase_if(m_changes[i], drop);
        if (m_changes[i].empty())
            continue;
        left.push_back(std::move(m_changes[i]));
        done += i < m_done;
    }
    m_changes = std::move(left);
    m_done = done;
}

} // namespace models
