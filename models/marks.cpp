#include "models/marks.h"

#include <algorithm>

namespace models {

Marks::Marks(QObject *parent)
    : QObject(parent)
{ }

void Marks::setMarked(const Repository &repository, const std::vector<oci::TagName> &tags, bool marked)
{
    setMarked(repository, tags, marked, &Marked::tags);
}

void Marks::setMarked(const Repository &repository, const std::vector<oci::Digest> &images, bool marked)
{
    setMarked(repository, images, marked, &Marked::images);
}

template <typename T>
void Marks::setMarked(const Repository &repository, const std::vector<T> &all, bool marked, QSet<T> Marked::*of)
{
    const QSet<T> &now = this->marked(repository).*of;
    Marked turned;
    for (const T &one : all) {
        if (now.contains(one) != marked)
            (turned.*of).insert(one);
    }
    if (turned.count() > 0)
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
    for (const auto &[repository, marked] : m_marks)
        change.push_back({repository, marked, false});
    if (!change.empty())
        apply(std::move(change));
}

void Marks::forget(const Repository &repository, const std::vector<oci::TagName> &tags,
                   const std::vector<oci::Digest> &images)
{
    const Tags goneTags(tags.cbegin(), tags.cend());
    const Images goneImages(images.cbegin(), images.cend());
    setMarked(repository, tags, false);
    setMarked(repository, images, false);
    purge([&](Turn &turn) {
        if (turn.repository == repository) {
            turn.what.tags.subtract(goneTags);
            turn.what.images.subtract(goneImages);
        }
        return turn.what.count() == 0;
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

const Marks::Marked &Marks::marked(const Repository &repository) const
{
    static const Marked none;
    const auto found = m_marks.find(repository);
    return found == m_marks.end() ? none : found->second;
}

const Marks::Tags &Marks::in(const Repository &repository) const
{
    return marked(repository).tags;
}

const Marks::Images &Marks::imagesIn(const Repository &repository) const
{
    return marked(repository).images;
}

qsizetype Marks::countIn(const Repository &repository) const
{
    return marked(repository).count();
}

std::vector<Marks::Repository> Marks::repositories() const
{
    std::vector<Repository> all;
    all.reserve(m_marks.size());
    for (const auto &[repository, marked] : m_marks)
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
    Marked &now = m_marks[turn.repository];
    m_count -= now.count();
    if (marked) {
        now.tags.unite(turn.what.tags);
        now.images.unite(turn.what.images);
    } else {
        now.tags.subtract(turn.what.tags);
        now.images.subtract(turn.what.images);
    }
    m_count += now.count();
    if (now.count() == 0)
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
