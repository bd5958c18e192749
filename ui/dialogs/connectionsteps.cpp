#include "ui/dialogs/connectionsteps.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineLength = 28;

} // namespace

/// A number in a circle, ticked once it is done, and what the step is about.
class StepButton final : public QAbstractButton
{
public:
    StepButton(int number, const QString &text, QWidget *parent)
        : QAbstractButton(parent)
        , m_number(number)
    {
        setText(text);
        setAccessibleName(
            ConnectionSteps::tr("Step %1: %2", "a number, and what the step is about").arg(number).arg(text));
        setObjectName(u"connectionStep%1Button"_s.arg(number));
        setFocusPolicy(Qt::TabFocus);
    }

    void setState(bool isCurrent, bool isDone)
    {
        m_isCurrent = isCurrent;
        m_isDone = isDone;
        setAccessibleDescription(isCurrent    ? ConnectionSteps::tr("the step that is shown")
                                     : isDone ? ConnectionSteps::tr("done", "a step of the dialog")
                                              : QString());
        update();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(bold());
        return {diameter() + look::iconGap + metrics.horizontalAdvance(text()) + 4, diameter() + 4};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const look::Colours &colours = look::Colours::of(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF circle(2.5, (height() - diameter()) / 2.0, diameter() - 1, diameter() - 1);
        const bool isMarked = m_isCurrent || hasFocus();
        painter.setPen(QPen(isMarked ? colours.accent : colours.edge, hasFocus() ? 2 : 1.2));
        painter.setBrush(m_isCurrent ? QBrush(colours.accent) : QBrush(Qt::NoBrush));
        painter.drawEllipse(circle);
        if (m_isDone && !m_isCurrent) {
            const int size = diameter() * 3 / 5;
            painter.drawPixmap(circle.center() - QPointF(size, size) / 2,
                               look::pixmap(u"check"_s, colours.text2, size, devicePixelRatioF()));
        } else {
            painter.setPen(m_isCurrent ? colours.onAccent : colours.text2);
            painter.setFont(look::weighted(look::smallFont(font()), QFont::DemiBold));
            painter.drawText(circle, Qt::AlignCenter, QString::number(m_number));
        }
        painter.setFont(m_isCurrent ? bold() : font());
        painter.setPen(m_isCurrent ? colours.text : colours.text2);
        const QRect words = rect().adjusted(diameter() + look::iconGap + 2, 0, 0, 0);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, text());
        if (hasFocus()) {
            painter.setPen(QPen(colours.accent, 1));
            const int width = painter.fontMetrics().horizontalAdvance(text());
            const int below = (height() + painter.fontMetrics().height()) / 2;
            painter.drawLine(words.left(), below, words.left() + width, below);
        }
    }

private:
    [[nodiscard]] QFont bold() const { return look::weighted(font(), QFont::DemiBold); }
    [[nodiscard]] int diameter() const { return fontMetrics().height() + 4; }

    int m_number;
    bool m_isCurrent = false;
    bool m_isDone = false;
};

ConnectionSteps::ConnectionSteps(QWidget *parent)
    : QWidget(parent)
    , m_buttons{new StepButton(1, tr("Address"), this), new StepButton(2, tr("Sign in"), this),
                new StepButton(3, tr("Check", "a step of the dialog"), this),
                new StepButton(4, tr("Name and level"), this)}
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(look::cellPadding * 2 + lineLength);
    for (int step = 0; step < count; ++step) {
        layout->addWidget(m_buttons.at(step));
        connect(m_buttons.at(step), &QAbstractButton::clicked, this, [this, step] { emit stepRequested(step); });
    }
    layout->addStretch(1);
    setCurrent(Address);
}

void ConnectionSteps::setCurrent(Step current)
{
    for (int step = 0; step < count; ++step)
        m_buttons.at(step)->setState(step == current, step < current);
    update();
}

void ConnectionSteps::setReachable(Step step, bool reachable)
{
    m_buttons.at(step)->setEnabled(reachable);
}

void ConnectionSteps::setLeftOut(Step step, bool leftOut)
{
    m_buttons.at(step)->setVisible(!leftOut);
    update();
}

/// The lines between the steps.
void ConnectionSteps::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(look::Colours::of(palette()).line);
    for (int step = 1; step < count; ++step) {
        const QRect right = m_buttons.at(step)->geometry();
        if (m_buttons.at(step)->isVisible()) {
            const int x = right.left() - look::cellPadding - lineLength;
            painter.drawLine(x, right.center().y(), x + lineLength, right.center().y());
        }
    }
}

} // namespace ui
