#pragma once

#include <optional>

#include <QPushButton>

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
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    QString m_title;
    QString m_description;
    QString m_key;
    mutable std::optional<QSize> m_hint; ///< of the font: layouts ask for it often
};

} // namespace ui
