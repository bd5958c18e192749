#pragma once

#include "ui/pages/page.h"

class QAction;
class QGridLayout;
class QLabel;

namespace ui {

struct Commands;
class WayButton;

/// What a tab shows while nothing is opened in it: the ways to begin.
class WelcomePage final : public Page
{
    Q_OBJECT

public:
    explicit WelcomePage(const Commands &commands, QWidget *parent = nullptr);

    [[nodiscard]] QString iconName() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    [[nodiscard]] bool isBlank() const override { return true; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QLayout *makeHead();
    QLayout *makeWays(const Commands &commands);
    QLayout *makeNote();
    void arrangeWays();
    void refreshLook();

    QLabel *m_mark;
    QLabel *m_headline;
    QLabel *m_noteIcon;
    QGridLayout *m_grid = nullptr; ///< of the ways
    QList<WayButton *> m_ways;
    int m_columns = 0; ///< of the grid
    int m_beside = 0; ///< what the page has left and right of the grid at least, in pixels
};

} // namespace ui
