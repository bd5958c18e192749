#include "ui/widgets/wrappedlabel.h"

#include <algorithm>

#include <QEvent>

namespace ui {

namespace {

constexpr std::size_t mostHeights = 16; ///< a window that is being resized asks for ever new ones

} // namespace

WrappedLabel::WrappedLabel(QWidget *parent)
    : WrappedLabel(QString(), parent)
{ }

WrappedLabel::WrappedLabel(const QString &text, QWidget *parent)
    : QLabel(text, parent)
{
    setWordWrap(true);
}

int WrappedLabel::heightForWidth(int width) const
{
    if (!pixmap().isNull())
        return QLabel::heightForWidth(width);
    Content content(text(), font(), textFormat(), contentsMargins(), logicalDpiY());
    if (m_content != content || m_heights.size() >= mostHeights) {
        m_content = std::move(content);
        m_heights.clear();
    }
    const auto known = std::find_if(m_heights.cbegin(), m_heights.cend(),
                                    [width](const auto &entry) { return entry.first == width; });
    if (known != m_heights.cend())
        return known->second;
    return m_heights.emplace_back(width, QLabel::heightForWidth(width)).second;
}

void WrappedLabel::changeEvent(QEvent *event)
{
    m_content.reset();
    QLabel::changeEvent(event);
}

} // namespace ui
