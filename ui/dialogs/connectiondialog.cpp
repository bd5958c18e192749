#include "ui/dialogs/connectiondialog.h"

#include <algorithm>

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

#include "models/format.h"
#include "ui/dialogs/signinform.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::Connection;
using connections::SchemeChoice;

namespace {

constexpr int typingPause = 400; // ms

QLabel *makeLabel(const QString &objectName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

/// What one would type to come to @p connection.
QString typedAddress(const Connection &connection)
{
    if (connection.isFolder())
        return connection.folder;
    if (connection.scheme == SchemeChoice::Http)
        return QString::fromLatin1(connection.origin.toBytes());
    return connection.address();
}

void setColour(QLabel *label, const QColor &colour)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, colour);
    label->setPalette(palette);
}

} // namespace

ConnectionDialog::ConnectionDialog(Purpose purpose, std::vector<Connection> others, QWidget *parent)
    : QDialog(parent)
    , m_purpose(purpose)
    , m_others(std::move(others))
    , m_address(connections::parseRegistryAddress({}))
    , m_headline(makeLabel(u"connectionHeadline"_s, this))
    , m_form(new QFormLayout)
    , m_addressEdit(new QLineEdit(this))
    , m_addressNote(makeLabel(u"connectionAddressNote"_s, this))
    , m_pause(new QTimer(this))
    , m_name(new QLineEdit(this))
    , m_signIn(new SignInForm(this))
    , m_check(new QPushButton(tr("Chec&k"), this))
    , m_resultIcon(new QLabel(this))
    , m_result(makeLabel(u"connectionCheckResult"_s, this))
{
    setObjectName(u"connectionDialog"_s);
    setWindowTitle(purpose == Purpose::Add        ? tr("New connection")
                       : purpose == Purpose::Edit ? tr("Edit connection")
                                                  : tr("Sign in"));
    QFont large = look::weighted(m_headline->font(), QFont::DemiBold);
    large.setPointSizeF(large.pointSizeF() + 3);
    m_headline->setFont(large);
    m_headline->setText(tr("Add a connection"));
    makeFields();
    makeButtons();
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPause);
    connect(m_pause, &QTimer::timeout, this, &ConnectionDialog::refresh);
    connect(m_addressEdit, &QLineEdit::textChanged, this, &ConnectionDialog::readAddress);
    connect(m_signIn, &SignInForm::changed, this, [this] {
        refresh();
        emit changed();
    });
    connect(m_check, &QPushButton::clicked, this, &ConnectionDialog::checkRequested);
    connect(this, &ConnectionDialog::changed, this, [this] { showCheck({}, false); });
    setMinimumWidth(fontMetrics().averageCharWidth() * 92);
    refresh();
}

void ConnectionDialog::makeFields()
{
    m_addressEdit->setObjectName(u"connectionAddressEdit"_s);
    m_addressEdit->setAccessibleName(tr("Address"));
    m_addressEdit->setPlaceholderText(tr("For example registry.example.com or localhost:5000"));
    m_addressNote->setFont(look::smallFont(font()));
    // Two lines from the start, so that nothing below it moves while one types.
    m_addressNote->setMinimumHeight(m_addressNote->fontMetrics().lineSpacing() * 2);
    m_addressNote->setAlignment(Qt::AlignTop);
    m_name->setObjectName(u"connectionNameEdit"_s);
    m_name->setAccessibleName(tr("Name"));
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(6);
    m_form->addRow(tr("&Address"), m_addressEdit);
    m_form->addRow({}, m_addressNote);
    m_form->addRow(tr("&Name"), m_name);
    m_form->addRow(tr("Sign-in"), m_signIn);
}

void ConnectionDialog::makeButtons()
{
    m_check->setObjectName(u"connectionCheckButton"_s);
    m_check->setAutoDefault(false);
    m_check->setVisible(m_purpose != Purpose::SignIn);
    auto *check = new QHBoxLayout;
    check->setSpacing(look::iconGap);
    check->addWidget(m_check);
    check->addSpacing(look::iconGap);
    check->addWidget(m_resultIcon);
    check->addWidget(m_result, 1);
    m_result->setMinimumHeight(m_result->fontMetrics().lineSpacing() * 2);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->setObjectName(u"connectionButtons"_s);
    m_save = buttons->addButton(m_purpose == Purpose::Add        ? tr("Add", "a connection")
                                    : m_purpose == Purpose::Edit ? tr("Save")
                                                                 : tr("Sign in"),
                                QDialogButtonBox::AcceptRole);
    m_save->setObjectName(u"connectionSaveButton"_s);
    m_save->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"connectionCancelButton"_s);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (m_purpose == Purpose::SignIn)
            emit checkRequested();
        else
            accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_headline);
    layout->addLayout(m_form);
    layout->addLayout(check);
    layout->addStretch(1);
    layout->addWidget(buttons);
}

void ConnectionDialog::setConnection(const Connection &connection, bool hasPassword)
{
    m_connection = connection;
    m_addressEdit->setText(typedAddress(connection));
    m_name->setText(connection.name);
    m_signIn->setUser(connection.user, hasPassword);
    const QString shown = models::visibleText(connection.name);
    m_headline->setText(m_purpose == Purpose::SignIn ? tr("Sign in to %1").arg(shown) : tr("Edit %1").arg(shown));
    if (m_purpose == Purpose::SignIn) {
        for (QWidget *field : {static_cast<QWidget *>(m_addressEdit), static_cast<QWidget *>(m_addressNote),
                               static_cast<QWidget *>(m_name)})
            m_form->setRowVisible(field, false);
        m_form->labelForField(m_signIn)->hide();
        m_signIn->requireUser();
        adjustSize(); // there is less in it
    }
    refresh();
}

void ConnectionDialog::setAddress(const QString &text)
{
    m_addressEdit->setText(text);
}

Connection ConnectionDialog::connection() const
{
    Connection connection = m_connection;
    if (m_address && m_addressEdit->text().trimmed() != typedAddress(m_connection)) {
        connection = m_address->connection;
        if (!m_connection.id.isEmpty())
            connection.id = m_connection.id;
    }
    connection.user = connection.isFolder() ? QString() : m_signIn->user();
    connection.name = m_name->text().trimmed();
    if (connection.name.isEmpty())
        connection.name = suggestedName(connection);
    return connection;
}

std::optional<credentials::Credential> ConnectionDialog::credential() const
{
    return m_signIn->credential();
}

void ConnectionDialog::showChecking()
{
    showCheck(tr("Asking %1…").arg(models::visibleText(connection().address())), true);
    m_resultIcon->setPixmap(
        look::pixmap(u"wait"_s, look::Colours::of(palette()).text2, look::iconSize, devicePixelRatioF()));
    m_check->setEnabled(false);
    m_save->setEnabled(m_purpose != Purpose::SignIn);
}

void ConnectionDialog::showCheck(const QString &text, bool isGood)
{
    const look::Colours &colours = look::Colours::of(palette());
    m_result->setText(text);
    m_resultIcon->setPixmap(text.isEmpty()
                                ? QPixmap()
                                : look::pixmap(isGood ? u"ok"_s : u"error"_s, isGood ? colours.ok : colours.danger,
                                               look::iconSize, devicePixelRatioF()));
    refresh();
}

void ConnectionDialog::readAddress()
{
    m_address = connections::parseRegistryAddress(m_addressEdit->text());
    // What is half typed is not wrong yet.
    if (m_address)
        m_pause->stop();
    else
        m_pause->start();
    refresh();
    emit changed();
}

void ConnectionDialog::refresh()
{
    const look::Colours &colours = look::Colours::of(palette());
    const bool isEmpty = m_addressEdit->text().trimmed().isEmpty();
    const bool isWrong = !m_address && !isEmpty;
    if (!isWrong || !m_pause->isActive()) {
        m_addressNote->setText(isWrong ? addressProblem() : m_address ? addressNote() : QString());
        setColour(m_addressNote, isWrong ? colours.danger : colours.text2);
        m_addressEdit->setAccessibleDescription(m_addressNote->text());
    }
    m_name->setPlaceholderText(m_address ? suggestedName(connection()) : QString());
    if (m_purpose != Purpose::SignIn)
        m_form->setRowVisible(m_signIn, !m_address || !m_address->connection.isFolder());
    const bool isComplete = m_address && m_signIn->isComplete();
    m_check->setEnabled(isComplete);
    m_save->setEnabled(isComplete);
}

void ConnectionDialog::accept()
{
    m_name->setText(connection().name);
    QDialog::accept();
}

QString ConnectionDialog::addressProblem() const
{
    const QString text = models::visibleText(m_addressEdit->text().trimmed());
    const base::Error &error = m_address.error();
    switch (error.kind) {
    case base::ErrorKind::NotFound:
        return tr("There is no folder %1.").arg(text);
    case base::ErrorKind::Network:
        return tr("Without encryption (http://), only this computer itself can be reached. Write https://.");
    case base::ErrorKind::Unsupported:
        return tr("This page does not tell the address of its registry. The page shows it in its commands, such as "
                  "registry.example.com in “docker login registry.example.com”.");
    default:
        break;
    }
    const qsizetype scheme = text.indexOf("://"_L1);
    if (scheme >= 0 && text.mid(scheme + 3).section(u'/', 0, 0).contains(u'@'))
        return tr("An address holds no user and no password. They have fields of their own below.");
    return tr("This is no address. Write a host such as registry.example.com, an address that begins with https://, or "
              "the path of a folder.");
}

/// What the address means, where that is not plain to see.
QString ConnectionDialog::addressNote() const
{
    const Connection connection = this->connection();
    const auto same = std::find_if(m_others.begin(), m_others.end(), [&connection](const Connection &other) {
        return other.id != connection.id && other.address() == connection.address() && other.user == connection.user;
    });
    if (same != m_others.end())
        return tr("%1 goes there already, with the same sign-in.").arg(models::visibleText(same->name));
    if (connection.isFolder())
        return tr("A folder with image layouts on this computer.");
    const QString host = models::visibleText(connection.address());
    if (connection.scheme == SchemeChoice::HttpsThenHttp)
        return tr("Connects to %1 with HTTPS, or without encryption where it does not speak that.").arg(host);
    if (connection.scheme == SchemeChoice::Http)
        return tr("Connects to %1 without encryption.").arg(host);
    if (m_address && m_address->repository)
        return tr("Connects to %1, and opens %2 there.").arg(host, m_address->repository->toString());
    return tr("Connects to %1.").arg(host);
}

QString ConnectionDialog::suggestedName(const Connection &connection) const
{
    const auto isTaken = [this, &connection](const QString &name) {
        return std::any_of(m_others.begin(), m_others.end(),
                           [&](const Connection &other) { return other.name == name && other.id != connection.id; });
    };
    QString base = connection.isFolder() ? Connection::toFolder(connection.folder).name : connection.address();
    if (isTaken(base) && !connection.user.isEmpty())
        base = tr("%1 (%2)", "a registry, and who signs in or a number").arg(base, connection.user);
    QString name = base;
    for (int number = 2; isTaken(name); ++number)
        name = tr("%1 (%2)", "a registry, and who signs in or a number").arg(base).arg(number);
    return name;
}

} // namespace ui
