#pragma once

#include "ui/errortext.h"
#include "ui/widgets/tonebar.h"

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace ui {

class ErrorButtons;

/// A bar in the layout, below or above what it speaks of: icon, sentence, and at most one button beside the one that
/// closes it.
class InfoBar final : public ToneBar
{
    Q_OBJECT

public:
    explicit InfoBar(QWidget *parent = nullptr);

    /// Shows the bar. Plain text.
    void display(Tone tone, const QString &text, const QString &action = {}, const QString &toolTip = {});
    /// Shows the bar with @p error in words, and its details.
    void displayError(const ErrorText &error, const QString &action);
    /// The error that display() spoke of, with its details.
    void setError(const ErrorText &error);
    /// A sentence behind the text of display() that must not be missed. Plain text.
    void setEmphasis(const QString &sentence);
    /// A bar of progress beside the text, @p done of @p total; none for a @p total of 0 or less.
    void setProgress(int done, int total);

    void setClosable(bool closable);

signals:
    void closed(); ///< somebody wants it away
    void actionTriggered();
    void doctorRequested(); ///< about the error

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitFont();

    QLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_action;
    ErrorButtons *m_error;
    QToolButton *m_close;
    QHBoxLayout *m_row;
};

} // namespace ui
