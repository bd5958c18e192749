#include "ui/widgets/waybutton.h"

#include <algorithm>

#include <QStyleOption>
#include <QStylePainter>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

namespace {

constexpr QMargins margins(16, 12, 16, 12);
constexpr int lineGap = 2;

QFont titleFont(const QFont &base)
{
    return look::weighted(base, QFont::DemiBold);
}

} // namespace

WayButton::WayButton(const QString &icon, const QString &title, const QString &description, const QKeySequence &key,
                     QWidget *parent)
    : QPushButton(parent)
    , m_icon(icon)
    , m_title(title)
    , m_description(description)
    , m_key(key.toString(QKeySequence::NativeText))
{
    setAccessibleName(title);
    setAccessibleDescription(description);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize WayButton::sizeHint() const
{
    if (m_hint)
        return *m_hint;
    const QFontMetrics title(titleFont(font()));
    const QFontMetrics small(look::smallFont(font()));
    const int words = std::max(title.horizontalAdvance(m_title), small.horizontalAdvance(m_description));
    const int key = m_key.isEmpty() ? 0 : look::cellPadding + small.horizontalAdvance(m_key);
    m_hint = QSize(look::iconSize + look::cellPadding + words + key, title.height() + lineGap + small.height())
                 .grownBy(margins);
    return *m_hint;
}

QSize WayButton::minimumSizeHint() const
{
    return sizeHint();
}

void WayButton::changeEvent(QEvent *event)
{
    m_hint.reset();
    QPushButton::changeEvent(event);
}

/// Not of labels: a start has four of these to show, each with four texts.
void WayButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    painter.drawControl(QStyle::CE_PushButton, option);

    const look::Colours &colours = look::Colours::of(palette());
    const QRect inner = rect().marginsRemoved(margins);
    const auto place
        = [this, &inner](const QRect &part) { return style()->visualRect(layoutDirection(), inner, part); };
    const QRect icon(inner.left(), inner.center().y() - look::iconSize / 2, look::iconSize, look::iconSize);
    painter.drawPixmap(place(icon).topLeft(), look::pixmap(m_icon, colours.text2, look::iconSize, devicePixelRatioF()));

    const QFont title = titleFont(font());
    const QFont small = look::smallFont(font());
    const int keyWidth = QFontMetrics(small).horizontalAdvance(m_key);
    QRect words = inner.adjusted(look::iconSize + look::cellPadding, 0, 0, 0);
    const int start
        = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | int(Qt::TextSingleLine);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.setFont(small);
    painter.drawText(place(QRect(inner.right() + 1 - keyWidth, inner.top(), keyWidth, inner.height())),
                     int(Qt::AlignVCenter) | start, m_key);
    painter.drawText(place(words), int(Qt::AlignBottom) | start, m_description);
    painter.setPen(palette().color(QPalette::ButtonText));
    painter.setFont(title);
    painter.drawText(place(words), int(Qt::AlignTop) | start, m_title);
}

} // namespace ui
