#pragma once

#include <QObject>

#include "app/changes/planfile.h"
#include "ui/controllers/sessions.h"

namespace ui {

class ChangeController;
class Prompts;

/// Opens plans that were saved: each is reviewed anew, against the repository as it is by then.
class SavedPlanController final : public QObject
{
    Q_OBJECT

public:
    /// What is given lives longer.
    SavedPlanController(const Sessions &sessions, ChangeController &changes, Prompts &prompts, QWidget &window,
                        QObject *parent = nullptr);

    void ask(); ///< for the file
    void open(const QString &path);

private:
    [[nodiscard]] const connections::Connection *connectionTo(const QString &address) const;
    [[nodiscard]] bool mayChange(const connections::Connection &connection) const;
    void tellError(const QString &path, const base::Error &error);

    const Sessions &m_sessions;
    ChangeController &m_changes;
    Prompts &m_prompts;
    QWidget &m_window;
};

} // namespace ui
