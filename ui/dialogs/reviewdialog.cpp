#include "ui/dialogs/reviewdialog.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QScreen>

namespace ui {

/// Of a digit's width: an average character of a Chinese font is twice as wide.
void ReviewDialog::resizeTo(int characters, int lines)
{
    const int line = fontMetrics().height();
    const QSize wanted(fontMetrics().horizontalAdvance(u'0') * characters, line * lines);
    resize(wanted.boundedTo(screen()->availableSize() - QSize(0, 3 * line)));
}

void ReviewDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) {
        QDialog::keyPressEvent(event);
        return;
    }
    auto *button = qobject_cast<QPushButton *>(focusWidget());
    if (button && button != m_approval)
        button->click();
}

} // namespace ui
