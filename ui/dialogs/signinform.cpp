#include "ui/dialogs/signinform.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>

#include "ui/look/theme.h"
#include "ui/widgets/secretedit.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// A sentence below what it explains.
QLabel *makeNote(const QString &text, int indent, QWidget *parent)
{
    auto *note = new QLabel(text, parent);
    note->setTextFormat(Qt::PlainText);
    note->setFont(look::smallFont(note->font()));
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setContentsMargins(indent, 0, 0, 4);
    return note;
}

} // namespace

SignInForm::SignInForm(QWidget *parent)
    : QWidget(parent)
    , m_anonymous(new QRadioButton(tr("&Without signing in"), this))
    , m_anonymousNote(makeNote(tr("Shows what everybody may see."), look::iconSize + look::iconGap, this))
    , m_withPassword(new QRadioButton(tr("With a &user and a password or token"), this))
    , m_user(new QLineEdit(this))
    , m_password(new SecretEdit(this))
{
    m_anonymous->setObjectName(u"anonymousButton"_s);
    m_withPassword->setObjectName(u"passwordButton"_s);
    m_user->setObjectName(u"userEdit"_s);
    m_password->setObjectName(u"passwordEdit"_s);
    m_user->setAccessibleName(tr("User"));
    m_password->setAccessibleName(tr("Password or token"));
    m_anonymous->setChecked(true);

    auto *fields = new QFormLayout;
    fields->setHorizontalSpacing(12);
    fields->setVerticalSpacing(6);
    fields->setContentsMargins(look::iconSize + look::iconGap, 0, 0, 0);
    fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    fields->addRow(tr("Us&er"), m_user);
    fields->addRow(tr("&Password"), m_password);
    fields->addRow({}, makeNote(tr("In memory until you quit; sent to this registry only."), 0, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_anonymous);
    layout->addWidget(m_anonymousNote);
    layout->addWidget(m_withPassword);
    layout->addLayout(fields);

    // Who types a name wants to sign in.
    connect(m_user, &QLineEdit::textEdited, this, [this] { m_withPassword->setChecked(true); });
    connect(m_withPassword, &QRadioButton::clicked, this, &SignInForm::focusUser);
    connect(m_withPassword, &QRadioButton::toggled, this, &SignInForm::refresh);
    connect(m_user, &QLineEdit::textChanged, this, &SignInForm::changed);
    connect(m_password, &QLineEdit::textChanged, this, &SignInForm::changed);
    refresh();
}

void SignInForm::setUser(const QString &user, bool hasPassword)
{
    m_user->setText(user);
    (user.isEmpty() ? m_anonymous : m_withPassword)->setChecked(true);
    m_password->setPlaceholderText(hasPassword ? tr("as it was", "a password that is kept") : QString());
}

void SignInForm::requireUser()
{
    m_required = true;
    m_withPassword->setChecked(true);
    for (QWidget *choice : {static_cast<QWidget *>(m_anonymous), static_cast<QWidget *>(m_anonymousNote),
                            static_cast<QWidget *>(m_withPassword)})
        choice->hide();
    focusUser();
}

void SignInForm::focusUser()
{
    (m_user->text().isEmpty() ? m_user : static_cast<QLineEdit *>(m_password))->setFocus(Qt::OtherFocusReason);
}

QString SignInForm::user() const
{
    return m_withPassword->isChecked() ? m_user->text().trimmed() : QString();
}

bool SignInForm::isComplete() const
{
    if (!m_withPassword->isChecked())
        return true;
    return !m_user->text().trimmed().isEmpty() && (!m_required || !m_password->text().isEmpty());
}

std::optional<credentials::Credential> SignInForm::credential() const
{
    if (user().isEmpty() || m_password->text().isEmpty())
        return {};
    return credentials::Credential{user(), m_password->secret()};
}

void SignInForm::refresh()
{
    m_password->setEnabled(m_withPassword->isChecked());
    emit changed();
}

} // namespace ui
