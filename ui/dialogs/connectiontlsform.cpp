#include "ui/dialogs/connectiontlsform.h"

#include <QCheckBox>
#include <QFile>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include "app/http/certificate.h"
#include "models/format.h"
#include "ui/dialogs/certificatetext.h"
#include "ui/dialogs/notes.h"
#include "ui/look/colours.h"
#include "ui/prompts.h"
#include "ui/widgets/secretedit.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::Connection;
using connections::SchemeChoice;

namespace {

constexpr qint64 mostBytes = 4 * 1024 * 1024; ///< of a file with certificates

QWidget *makeFileRow(QLineEdit *edit, QPushButton *button, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(edit, 1);
    layout->addWidget(button);
    button->setAutoDefault(false);
    return row;
}

} // namespace

ConnectionTlsForm::ConnectionTlsForm(QFormLayout *form, Prompts &prompts, QWidget *parent)
    : QWidget(parent)
    , m_prompts(prompts)
    , m_rootList(new QListWidget(parent))
    , m_addRoot(new QPushButton(tr("Add file…"), parent))
    , m_removeRoot(new QPushButton(tr("Remove", "an authority"), parent))
    , m_rootNote(makeNote({}, 0, parent))
    , m_certificate(new QLineEdit(parent))
    , m_key(new QLineEdit(parent))
    , m_keyPassword(new SecretEdit(parent))
    , m_pin(new QLineEdit(parent))
    , m_pinNote(makeNote({}, 0, parent))
    , m_plainHttp(new QCheckBox(tr("Without encryption (plain HTTP)…"), parent))
    , m_unverified(new QCheckBox(tr("Do not verify the certificate…"), parent))
{
    hide(); // only its rows are seen
    makeRoots(form);
    makeCertificate(form);
    makeExceptions(form);
    refreshRoots();
}

void ConnectionTlsForm::makeRoots(QFormLayout *form)
{
    m_rootList->setObjectName(u"extraRootsList"_s);
    m_rootList->setAccessibleName(tr("Extra authorities"));
    m_rootList->setMaximumHeight(fontMetrics().height() * 5);
    m_addRoot->setObjectName(u"addRootButton"_s);
    m_removeRoot->setObjectName(u"removeRootButton"_s);
    m_rootNote->setObjectName(u"extraRootsNote"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_addRoot);
    buttons->addWidget(m_removeRoot);
    buttons->addStretch(1);
    for (QPushButton *button : {m_addRoot, m_removeRoot})
        button->setAutoDefault(false);
    auto *field = new QVBoxLayout; // one row, so that its label stands beside whatever is the first
    field->setSpacing(form->verticalSpacing());
    field->addWidget(m_rootList);
    field->addLayout(buttons);
    field->addWidget(m_rootNote);
    form->addRow(tr("Trust also"), field);
    connect(m_addRoot, &QPushButton::clicked, this, &ConnectionTlsForm::chooseRoots);
    connect(m_removeRoot, &QPushButton::clicked, this, [this] {
        if (const int row = m_rootList->currentRow(); row >= 0 && row < m_roots.size()) {
            m_roots.removeAt(row);
            refreshRoots();
        }
    });
    connect(m_rootList, &QListWidget::currentRowChanged, this, [this](int row) { m_removeRoot->setEnabled(row >= 0); });
}

void ConnectionTlsForm::makeCertificate(QFormLayout *form)
{
    m_certificate->setObjectName(u"clientCertificateEdit"_s);
    m_certificate->setAccessibleName(tr("Client certificate"));
    m_certificate->setPlaceholderText(tr("none, or a PEM or PKCS#12 file"));
    m_key->setObjectName(u"clientKeyEdit"_s);
    m_key->setAccessibleName(tr("Key file"));
    m_key->setPlaceholderText(tr("in the same file", "where a key is"));
    m_keyPassword->setObjectName(u"clientKeyPasswordEdit"_s);
    m_keyPassword->setAccessibleName(tr("Password of the key"));
    m_pin->setObjectName(u"pinEdit"_s);
    m_pin->setAccessibleName(tr("Pin"));
    m_pin->setPlaceholderText(tr("none, or sha256//…"));
    m_pinNote->setObjectName(u"pinNote"_s);
    const auto addFile = [&](const QString &label, QLineEdit *edit, const QString &objectName, const QString &title) {
        auto *choose = new QPushButton(tr("Choose…"), parentWidget());
        choose->setObjectName(objectName);
        choose->setAccessibleName(title);
        connect(choose, &QPushButton::clicked, this, [this, edit, title] { chooseInto(edit, title); });
        form->addRow(label, makeFileRow(edit, choose, parentWidget()));
        return choose;
    };
    addFile(tr("Client certificate"), m_certificate, u"chooseCertificateButton"_s, tr("Choose a client certificate"));
    auto *chooseKey = addFile(tr("Its key"), m_key, u"chooseKeyButton"_s, tr("Choose the key of the certificate"));
    form->addRow(tr("Key password"), m_keyPassword);
    form->addRow(tr("Pin"), m_pin);
    form->addRow({}, m_pinNote);
    connect(this, &ConnectionTlsForm::changed, chooseKey,
            [this, chooseKey] { chooseKey->setEnabled(m_key->isEnabled()); });
    for (QLineEdit *edit : {m_certificate, m_key, static_cast<QLineEdit *>(m_keyPassword), m_pin})
        connect(edit, &QLineEdit::textChanged, this, &ConnectionTlsForm::refresh);
}

void ConnectionTlsForm::makeExceptions(QFormLayout *form)
{
    m_plainHttp->setObjectName(u"plainHttpBox"_s);
    m_unverified->setObjectName(u"unverifiedBox"_s);
    form->addRow({}, m_plainHttp);
    form->addRow({}, m_unverified);
    connect(m_plainHttp, &QCheckBox::clicked, this, [this](bool isOn) {
        if (isOn)
            askConsent(m_plainHttp, tr("Connect without encryption?"),
                       tr("Everybody on the way can read your password and change images. Do this only in a network "
                          "that nobody else uses; ask for HTTPS otherwise. It holds for this connection only."),
                       tr("Connect without encryption"));
    });
    connect(m_unverified, &QCheckBox::clicked, this, [this](bool isOn) {
        if (isOn)
            askConsent(m_unverified, tr("Connect without looking who answers?"),
                       tr("Any server on the way could pose as the registry and read your password. Trust its "
                          "authority or pin its key instead, if you can. It holds for this connection only."),
                       tr("Do not verify"));
    });
    for (QCheckBox *box : {m_plainHttp, m_unverified})
        connect(box, &QCheckBox::toggled, this, &ConnectionTlsForm::refresh);
}

void ConnectionTlsForm::askConsent(QCheckBox *box, const QString &headline, const QString &text, const QString &action)
{
    box->setChecked(false); // until there is an answer
    m_prompts.confirm(window(), headline, text, action, [box = QPointer(box)] {
        if (box)
            box->setChecked(true);
    });
}

void ConnectionTlsForm::chooseRoots()
{
    m_prompts.askFile(window(), tr("Choose a file with certificates"), [self = QPointer(this)](const QString &path) {
        if (!self)
            return;
        QFile file(path);
        const QByteArray content = file.open(QIODevice::ReadOnly) ? file.read(mostBytes) : QByteArray();
        if (http::CertificateInfo::fromPem(content)) {
            self->addRoot(content);
            return;
        }
        self->m_rootNote->setText(file.isOpen()
                                      ? tr("There is no certificate in %1. It has to be in PEM form, which begins "
                                           "with “-----BEGIN CERTIFICATE-----”.")
                                            .arg(models::visibleText(path))
                                      : tr("%1 cannot be read.").arg(models::visibleText(path)));
        setColour(self->m_rootNote, look::Colours::of(self->palette()).danger);
        self->m_rootNote->show();
    });
}

void ConnectionTlsForm::addRoot(const QByteArray &pem)
{
    const auto certificates = http::CertificateInfo::fromPem(pem);
    if (!certificates)
        return;
    for (const http::CertificateInfo &certificate : *certificates) {
        if (!m_roots.contains(certificate.pem()))
            m_roots.append(certificate.pem());
    }
    refreshRoots();
}

void ConnectionTlsForm::chooseInto(QLineEdit *edit, const QString &title)
{
    m_prompts.askFile(window(), title, [edit = QPointer(edit)](const QString &path) {
        if (edit)
            edit->setText(path);
    });
}

void ConnectionTlsForm::setConnection(const Connection &connection, bool hasKeyPassword)
{
    m_roots = connection.tls.extraRoots;
    m_hasKeyPassword = hasKeyPassword;
    m_certificateBefore = connection.tls.clientCertificateFile;
    m_keyBefore = connection.tls.clientKeyFile;
    m_certificate->setText(m_certificateBefore);
    m_key->setText(m_keyBefore);
    m_pin->setText(QString::fromLatin1(connection.tls.pinnedPublicKey));
    m_plainHttp->setChecked(connection.isPlainHttp());
    m_unverified->setChecked(!connection.tls.verify);
    refreshRoots();
}

void ConnectionTlsForm::apply(Connection &connection) const
{
    connection.tls.extraRoots = m_roots;
    connection.tls.verify = !m_unverified->isChecked();
    connection.tls.pinnedPublicKey = m_pin->text().trimmed().toLatin1();
    connection.tls.clientCertificateFile = m_certificate->text().trimmed();
    connection.tls.clientKeyFile = connection.tls.clientCertificateFile.isEmpty() ? QString() : m_key->text().trimmed();
}

std::optional<base::Secret> ConnectionTlsForm::keyPassword() const
{
    if (!m_keyPassword->isEnabled() || m_keyPassword->text().isEmpty())
        return {};
    return m_keyPassword->secret();
}

bool ConnectionTlsForm::isPlainHttpAllowed() const
{
    return m_plainHttp->isChecked();
}

QString ConnectionTlsForm::problem() const
{
    // One or more, as TlsSettings has them: 32 bytes in Base64.
    static const QRegularExpression pins(uR"(\A(sha256//[A-Za-z0-9+/]{43}=)(;sha256//[A-Za-z0-9+/]{43}=)*\z)"_s);
    const QString pin = m_pin->text().trimmed();
    return pin.isEmpty() || pins.match(pin).hasMatch()
        ? QString()
        : tr("This is no pin. It looks like sha256//, followed by 44 characters of Base64.");
}

QString ConnectionTlsForm::summary() const
{
    QStringList parts;
    if (!m_roots.isEmpty())
        parts.append(tr("%Ln extra authority(s)", nullptr, static_cast<int>(m_roots.size())));
    if (!m_certificate->text().trimmed().isEmpty())
        parts.append(tr("client certificate"));
    if (!m_pin->text().trimmed().isEmpty())
        parts.append(tr("pinned", "the key of a registry"));
    if (m_plainHttp->isChecked())
        parts.append(tr("not encrypted"));
    if (m_unverified->isChecked())
        parts.append(tr("not verified"));
    return parts.join(tr(", ", "between the parts of a list"));
}

void ConnectionTlsForm::dropExceptions()
{
    m_plainHttp->setChecked(false);
    m_unverified->setChecked(false);
    m_pin->clear();
}

void ConnectionTlsForm::focusRoots()
{
    m_addRoot->setFocus(Qt::OtherFocusReason);
}

void ConnectionTlsForm::focusCertificate()
{
    m_certificate->setFocus(Qt::OtherFocusReason);
}

void ConnectionTlsForm::focusKeyPassword()
{
    m_keyPassword->setFocus(Qt::OtherFocusReason);
}

void ConnectionTlsForm::focusPin()
{
    m_pin->setFocus(Qt::OtherFocusReason);
}

void ConnectionTlsForm::focusPlainHttp()
{
    m_plainHttp->setFocus(Qt::OtherFocusReason);
}

void ConnectionTlsForm::refreshRoots()
{
    m_rootList->clear();
    for (const QByteArray &root : m_roots) {
        const auto certificates = http::CertificateInfo::fromPem(root);
        m_rootList->addItem(certificates ? CertificateText::line(certificates->front()) : tr("cannot be read"));
    }
    m_rootList->setVisible(!m_roots.isEmpty());
    m_removeRoot->setVisible(!m_roots.isEmpty());
    m_removeRoot->setEnabled(m_rootList->currentRow() >= 0);
    m_rootNote->setText(tr("Authorities in addition to those of this computer, for this connection only."));
    setColour(m_rootNote, look::Colours::of(palette()).text2);
    refresh();
}

void ConnectionTlsForm::refresh()
{
    const QString certificate = m_certificate->text().trimmed();
    m_key->setEnabled(!certificate.isEmpty());
    m_keyPassword->setEnabled(!certificate.isEmpty());
    const bool isSame = certificate == m_certificateBefore && m_key->text().trimmed() == m_keyBefore;
    m_keyPassword->setPlaceholderText(m_hasKeyPassword && isSame ? tr("as it was", "a password that is kept")
                                                                 : QString());
    const QString problem = this->problem();
    const look::Colours &colours = look::Colours::of(palette());
    m_pinNote->setText(problem.isEmpty() ? tr("The registry must show this public key, also after a renewal.")
                                         : problem);
    setColour(m_pinNote, problem.isEmpty() ? colours.text2 : colours.danger);
    for (QCheckBox *box : {m_plainHttp, m_unverified}) {
        QPalette dangerous = palette();
        if (box->isChecked())
            dangerous.setColor(QPalette::WindowText, colours.danger);
        box->setPalette(dangerous);
    }
    emit changed();
}

} // namespace ui
