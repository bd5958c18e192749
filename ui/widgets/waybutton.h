#pragma once

#include <QPushButton>

class QLabel;

namespace ui {

/// A large button: an icon, what it does in two lines, and its key. (QCommandLinkButton has fonts of a fixed size.)
class WayButton final : public QPushButton
{
    Q_OBJECT

public:
    WayButton(const QString &icon, const QString &title, const QString &description, const QKeySequence &key,
              QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshLook();

    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_description;
    QLabel *m_key;
};

} // namespace ui
