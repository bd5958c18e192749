#pragma once

#include <optional>

#include <QWidget>

#include "app/credentials/credential.h"

class QLabel;
class QLineEdit;
class QRadioButton;

namespace ui {

class SecretEdit;

/// How somebody signs in: not at all, or with a user name and a password for this session.
class SignInForm final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInForm(QWidget *parent = nullptr);

    /// @p hasPassword: one is known and is kept where none is typed.
    void setUser(const QString &user, bool hasPassword);
    /// Asks for a user; nobody signs in anonymously here.
    void requireUser();
    void focusUser();

    [[nodiscard]] QString user() const; ///< empty: anonymous
    [[nodiscard]] bool isComplete() const; ///< a user has a name; where one is required, a password, too
    /// What was typed; none where nobody signs in or no password was typed.
    [[nodiscard]] std::optional<credentials::Credential> credential() const;

signals:
    void changed();

private:
    void refresh();

    QRadioButton *m_anonymous;
    QLabel *m_anonymousNote;
    QRadioButton *m_withPassword;
    QLineEdit *m_user;
    SecretEdit *m_password;
    bool m_required = false;
};

} // namespace ui
