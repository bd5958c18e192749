#include "ui/dialogs/requestsdialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/dialogs/notes.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

RequestsDialog::RequestsDialog(const QString &requests, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"requestsDialog"_s);
    setWindowTitle(tr("Requests of the plan"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *text = new QPlainTextEdit(requests, this);
    text->setObjectName(u"requestsText"_s);
    text->setAccessibleName(tr("Requests"));
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(look::fixedFont(font()));
    auto *box = new QDialogButtonBox(this);
    QPushButton *copy = box->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"requestsCopyButton"_s);
    connect(copy, &QPushButton::clicked, this, [requests] { QGuiApplication::clipboard()->setText(requests); });
    QPushButton *closing = box->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    closing->setObjectName(u"requestsCloseButton"_s);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(look::cellPadding);
    layout->addWidget(makeNote(tr("At most four at a time. Right before each, what it is for is looked at again, and "
                                  "right after it, what came of it. The sign-in is not shown."),
                               0, this));
    layout->addWidget(text, 1);
    layout->addWidget(box);
    resize(fontMetrics().horizontalAdvance(u'0') * 110, fontMetrics().height() * 22);
}

} // namespace ui
