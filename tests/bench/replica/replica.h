#pragma once

#include <QByteArray>
#include <QString>

#include "tests/support/nginxserver.h"

namespace bench {

/// A repository for nginx to serve as a registry does: content types, Docker-Content-Digest, pages with Link headers.
/// Every tag is an image of its own, with a manifest and a configuration that no other tag has. The images differ in a
/// few bytes, so nginx fills them in from maps: 200,000 files of their own would take minutes to write.
class Replica final
{
public:
    /// @p tags tags, @p pageSize of them on each page of `tags/list`; the pages are written below @p folder. Stops the
    /// program where the disk fails.
    Replica(QString folder, int tags, int pageSize);

    [[nodiscard]] static QByteArray repository() { return "bench/replica"; }
    /// What nginx needs to serve it.
    [[nodiscard]] support::NginxSettings settings() const;

private:
    void addImage(const QByteArray &number);
    void writePages(int tags, int pageSize);

    QString m_folder;
    // Entries of nginx's maps.
    QByteArray m_numbersOfManifests; ///< by digest
    QByteArray m_numbersOfConfigs;
    QByteArray m_manifestDigests; ///< by number
    QByteArray m_configDigests;
    QByteArray m_nextPages; ///< by `last`
};

} // namespace bench
