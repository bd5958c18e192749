#pragma once

#include <QObject>

class QDBusVariant;

namespace look {

/// Whether the desktop is light or dark at the moment. Qt 6.4 does not tell, the desktop portal does
/// (org.freedesktop.appearance color-scheme); where there is none, the palette that the platform gave decides.
class SystemTheme final : public QObject
{
    Q_OBJECT

public:
    /// @p lastKnown is what isDark() said when the program ended: the portal answers later than the first paint.
    explicit SystemTheme(bool lastKnown, QObject *parent = nullptr);

    [[nodiscard]] bool isDark() const noexcept { return m_isDark; }
    /// Asks the portal, without waiting for it, and listens from then on. Without a session bus it does nothing.
    void follow();

signals:
    void changed();

private slots:
    void take(const QString &space, const QString &key, const QDBusVariant &value); ///< found by its name

private:
    void setScheme(uint scheme);

    bool m_isDark;
    bool m_isFollowing = false;
};

} // namespace look
