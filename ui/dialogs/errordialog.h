#pragma once

#include <QDialog>

#include "ui/errortext.h"

namespace ui {

/// An error that has no room where it happened, such as in a row of a tree, with its details. Deletes itself.
class ErrorDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Where it @p canRetry there is a button for that.
    ErrorDialog(const ErrorText &error, bool canRetry, QWidget *parent = nullptr);

signals:
    void retryRequested(); ///< as all its wishes: the dialog is closed by then
    void doctorRequested();
};

} // namespace ui
