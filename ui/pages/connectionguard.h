#pragma once

#include <QWidget>

#include "models/registrytreenode.h"

class QLabel;
class QPushButton;

namespace ui {

/// How careful one has to be with the connection of a page, at the left of its strip: the level, whether changes are
/// allowed, and what is dangerous about it. Says nothing of a connection that is as usual.
class ConnectionGuard final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionGuard(QWidget *parent = nullptr);

    void display(const models::ConnectionRow &row);

signals:
    void unlockRequested();
    void lockRequested();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    models::ConnectionRow m_row;
    QLabel *m_level;
    QLabel *m_lockIcon;
    QLabel *m_lock;
    QPushButton *m_unlock;
    QLabel *m_dangerIcon;
    QLabel *m_danger;
};

} // namespace ui
