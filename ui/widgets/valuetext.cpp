#include "ui/widgets/valuetext.h"

#include <QEvent>
#include <QMimeData>
#include <QTextDocumentFragment>

#include "ui/look/colours.h"
#include "ui/widgets/hyphens.h"

namespace ui {

ValueText::ValueText(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(1);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ValueText::setValue(const QString &text)
{
    if (text == m_value)
        return;
    m_value = text;
    setPlainText(m_areHyphensKept ? withHyphensKept(text, text.size()) : text);
    updateGeometry();
}

void ValueText::setHyphensKept()
{
    m_areHyphensKept = true;
}

QSize ValueText::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 60;
    return {width, heightForWidth(width)};
}

QSize ValueText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, fontMetrics().height() + 2};
}

int ValueText::heightForWidth(int width) const
{
    const std::unique_ptr<QTextDocument> copy(document()->clone());
    copy->setTextWidth(width);
    return qCeil(copy->size().height());
}

void ValueText::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

QMimeData *ValueText::createMimeDataFromSelection() const
{
    QString text = textCursor().selection().toPlainText();
    auto *copied = new QMimeData;
    copied->setText(m_areHyphensKept ? text.remove(wordJoiner) : text);
    return copied;
}

} // namespace ui
