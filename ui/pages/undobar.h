#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

/// What was changed a moment ago, with the button that takes it back.
class UndoBar final : public QFrame
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

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refreshColours();
    void refreshButton();

    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_undo;
    QToolButton *m_close;
    bool m_canUndo = false;
    bool m_isAllowed = true;
};

} // namespace ui
