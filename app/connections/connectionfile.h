#pragma once

#include <vector>

#include <QString>

#include "app/base/result.h"
#include "app/connections/connection.h"

namespace connections {

/// The saved connections of a profile, in a JSON file with a version. Written whole or not at all. A file of a newer
/// version is left alone: reading it is Unsupported, and so is writing over it; a damaged one is InvalidData for both,
/// until it is put aside. Fields that we do not know are kept. No secrets are in it. One writer at a time.
class ConnectionFile final
{
public:
    explicit ConnectionFile(QString path);

    /// Empty where there is no file yet.
    [[nodiscard]] Result<std::vector<Connection>> read() const;
    Result<> write(const std::vector<Connection> &connections) const;
    /// Gives a damaged file another name beside it, which is returned, so that there is none and one can go on.
    Result<QString> setAside() const;
    /// A file that was set aside still lies there: its connections may come back.
    [[nodiscard]] bool hasSetAside() const;

private:
    QString m_path;
};

} // namespace connections
