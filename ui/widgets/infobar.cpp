#include "ui/widgets/infobar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/errorbuttons.h"

namespace ui {

using namespace Qt::StringLiterals;

InfoBar::InfoBar(QWidget *parent)
    : ToneBar(Tone::Running, parent)
    , m_text(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_action(new QPushButton(this))
    , m_error(new ErrorButtons(this))
    , m_close(new QToolButton(this))
    , m_row(new QHBoxLayout)
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    m_action->setObjectName(u"infoBarButton"_s);
    m_text->setObjectName(u"infoBarText"_s);
    m_close->setObjectName(u"infoBarCloseButton"_s);
    m_close->setIcon(look::icon(u"close"_s));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    m_close->hide();

    m_row->setSpacing(8);
    m_row->addWidget(icon());
    m_row->addWidget(m_text, 1);
    m_row->addWidget(m_progress);
    m_row->addStretch(0);
    m_row->addWidget(m_action);
    m_row->addWidget(m_error);
    m_row->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(look::cellPadding, 4, look::cellPadding, 4);
    layout->addLayout(m_row);
    layout->addWidget(m_error->details());
    connect(m_error, &ErrorButtons::doctorRequested, this, &InfoBar::doctorRequested);
    connect(m_action, &QPushButton::clicked, this, &InfoBar::actionTriggered);
    connect(m_close, &QToolButton::clicked, this, &InfoBar::closed);
    fitFont();
}

void InfoBar::fitFont()
{
    m_progress->setFixedWidth(fontMetrics().averageCharWidth() * 16);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
}

void InfoBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        fitFont();
    ToneBar::changeEvent(event);
}

void InfoBar::display(Tone tone, const QString &text, const QString &action, const QString &toolTip)
{
    setTone(tone);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setText(text);
    // Progress follows its words, which are short.
    const bool hasProgress = tone == Tone::Running;
    m_text->setWordWrap(!hasProgress);
    m_row->setStretchFactor(m_text, hasProgress ? 0 : 1);
    m_row->setStretch(m_row->indexOf(m_progress) + 1, hasProgress ? 1 : 0);
    m_text->setToolTip(toolTip.isEmpty() ? QString() : u"<qt>%1</qt>"_s.arg(toolTip.toHtmlEscaped()));
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_error->clear();
    setVisible(true);
}

void InfoBar::displayError(const ErrorText &error, const QString &action)
{
    display(Tone::Failure, ErrorWords::inFull(error), action);
    setError(error);
}

void InfoBar::setError(const ErrorText &error)
{
    m_error->display(error);
}

void InfoBar::setEmphasis(const QString &sentence)
{
    const QString text = m_text->text();
    m_text->setTextFormat(Qt::RichText); // of our own making: both parts are escaped
    m_text->setText(
        u"%1 <span style='font-weight:600'>%2</span>"_s.arg(text.toHtmlEscaped(), sentence.toHtmlEscaped()));
}

void InfoBar::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void InfoBar::setProgress(int done, int total)
{
    m_progress->setVisible(total > 0);
    m_progress->setRange(0, total);
    m_progress->setValue(done);
}

} // namespace ui
