#pragma once

#include <vector>

#include <QCoreApplication>
#include <QString>

namespace ui {

/// How other programs of a computer come to trust an authority for a registry. Values; safe to be pasted into a shell,
/// whatever the authority calls itself.
class TrustCommands final
{
    Q_DECLARE_TR_FUNCTIONS(TrustCommands)

public:
    struct Entry
    {
        QString program; ///< for a tab
        QString lines; ///< for a shell
    };

    /// A file name for the certificate of @p authority: `corp-root-g3.pem`.
    [[nodiscard]] static QString fileName(const QString &authority);
    /// With the certificate in a file of that name. @p place is the registry's host, with its port where it has one.
    [[nodiscard]] static std::vector<Entry> of(const QString &authority, const QString &place);
};

} // namespace ui
