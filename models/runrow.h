#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

#include "app/changes/runitems.h"
#include "app/jobs/historyjobs.h"

namespace models {

/// A row below a run of the history: what became of one thing, in words. A value.
struct RunRow
{
    Q_DECLARE_TR_FUNCTIONS(RunRow)

public:
    static RunRow of(const changes::RunItem &item, const jobs::PastRun &past);
    static RunRow of(const changes::Loss &loss, bool isBack);
    static RunRow of(const changes::GoneBlob &blob, const std::vector<changes::RunItem> &items);
    static RunRow of(const changes::Race &race);

    QDateTime when{}; ///< UTC; invalid where it is not known
    QString what{}; ///< a tag
    std::optional<oci::Digest> where{};
    QString result{};
    QString icon{};

    [[nodiscard]] QVariant data(int column, int role) const; ///< of RunHistoryModel
    [[nodiscard]] QString line() const; ///< for a message to somebody

private:
    [[nodiscard]] QString text(int column) const;
};

} // namespace models
