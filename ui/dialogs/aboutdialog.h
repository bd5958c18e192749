#pragma once

#include <QDialog>

namespace ui {

/// What this is, its version, and whose work it is built from under which licences.
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent = nullptr);

private:
    QLayout *makeHead();
    QWidget *makeTable();
    [[nodiscard]] QString versions() const; ///< to paste into a report, in English
};

} // namespace ui
