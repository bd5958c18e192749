#include "ui/dialogs/connectionaddressform.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>

#include "models/format.h"
#include "ui/dialogs/notes.h"
#include "ui/look/colours.h"

namespace ui {

using namespace Qt::StringLiterals;
using base::ErrorReason;
using connections::Connection;
using connections::PlainHttp;
using connections::SchemeChoice;

namespace {

constexpr int typingPause = 400; // ms

} // namespace

ConnectionAddressForm::ConnectionAddressForm(QWidget *parent)
    : QWidget(parent)
    , m_address(connections::parseRegistryAddress({}))
    , m_edit(new QLineEdit(this))
    , m_label(makeNote({}, 0, this))
    , m_pause(new QTimer(this))
{
    m_edit->setObjectName(u"connectionAddressEdit"_s);
    m_edit->setAccessibleName(tr("Address"));
    m_edit->setPlaceholderText(tr("For example registry.example.com"));
    m_label->setObjectName(u"connectionAddressNote"_s);
    // Two lines from the start, so that nothing below it moves while one types.
    m_label->setMinimumHeight(m_label->fontMetrics().lineSpacing() * 2);
    m_label->setAlignment(Qt::AlignTop);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Address"), m_edit);
    form->addRow({}, m_label);
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPause);
    connect(m_pause, &QTimer::timeout, this, &ConnectionAddressForm::finishTyping);
    connect(m_edit, &QLineEdit::textChanged, this, &ConnectionAddressForm::read);
}

QString ConnectionAddressForm::typedAddress(const Connection &connection)
{
    if (connection.isFolder())
        return connection.folder;
    if (connection.scheme == SchemeChoice::Http)
        return QString::fromLatin1(connection.origin.toBytes());
    return connection.address();
}

void ConnectionAddressForm::setText(const QString &text)
{
    m_edit->setText(text);
}

QString ConnectionAddressForm::text() const
{
    return m_edit->text().trimmed();
}

void ConnectionAddressForm::setPlainHttp(PlainHttp plainHttp)
{
    if (std::exchange(m_plainHttp, plainHttp) != plainHttp)
        read();
}

void ConnectionAddressForm::setNote(const QString &note)
{
    m_note = note;
    refresh();
}

void ConnectionAddressForm::focusFirst()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

bool ConnectionAddressForm::concerns(const base::Error &error) const
{
    switch (error.reason) {
    case ErrorReason::UnknownHost:
    case ErrorReason::CertificateNameMismatch:
    case ErrorReason::NotARegistry:
    case ErrorReason::PathPrefix:
        return true;
    case ErrorReason::PlainHttpOnTlsPort: // else it was only consented to
        return text().startsWith("http:"_L1, Qt::CaseInsensitive);
    default:
        return false;
    }
}

void ConnectionAddressForm::read()
{
    m_address = connections::parseRegistryAddress(m_edit->text(), m_plainHttp);
    m_pause->start();
    emit edited();
    refresh();
}

void ConnectionAddressForm::finishTyping()
{
    refresh();
    if (m_address)
        emit settled();
}

void ConnectionAddressForm::refresh()
{
    const bool isWrong = !m_address && !text().isEmpty();
    if (isWrong && m_pause->isActive())
        return;
    const look::Colours &colours = look::Colours::of(palette());
    m_label->setText(isWrong ? problem() : m_address ? m_note : QString());
    setColour(m_label, isWrong ? colours.danger : colours.text2);
    m_edit->setAccessibleDescription(m_label->text());
}

QString ConnectionAddressForm::problem() const
{
    const QString text = models::visibleText(this->text());
    switch (m_address.error().kind) {
    case base::ErrorKind::NotFound:
        return tr("There is no folder %1.").arg(text);
    case base::ErrorKind::Network:
        return tr("Without encryption (http://), only this computer itself can be reached. Write https://, or consent "
                  "to it below Network and certificates.");
    case base::ErrorKind::Unsupported:
        return tr("This page does not tell the address of its registry. The page shows it in its commands, such as "
                  "registry.example.com in “docker login registry.example.com”.");
    default:
        break;
    }
    const qsizetype scheme = text.indexOf("://"_L1);
    if (scheme >= 0 && text.mid(scheme + 3).section(u'/', 0, 0).contains(u'@'))
        return tr("An address holds no user and no password. They have fields of their own in the next step.");
    return tr("This is no address. Write a host such as registry.example.com, an address that begins with https://, or "
              "the path of a folder.");
}

} // namespace ui
