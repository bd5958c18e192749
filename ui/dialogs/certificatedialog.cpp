#include "ui/dialogs/certificatedialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/dialogs/certificatetext.h"
#include "ui/look/theme.h"
#include "ui/widgets/copyfield.h"

namespace ui {

using namespace Qt::StringLiterals;

CertificateDialog::CertificateDialog(const http::CertificateInfo &certificate, QWidget *parent)
    : QDialog(parent)
{
    const QString name = CertificateText::nameOf(certificate.subject);
    setObjectName(u"certificateDialog"_s);
    setWindowTitle(tr("Certificate: %1").arg(name));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *headline = new QLabel(name, this);
    headline->setTextFormat(Qt::PlainText);
    headline->setFont(look::headlineFont(font()));
    auto *facts = new CopyField(u"certificateFacts"_s, tr("Facts of the certificate"), this);
    facts->setBoxed();
    facts->setValue(CertificateText::facts(certificate));
    auto *pem = new QPlainTextEdit(QString::fromLatin1(certificate.pem()), this);
    pem->setObjectName(u"certificatePem"_s);
    pem->setAccessibleName(tr("The certificate as PEM"));
    pem->setReadOnly(true);
    pem->setTabChangesFocus(true);
    pem->setFont(look::fixedFont(font()));
    auto *box = new QDialogButtonBox(this);
    QPushButton *closing = box->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    closing->setObjectName(u"closeCertificateButton"_s);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(headline);
    layout->addWidget(facts);
    layout->addWidget(pem, 1);
    layout->addWidget(box);
    resize(pem->fontMetrics().averageCharWidth() * 76, fontMetrics().height() * 32);
}

} // namespace ui
