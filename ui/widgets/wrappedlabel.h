#pragma once

#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include <QFont>
#include <QLabel>

namespace ui {

/// A label whose text wraps, and that lays it out once for a width: box layouts ask for the same few heights dozens of
/// times, and QLabel keeps none.
class WrappedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit WrappedLabel(QWidget *parent = nullptr);
    explicit WrappedLabel(const QString &text, QWidget *parent = nullptr);

    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    /// What the heights hold for.
    using Content = std::tuple<QString, QFont, Qt::TextFormat, QMargins, int>;

    mutable std::optional<Content> m_content;
    mutable std::vector<std::pair<int, int>> m_heights; ///< by width
};

} // namespace ui
