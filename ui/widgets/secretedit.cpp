#include "ui/widgets/secretedit.h"

#include <QEvent>
#include <QStyle>
#include <QToolButton>

#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

SecretEdit::SecretEdit(QWidget *parent)
    : QLineEdit(parent)
    , m_eye(new QToolButton(this))
{
    m_eye->setObjectName(u"revealButton"_s);
    m_eye->setIcon(look::icon(u"eye"_s));
    m_eye->setAutoRaise(true);
    m_eye->setCursor(Qt::ArrowCursor);
    m_eye->setFocusPolicy(Qt::TabFocus);
    m_eye->setToolTip(tr("Shown while this is held"));
    m_eye->setAccessibleName(tr("Show while held", "a password"));
    connect(m_eye, &QToolButton::pressed, this, [this] { reveal(true); });
    connect(m_eye, &QToolButton::released, this, [this] { reveal(false); });
    setTextMargins(0, 0, look::iconSize + look::iconGap, 0);
    setDragEnabled(false);
    reveal(false);
}

base::Secret SecretEdit::secret() const
{
    return base::Secret(text().toUtf8());
}

bool SecretEdit::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseMove:
    case QEvent::MouseButtonRelease:
    case QEvent::ContextMenu:
        if (m_revealed)
            return true; // nothing can be selected or copied now
        break;
    default:
        break;
    }
    return QLineEdit::event(event);
}

void SecretEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const int side = height() - 2 * style()->pixelMetric(QStyle::PM_DefaultFrameWidth);
    m_eye->setGeometry(width() - side - (height() - side) / 2, (height() - side) / 2, side, side);
}

void SecretEdit::reveal(bool revealed)
{
    m_revealed = revealed;
    deselect();
    setEchoMode(revealed ? Normal : Password);
    setAttribute(Qt::WA_InputMethodEnabled, false); // an input method would learn it
}

} // namespace ui
