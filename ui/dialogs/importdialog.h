#pragma once

#include <map>
#include <memory>
#include <vector>

#include <QDialog>

#include "app/connections/importoffer.h"
#include "app/jobs/importjobs.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace ui {

class InfoBar;

/// Shows what docker and podman left on this computer, by file, host and account, and lets the user tick what becomes a
/// connection. Starts no work.
class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ImportDialog(QWidget *parent = nullptr);

    void showOffer(std::shared_ptr<const connections::ImportOffer> offer);
    void showWorking(); ///< until the next showOffer()
    /// Says at its row why something was not imported.
    void showFailures(const std::vector<jobs::PrepareImportsJob::Failure> &failures);

    [[nodiscard]] std::vector<connections::ImportItem> ticked() const;
    [[nodiscard]] connections::SecretPlace place() const;

signals:
    void importRequested();
    void stopped(); ///< the user does not want to wait any longer

private:
    void makeLayout();
    void addFile(std::size_t number);
    void addItem(QTreeWidgetItem *parent, std::size_t number);
    void addFault(QTreeWidgetItem *parent, const credentials::FileFault &fault);
    void addShortNames(QTreeWidgetItem *parent, const credentials::FoundFile &file);
    [[nodiscard]] QTreeWidgetItem *hostRow(QTreeWidgetItem *file, const QString &host) const;
    void warn(QTreeWidgetItem *row, const QString &text);
    void refresh();

    std::shared_ptr<const connections::ImportOffer> m_offer;
    std::map<std::size_t, QTreeWidgetItem *> m_rows; ///< of the items of the offer
    bool m_isWorking = true;
    InfoBar *m_bar;
    QTreeWidget *m_tree;
    QLabel *m_empty;
    QComboBox *m_place;
    QLabel *m_count;
    QPushButton *m_import;
    QPushButton *m_close;
};

} // namespace ui
