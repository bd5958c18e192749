#pragma once

#include "models/historymodel.h"
#include "ui/pages/image/imagetab.h"

class QLabel;
class QTreeView;

namespace ui {

/// How the image was made, as a Dockerfile would have it.
class HistoryTab final : public ImageTab
{
    Q_OBJECT

public:
    explicit HistoryTab(QWidget *parent = nullptr);

    void display(const ShownImage &shown) override;

private:
    void build();
    void makeActions();

    models::HistoryModel m_history;
    QLabel *m_title;
    QLabel *m_summary;
    QTreeView *m_table;
};

} // namespace ui
