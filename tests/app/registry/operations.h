#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace operations {

/// A real registry that runs, and what it is able to do.
struct Server
{
    QByteArray url{};
    QByteArray rootPem{}; ///< of its certificate; empty: it needs none
    QByteArray user{};
    QByteArray password{};
    bool deletes = true;
    bool deletesTags = true;
    bool mounts = true;
    bool checksBlobs = true; ///< refuses manifests whose blobs are not there
};

/// Runs every operation against @p server, with skopeo as the second opinion: it pushes what we read and reads what we
/// wrote. To be called from a test function; look at QTest::currentTestFailed() after it.
void prove(const Server &server);

} // namespace operations
