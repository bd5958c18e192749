#pragma once

#include <QLocalServer>
#include <QObject>

#include "ui/commandline.h"
#include "ui/processlock.h"

namespace ui {

/// One window for a profile: the first program that runs with it answers the later ones, which hand over what they were
/// asked to open. Only programs of the same user are heard.
class Instance final : public QObject
{
    Q_OBJECT

public:
    /// @p folder belongs to the profile alone. Decides at once who is the first.
    explicit Instance(const QString &folder, QObject *parent = nullptr);
    ~Instance() override;

    [[nodiscard]] bool isFirst() const noexcept { return m_lock.state() != ProcessLock::State::HeldByAnother; }
    [[nodiscard]] const QString &address() const noexcept { return m_address; } ///< of the socket
    /// Waits for the later ones, where this is the first.
    void listen();
    /// Asks the first to open what @p options say and to come to the front; blocks for two seconds at most. False where
    /// it does not answer.
    [[nodiscard]] bool handOver(const Options &options) const;

signals:
    /// Of a later program. What they open reads the same in any folder.
    void asked(const ui::Options &options);

private:
    void answer();
    void read(QLocalSocket *socket);

    QString m_address;
    ProcessLock m_lock;
    QLocalServer m_server;
};

} // namespace ui
