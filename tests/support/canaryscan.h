#pragma once

#include <QByteArrayList>
#include <QDateTime>
#include <QStringList>

/// What begins every secret that tests of the window type in: canaryrun looks for it after each of them. Nothing else
/// holds these letters.
#define CANARY "Kan4rienV0gel"

namespace support {

/// A secret that exists nowhere but in this run: @p name and random letters.
[[nodiscard]] QByteArray makeCanary(QByteArrayView name);

/// Looks for secrets where a program may have left them: as they are, in UTF-16LE, Base64 at three offsets,
/// percent-encoded and in hex. A place that cannot be read is a finding, too.
class CanaryScan final
{
public:
    explicit CanaryScan(const QByteArrayList &canaries);

    void scan(const QString &place, const QByteArray &bytes);
    /// Every file in @p path and below, also hidden ones, and all names. In a folder that others use, too, such as
    /// /tmp: the files that changed since @p since.
    void scanFolder(const QString &path, const QDateTime &since = {});
    /// Passes over what is called @p path and what begins so: of others that have a scan of their own.
    void leaveOut(const QString &path) { m_leftOut.append(path); }
    /// Command line and environment of process @p id and of those that it started, as far as they are still there.
    void scanProcesses(qint64 id);

    [[nodiscard]] const QStringList &findings() const noexcept { return m_findings; }
    [[nodiscard]] int places() const noexcept
    {
        return m_places;
    } ///< files, command lines and environments that were read

private:
    struct Needle
    {
        QByteArray canary;
        QByteArray bytes;
    };

    void search(const QString &place, const QByteArray &bytes);
    void scanFile(const QString &path);
    void add(const QString &finding);

    QList<Needle> m_needles;
    QStringList m_leftOut;
    QStringList m_findings;
    int m_places = 0;
};

} // namespace support
