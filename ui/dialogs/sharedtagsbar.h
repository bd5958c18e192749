#pragma once

#include "app/changes/planner.h"
#include "ui/widgets/tonebar.h"

class QLabel;
class QRadioButton;

namespace ui {

/// Asks what becomes of tags that nobody marked, on an image of marked ones. Hidden where there are none.
class SharedTagsBar final : public ToneBar
{
    Q_OBJECT

public:
    explicit SharedTagsBar(QWidget *parent = nullptr);

    /// @p tagsGoAlone: whether a tag can go while its image stays.
    void display(const std::vector<changes::SharedImage> &shared, bool tagsGoAlone);
    [[nodiscard]] changes::OtherTags choice() const;
    void setChoice(changes::OtherTags choice);

signals:
    void chosen();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
    QRadioButton *m_keep;
    QLabel *m_keepNote;
    QRadioButton *m_delete;
};

} // namespace ui
