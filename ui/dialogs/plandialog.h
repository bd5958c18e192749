#pragma once

#include <memory>

#include <QTimer>

#include "app/changes/friction.h"
#include "app/changes/journal.h"
#include "app/changes/planfile.h"
#include "app/changes/reading.h"
#include "app/connections/connection.h"
#include "models/planmodel.h"
#include "ui/dialogs/reviewdialog.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace ui {

class ElsewhereBar;
class InfoBar;
class PlanHeader;
class SharedTagsBar;
class SpaceBar;

/// The review of a deletion, and the only road to it: what goes, what is affected too, what is skipped and why, what it
/// frees and whether it can be undone. Plans anew with each choice; reads and sends nothing itself.
class PlanDialog final : public ReviewDialog
{
    Q_OBJECT

public:
    PlanDialog(connections::Connection connection, oci::RepositoryName repository, platforms::Selection selection,
               models::PlanModel::MarkOf markOf, QWidget *parent = nullptr);

    /// Before the first reading: the plan comes from a file, whose choices are made again, and what is different from
    /// it is said.
    void setSaved(const changes::SavedPlan &saved);
    void setKeptDays(int days) { m_keptDays = days; } ///< for how long the run can be restored

    void showProgress(qint64 done, qint64 total);
    void showError(const base::Error &error);
    /// The reading of the other repositories: how far it is, and why it failed.
    void showElsewhereProgress(qint64 done, qint64 total);
    void showElsewhereError(const base::Error &error);
    void setElsewhere(const std::shared_ptr<const QSet<oci::Digest>> &used);
    void showReading(const std::shared_ptr<const changes::Reading> &reading);

    [[nodiscard]] const changes::Plan &plan() const noexcept { return m_plan; }
    /// That the plan was made from; null before showReading().
    [[nodiscard]] const std::shared_ptr<const changes::Reading> &reading() const noexcept { return m_reading; }
    /// The plan as a file that can be opened again; nothing before showReading().
    [[nodiscard]] QByteArray planAsJson() const;
    [[nodiscard]] QString planAsMarkdown() const;
    [[nodiscard]] QByteArray planAsScript() const; ///< empty for a folder

signals:
    void approved(const QString &reason); ///< plan() may run
    void retried(); ///< read it again
    void saveRequested();
    void elsewhereRequested(); ///< read the other repositories
    void markRequested(const std::vector<oci::Digest> &images); ///< only these, for a plan of their own; it closes

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Counts ///< of what goes
    {
        int tags = 0;
        int images = 0; ///< that are marked themselves
    };

    void makeTable();
    void makeMarking();
    void makeForm();
    void makeButtons();
    void makeLayout();
    void refreshColours();
    void replan();
    void chooseAsSaved();
    void refreshTable();
    void refreshFacts();
    void refreshFriction();
    void refreshApproval();
    [[nodiscard]] QString undoWords() const;
    [[nodiscard]] QString deleteWords() const;
    [[nodiscard]] QString question() const;
    [[nodiscard]] Counts counts() const;
    [[nodiscard]] std::vector<oci::Digest> selectedImages() const; ///< without a tag
    [[nodiscard]] changes::PlanRules rules() const;

    connections::Connection m_connection;
    oci::RepositoryName m_repository;
    platforms::Selection m_selection;
    int m_keptDays = changes::keptDays;
    std::optional<changes::SavedPlan> m_saved; ///< that was opened
    std::map<oci::TagName, oci::Digest> m_savedTags;
    std::shared_ptr<const changes::Reading> m_reading;
    std::shared_ptr<const QSet<oci::Digest>> m_elsewhere; ///< null: not read
    changes::Plan m_plan;
    changes::Friction m_friction = changes::Friction::Wait;
    models::PlanModel m_model;
    QTimer m_wait; ///< until which the button of Friction::Wait stays off

    PlanHeader *m_header;
    InfoBar *m_bar;
    InfoBar *m_since; ///< what is different from the plan that was opened
    SharedTagsBar *m_shared;
    QTreeView *m_view;
    SpaceBar *m_space;
    ElsewhereBar *m_elsewhereBar;
    QLabel *m_undo;
    QLabel *m_how;
    QPushButton *m_requests;
    QCheckBox *m_placeholders;
    QLabel *m_placeholderNote;
    QLineEdit *m_reason;
    QLabel *m_confirmLabel;
    QLineEdit *m_confirm;
    QWidget *m_facts; ///< the form below the table
    QPushButton *m_save;
    QPushButton *m_script;
    QPushButton *m_mark; ///< of images without a tag
    QPushButton *m_cancel;
    QPushButton *m_delete;
};

} // namespace ui
