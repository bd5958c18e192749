#pragma once

#include <QDialog>

namespace ui {

/// The requests that a plan sends, to read and to copy. Deletes itself.
class RequestsDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit RequestsDialog(const QString &requests, QWidget *parent = nullptr);
};

} // namespace ui
