#pragma once

#include <map>
#include <tuple>
#include <vector>

#include <QObject>
#include <QSet>

#include "app/oci/digest.h"
#include "app/oci/repositoryname.h"
#include "app/oci/tagname.h"

namespace models {

/// The tags, and images without one, that somebody marked for deletion, in whatever repository: notes on this side, for
/// which nothing is sent. They know nothing of tables, so a filter, another order or a refresh leaves them alone. Every
/// change is one step that can be undone. UI thread.
class Marks final : public QObject
{
    Q_OBJECT

public:
    struct Repository
    {
        QString connection; ///< its id
        oci::RepositoryName name;

        friend bool operator==(const Repository &, const Repository &) = default;
        friend bool operator<(const Repository &left, const Repository &right) noexcept
        {
            return std::tie(left.connection, left.name) < std::tie(right.connection, right.name);
        }
    };
    using Tags = QSet<oci::TagName>;
    using Images = QSet<oci::Digest>; ///< that have no tag

    explicit Marks(QObject *parent = nullptr);

    /// Marks @p tags, or takes their marks away. What is so already does not count as a change.
    void setMarked(const Repository &repository, const std::vector<oci::TagName> &tags, bool marked);
    void setMarked(const Repository &repository, const std::vector<oci::Digest> &images, bool marked);
    void discard(const Repository &repository);
    void discardAll();
    /// For what is gone: its marks go, and no undo brings them back.
    void forget(const Repository &repository, const std::vector<oci::TagName> &tags,
                const std::vector<oci::Digest> &images = {});
    void forgetConnection(const QString &connection);

    [[nodiscard]] const Tags &in(const Repository &repository) const;
    [[nodiscard]] const Images &imagesIn(const Repository &repository) const;
    [[nodiscard]] qsizetype countIn(const Repository &repository) const; ///< of both
    [[nodiscard]] std::vector<Repository> repositories() const; ///< with marks, by connection and name
    [[nodiscard]] qsizetype count() const noexcept { return m_count; }

    [[nodiscard]] bool canUndo() const noexcept { return m_done > 0; }
    [[nodiscard]] bool canRedo() const noexcept { return m_done < m_changes.size(); }
    void undo();
    void redo();

signals:
    void changed(const models::Marks::Repository &repository);

private:
    struct Marked
    {
        Tags tags{};
        Images images{};

        [[nodiscard]] qsizetype count() const noexcept { return tags.size() + images.size(); }
    };
    /// What had its marks turned around, all in one direction for each repository.
    struct Turn
    {
        Repository repository;
        Marked what;
        bool marked = false;
    };
    using Change = std::vector<Turn>;

    [[nodiscard]] const Marked &marked(const Repository &repository) const;
    template <typename T>
    void setMarked(const Repository &repository, const std::vector<T> &all, bool marked, QSet<T> Marked::*of);
    void apply(Change change);
    void turn(const Turn &turn, bool marked);
    template <typename Drop>
    void purge(Drop drop);

    std::map<Repository, Marked> m_marks; ///< none is empty
    qsizetype m_count = 0;
    std::vector<Change> m_changes;
    std::size_t m_done = 0; ///< of m_changes; the rest was undone
};

} // namespace models
