#pragma once

#include <QString>

class QAction;
class QLineEdit;

namespace ui {

// The small buttons in fields. Qt gives them no names, and so nothing for screen readers to say.

/// Puts the drawing @p icon before the text of @p field; whoever presses it goes to the field, as @p name says.
void setFieldIcon(QLineEdit *field, const QString &icon, const QString &name);
/// Puts a button after the text of @p field.
QAction *addFieldButton(QLineEdit *field, const QString &icon, const QString &name);
/// Puts Qt's own button after the text of @p field, which clears it.
void addClearButton(QLineEdit *field);

} // namespace ui
