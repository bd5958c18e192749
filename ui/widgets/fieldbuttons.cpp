#include "ui/widgets/fieldbuttons.h"

#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>

#include "ui/look/icons.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(FieldButtons)
};

} // namespace

void setFieldIcon(QLineEdit *field, const QString &icon, const QString &name)
{
    QAction *action = field->addAction(look::icon(icon), QLineEdit::LeadingPosition);
    action->setText(name);
    QObject::connect(action, &QAction::triggered, field, [field] {
        field->setFocus(Qt::MouseFocusReason);
        field->selectAll();
    });
}

QAction *addFieldButton(QLineEdit *field, const QString &icon, const QString &name)
{
    QAction *action = field->addAction(look::icon(icon), QLineEdit::TrailingPosition);
    action->setText(name);
    return action;
}

void addClearButton(QLineEdit *field)
{
    field->setClearButtonEnabled(true);
    if (auto *action = field->findChild<QAction *>(u"_q_qlineeditclearaction"_s))
        action->setText(Text::tr("Clear", "a field"));
}

} // namespace ui
