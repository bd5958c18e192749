#pragma once

#include <optional>

#include <QFrame>

#include "models/tagmodel.h"
#include "ui/pages/listingstatus.h"

class QLabel;

namespace ui {

class ConnectionGuard;

/// The strip above the tags: how many there are and how large, when they were read, and whether these are all.
class RepositoryStrip final : public QFrame
{
    Q_OBJECT

public:
    explicit RepositoryStrip(QWidget *parent = nullptr);

    /// @p bytes is what all images take together; nothing while it is not known.
    void display(const ListingStatus &status, const models::TagModel::Totals &totals, std::optional<qint64> bytes);

    [[nodiscard]] ConnectionGuard *guard() noexcept { return m_guard; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshIcon();
    void fitFont();
    [[nodiscard]] static QString totalsText(bool isComplete, const models::TagModel::Totals &totals,
                                            std::optional<qint64> bytes);

    bool m_isComplete = false;
    ConnectionGuard *m_guard;
    QLabel *m_totals;
    QWidget *m_line;
    QLabel *m_updated;
    QLabel *m_icon;
    QLabel *m_completeness;
};

} // namespace ui
