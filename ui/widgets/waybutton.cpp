#include "ui/widgets/waybutton.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

WayButton::WayButton(const QString &icon, const QString &title, const QString &description, const QKeySequence &key,
                     QWidget *parent)
    : QPushButton(parent)
    , m_iconName(icon)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(title, this))
    , m_description(new QLabel(description, this))
    , m_key(new QLabel(key.toString(QKeySequence::NativeText), this))
{
    setAccessibleName(title);
    setAccessibleDescription(description);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setHorizontalSpacing(look::cellPadding);
    layout->setVerticalSpacing(2);
    layout->setColumnStretch(1, 1);
    layout->addWidget(m_icon, 0, 0, 2, 1);
    layout->addWidget(m_title, 0, 1);
    layout->addWidget(m_description, 1, 1);
    layout->addWidget(m_key, 0, 2, 2, 1);
    for (QLabel *label : {m_icon, m_title, m_description, m_key}) {
        label->setTextFormat(Qt::PlainText);
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    m_description->setForegroundRole(QPalette::PlaceholderText);
    m_key->setForegroundRole(QPalette::PlaceholderText);
    refreshLook();
}

QSize WayButton::sizeHint() const
{
    return layout()->sizeHint();
}

QSize WayButton::minimumSizeHint() const
{
    return layout()->minimumSize();
}

void WayButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

void WayButton::refreshLook()
{
    const QColor colour = look::Colours::of(palette()).text2;
    m_icon->setPixmap(look::pixmap(m_iconName, colour, look::iconSize, devicePixelRatioF()));
    m_title->setFont(look::weighted(font(), QFont::DemiBold));
    m_description->setFont(look::smallFont(font()));
    m_key->setFont(look::smallFont(font()));
}

} // namespace ui
