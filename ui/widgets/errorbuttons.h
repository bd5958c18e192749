#pragma once

#include <QWidget>

#include "ui/errortext.h"

class QPushButton;
class QToolButton;

namespace ui {

class ValueText;

/// What can be done about an error beside trying again, the same wherever one is shown: open its details, copy all that
/// is said of it, and ask the doctor where the error is of a connection. Hidden while there is none.
class ErrorButtons final : public QWidget
{
    Q_OBJECT

public:
    explicit ErrorButtons(QWidget *parent = nullptr);

    void display(const ErrorText &error);
    void clear();

    /// What *Details* opens: who owns the buttons gives it a place of its own.
    [[nodiscard]] QWidget *details() const;
    void openDetails(); ///< from the beginning

signals:
    void doctorRequested();

private:
    QToolButton *m_more;
    QPushButton *m_copy;
    QPushButton *m_doctor;
    ValueText *m_details;
    QString m_report;
};

} // namespace ui
