#include "ui/widgets/placeholder.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/panes.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSize = 26;

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignHCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

Placeholder::Placeholder(QWidget *parent)
    : QWidget(parent)
    , m_icon(plainLabel(this))
    , m_headline(plainLabel(this))
    , m_text(plainLabel(this))
    , m_action(new QPushButton(this))
    , m_doctor(new QPushButton(tr("Run Doctor"), this))
    , m_copy(new QPushButton(tr("Copy details"), this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_headline->setObjectName(u"placeholderHeadline"_s);
    m_headline->setFont(look::weighted(font(), QFont::DemiBold));
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_action->setObjectName(u"placeholderButton"_s);
    m_doctor->setObjectName(u"runDoctorButton"_s);
    m_copy->setObjectName(u"copyDetailsButton"_s);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_action);
    buttons->addWidget(m_doctor);
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addSpacing(6);
    layout->addWidget(m_headline);
    layout->addWidget(m_text);
    layout->addSpacing(6);
    layout->addLayout(buttons);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &Placeholder::actionTriggered);
    connect(m_doctor, &QPushButton::clicked, this, &Placeholder::doctorRequested);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details); });
}

void Placeholder::display(const QString &icon, const QString &headline, const QString &text, const QString &action)
{
    m_iconName = icon;
    refreshIcon();
    m_icon->setVisible(!icon.isEmpty());
    m_headline->setText(headline);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setFocusTarget(this, action.isEmpty() ? nullptr : m_action);
    m_doctor->hide();
    m_copy->hide();
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
}

void Placeholder::refreshIcon()
{
    m_icon->setPixmap(look::icon(m_iconName).pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
}

void Placeholder::displayError(const QString &icon, const ErrorText &error, const QString &action)
{
    display(icon, error.headline, tr("%1 %2", "two sentences").arg(error.why, error.advice), action);
    m_details = error.details;
    m_doctor->setVisible(error.isOfConnection);
    m_copy->show();
}

} // namespace ui
