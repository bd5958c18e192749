#pragma once

#include <optional>

#include <QFrame>
#include <QPointer>

#include "models/locatormodel.h"

class QLabel;
class QLineEdit;
class QListView;

namespace ui {

/// One field to find everything that is loaded, and every command. It lies over its window, goes with Escape or when
/// the focus leaves it, and then gives the focus back. A widget of the window and no popup of its own, so that input
/// methods and screen readers follow it.
class Locator final : public QFrame
{
    Q_OBJECT

public:
    explicit Locator(QWidget *window);

    /// Shows the locator over @p sources with @p text typed in.
    void open(models::LocatorModel::Sources sources, const QString &text);
    /// What is searched has changed; what the user went to stays.
    void renew(models::LocatorModel::Sources sources);
    [[nodiscard]] bool isSearching() const { return m_model.isSearching(); }

signals:
    void chosen(const models::LocatorTarget &target, bool inNewTab); ///< it is closed, the focus where it was

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *makeFooter();
    bool takeKey(int key, bool hasControl);
    void move(int steps);
    void choose(const QModelIndex &index, bool inNewTab);
    void refresh();
    void selectRow();
    void place();
    void leave();

    models::LocatorModel m_model;
    QLineEdit *m_edit;
    QLabel *m_found;
    QListView *m_view;
    QLabel *m_nothing; ///< instead of rows
    QPointer<QWidget> m_before; ///< what had the focus
    std::optional<models::LocatorTarget> m_reached; ///< that the user went to, not the best one
};

} // namespace ui
