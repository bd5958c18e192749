#include "ui/dialogs/signinform.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QStandardItemModel>

#include "ui/dialogs/notes.h"
#include "ui/look/theme.h"
#include "ui/widgets/secretedit.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::SecretPlace;

namespace {

/// Sent as the user where somebody has a token and nothing else: registries look at the token only.
constexpr QLatin1StringView tokenUser("token");

} // namespace

SignInForm::SignInForm(QWidget *parent)
    : QWidget(parent)
    , m_withPassword(new QRadioButton(tr("With a &user and a password"), this))
    , m_withToken(new QRadioButton(tr("With a &token"), this))
    , m_anonymous(new QRadioButton(tr("&Without signing in"), this))
    , m_fields(new QFormLayout)
    , m_user(new QLineEdit(this))
    , m_secretLabel(new QLabel(this))
    , m_secret(new SecretEdit(this))
    , m_place(new QComboBox(this))
    , m_placeNote(makeNote({}, 0, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    makeChoices();
    layout->addSpacing(look::cellPadding);
    makeFields();
    layout->addLayout(m_fields);
    m_anonymous->setChecked(true);
    for (QRadioButton *choice : {m_withPassword, m_withToken, m_anonymous}) {
        connect(choice, &QRadioButton::toggled, this, &SignInForm::refresh);
        connect(choice, &QRadioButton::clicked, this, [this] {
            m_wasChosen = true;
            if (!m_anonymous->isChecked())
                focusFirst();
        });
    }
    connect(m_user, &QLineEdit::textChanged, this, &SignInForm::changed);
    connect(m_secret, &QLineEdit::textChanged, this, &SignInForm::changed);
    connect(m_place, &QComboBox::currentIndexChanged, this, &SignInForm::explainPlace);
    refresh();
}

void SignInForm::makeChoices()
{
    m_anonymous->setObjectName(u"anonymousButton"_s);
    m_withPassword->setObjectName(u"passwordButton"_s);
    m_withToken->setObjectName(u"tokenButton"_s);
    auto *layout = static_cast<QVBoxLayout *>(this->layout());
    const int indent = look::iconSize + look::iconGap;
    const auto add = [&](QRadioButton *choice, const QString &note) {
        auto *label = makeNote(note, indent, this);
        layout->addWidget(choice);
        layout->addWidget(label);
        m_choices.append({choice, label});
    };
    add(m_withPassword, tr("An account with only the permissions that you need is best."));
    add(m_withToken, tr("An access token, where the registry gives you one. Some want the user’s name with it."));
    add(m_anonymous, tr("Shows what everybody may see."));
}

void SignInForm::makeFields()
{
    m_user->setObjectName(u"userEdit"_s);
    m_user->setAccessibleName(tr("User"));
    m_secret->setObjectName(u"passwordEdit"_s);
    m_placeNote->setObjectName(u"secretPlaceNote"_s);
    m_place->setObjectName(u"secretPlaceBox"_s);
    m_place->setAccessibleName(tr("Keep it in"));
    m_place->addItem(tr("System keychain"), static_cast<int>(SecretPlace::Keychain));
    m_place->addItem(tr("This session only", "where a password is kept"), static_cast<int>(SecretPlace::Session));
    m_secretLabel->setBuddy(m_secret);
    m_fields->setHorizontalSpacing(12);
    m_fields->setVerticalSpacing(6);
    m_fields->setContentsMargins(0, 0, 0, 0);
    m_fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_fields->addRow(tr("Us&er"), m_user);
    m_fields->addRow(m_secretLabel, m_secret);
    m_fields->addRow(tr("&Keep it in"), m_place);
    m_fields->addRow({}, m_placeNote);
}

void SignInForm::setConnection(const connections::Connection &connection)
{
    const bool isToken = connection.user == tokenUser;
    m_user->setText(isToken ? QString() : connection.user);
    (connection.user.isEmpty() ? m_anonymous : isToken ? m_withToken : m_withPassword)->setChecked(true);
    m_wasChosen = m_wasChosen || !connection.user.isEmpty();
    m_place->setCurrentIndex(m_place->findData(static_cast<int>(connection.secrets)));
}

void SignInForm::setHasSecret(bool hasSecret)
{
    m_hasSecret = hasSecret;
    m_secret->setPlaceholderText(hasSecret && !m_anonymous->isChecked() ? tr("as it was", "a password that is kept")
                                                                        : QString());
}

void SignInForm::requireSecret()
{
    m_required = true;
    if (m_anonymous->isChecked())
        m_withPassword->setChecked(true);
    for (QWidget *anonymous : m_choices.mid(m_choices.size() - 2))
        anonymous->hide();
    (m_withToken->isChecked() ? m_withToken : m_withPassword)->setFocusPolicy(Qt::StrongFocus); // Tab went to it
}

void SignInForm::suggestSignIn()
{
    if (!m_wasChosen)
        m_withPassword->setChecked(true);
}

void SignInForm::refuseKeychain(const QString &why)
{
    m_noKeychain = why;
    const int keychain = m_place->findData(static_cast<int>(SecretPlace::Keychain));
    static_cast<QStandardItemModel *>(m_place->model())->item(keychain)->setEnabled(false);
    m_place->setItemData(keychain, u"<qt>%1</qt>"_s.arg(why.toHtmlEscaped()), Qt::ToolTipRole);
    if (!m_hasSecret)
        m_place->setCurrentIndex(m_place->findData(static_cast<int>(SecretPlace::Session)));
    explainPlace();
}

// Where a secret is kept is not sent to anybody: a check that is under way goes on.
void SignInForm::explainPlace()
{
    const QString note = place() == SecretPlace::Keychain
        ? tr("Portolan writes no secret into its own files. It is sent to this registry only.")
        : tr("In memory until you quit. It is sent to this registry only.");
    m_placeNote->setText(m_noKeychain.isEmpty() ? note : tr("%1 %2", "two sentences").arg(m_noKeychain, note));
}

void SignInForm::focusFirst()
{
    const bool isNameKnown = !m_user->text().isEmpty() || m_withToken->isChecked();
    if (m_anonymous->isChecked())
        m_anonymous->setFocus(Qt::OtherFocusReason);
    else
        (isNameKnown ? static_cast<QLineEdit *>(m_secret) : m_user)->setFocus(Qt::OtherFocusReason);
}

QString SignInForm::user() const
{
    if (m_anonymous->isChecked())
        return {};
    const QString typed = m_user->text().trimmed();
    return typed.isEmpty() && m_withToken->isChecked() ? QString(tokenUser) : typed;
}

SecretPlace SignInForm::place() const
{
    return static_cast<SecretPlace>(m_place->currentData().toInt());
}

bool SignInForm::isComplete() const
{
    if (m_anonymous->isChecked())
        return true;
    return !user().isEmpty() && (!m_required || !m_secret->text().isEmpty());
}

std::optional<credentials::Credential> SignInForm::credential() const
{
    if (user().isEmpty() || m_secret->text().isEmpty())
        return {};
    return credentials::Credential{user(), m_secret->secret()};
}

void SignInForm::refresh()
{
    const bool isToken = m_withToken->isChecked();
    m_secretLabel->setText(isToken ? tr("T&oken") : tr("&Password"));
    m_secret->setAccessibleName(isToken ? tr("Token") : tr("Password"));
    m_user->setPlaceholderText(isToken ? tr("where the registry wants one", "a user name") : QString());
    for (QWidget *field :
         {static_cast<QWidget *>(m_user), static_cast<QWidget *>(m_secret), static_cast<QWidget *>(m_place)})
        field->setEnabled(!m_anonymous->isChecked());
    explainPlace();
    setHasSecret(m_hasSecret);
    emit changed();
}

} // namespace ui
