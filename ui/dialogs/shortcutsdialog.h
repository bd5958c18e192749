#pragma once

#include <vector>

#include <QDialog>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>

#include "ui/locator/commandlist.h"

class QLineEdit;
class QTreeView;

namespace ui {

/// The keys of all commands, by the menu they are in, with a field to search them. Stays open beside the window.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(const std::vector<ListedCommand> &commands, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const std::vector<ListedCommand> &commands);
    void filter(const QString &text);

    QStandardItemModel m_model; ///< groups with their commands
    QSortFilterProxyModel m_rows;
    QLineEdit *m_edit;
    QTreeView *m_view;
};

} // namespace ui
