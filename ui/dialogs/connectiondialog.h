#pragma once

#include <optional>
#include <vector>

#include <QDialog>

#include "app/connections/address.h"
#include "app/credentials/credential.h"
#include "app/http/certificate.h"
#include "app/jobs/checkconnectionjob.h"
#include "ui/dialogs/connectionsteps.h"

class QAbstractButton;
class QBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace ui {

class ConnectionAddressForm;
class ConnectionCheckPanel;
class ConnectionLevelForm;
class ConnectionNetworkSection;
class DoctorView;
class InfoBar;
class Prompts;
class SignInForm;

/// Asks for a connection in steps: where it goes, who signs in, whether that works, what it is called. Starts no work:
/// who opened it tries the connection when it is asked to, and says what came of it.
class ConnectionDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose
    {
        Add,
        Edit,
        SignIn, ///< only who signs in; accepted once a check succeeded
    };

    /// Which secrets of a connection are known, and need not be typed again.
    struct Known
    {
        bool signIn = false;
        bool proxy = false;
        bool clientKey = false;
    };

    /// What was typed; none where the known one, if any, is good.
    struct Secrets
    {
        std::optional<credentials::Credential> signIn;
        std::optional<base::Secret> proxy;
        std::optional<base::Secret> clientKey;
    };

    /// @p others are the connections that there are, for its name and to say that one goes there already. @p prompts
    /// lives longer.
    ConnectionDialog(Purpose purpose, std::vector<connections::Connection> others, Prompts &prompts,
                     QWidget *parent = nullptr);

    /// What is edited, signed in to, or copied.
    void setConnection(const connections::Connection &connection, Known known);
    void setAddress(const QString &text);
    void goTo(ConnectionSteps::Step step);

    [[nodiscard]] Purpose purpose() const noexcept { return m_purpose; }
    /// As entered; what the dialog does not ask for is as it was.
    [[nodiscard]] connections::Connection connection() const;
    /// The repository and the image that the address names beside its registry.
    [[nodiscard]] const Result<connections::Address> &address() const noexcept;
    [[nodiscard]] Secrets secrets() const;

    /// Where the doctor shows what he finds, in the step that checks.
    [[nodiscard]] DoctorView *doctor() const noexcept { return m_doctor; }

    /// No secret can be kept in the keychain, and why.
    void showNoKeychain(const base::Error &error);

    void showChecking();
    void showWelcome(const jobs::CheckConnectionJob::Welcome &welcome);
    void showFailure(const base::Error &error);

protected:
    bool focusNextPrevChild(bool next) override;

signals:
    void checkRequested(); ///< also by the button that signs in
    void doctorRequested(); ///< for what was entered
    void changed(); ///< what a check found out holds no more

private:
    void makePages();
    void makeButtons();
    void makeLayout();
    void joinForms();
    void step(int by);
    void arrange();
    void check();
    void examine();
    void trust(const http::CertificateInfo &authority);
    void allowRealm(const QString &origin);
    void showField(const base::Error &error);
    void readAddress();
    void refresh();
    void refreshNotes(const connections::Connection &connection);
    void refreshButtons(bool isFolder);
    void refreshHeadline();
    [[nodiscard]] bool isUsed(ConnectionSteps::Step step) const;
    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] bool isForNobody() const; ///< without a sign-in

    Purpose m_purpose;
    std::vector<connections::Connection> m_others;
    Prompts &m_prompts;
    connections::Connection m_before; ///< it was edited; without an id where there was none
    Known m_known;
    QStringList m_approvedRealms;
    QString m_consentPlace; ///< the address that consents and approvals hold for
    ConnectionSteps::Step m_step = ConnectionSteps::Address;
    bool m_isExamined = false; ///< by the doctor, as it is now
    bool m_isExaminedForNobody = false; ///< so that choosing a kind of sign-in changes nothing yet

    ConnectionSteps *m_steps;
    InfoBar *m_danger;
    QLabel *m_headline;
    QBoxLayout *m_middle; ///< m_left and the panel, which is above in the step that checks
    QStackedWidget *m_stack;
    QScrollArea *m_place = nullptr; ///< the step with the address
    QWidget *m_left; ///< headline and stack
    ConnectionAddressForm *m_address;
    ConnectionNetworkSection *m_network;
    SignInForm *m_signIn;
    QPushButton *m_test;
    QLabel *m_testNote;
    DoctorView *m_doctor;
    ConnectionCheckPanel *m_panel;
    QWidget *m_line; ///< between m_left and the panel
    ConnectionLevelForm *m_level;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace ui
