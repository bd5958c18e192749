#pragma once

#include <memory>

#include <QDialog>

#include "app/changes/friction.h"
#include "app/connections/connection.h"
#include "models/readtags.h"
#include "models/retagmodel.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace ui {

class InfoBar;
class PlanHeader;

/// Another name for the image of a tag, or a suffix for several, and the review of it: what is new, what moves from
/// where to where, what is refused, and whether it can be undone. Reads and sends nothing itself.
class RetagDialog final : public QDialog
{
    Q_OBJECT

public:
    RetagDialog(connections::Connection connection, oci::RepositoryName repository, std::vector<oci::TagName> tags,
                QWidget *parent = nullptr);

    void showProgress(qint64 done, qint64 total);
    void showError(const base::Error &error);
    void showReading(const std::shared_ptr<const changes::Reading> &reading);

    [[nodiscard]] const changes::Plan &plan() const noexcept { return m_model.plan(); }
    /// That the plan was made from; null before showReading().
    [[nodiscard]] const std::shared_ptr<const changes::Reading> &reading() const noexcept { return m_reading; }

signals:
    void approved(const QString &reason); ///< plan() may run
    void retried(); ///< read it again
    void doctorRequested(); ///< about an error

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] bool isSuffix() const { return m_tags.size() > 1; }
    void makeName();
    void makeTable();
    void makeForm();
    void makeButtons();
    void makeLayout();
    void refreshNames();
    void refreshVerdict();
    void refreshFacts();
    void refreshApproval();
    [[nodiscard]] QString suffixVerdict() const;
    [[nodiscard]] QString undoWords() const;
    [[nodiscard]] QString approveWords() const;

    connections::Connection m_connection;
    oci::RepositoryName m_repository;
    std::vector<oci::TagName> m_tags;
    std::shared_ptr<const changes::Reading> m_reading;
    changes::Friction m_friction = changes::Friction::Review;
    models::RetagModel m_model;
    models::ReadTags m_known; ///< what the name that is typed may mean

    PlanHeader *m_header;
    InfoBar *m_bar;
    QLineEdit *m_name;
    QLabel *m_verdict;
    QTreeView *m_view; ///< of several what comes of them; of one, the tags that there are
    QFormLayout *m_form;
    QLabel *m_image;
    QLabel *m_undo;
    QLabel *m_how;
    QLineEdit *m_reason;
    QLineEdit *m_confirm;
    QPushButton *m_cancel;
    QPushButton *m_approve;
};

} // namespace ui
