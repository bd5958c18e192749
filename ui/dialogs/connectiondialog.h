#pragma once

#include <vector>

#include <QDialog>

#include "app/connections/address.h"
#include "app/credentials/credential.h"

class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;

namespace ui {

class InfoBar;
class SignInForm;

/// Asks for a connection: where it goes, who signs in, what it is called. Checks the address while it is typed. Starts
/// no work: who opened it tries the connection, and says what came of it.
class ConnectionDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose
    {
        Add,
        Edit,
        SignIn, ///< only who signs in; accepted by whoever checked it
    };

    /// @p others are the connections that there are, for its name and to say that one goes there already.
    ConnectionDialog(Purpose purpose, std::vector<connections::Connection> others, QWidget *parent = nullptr);

    /// What is edited or signed in to. @p hasPassword: one is known for it.
    void setConnection(const connections::Connection &connection, bool hasPassword);
    void setAddress(const QString &text);

    [[nodiscard]] Purpose purpose() const noexcept { return m_purpose; }
    /// As entered; what the dialog does not ask for is as it was.
    [[nodiscard]] connections::Connection connection() const;
    /// The repository and the image that the address names beside its registry.
    [[nodiscard]] const Result<connections::Address> &address() const noexcept { return m_address; }
    [[nodiscard]] std::optional<credentials::Credential> credential() const;

    void showChecking();
    void showCheck(const QString &text, bool isGood);

    void accept() override;

signals:
    void checkRequested(); ///< also by the button that signs in
    void changed(); ///< what a check found out holds no more

private:
    void makeFields();
    void makeButtons();
    void readAddress();
    void refresh();
    [[nodiscard]] QString addressProblem() const;
    [[nodiscard]] QString addressNote() const;
    [[nodiscard]] QString suggestedName(const connections::Connection &connection) const;

    Purpose m_purpose;
    std::vector<connections::Connection> m_others;
    connections::Connection m_connection; ///< before it was edited
    Result<connections::Address> m_address;
    QLabel *m_headline;
    QFormLayout *m_form;
    QLineEdit *m_addressEdit;
    QLabel *m_addressNote;
    QTimer *m_pause; ///< before an address that is being typed is called wrong
    QLineEdit *m_name;
    SignInForm *m_signIn;
    QPushButton *m_check;
    QLabel *m_resultIcon;
    QLabel *m_result;
    QPushButton *m_save = nullptr;
};

} // namespace ui
