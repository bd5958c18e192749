#pragma once

#include <QWidget>

#include "app/base/error.h"

class QLabel;
class QPushButton;

namespace ui {

/// Offers to read the other repositories of a registry, so that what would be freed is known to the byte, and says how
/// far that is.
class ElsewhereBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ElsewhereBar(QWidget *parent = nullptr);

    void showOffer();
    void showProgress(qint64 done, qint64 total); ///< repositories
    void showError(const base::Error &error, const QString &registry);

signals:
    void requested();

private:
    QPushButton *m_read;
    QLabel *m_text;
};

} // namespace ui
