#include "ui/widgets/placeholder.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/panes.h"
#include "ui/widgets/errorbuttons.h"
#include "ui/widgets/hyphens.h"
#include "ui/widgets/wrappedlabel.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSize = 26;
constexpr int textWidth = 64; ///< in characters: longer lines are hard to read
constexpr int wordWidth = 24; ///< likewise, of words that have room wherever this stands

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new WrappedLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignHCenter);
    return label;
}

} // namespace

Placeholder::Placeholder(QWidget *parent)
    : QWidget(parent)
    , m_icon(plainLabel(this))
    , m_headline(plainLabel(this))
    , m_text(plainLabel(this))
    , m_action(new QPushButton(this))
    , m_error(new ErrorButtons(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_headline->setObjectName(u"placeholderHeadline"_s);
    m_headline->setFont(look::weighted(font(), QFont::DemiBold));
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_text->setMaximumWidth(fontMetrics().averageCharWidth() * textWidth);
    m_action->setObjectName(u"placeholderButton"_s);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_action);
    buttons->addWidget(m_error);
    buttons->addStretch(1);
    auto *text = new QHBoxLayout;
    text->addStretch(1);
    text->addWidget(m_text, 1000);
    text->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addSpacing(6);
    layout->addWidget(m_headline);
    layout->addLayout(text);
    layout->addSpacing(6);
    layout->addLayout(buttons);
    layout->addWidget(m_error->details());
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &Placeholder::actionTriggered);
    connect(m_error, &ErrorButtons::doctorRequested, this, &Placeholder::doctorRequested);
}

void Placeholder::display(const QString &icon, const QString &headline, const QString &text, const QString &action)
{
    m_iconName = icon;
    refreshIcon();
    m_icon->setVisible(!icon.isEmpty());
    m_headline->setText(headline);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setText(withHyphensKept(text, wordWidth));
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setFocusTarget(this, action.isEmpty() ? nullptr : m_action);
    m_error->clear();
}

void Placeholder::setText(const QString &text, const QString &code)
{
    m_text->setTextFormat(Qt::RichText); // of our own making: both parts are escaped
    m_text->setText(
        text.toHtmlEscaped().arg(u"<code style='white-space:pre-wrap'>%1</code>"_s.arg(code.toHtmlEscaped())));
    m_text->show();
}

void Placeholder::beginAtTop()
{
    static_cast<QVBoxLayout *>(layout())->setStretch(0, 0);
}

void Placeholder::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
    if (event->type() == QEvent::FontChange)
        m_text->setMaximumWidth(fontMetrics().averageCharWidth() * textWidth);
}

void Placeholder::refreshIcon()
{
    if (m_iconName.isEmpty())
        m_icon->clear();
    else
        m_icon->setPixmap(look::pixmap(m_iconName, look::Colours::of(palette()).text2, iconSize, devicePixelRatioF()));
}

void Placeholder::displayError(const QString &icon, const ErrorText &error, const QString &action)
{
    display(icon, error.headline, tr("%1 %2", "two sentences").arg(error.why, error.advice), action);
    m_error->display(error);
}

} // namespace ui
