#include "ui/notices.h"

#include <algorithm>
#include <utility>

#include "ui/widgets/infobar.h"

namespace ui {

Notices::Notices(InfoBar &bar, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
{
    m_bar.setClosable(true);
    m_bar.hide();
    connect(&m_bar, &InfoBar::closed, this, [this] {
        if (const Notice notice = take(); notice.closed)
            notice.closed();
    });
    connect(&m_bar, &InfoBar::actionTriggered, this, [this] {
        if (const Notice notice = take(); notice.act)
            notice.act();
    });
}

void Notices::add(Notice notice)
{
    std::erase_if(m_all, [&notice](const Notice &other) { return other.key == notice.key; });
    const auto place = std::find_if(m_all.cbegin(), m_all.cend(),
                                    [&notice](const Notice &other) { return other.rank < notice.rank; });
    m_all.insert(place, std::move(notice));
    display();
}

void Notices::withdraw(const QString &key)
{
    if (std::erase_if(m_all, [&key](const Notice &notice) { return notice.key == key; }) > 0)
        display();
}

Notices::Notice Notices::take()
{
    Notice notice = std::move(m_all.front());
    m_all.erase(m_all.begin());
    display();
    return notice;
}

void Notices::display()
{
    if (m_all.empty()) {
        const bool hadFocus = m_bar.isAncestorOf(m_bar.window()->focusWidget());
        m_bar.hide();
        if (hadFocus)
            emit left();
        return;
    }
    const Notice &notice = m_all.front();
    const auto more = static_cast<int>(m_all.size() - 1);
    m_bar.display(notice.rank == Rank::Loss ? InfoBar::Tone::Failure : InfoBar::Tone::Warning,
                  more > 0 ? tr("%1 (%Ln more)", "a notice; how many others wait", more).arg(notice.text) : notice.text,
                  notice.action);
}

} // namespace ui
