#include "ui/panes.h"

#include <algorithm>

#include <QApplication>
#include <QPointer>
#include <QWidget>

namespace ui {

namespace {

constexpr const char *targetProperty = "focusTarget";

bool takesFocus(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus);
}

} // namespace

void setFocusTarget(QWidget *pane, QWidget *target)
{
    pane->setProperty(targetProperty, QVariant::fromValue(QPointer<QWidget>(target)));
}

QWidget *focusTarget(const QWidget *pane)
{
    return pane->property(targetProperty).value<QPointer<QWidget>>();
}

void focusPane(QWidget *pane)
{
    QWidget *target = pane;
    while (QWidget *next = focusTarget(target))
        target = next;
    if (!takesFocus(target)) { // a sentence stands where the list would be
        const QList<QWidget *> inside = pane->findChildren<QWidget *>();
        const auto found = std::find_if(inside.begin(), inside.end(), [](const QWidget *widget) {
            return takesFocus(widget) && !widget->focusProxy();
        });
        target = found == inside.end() ? pane : *found;
    }
    target->setFocus(Qt::ShortcutFocusReason);
}

void focusNextPane(const QList<QWidget *> &panes, int step)
{
    QList<QWidget *> visible;
    std::copy_if(panes.begin(), panes.end(), std::back_inserter(visible),
                 [](const QWidget *pane) { return pane->isVisible(); });
    if (visible.isEmpty())
        return;
    const QWidget *focus = QApplication::focusWidget();
    const auto current = std::find_if(visible.begin(), visible.end(), [focus](const QWidget *pane) {
        return focus && (pane == focus || pane->isAncestorOf(focus));
    });
    const auto count = visible.size();
    const auto from = current != visible.end() ? current - visible.begin() : step > 0 ? -1 : count;
    focusPane(visible.at((from + step + count) % count));
}

} // namespace ui
