#include "ui/pages/pendingbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

PendingBar::PendingBar(QWidget *parent)
    : ToneBar(Tone::Failure, u"delete"_s, parent)
    , m_count(new QLabel(this))
    , m_text(new QLabel(this))
    , m_review(new QPushButton(tr("Review…"), this))
    , m_discard(new QPushButton(tr("Discard"), this))
{
    setObjectName(u"pendingBar"_s);
    for (QLabel *label : {m_count, m_text})
        label->setTextFormat(Qt::PlainText);
    m_count->setObjectName(u"pendingCount"_s);
    m_count->setFont(look::weighted(m_count->font(), QFont::DemiBold));
    m_text->setObjectName(u"pendingText"_s);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_review->setObjectName(u"pendingReviewButton"_s);
    m_review->setToolTip(tr("Ctrl+Shift+Enter"));
    m_discard->setObjectName(u"pendingDiscardButton"_s);
    connect(m_review, &QPushButton::clicked, this, &PendingBar::reviewRequested);
    connect(m_discard, &QPushButton::clicked, this, &PendingBar::discardRequested);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(look::cellPadding, 4, look::cellPadding, 4);
    layout->setSpacing(8);
    layout->addWidget(icon());
    layout->addWidget(m_count);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_review);
    layout->addWidget(m_discard);
    hide();
}

void PendingBar::display(int marked, int affected, bool running)
{
    m_count->setText(running ? tr("Changes are being made") : tr("%Ln change(s) pending", nullptr, marked));
    setAccessibleName(m_count->text());
    QString text;
    if (running)
        text = tr("The activity list shows how far it is.");
    else if (affected > 0)
        text = tr("%Ln other tag(s) share an image with them; the review can keep those.", nullptr, affected);
    else
        text = tr("Nothing was sent yet.");
    m_text->setText(text);
    m_text->setToolTip(text);
    m_review->setVisible(!running);
    m_discard->setVisible(!running);
    setVisible(marked > 0 || running);
}

} // namespace ui
