#pragma once

#include "ui/widgets/tonebar.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

/// What was changed a moment ago, with the button that takes it back.
class UndoBar final : public ToneBar
{
    Q_OBJECT

public:
    explicit UndoBar(QWidget *parent = nullptr);

    /// Shows the bar; hides it where @p words are empty. Plain text.
    void display(const QString &words, bool canUndo);
    /// False where nothing may be changed: the bar has no button then.
    void setUndoAllowed(bool allowed);

signals:
    void undoRequested();
    void dismissed();
    void left(); ///< the button that had the focus has done its work

private:
    void refreshButton();

    QLabel *m_text;
    QPushButton *m_undo;
    QToolButton *m_close;
    bool m_canUndo = false;
    bool m_isAllowed = true;
};

} // namespace ui
