#pragma once

#include <QLineEdit>

#include "app/base/secret.h"

class QToolButton;

namespace ui {

/// A field for a password or token. Its text can be looked at while the button in it is held, and is never copied: not
/// to the clipboard, not by dragging, not as the selection.
class SecretEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretEdit(QWidget *parent = nullptr);

    [[nodiscard]] base::Secret secret() const; ///< in UTF-8

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void reveal(bool revealed);

    QToolButton *m_eye;
    bool m_revealed = false;
};

} // namespace ui
