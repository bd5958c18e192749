#pragma once

#include <QCoreApplication>
#include <QString>

#include "app/changes/planfile.h"

namespace models {

/// What a plan does, in words for its review and for a file that people read.
class PlanText final
{
    Q_DECLARE_TR_FUNCTIONS(PlanText)

public:
    /// "Image and its 2 platforms, 2 signatures and SBOM"; "Only the tag; the image stays for prod"; "Nothing: …".
    static QString whatGoes(const changes::PlanItem &item);
    /// How much goes with an image that is deleted: "12 MB", "unknown".
    static QString frees(const changes::PlanItem &item);
    /// What a reading lacks, and what follows from that for its plan.
    static QString notRead(const std::vector<changes::RepositoryGraph::Gap> &gaps);
    /// The heading over items of one outcome: "Deleted with their images".
    static QString heading(changes::PlanItem::Outcome outcome);
    /// What stands under it: "9 tags, 9 images, 2 signatures, 1 SBOM".
    static QString summary(const std::vector<changes::PlanItem> &items);
    /// "a", "a and b", "a, b and 3 more".
    static QString names(const QStringList &names);
    /// What happens on the wire: "9 × delete image, 2 × remove tag".
    static QString requests(const std::vector<changes::Step> &steps);
    /// What is different from the plan @p saved: of its tags, and of @p today, which was made from it.
    static QString changesSince(const changes::SavedPlan &saved, const changes::RepositoryGraph &graph,
                                const changes::Plan &today);

private:
    static QString contents(const changes::PlanItem::Contents &contents);
    static QString whyImageStays(const changes::Reason &reason);
    static QString whySkipped(const changes::Reason &reason);
};

} // namespace models
