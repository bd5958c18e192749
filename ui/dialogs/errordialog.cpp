#include "ui/dialogs/errordialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/dialogs/notes.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/errorbuttons.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int headIconSize = 20;

} // namespace

ErrorDialog::ErrorDialog(const ErrorText &error, bool canRetry, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"errorDialog"_s);
    setWindowTitle(tr("What happened", "title of a dialog about an error"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *icon = new QLabel(this);
    icon->setPixmap(look::pixmap(u"error"_s, look::Colours::of(palette()).danger, headIconSize, devicePixelRatioF()));
    QLabel *headline = makeSelectableText(error.headline, this);
    headline->setObjectName(u"errorHeadline"_s);
    headline->setFont(look::headlineFont(font()));
    auto *head = new QHBoxLayout;
    head->setSpacing(look::cellPadding);
    head->addWidget(icon, 0, Qt::AlignTop);
    head->addWidget(headline, 1);
    auto *buttons = new ErrorButtons(this);
    buttons->display(error);
    buttons->openDetails();
    auto *box = new QDialogButtonBox(this);
    QPushButton *closing = box->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    closing->setObjectName(u"closeErrorButton"_s);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (canRetry) {
        QPushButton *retry = box->addButton(tr("Retry"), QDialogButtonBox::ActionRole);
        retry->setObjectName(u"retryErrorButton"_s);
        connect(retry, &QPushButton::clicked, this, [this] {
            QDialog::close();
            emit retryRequested();
        });
    }
    connect(buttons, &ErrorButtons::doctorRequested, this, [this] {
        QDialog::close();
        emit doctorRequested();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addLayout(head);
    layout->addWidget(makeSelectableText(tr("%1 %2", "two sentences").arg(error.why, error.advice).trimmed(), this));
    layout->addSpacing(look::iconGap);
    layout->addWidget(buttons, 0, Qt::AlignLeft);
    layout->addWidget(buttons->details());
    layout->addStretch(1);
    layout->addWidget(box);
    resize(fontMetrics().averageCharWidth() * 80, sizeHint().height());
}

} // namespace ui
