#pragma once

#include <QWidget>

#include "app/changes/plan.h"

class QHBoxLayout;
class QLabel;

namespace ui {

class LegendEntry;

/// What a garbage collection would make of the bytes that a plan deletes: a strip in parts as wide as they are large,
/// and below it the same in words.
class SpaceBar final : public QWidget
{
    Q_OBJECT

public:
    explicit SpaceBar(QWidget *parent = nullptr);

    void display(const changes::Space &space);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] static QString allWords(qint64 bytes, int unmeasured);

    changes::Space m_space;
    QWidget *m_strip; ///< its place
    LegendEntry *m_free;
    LegendEntry *m_stillUsed;
    LegendEntry *m_unknown;
    QLabel *m_all;
    QHBoxLayout *m_legend;
    QHBoxLayout *m_more; ///< a second line, where the first would be too long
};

} // namespace ui
