#pragma once

#include <QDialog>

class QPushButton;

namespace ui {

class DoctorView;

/// The doctor of one connection in a window of its own, beside which one goes on working.
class DoctorDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @p name is what the user calls the connection.
    explicit DoctorDialog(const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] DoctorView *view() const noexcept { return m_view; }

signals:
    void editRequested(); ///< of the connection; the dialog is closed by then

private:
    DoctorView *m_view;
};

} // namespace ui
