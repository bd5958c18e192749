#pragma once

#include "ui/widgets/tonebar.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

/// What came of a run a moment ago, with the button that takes it back.
class RunNoticeBar final : public ToneBar
{
    Q_OBJECT

public:
    explicit RunNoticeBar(QWidget *parent = nullptr);

    /// Shows the bar; hides it where @p words are empty, and its button where @p wayBack is. Plain text.
    void display(const QString &icon, const QString &words, const QString &wayBack);
    /// False where nothing may be changed: the bar has no button then.
    void setTakeBackAllowed(bool allowed);

signals:
    void takeBackRequested();
    void dismissed();
    void left(); ///< the button that had the focus has done its work

private:
    void refreshButton();

    QLabel *m_text;
    QPushButton *m_back;
    QToolButton *m_close;
    bool m_isAllowed = true;
};

} // namespace ui
