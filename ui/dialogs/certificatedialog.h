#pragma once

#include <QDialog>

#include "app/http/certificate.h"

namespace ui {

/// All that a certificate says about itself. Deletes itself.
class CertificateDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit CertificateDialog(const http::CertificateInfo &certificate, QWidget *parent = nullptr);
};

} // namespace ui
