#pragma once

#include <QWidget>

#include "app/doctor/report.h"
#include "ui/dialogs/checklist.h"
#include "ui/prompts.h"

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QTreeView;

namespace ui {

/// The doctor at work: its checks, one after the other, and what it found (LOOK, picture 07). It starts nothing itself.
/// Who uses it, the doctor's dialog or a step of another one, calls begin(), hands over what the signals of a
/// jobs::DoctorJob bring (checked: showCheck, reported: showReport), calls showStopped() where the job finished with an
/// error, and begins anew at runAgainRequested(). addButton() puts the caller's own buttons at the right end.
class DoctorView final : public QWidget
{
    Q_OBJECT

public:
    explicit DoctorView(QWidget *parent = nullptr);

    /// Shows all checks as not tried; @p address is what is looked at.
    void begin(const QString &address);
    void clear(); ///< what was found holds no more
    /// What was found of the sign-in and behind it holds no more; @p hint says what to do about it.
    void forgetSignIn(const QString &hint);
    void showCheck(const doctor::Check &check); ///< new, or in place of the one with the same id
    void showReport(const doctor::Report &report);
    void showStopped(const QString &headline, const QString &why); ///< there will be no report
    void addButton(QPushButton *button, bool isBeforeRun = false); ///< at the end, or before *Run again*
    /// Asks for the consent to deletionRequested(); @p registry is its name.
    static void confirmDeletion(Prompts &prompts, QWidget *window, const QString &registry, const Prompts::Yes &yes);
    /// Whether the check for deletion may be offered: not where the connection is read-only.
    void setDeletionAskable(bool isAskable);

    [[nodiscard]] const doctor::Report &report() const noexcept { return m_report; } ///< the last; empty before
    [[nodiscard]] bool isRunning() const noexcept { return m_running; }
    [[nodiscard]] CheckList &checks() noexcept { return m_checks; } ///< for another view of them

signals:
    void runAgainRequested();
    void saveRequested(); ///< the report, as JSON
    void deletionRequested(); ///< the check whether deletion is on, which sends a DELETE
    void trustRequested(const http::CertificateInfo &authority); ///< for this connection
    void certificateSaveRequested(const http::CertificateInfo &certificate); ///< as PEM

private:
    [[nodiscard]] QWidget *makeChecks();
    [[nodiscard]] QWidget *makeFindings();
    [[nodiscard]] QLayout *makeButtons();
    void showMessage(const QString &icon, const QString &headline, const QString &text);
    void selectFailed();
    void showFindings();
    [[nodiscard]] QString outcome() const;
    void refreshDeletion();
    void setContents(QWidget *contents);
    void setRunning(bool running);

    CheckList m_checks;
    doctor::Report m_report;
    bool m_running = false;
    bool m_isDeletionAskable = false;
    QLabel *m_address;
    QLabel *m_state;
    QTreeView *m_view;
    QScrollArea *m_scroll;
    QHBoxLayout *m_buttons;
    QPushButton *m_copy;
    QPushButton *m_save;
    QPushButton *m_again;
    QPushButton *m_ask;
};

} // namespace ui
