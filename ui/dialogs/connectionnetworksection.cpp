#include "ui/dialogs/connectionnetworksection.h"

#include <QFormLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using base::ErrorReason;

namespace {

/// The part of the section that something is about.
enum class Field
{
    None,
    Proxy,
    ProxySignIn,
    Roots,
    Certificate,
    KeyPassword,
    Pin,
    PlainHttp,
};

Field fieldOf(const base::Error &error)
{
    switch (error.reason) {
    case ErrorReason::UnknownProxy:
    case ErrorReason::ProxyUnreachable:
    case ErrorReason::ProxySilent:
    case ErrorReason::ProxyTls:
    case ErrorReason::ProxyDenied:
    case ErrorReason::ProxyTargetUnreachable:
        return Field::Proxy;
    case ErrorReason::ProxySignInWanted:
        return Field::ProxySignIn;
    case ErrorReason::CertificateNotTrusted:
    case ErrorReason::CertificateSelfSigned:
    case ErrorReason::CertificateChainIncomplete:
        return Field::Roots;
    case ErrorReason::ClientCertificateWanted:
    case ErrorReason::ClientCertificateRefused:
    case ErrorReason::ClientCertificateFile:
    case ErrorReason::ClientCertificateOldFormat:
        return Field::Certificate;
    case ErrorReason::ClientCertificatePassword:
        return Field::KeyPassword;
    case ErrorReason::PinMismatch:
        return Field::Pin;
    case ErrorReason::NotTls:
    case ErrorReason::PlainHttpOnTlsPort:
    case ErrorReason::PlainHttpNotAllowed:
        return Field::PlainHttp;
    default:
        return Field::None;
    }
}

} // namespace

ConnectionNetworkSection::ConnectionNetworkSection(Prompts &prompts, QWidget *parent)
    : QWidget(parent)
    , m_toggle(new QToolButton(this))
    , m_body(new QWidget(this))
{
    m_toggle->setObjectName(u"networkSectionButton"_s);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    auto *form = new QFormLayout(m_body);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_proxy = new ConnectionProxyForm(form, m_body);
    m_tls = new ConnectionTlsForm(form, prompts, m_body);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_toggle);
    layout->addWidget(m_body);
    connect(m_toggle, &QToolButton::toggled, this, &ConnectionNetworkSection::setOpen);
    connect(m_proxy, &ConnectionProxyForm::changed, this, &ConnectionNetworkSection::refresh);
    connect(m_tls, &ConnectionTlsForm::changed, this, &ConnectionNetworkSection::refresh);
    setOpen(false);
}

void ConnectionNetworkSection::apply(connections::Connection &connection) const
{
    m_proxy->apply(connection);
    m_tls->apply(connection);
}

bool ConnectionNetworkSection::isComplete() const
{
    return m_proxy->problem().isEmpty() && m_tls->problem().isEmpty();
}

bool ConnectionNetworkSection::concerns(const base::Error &error)
{
    return fieldOf(error) != Field::None;
}

void ConnectionNetworkSection::reveal(const base::Error &error)
{
    const Field field = fieldOf(error);
    if (field == Field::None)
        return;
    setOpen(true);
    switch (field) {
    case Field::Proxy:
        return m_proxy->focusAddress();
    case Field::ProxySignIn:
        return m_proxy->focusUser();
    case Field::Roots:
        return m_tls->focusRoots();
    case Field::Certificate:
        return m_tls->focusCertificate();
    case Field::KeyPassword:
        return m_tls->focusKeyPassword();
    case Field::Pin:
        return m_tls->focusPin();
    case Field::PlainHttp:
        return m_tls->focusPlainHttp();
    case Field::None:
        return;
    }
}

void ConnectionNetworkSection::setOpen(bool isOpen)
{
    m_body->setVisible(isOpen);
    m_toggle->setChecked(isOpen);
    refresh();
}

void ConnectionNetworkSection::refresh()
{
    const bool isOpen = m_toggle->isChecked();
    m_toggle->setIcon(look::icon(isOpen ? u"down"_s : u"right"_s));
    QStringList parts{m_proxy->summary(), m_tls->summary()};
    parts.removeAll(QString());
    const QString summary = parts.join(tr(", ", "between the parts of a list"));
    m_toggle->setText(isOpen || summary.isEmpty()
                          ? tr("Network and certificates")
                          : tr("Network and certificates: %1", "what is unusual there").arg(summary));
    m_toggle->setAccessibleName(m_toggle->text());
    emit changed();
}

} // namespace ui
