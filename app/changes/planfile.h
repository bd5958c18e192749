#pragma once

#include <QDateTime>

#include "app/changes/planner.h"
#include "app/oci/repositoryname.h"

namespace changes {

/// A plan that somebody keeps: what was asked for and chosen, and what the repository looked like. It is never carried
/// out as it is: opened again, it is planned anew from a fresh reading, and this tells what is different. A value.
struct SavedPlan
{
    QString registry; ///< its address, such as `registry.example:5000`
    oci::RepositoryName repository;
    QDateTime made; ///< UTC
    platforms::Selection selection{};
    OtherTags otherTags = OtherTags::Keep;
    bool usePlaceholders = false;
    std::vector<std::pair<oci::TagName, oci::Digest>> tags{}; ///< what each tag that was asked for pointed at
    std::vector<Step> steps{};
};

/// Made from a reading and its plan.
[[nodiscard]] SavedPlan savePlan(const QString &registry, const oci::RepositoryName &repository, const QDateTime &made,
                                 const platforms::Selection &selection, const PlanRules &rules, const Plan &plan);

/// @p today was made from @p before: what is not as it was then still counts as it was.
[[nodiscard]] SavedPlan saveAgain(SavedPlan today, const SavedPlan &before);

/// JSON with `"portolan": "plan"` and a version. InvalidData where it is none, Unsupported where a newer program made
/// it.
[[nodiscard]] QByteArray toJson(const SavedPlan &plan);
[[nodiscard]] Result<SavedPlan> planFromJson(QByteArrayView json);

/// A tag that does not point at what it did when the plan was saved.
struct MovedTag
{
    oci::TagName tag;
    oci::Digest then;
    std::optional<oci::Digest> now; ///< none: gone, or not read

    friend bool operator==(const MovedTag &, const MovedTag &) = default;
};

[[nodiscard]] std::vector<MovedTag> movedTags(const SavedPlan &saved, const RepositoryGraph &today);

} // namespace changes
