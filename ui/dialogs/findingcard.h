#pragma once

#include <QWidget>

#include "app/doctor/report.h"

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace ui {

class ValueText;

/// One finding of the doctor in words: what happened, why, what to do in order, and the evidence where somebody asks
/// for it. Lines of configuration stand in fields that can be copied.
class FindingCard final : public QWidget
{
    Q_OBJECT

public:
    explicit FindingCard(const doctor::Finding &finding, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead(const QString &what);
    void addActions(QVBoxLayout &layout, const QStringList &actions);
    void addDetails(QVBoxLayout &layout, const doctor::Finding &finding);
    void refreshIcon();

    doctor::Severity m_severity;
    QLabel *m_icon;
    QToolButton *m_more;
    ValueText *m_evidence;
};

} // namespace ui
