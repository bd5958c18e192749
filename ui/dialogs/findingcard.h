#pragma once

#include <QWidget>

#include "app/doctor/report.h"

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace ui {

class CertificateTree;
class ValueText;

/// One finding of the doctor in words: what happened, why, what to do in order, and the evidence where somebody asks
/// for it. Lines of configuration stand in fields that can be copied.
class FindingCard final : public QWidget
{
    Q_OBJECT

public:
    /// @p place is the registry's host, with its port where it has one.
    FindingCard(const doctor::Finding &finding, const QString &place, QWidget *parent = nullptr);

signals:
    void trustRequested(const http::CertificateInfo &authority); ///< for this connection
    void saveRequested(const http::CertificateInfo &certificate); ///< as PEM

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead(const QString &what);
    void addCertificates(QVBoxLayout &layout, const doctor::Finding &finding);
    [[nodiscard]] QWidget *makeCertificateButtons();
    void addActions(QVBoxLayout &layout, const doctor::Finding &finding, const QString &place);
    void addDetails(QVBoxLayout &layout, const doctor::Finding &finding);
    void refreshIcon();

    doctor::Severity m_severity;
    QLabel *m_icon;
    QToolButton *m_more;
    ValueText *m_evidence;
    CertificateTree *m_certificates = nullptr; ///< null where TLS is not the matter
};

} // namespace ui
