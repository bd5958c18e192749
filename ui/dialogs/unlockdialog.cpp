#include "ui/dialogs/unlockdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include "models/format.h"
#include "ui/dialogs/notes.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

UnlockDialog::UnlockDialog(const QString &name, bool isProduction, QWidget *parent)
    : QDialog(parent)
    , m_duration(new QComboBox(this))
{
    setObjectName(u"unlockDialog"_s);
    setWindowTitle(tr("Unlock"));
    auto *headline = new QLabel(tr("Allow changes to %1?").arg(models::visibleText(name)), this);
    headline->setTextFormat(Qt::PlainText);
    headline->setWordWrap(true);
    headline->setFont(look::headlineFont(headline->font()));
    m_duration->setObjectName(u"unlockDurationBox"_s);
    m_duration->setAccessibleName(tr("Allow changes for"));
    for (const int minutes : {15, 30, 60})
        m_duration->addItem(tr("%Ln minute(s)", nullptr, minutes), minutes);
    m_duration->addItem(tr("Until I lock it"), 0);
    auto *form = new QFormLayout;
    form->addRow(tr("&For how long"), m_duration);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *unlock = buttons->addButton(tr("Unlock"), QDialogButtonBox::AcceptRole);
    unlock->setObjectName(u"unlockAcceptButton"_s);
    QPushButton *cancel = buttons->button(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"unlockCancelButton"_s);
    cancel->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(look::cellPadding);
    layout->addWidget(headline);
    if (isProduction)
        layout->addWidget(makeNote(tr("It is a production registry."), 0, this));
    layout->addLayout(form);
    layout->addWidget(makeNote(tr("It is read-only again afterwards, or as soon as you choose “Lock now”."), 0, this));
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
}

std::chrono::minutes UnlockDialog::duration() const
{
    return std::chrono::minutes(m_duration->currentData().toInt());
}

} // namespace ui
