#pragma once

#include <QStandardItemModel>

#include "app/doctor/report.h"
#include "app/doctor/words.h"

class QTreeView;

namespace ui {

/// The doctor's checks as a list that any number of views may show (LOOK, pictures 06 and 07), painted by
/// CheckDelegate.
class CheckList final : public QStandardItemModel
{
    Q_OBJECT

public:
    using QStandardItemModel::QStandardItemModel;

    void begin(); ///< all checks, not tried yet
    void show(const doctor::Check &check); ///< new, or in place of the one with the same id
    /// From @p step on nothing is known any more, and @p hint says what to do about it. What runs does so no longer.
    void forgetFrom(doctor::Step step, const QString &hint);
    [[nodiscard]] doctor::Check::State state(int row) const;
    [[nodiscard]] QModelIndex firstFailed() const; ///< none: invalid
    [[nodiscard]] QString counts() const; ///< "6 fine, 1 to know, 3 to come"; empty where there are no checks

    /// A view of the list, which lives longer. Shows the first check that failed, wherever it stands.
    [[nodiscard]] QTreeView *makeView(const QString &objectName, QWidget *parent);
};

} // namespace ui
