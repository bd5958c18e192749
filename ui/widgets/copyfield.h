#pragma once

#include <QWidget>

class QToolButton;

namespace ui {

class ValueText;

/// A value with a button that copies it.
class CopyField final : public QWidget
{
    Q_OBJECT

public:
    /// @p name is what the value is called; @p objectName is the field's, the button's ends in Button.
    CopyField(const QString &objectName, const QString &name, QWidget *parent = nullptr);

    void setValue(const QString &text);
    void setBoxed(); ///< with a frame around it, among other texts, as it goes into a terminal. Before setValue()

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ValueText *m_text;
    QToolButton *m_copy;
    bool m_isBoxed = false;
};

} // namespace ui
