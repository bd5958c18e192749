#pragma once

#include <chrono>

#include <QDialog>

class QComboBox;

namespace ui {

/// Asks for how long changes to a read-only connection are allowed.
class UnlockDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @p name is what the user calls the connection.
    UnlockDialog(const QString &name, bool isProduction, QWidget *parent = nullptr);

    /// Zero: until it is locked again.
    [[nodiscard]] std::chrono::minutes duration() const;

private:
    QComboBox *m_duration;
};

} // namespace ui
