#pragma once

#include <memory>

#include "app/connections/importoffer.h"
#include "app/jobs/job.h"

namespace jobs {

/// Reads what docker and podman left on this computer. Asks no helper.
class FindImportsJob final : public Job
{
    Q_OBJECT

public:
    FindImportsJob(Workers &workers, credentials::Surroundings surroundings, std::vector<connections::Connection> known,
                   QObject *parent = nullptr);

signals:
    void found(const std::shared_ptr<const connections::ImportOffer> &offer); ///< at most once
};

/// Makes connections of what was ticked: asks the credential helpers among it, and finds out which of the hosts with
/// the consent for it do not speak TLS. What a helper does not give is left out and told.
class PrepareImportsJob final : public Job
{
    Q_OBJECT

public:
    struct Failure
    {
        connections::ImportItem item;
        base::Error error; ///< NotFound: there is no such helper
    };
    struct Prepared
    {
        std::vector<connections::ImportedConnection> connections;
        std::vector<Failure> failures;
    };

    /// @p path is where helpers are looked for, as PATH has it.
    PrepareImportsJob(Workers &workers, std::vector<connections::ImportItem> ticked, QString path,
                      QStringList takenNames, QObject *parent = nullptr);

signals:
    void prepared(const jobs::PrepareImportsJob::Prepared &prepared); ///< at most once
};

} // namespace jobs
