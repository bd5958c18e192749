#pragma once

#include <memory>

#include "app/changes/restore.h"
#include "app/connections/connection.h"
#include "models/restoremodel.h"
#include "ui/dialogs/reviewdialog.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace ui {

class InfoBar;
class PlanHeader;

/// The review of a restore: what is put back, what cannot be and why. Reads and sends nothing itself.
class RestoreDialog final : public ReviewDialog
{
    Q_OBJECT

public:
    /// @p before says what is undone: "Deleted 4 tags, 2026-11-26 12:40".
    RestoreDialog(connections::Connection connection, oci::RepositoryName repository, const QString &before,
                  QWidget *parent = nullptr);

    void setQuestion(const QString &question); ///< another than what to do about one run
    void showProgress();
    void showError(const base::Error &error);
    void showRestore(const std::shared_ptr<const changes::Restore> &restore);

    [[nodiscard]] const std::shared_ptr<const changes::Restore> &restore() const noexcept { return m_restore; }

signals:
    void approved(const QString &reason); ///< restore() may run
    void retried(); ///< read it again

private:
    void makeForm();
    void makeLayout();
    void refreshApproval();
    [[nodiscard]] bool wantsName() const;
    [[nodiscard]] QString restoreWords() const;

    connections::Connection m_connection;
    oci::RepositoryName m_repository;
    std::shared_ptr<const changes::Restore> m_restore;
    models::RestoreModel m_model;

    PlanHeader *m_header;
    InfoBar *m_bar;
    QTreeView *m_view;
    QWidget *m_facts; ///< the form below the table
    QFormLayout *m_form;
    QLineEdit *m_reason;
    QLabel *m_confirmLabel;
    QLineEdit *m_confirm;
    QPushButton *m_cancel;
    QPushButton *m_approve;
};

} // namespace ui
