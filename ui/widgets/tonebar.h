#pragma once

#include <QFrame>

class QLabel;

namespace ui {

/// What the bars within a page have in common: an icon, and the colours of what they say. Follows theme and zoom.
class ToneBar : public QFrame
{
    Q_OBJECT

public:
    enum class Tone
    {
        Running,
        Information,
        Warning,
        Failure,
        Offline
    };

protected:
    /// With an icon of its own instead of that of its tone.
    ToneBar(Tone tone, const QString &icon, QWidget *parent);
    ToneBar(Tone tone, QWidget *parent);

    void setTone(Tone tone);
    void setIcon(const QString &name); ///< instead of that of its tone
    /// For the layout of the bar.
    [[nodiscard]] QLabel *icon() const { return m_icon; }

    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refreshIcon();
    void fitFont();

    Tone m_tone;
    QString m_iconName;
    QLabel *m_icon;
};

} // namespace ui
