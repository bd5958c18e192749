#pragma once

#include <QObject>

class QSocketNotifier;

namespace ui {

/// Turns the system's wish that the program ends (SIGTERM, SIGINT) into a signal on the UI thread. At most one object.
/// On systems without such signals it never emits.
class TerminationSignals final : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

signals:
    void requested();

private:
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace ui
