#include "ui/dialogs/connectionproxyform.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include "app/http/proxyaddress.h"
#include "models/format.h"
#include "ui/dialogs/notes.h"
#include "ui/look/colours.h"
#include "ui/widgets/secretedit.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::Connection;

ConnectionProxyForm::ConnectionProxyForm(QFormLayout *form, QWidget *parent)
    : QWidget(parent)
    , m_address(new QLineEdit(parent))
    , m_user(new QLineEdit(parent))
    , m_password(new SecretEdit(parent))
    , m_exceptions(new QLineEdit(parent))
    , m_note(makeNote({}, 0, parent))
{
    hide(); // only its rows are seen
    m_address->setObjectName(u"proxyEdit"_s);
    m_address->setAccessibleName(tr("Proxy"));
    m_address->setPlaceholderText(tr("none, or http://proxy.example.com:3128"));
    m_user->setObjectName(u"proxyUserEdit"_s);
    m_user->setAccessibleName(tr("User at the proxy"));
    m_password->setObjectName(u"proxyPasswordEdit"_s);
    m_password->setAccessibleName(tr("Password at the proxy"));
    m_exceptions->setObjectName(u"noProxyEdit"_s);
    m_exceptions->setAccessibleName(tr("Without the proxy"));
    m_exceptions->setPlaceholderText(tr("for example .corp.example, 10.0.0.0/8"));
    m_note->setObjectName(u"proxyNote"_s);
    form->addRow(tr("Pro&xy"), m_address);
    form->addRow({}, m_note);
    form->addRow(tr("Proxy user"), m_user);
    form->addRow(tr("Proxy password"), m_password);
    form->addRow(tr("Without it for"), m_exceptions);
    for (QLineEdit *edit : {m_address, m_user, static_cast<QLineEdit *>(m_password), m_exceptions})
        connect(edit, &QLineEdit::textChanged, this, &ConnectionProxyForm::refresh);
    refresh();
}

void ConnectionProxyForm::setConnection(const Connection &connection, bool hasPassword)
{
    m_hasPassword = hasPassword;
    m_addressBefore = connection.proxy;
    m_userBefore = connection.proxyUser;
    m_address->setText(connection.proxy);
    m_user->setText(connection.proxyUser);
    m_exceptions->setText(connection.noProxy);
    refresh();
}

void ConnectionProxyForm::apply(Connection &connection) const
{
    connection.proxy = m_address->text().trimmed();
    connection.proxyUser = connection.proxy.isEmpty() ? QString() : m_user->text().trimmed();
    connection.noProxy = connection.proxy.isEmpty() ? QString() : m_exceptions->text().trimmed();
}

std::optional<base::Secret> ConnectionProxyForm::password() const
{
    if (!m_password->isEnabled() || m_password->text().isEmpty())
        return {};
    return m_password->secret();
}

QString ConnectionProxyForm::problem() const
{
    const QString typed = m_address->text().trimmed();
    if (typed.isEmpty() || http::ProxyAddress::parse(typed))
        return {};
    if (typed.contains(u'@'))
        return tr("A proxy’s address holds no user and no password. They have fields of their own below.");
    return tr("This is no proxy. Write http://, https:// or socks5:// with its host and port.");
}

QString ConnectionProxyForm::summary() const
{
    const QString typed = m_address->text().trimmed();
    return typed.isEmpty() ? QString() : tr("through %1", "a proxy").arg(models::visibleText(typed));
}

void ConnectionProxyForm::focusAddress()
{
    m_address->setFocus(Qt::OtherFocusReason);
}

void ConnectionProxyForm::focusUser()
{
    (m_user->text().isEmpty() ? m_user : static_cast<QLineEdit *>(m_password))->setFocus(Qt::OtherFocusReason);
}

void ConnectionProxyForm::refresh()
{
    const bool hasProxy = !m_address->text().trimmed().isEmpty();
    const QString user = m_user->text().trimmed();
    m_user->setEnabled(hasProxy);
    m_exceptions->setEnabled(hasProxy);
    m_password->setEnabled(hasProxy && !user.isEmpty());
    const bool isSame = m_address->text().trimmed() == m_addressBefore && user == m_userBefore;
    m_password->setPlaceholderText(m_hasPassword && isSame ? tr("as it was", "a password that is kept") : QString());
    m_note->setText(problem());
    m_note->setVisible(!m_note->text().isEmpty());
    setColour(m_note, look::Colours::of(palette()).danger);
    emit changed();
}

} // namespace ui
