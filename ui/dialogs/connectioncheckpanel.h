#pragma once

#include <optional>

#include <QFrame>

#include "app/connections/connection.h"
#include "app/http/certificate.h"
#include "app/jobs/checkconnectionjob.h"

class QLabel;
class QPushButton;
class QTreeView;

namespace ui {

class CheckList;

/// What trying the connection came to, at the right of every step: a sentence, and where it failed why, what to do, and
/// the facts of what is to be decided; below it the doctor's checks (LOOK, picture 06). Plain text.
class ConnectionCheckPanel final : public QFrame
{
    Q_OBJECT

public:
    /// @p checks live longer.
    explicit ConnectionCheckPanel(CheckList &checks, QWidget *parent = nullptr);

    void showNothing();
    void showChecking(const connections::Connection &connection);
    void showWelcome(const jobs::CheckConnectionJob::Welcome &welcome);
    /// @p isSignedOut: nobody signed in yet, so that being asked to is no failure.
    void showFailure(const base::Error &error, const connections::Connection &connection, bool isSignedOut);
    void setCheckable(bool checkable); ///< what was entered can be tried
    /// Above the doctor's own view, which has the reasons: only what trying the connection came to.
    void setBrief(bool brief);

    /// The check failed.
    [[nodiscard]] const std::optional<base::Error> &error() const noexcept { return m_error; }
    /// Something was found out, or is being.
    [[nodiscard]] bool hasResult() const noexcept { return m_hasResult; }
    [[nodiscard]] bool isChecking() const noexcept { return m_isChecking; }
    /// Beside the failure that is shown: the field that it is about.
    void offerField();
    /// Likewise, where no step of its own has the doctor.
    void offerDoctor();

signals:
    void checkRequested();
    void trustRequested(const http::CertificateInfo &authority); ///< which the server sent
    void realmRequested(const QString &origin); ///< of a token server, for the password
    void doctorRequested();
    void fieldRequested(const base::Error &error); ///< that it is about

private:
    void makeLayout();
    void display(const QString &icon, const QColor &colour, const QString &headline);
    void explain(const base::Error &error, const connections::Connection &connection);
    void offerTrust(const base::Error &error);
    void offerRealm(const base::Error &error);
    void refreshReasons();
    void refreshChecks();

    std::optional<base::Error> m_error;
    std::optional<http::CertificateInfo> m_authority;
    QString m_realm;
    QString m_copied; ///< for *Copy details*
    bool m_isChecking = false;
    bool m_hasResult = false;
    bool m_isBrief = false;
    bool m_isDoctorOffered = false;
    CheckList &m_checks;
    QTreeView *m_view;
    QLabel *m_title;
    QLabel *m_counts;
    QLabel *m_icon;
    QLabel *m_headline;
    QWidget *m_reasons; ///< m_why, m_facts and m_trust
    QLabel *m_why;
    QLabel *m_facts;
    QWidget *m_rest; ///< the room of the checks where there are none
    QPushButton *m_trust;
    QPushButton *m_allow;
    QPushButton *m_field;
    QPushButton *m_doctor;
    QPushButton *m_check;
    QPushButton *m_copy;
};

} // namespace ui
