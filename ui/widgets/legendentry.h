#pragma once

#include <QWidget>

class QLabel;

namespace ui {

/// What a filled, an outlined or a dashed bar means, in words beside a piece of such a bar. Hidden while there is
/// nothing to say.
class LegendEntry final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind
    {
        Shared,
        OnlyHere,
        Unknown,
    };

    explicit LegendEntry(Kind kind, QWidget *parent = nullptr);

    void display(const QString &text); ///< plain text

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QSize boxSize() const;

    Kind m_kind;
    QLabel *m_text;
};

} // namespace ui
