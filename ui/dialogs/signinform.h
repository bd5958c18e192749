#pragma once

#include <optional>

#include <QWidget>

#include "app/connections/connection.h"
#include "app/credentials/credential.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QRadioButton;

namespace ui {

class SecretEdit;

/// How somebody signs in: with a user and a password, with a token, or not at all; and where the secret is kept.
class SignInForm final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInForm(QWidget *parent = nullptr);

    void setConnection(const connections::Connection &connection);
    /// A secret is known and is used where none is typed.
    void setHasSecret(bool hasSecret);
    /// Nobody signs in anonymously here; a secret has to be typed.
    void requireSecret();
    /// The registry asks for a sign-in: chooses one, unless a person chose already.
    void suggestSignIn();
    /// Nothing can be kept in the keychain, says @p why. What is chosen goes to the session, where no secret is in the
    /// keychain already.
    void refuseKeychain(const QString &why);
    void focusFirst();

    [[nodiscard]] QString user() const; ///< empty: anonymous
    [[nodiscard]] connections::SecretPlace place() const;
    [[nodiscard]] bool isComplete() const; ///< a user has a name; where one is required, a secret, too
    /// What was typed; none where nobody signs in or no secret was typed.
    [[nodiscard]] std::optional<credentials::Credential> credential() const;

signals:
    void changed(); ///< of what is sent to the registry

private:
    void makeChoices();
    void makeFields();
    void refresh();
    void explainPlace();

    QRadioButton *m_withPassword;
    QRadioButton *m_withToken;
    QRadioButton *m_anonymous;
    QList<QWidget *> m_choices; ///< with their notes
    QFormLayout *m_fields;
    QLineEdit *m_user;
    QLabel *m_secretLabel;
    SecretEdit *m_secret;
    QComboBox *m_place;
    QLabel *m_placeNote;
    QString m_noKeychain; ///< why; empty: there is one
    bool m_required = false;
    bool m_hasSecret = false;
    bool m_wasChosen = false;
};

} // namespace ui
