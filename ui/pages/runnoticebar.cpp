#include "ui/pages/runnoticebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

RunNoticeBar::RunNoticeBar(QWidget *parent)
    : ToneBar(Tone::Information, parent)
    , m_text(new QLabel(this))
    , m_back(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"runNoticeBar"_s);
    m_text->setObjectName(u"runNoticeText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_back->setObjectName(u"runNoticeButton"_s);
    m_close->setObjectName(u"runNoticeCloseButton"_s);
    m_close->setIcon(look::icon(u"close"_s));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    connect(m_back, &QPushButton::clicked, this, &RunNoticeBar::takeBackRequested);
    connect(m_close, &QToolButton::clicked, this, &RunNoticeBar::dismissed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(look::cellPadding, 4, look::cellPadding, 4);
    layout->setSpacing(8);
    layout->addWidget(icon());
    layout->addWidget(m_text, 1);
    layout->addWidget(m_back);
    layout->addWidget(m_close);
    hide();
}

void RunNoticeBar::display(const QString &icon, const QString &words, const QString &wayBack)
{
    const bool hadFocus = m_back->hasFocus() || m_close->hasFocus();
    m_text->setText(words);
    setAccessibleName(words);
    setIcon(icon);
    m_back->setText(wayBack);
    refreshButton();
    setVisible(!words.isEmpty());
    if (hadFocus)
        emit left();
}

void RunNoticeBar::setTakeBackAllowed(bool allowed)
{
    m_isAllowed = allowed;
    refreshButton();
}

void RunNoticeBar::refreshButton()
{
    m_back->setVisible(!m_back->text().isEmpty() && m_isAllowed);
}

} // namespace ui
