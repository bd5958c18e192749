#pragma once

#include "ui/widgets/tonebar.h"

class QLabel;
class QPushButton;

namespace ui {

/// Says how many changes are pending in a repository, and leads to their review. Hidden while there are none.
class PendingBar final : public ToneBar
{
    Q_OBJECT

public:
    explicit PendingBar(QWidget *parent = nullptr);

    /// @p affected other tags share an image with the @p marked ones; while @p running neither button is there.
    void display(int marked, int affected, bool running);

signals:
    void reviewRequested();
    void discardRequested();

private:
    QLabel *m_count;
    QLabel *m_text;
    QPushButton *m_review;
    QPushButton *m_discard;
};

} // namespace ui
