#pragma once

#include <QWidget>

#include "app/http/certificate.h"

class QGridLayout;
class QTabBar;

namespace ui {

class CopyField;

/// What to do about an authority that is not known here and that the server sent: compare its fingerprint, trust it for
/// this connection, and let other programs of this computer trust it. No button is the default: trusting is a decision.
class TrustSteps final : public QWidget
{
    Q_OBJECT

public:
    /// @p place is the registry's host, with its port where it has one.
    TrustSteps(const http::CertificateInfo &authority, const QString &place, QWidget *parent = nullptr);

    /// A row of buttons that a certificate has in any case goes beside the one that trusts.
    void addButtons(QWidget *buttons);
    [[nodiscard]] int steps() const noexcept { return m_steps; } ///< their number

signals:
    void trustRequested();

private:
    void addStep(const QString &words, QWidget *below);
    [[nodiscard]] QWidget *makePrograms(const QString &authority, const QString &place);

    QGridLayout *m_grid;
    QWidget *m_buttons;
    int m_steps = 0;
};

} // namespace ui
