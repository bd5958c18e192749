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
    [[nodiscard]] const QString &value() const noexcept { return m_value; }
    /// For what goes into a terminal or a file: no line ends behind a hyphen, as if a word were divided there. What is
    /// selected and copied is the value as it was set. Before setValue().
    void setHyphensKept();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    QString m_value;
    bool m_areHyphensKept = false;
};

} // namespace ui
