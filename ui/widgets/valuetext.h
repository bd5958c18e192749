#pragma once

#include <QTextEdit>

namespace ui {

/// A value in a form: plain text to be selected by mouse and keyboard, as high as its lines, wrapped wherever it must.
class ValueText final : public QTextEdit
{
    Q_OBJECT

public:
    explicit ValueText(QWidget *parent = nullptr);

    void setValue(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent *event) override;
};

} // namespace ui
