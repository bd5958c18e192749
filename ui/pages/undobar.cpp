#include "ui/pages/undobar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

UndoBar::UndoBar(QWidget *parent)
    : ToneBar(Tone::Information, u"tag"_s, parent)
    , m_text(new QLabel(this))
    , m_undo(new QPushButton(tr("Undo"), this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"undoBar"_s);
    m_text->setObjectName(u"undoText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_undo->setObjectName(u"undoButton"_s);
    m_close->setObjectName(u"undoCloseButton"_s);
    m_close->setIcon(look::icon(u"close"_s));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    connect(m_undo, &QPushButton::clicked, this, &UndoBar::undoRequested);
    connect(m_close, &QToolButton::clicked, this, &UndoBar::dismissed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(look::cellPadding, 4, look::cellPadding, 4);
    layout->setSpacing(8);
    layout->addWidget(icon());
    layout->addWidget(m_text, 1);
    layout->addWidget(m_undo);
    layout->addWidget(m_close);
    hide();
}

void UndoBar::display(const QString &words, bool canUndo)
{
    const bool hadFocus = m_undo->hasFocus() || m_close->hasFocus();
    m_text->setText(words);
    setAccessibleName(words);
    m_canUndo = canUndo;
    refreshButton();
    setVisible(!words.isEmpty());
    if (hadFocus)
        emit left();
}

void UndoBar::setUndoAllowed(bool allowed)
{
    m_isAllowed = allowed;
    refreshButton();
}

void UndoBar::refreshButton()
{
    m_undo->setVisible(m_canUndo && m_isAllowed);
}

} // namespace ui
