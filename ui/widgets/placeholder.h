#pragma once

#include <QWidget>

#include "ui/errortext.h"

class QLabel;
class QPushButton;

namespace ui {

class ErrorButtons;

/// Stands where data would be: an icon, what is the matter, why, and at most one thing to do. An error has
/// its details and the doctor beside that.
class Placeholder final : public QWidget
{
    Q_OBJECT

public:
    explicit Placeholder(QWidget *parent = nullptr);

    /// Plain text throughout. An empty @p action hides the button.
    void displayError(const QString &icon, const ErrorText &error, const QString &action);
    void display(const QString &icon, const QString &headline, const QString &text, const QString &action = {});
    /// Another text: @p code, in the fixed font, stands for the %1 of @p text. Neither is read as rich text.
    void setText(const QString &text, const QString &code);
    /// Where it stands in a narrow column that is read from the top.
    void beginAtTop();

signals:
    void actionTriggered();
    void doctorRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshIcon();

    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_headline;
    QLabel *m_text;
    QPushButton *m_action;
    ErrorButtons *m_error;
};

} // namespace ui
