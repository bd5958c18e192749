#pragma once

#include <QCoreApplication>

#include "app/connections/importoffer.h"
#include "app/jobs/importjobs.h"

namespace ui {

/// What docker and podman left on this computer, in words. What comes out of their files is made visible.
class ImportText final
{
    Q_DECLARE_TR_FUNCTIONS(ImportText)

public:
    /// What it is called in the tree: who signs in, which certificate.
    [[nodiscard]] static QString nameOf(const connections::ImportItem &item);
    /// Password, token, helper, authority …
    [[nodiscard]] static QString kindOf(const connections::ImportItem &item);
    /// What one should know before it is ticked; may be empty.
    [[nodiscard]] static QString noteOf(const connections::ImportItem &item);

    [[nodiscard]] static QString kindOf(credentials::FoundFile::Kind kind);
    /// Why something of a file could not be used.
    [[nodiscard]] static QString faultOf(const credentials::FileFault &fault);
    /// Why a helper gave nothing.
    [[nodiscard]] static QString failureOf(const jobs::PrepareImportsJob::Failure &failure);
};

} // namespace ui
