#pragma once

#include <QDialog>

class QPushButton;

namespace ui {

/// A dialog that shows what would be done to a registry before it is done. Enter approves nothing in it: it only works
/// where the focus is on a button, and never on the one that approves.
class ReviewDialog : public QDialog
{
    Q_OBJECT

signals:
    void doctorRequested(); ///< about an error

protected:
    using QDialog::QDialog;

    void setApproval(QPushButton *button) { m_approval = button; }
    void resizeTo(int characters, int lines); ///< no larger than the screen

    void keyPressEvent(QKeyEvent *event) override;

private:
    QPushButton *m_approval = nullptr;
};

} // namespace ui
