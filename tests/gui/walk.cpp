#include "tests/gui/walk.h"

#include <algorithm>
#include <cmath>

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QMenu>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSet>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

namespace walk {

using namespace Qt::StringLiterals;

namespace {

QString describe(const QWidget *widget)
{
    QStringList path;
    for (const QWidget *part = widget; part && path.size() < 4; part = part->parentWidget()) {
        const QString type = QString::fromLatin1(part->metaObject()->className());
        path.prepend(part->objectName().isEmpty() ? type : part->objectName());
        if (part->isWindow())
            break;
    }
    return path.join(u" > "_s);
}

QString accessibleName(QWidget *widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

/// The parts of Qt's own widgets (the field of a spin box, the view of a combo box) answer through their owner.
bool isPartOfAnother(const QWidget *widget)
{
    return widget->focusProxy() || widget->objectName().startsWith("qt_"_L1);
}

QList<QWidget *> visibleWidgets(QWidget *window)
{
    QList<QWidget *> found;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->isVisible() && (!window->isWindow() || widget->window() == window))
            found.append(widget);
    }
    return found;
}

QList<QWidget *> focusable(QWidget *window)
{
    QList<QWidget *> found;
    for (QWidget *widget : visibleWidgets(window)) {
        if (widget->focusPolicy() != Qt::NoFocus && widget->isEnabled() && !isPartOfAnother(widget))
            found.append(widget);
    }
    return found;
}

bool hasOtherWay(const QAbstractButton *button)
{
    // The crosses of tabs, docks and fields and the arrows of tab bars: Ctrl+W, Ctrl+J, Esc and the arrow keys do the
    // same.
    for (const QWidget *parent = button->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QTabBar *>(parent) || qobject_cast<const QDockWidget *>(parent)
            || qobject_cast<const QLineEdit *>(parent))
            return true;
    }
    const auto *tool = qobject_cast<const QToolButton *>(button);
    if (tool && tool->defaultAction())
        return !tool->defaultAction()->shortcut().isEmpty() || tool->defaultAction()->associatedObjects().size() > 1;
    return !button->shortcut().isEmpty();
}

/// Tab goes to one of radio buttons, and the arrow keys to the others.
bool isComeToFromAnother(const QWidget *widget, const QSet<QWidget *> &reached)
{
    const QList<QRadioButton *> group
        = widget->parentWidget()->findChildren<QRadioButton *>(Qt::FindDirectChildrenOnly);
    return qobject_cast<const QRadioButton *>(widget)
        && std::any_of(group.cbegin(), group.cend(), [&](QRadioButton *button) { return reached.contains(button); });
}

/// A tab bar answers with its current tab.
bool areTabAndView(const QWidget *left, const QWidget *right)
{
    return qobject_cast<const QTabBar *>(left) || qobject_cast<const QTabBar *>(right);
}

/// One command may have two buttons of one name, in an empty list and on the welcome page.
bool areButtons(const QWidget *left, const QWidget *right)
{
    return qobject_cast<const QAbstractButton *>(left) && qobject_cast<const QAbstractButton *>(right);
}

bool showsText(const QAbstractButton *button)
{
    const auto *tool = qobject_cast<const QToolButton *>(button);
    const bool iconOnly = tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull();
    return !button->text().isEmpty() && !iconOnly;
}

double luminance(const QColor &colour)
{
    const auto linear
        = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &left, const QColor &right)
{
    const auto [dark, light] = std::minmax({luminance(left), luminance(right)}); // by value
    return (light + 0.05) / (dark + 0.05);
}

/// What is painted behind @p widget.
QColor background(const QWidget *widget)
{
    for (const QWidget *part = widget; part; part = part->parentWidget()) {
        if (part->autoFillBackground() || part->isWindow() || qobject_cast<const QAbstractButton *>(part))
            return part->palette().color(part->backgroundRole());
    }
    return {};
}

QString withoutMnemonic(QString text)
{
    static const auto mark = u"&&"_s;
    return text.replace(mark, u"\x01"_s).remove(u'&').replace(u'\x01', u'&');
}

int neededWidth(const QWidget *widget, const QString &text)
{
    return widget->fontMetrics().size(Qt::TextShowMnemonic, text).width();
}

QStringList textsOf(QWidget *widget)
{
    QStringList texts{widget->toolTip(), widget->accessibleName(), widget->accessibleDescription()};
    if (const auto *label = qobject_cast<QLabel *>(widget))
        texts.append(label->text());
    if (const auto *button = qobject_cast<QAbstractButton *>(widget))
        texts.append(button->text());
    if (const auto *edit = qobject_cast<QLineEdit *>(widget))
        texts.append(edit->placeholderText());
    if (const auto *bar = qobject_cast<QTabBar *>(widget)) {
        for (int i = 0; i < bar->count(); ++i)
            texts.append(bar->tabText(i));
    }
    if (const auto *header = qobject_cast<QHeaderView *>(widget); header && header->model()) {
        for (int i = 0; i < header->count(); ++i)
            texts.append(header->model()->headerData(i, header->orientation()).toString());
    }
    for (const QAction *action : widget->actions())
        texts.append({action->text(), action->toolTip()});
    return texts;
}

} // namespace

QStringList names(QWidget *window)
{
    QStringList wrong;
    QMap<QString, QWidget *> seen;
    for (QWidget *widget : focusable(window)) {
        if (widget->objectName().isEmpty())
            wrong.append(describe(widget) + u": no object name"_s);
        const QString name = accessibleName(widget);
        if (name.isEmpty())
            wrong.append(describe(widget) + u": no accessible name"_s);
        else if (seen.contains(name) && !areTabAndView(widget, seen.value(name))
                 && !areButtons(widget, seen.value(name)))
            wrong.append(u"%1 and %2: both are called “%3”"_s.arg(describe(seen.value(name)), describe(widget), name));
        seen.insert(name, widget);
    }
    for (QWidget *widget : visibleWidgets(window)) { // also what takes no focus, as in fields and on tabs
        if (qobject_cast<QAbstractButton *>(widget) && accessibleName(widget).isEmpty()
            && widget->focusPolicy() == Qt::NoFocus)
            wrong.append(describe(widget) + u": a button without an accessible name"_s);
    }
    return wrong;
}

QStringList unreachable(QWidget *window)
{
    QStringList wrong;
    const QList<QWidget *> wanted = focusable(window);
    QSet<QWidget *> reached;
    window->activateWindow();
    if (!wanted.isEmpty() && !window->focusWidget())
        wanted.first()->setFocus(Qt::TabFocusReason);
    // A text with links keeps Tab to itself for each of them.
    constexpr int mostSteps = 1000;
    const auto isMissing = [&reached](QWidget *widget) { return !reached.contains(widget); };
    for (int step = 0; step < mostSteps && std::any_of(wanted.begin(), wanted.end(), isMissing); ++step) {
        QWidget *focused = window->focusWidget();
        for (QWidget *part = focused; part; part = part->parentWidget())
            reached.insert(part);
        QTest::keyClick(focused ? focused : window, Qt::Key_Tab);
    }
    for (QWidget *widget : wanted) {
        if (isMissing(widget) && !isComeToFromAnother(widget, reached))
            wrong.append(describe(widget) + u": Tab does not come to it"_s);
    }
    for (QWidget *widget : visibleWidgets(window)) {
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        if (button && button->focusPolicy() == Qt::NoFocus && !hasOtherWay(button))
            wrong.append(describe(widget) + u": a button that no key leads to"_s);
    }
    return wrong;
}

QStringList cutTexts(QWidget *window)
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); // of a text that came just now
    QStringList wrong;
    const auto complain = [&wrong](const QWidget *widget, const QString &text, int needed, int there) {
        if (needed > there)
            wrong.append(u"%1: “%2” needs %3, has %4"_s.arg(describe(widget), text).arg(needed).arg(there));
    };
    for (QWidget *widget : visibleWidgets(window)) {
        if (const auto *label = qobject_cast<QLabel *>(widget); label && !label->text().isEmpty()) {
            if (label->wordWrap())
                complain(label, label->text(), label->heightForWidth(label->width()), label->height());
            else
                complain(label, label->text(), neededWidth(label, label->text()), label->contentsRect().width());
        } else if (const auto *button = qobject_cast<QAbstractButton *>(widget); button && showsText(button)) {
            complain(button, button->text(), neededWidth(button, button->text()), button->width());
        } else if (const auto *box = qobject_cast<QComboBox *>(widget)) {
            complain(box, box->currentText(), neededWidth(box, box->currentText()), box->width());
        } else if (const auto *bar = qobject_cast<QTabBar *>(widget)) {
            for (int i = 0; i < bar->count(); ++i)
                complain(bar, bar->tabText(i), neededWidth(bar, bar->tabText(i)), bar->tabRect(i).width());
        } else if (const auto *header = qobject_cast<QHeaderView *>(widget); header && header->model()) {
            for (int i = 0; i < header->count(); ++i) {
                const QString text = header->model()->headerData(i, header->orientation()).toString();
                if (!header->isSectionHidden(i))
                    complain(header, text, neededWidth(header, text), header->sectionSize(i));
            }
        } else if (const auto *edit = qobject_cast<QLineEdit *>(widget); edit && edit->text().isEmpty()) {
            complain(edit, edit->placeholderText(), neededWidth(edit, edit->placeholderText()), edit->width());
        }
    }
    return wrong;
}

QStringList faintTexts(QWidget *window)
{
    constexpr double least = 4.5;
    QStringList wrong;
    for (QWidget *widget : visibleWidgets(window)) {
        const auto *label = qobject_cast<QLabel *>(widget);
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        const QString text = label ? label->text() : button ? button->text() : QString();
        if (text.isEmpty() || !widget->isEnabled())
            continue;
        const double seen = contrast(widget->palette().color(widget->foregroundRole()), background(widget));
        if (seen < least)
            wrong.append(u"%1: “%2” has a contrast of %3"_s.arg(describe(widget), text).arg(seen, 0, 'f', 2));
    }
    return wrong;
}

QStringList untranslated(QWidget *window, const QList<QRegularExpression> &data)
{
    QStringList wrong;
    QList<QWidget *> widgets = visibleWidgets(window);
    widgets.append(window);
    for (QMenu *menu : window->findChildren<QMenu *>())
        widgets.append(menu);
    for (QWidget *widget : widgets) {
        for (const QString &text : textsOf(widget)) {
            const QString shown = withoutMnemonic(text);
            const bool hasLetters = std::any_of(shown.begin(), shown.end(), [](QChar c) { return c.isLetter(); });
            const bool isData = std::any_of(data.begin(), data.end(), [&](const QRegularExpression &known) {
                return known.match(shown).hasMatch();
            });
            if (hasLetters && !shown.contains(u'⟦') && !isData)
                wrong.append(u"%1: “%2” is not translated"_s.arg(describe(widget), shown));
        }
    }
    wrong.removeDuplicates();
    return wrong;
}

QString BracketTranslator::translate(const char *, const char *source, const char *, int number) const
{
    QString text = QString::fromUtf8(source);
    if (number >= 0)
        text.replace(u"%Ln"_s, QString::number(number));
    return u'⟦' + text + u'⟧';
}

} // namespace walk
