#pragma once

#include <QList>
#include <QStringList>
#include <QTranslator>

class QRegularExpression;
class QWidget;

/// What a walk over a window finds wrong: one sentence for each widget, none where all is well. Looks at what is
/// visible now of the window, or of a part of it, so a test goes through pages and states and walks each.
namespace walk {

/// Widgets that take the focus and have no object name or no accessible name; accessible names that two of them share;
/// buttons without an accessible name.
[[nodiscard]] QStringList names(QWidget *window);

/// Widgets that take the focus and are not come to by Tab, and buttons that neither take it nor have an action that a
/// menu or a shortcut leads to.
[[nodiscard]] QStringList unreachable(QWidget *window);

/// Labels, buttons, boxes, tabs and headers that are too small for their text.
[[nodiscard]] QStringList cutTexts(QWidget *window);

/// Texts with less contrast to what is behind them than 4.5 (WCAG 2.1 AA); what is switched off may have less.
[[nodiscard]] QStringList faintTexts(QWidget *window);

/// Texts of the window and its menus that did not pass through BracketTranslator, other than what matches @p data.
[[nodiscard]] QStringList untranslated(QWidget *window, const QList<QRegularExpression> &data);

/// Puts brackets around every text that is translated.
class BracketTranslator final : public QTranslator
{
public:
    using QTranslator::QTranslator;
    [[nodiscard]] QString translate(const char *context, const char *source, const char *comment,
                                    int number) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace walk
