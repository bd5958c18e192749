#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QString>

namespace ui {

class InfoBar;

/// What must not be missed, one at a time in a bar: the most serious first, of those the first that came. The next
/// follows once somebody has pressed the button of one or closed it.
class Notices final : public QObject
{
    Q_OBJECT

public:
    enum class Rank
    {
        Note,
        Question, ///< something waits for an answer
        Damage, ///< of what the program keeps
        Loss, ///< of what is in a registry
    };

    struct Notice
    {
        QString key; ///< a later one of the same takes its place
        Rank rank = Rank::Note;
        QString text;
        QString action; ///< what the button says
        std::function<void()> act{};
        std::function<void()> closed{}; ///< by somebody who did not act
    };

    /// @p bar lives longer.
    explicit Notices(InfoBar &bar, QObject *parent = nullptr);

    void add(Notice notice);
    void withdraw(const QString &key);

signals:
    void left(); ///< the bar is gone, and the keyboard was in it

private:
    void display();
    [[nodiscard]] Notice take(); ///< the one that is shown

    InfoBar &m_bar;
    std::vector<Notice> m_all; ///< the first is shown
};

} // namespace ui
