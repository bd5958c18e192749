#pragma once

#include <QWidget>

#include "app/connections/connection.h"

class QLabel;

namespace ui {

/// The head of a dialog that changes something on a registry: the question, and the connection with its level, whose
/// stripe is at the left.
class PlanHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit PlanHeader(const connections::Connection &connection, QWidget *parent = nullptr);

    void setQuestion(const QString &question); ///< plain text
    void setNote(const QString &note);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    connections::Level m_kind;
    QLabel *m_question;
    QLabel *m_level;
    QLabel *m_note;
};

} // namespace ui
