#pragma once

#include <memory>

#include <QByteArray>

#include "app/jobs/job.h"
#include "models/jsontext.h"

namespace models {

/// Lays a document out on a worker: what a few mebibytes cost holds a window up.
class JsonTextJob final : public jobs::Job
{
    Q_OBJECT

public:
    JsonTextJob(jobs::Workers &workers, const QByteArray &raw, QObject *parent = nullptr);

signals:
    /// Once, before finished(), unless the job was cancelled first. Whoever hears it may take the text's parts.
    void laidOut(const std::shared_ptr<models::JsonText> &text);
};

} // namespace models
