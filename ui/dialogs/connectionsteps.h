#pragma once

#include <array>

#include <QWidget>

namespace ui {

class StepButton;

/// The row at the top of the dialog that says where one is: Address, Sign in, Check, Name and level. A step that can be
/// gone to is a button.
class ConnectionSteps final : public QWidget
{
    Q_OBJECT

public:
    enum Step
    {
        Address,
        SignIn,
        Check,
        Level,
    };
    static constexpr int count = 4;

    explicit ConnectionSteps(QWidget *parent = nullptr);

    void setCurrent(Step step);
    void setReachable(Step step, bool reachable);
    void setLeftOut(Step step, bool leftOut); ///< what this connection has no use for

signals:
    void stepRequested(int step);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::array<StepButton *, count> m_buttons;
};

} // namespace ui
