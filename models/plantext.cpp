#include "models/plantext.h"

#include <algorithm>
#include <set>

#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;
using changes::PlanItem;
using changes::Reason;
using changes::Step;
using Outcome = changes::PlanItem::Outcome;

namespace {

constexpr qsizetype namesShown = 3;

} // namespace

QString PlanText::names(const QStringList &names)
{
    if (names.size() <= 1)
        return names.value(0);
    const qsizetype shown = names.size() <= namesShown ? names.size() - 1 : namesShown - 1;
    const QString first = names.first(shown).join(tr(", ", "between names"));
    if (shown == names.size() - 1)
        return tr("%1 and %2", "names").arg(first, names.last());
    return tr("%1 and %Ln more", "names", static_cast<int>(names.size() - shown)).arg(first);
}

QString PlanText::contents(const PlanItem::Contents &contents)
{
    QStringList parts;
    if (contents.platforms > 0)
        parts.append(tr("its %Ln platform(s)", nullptr, contents.platforms));
    if (contents.signatures > 0)
        parts.append(tr("%Ln signature(s)", nullptr, contents.signatures));
    if (contents.attestations > 0)
        parts.append(tr("%Ln attestation(s)", nullptr, contents.attestations));
    if (contents.sboms > 0)
        parts.append(tr("%Ln SBOM(s)", nullptr, contents.sboms));
    if (contents.others > 0)
        parts.append(tr("%Ln other artifact(s)", nullptr, contents.others));
    if (parts.size() < 2)
        return parts.value(0);
    const QString last = parts.takeLast();
    return tr("%1 and %2", "parts of an image").arg(parts.join(tr(", ", "between parts of an image")), last);
}

QString PlanText::whatGoes(const PlanItem &item)
{
    switch (item.outcome) {
    case Outcome::DeletedWithImage: {
        const QString more = contents(item.contents);
        return more.isEmpty() ? tr("Image") : tr("Image with %1", "%1 are parts of it").arg(more);
    }
    case Outcome::TagRemoved:
        return item.byPlaceholder ? tr("%1 (by way of a placeholder)", "%1: only the tag, and why the image stays")
                                        .arg(whyImageStays(item.reason))
                                  : whyImageStays(item.reason);
    case Outcome::TagAdded:
        return tr("New tag");
    case Outcome::TagMoved:
        return tr("Tag moved; the image it leaves stays");
    case Outcome::Skipped:
        // Of what was read itself, something else was not.
        return tr("Nothing: %1", "%1 says why")
            .arg(item.reason.kind == Reason::Kind::NotRead && item.digest
                     ? tr("whether something needs the image could not be read")
                     : whySkipped(item.reason));
    }
    return {};
}

QString PlanText::whyImageStays(const Reason &reason)
{
    switch (reason.kind) {
    case Reason::Kind::OtherTags:
        return tr("Only the tag; the image stays for %1").arg(names(reason.names));
    case Reason::Kind::PartOf:
        return tr("Only the tag; the image is part of %1").arg(names(reason.names));
    case Reason::Kind::BelongsTo:
        return tr("Only the tag; what it points at belongs to %1").arg(names(reason.names));
    case Reason::Kind::CannotDeleteManifests:
        return tr("Only the tag; the registry does not delete images");
    default:
        return tr("Only the tag; whether something needs the image could not be read");
    }
}

QString PlanText::whySkipped(const Reason &reason)
{
    switch (reason.kind) {
    case Reason::Kind::NotFound:
        return tr("it is not there any more");
    case Reason::Kind::AlwaysKept:
        return tr("this connection always keeps the name");
    case Reason::Kind::Protected:
        return tr("the rule “%1” of the registry protects it").arg(visibleText(reason.rule));
    case Reason::Kind::OtherTags:
        return tr("the registry cannot remove one tag alone; %1 would go, too", "%1 are tags").arg(names(reason.names));
    case Reason::Kind::PartOf:
        return tr("it is part of %1").arg(names(reason.names));
    case Reason::Kind::BelongsTo:
        return tr("it belongs to %1, which stays").arg(names(reason.names));
    case Reason::Kind::CannotDeleteTags:
        return tr("the registry cannot remove a tag");
    case Reason::Kind::CannotDeleteManifests:
        return tr("the registry does not delete images");
    case Reason::Kind::AbilityUnknown:
        return tr("it is not known what the registry can delete");
    case Reason::Kind::Immutable:
        return tr("the registry does not let a tag move");
    case Reason::Kind::AskedTwice:
        return tr("the tag shall already point at another image");
    case Reason::Kind::AlreadyThere:
        return tr("the tag points there already");
    case Reason::Kind::Moved:
        return tr("it points to another image by now");
    case Reason::Kind::NotInPlan:
        return tr("the saved plan does not have it");
    case Reason::Kind::None:
    case Reason::Kind::NotRead:
        break;
    }
    return tr("it could not be read");
}

QString PlanText::notRead(const std::vector<changes::RepositoryGraph::Gap> &gaps)
{
    QStringList what;
    what.reserve(static_cast<qsizetype>(gaps.size()));
    for (const changes::RepositoryGraph::Gap &gap : gaps) {
        const auto digest = oci::Digest::parse(gap.what);
        what.append(gap.what.isEmpty() ? tr("the end of the list of tags") : digest ? digest->shortText() : gap.what);
    }
    return tr("Not everything could be read (%1). What was not read may need any of the images, and so none is "
              "deleted.",
              "tags and digests")
        .arg(names(what));
}

QString PlanText::heading(Outcome outcome)
{
    switch (outcome) {
    case Outcome::DeletedWithImage:
        return tr("Deleted with their images");
    case Outcome::TagRemoved:
        return tr("Tag removed, image stays");
    case Outcome::TagAdded:
        return tr("New tags");
    case Outcome::TagMoved:
        return tr("Moved tags");
    case Outcome::Skipped:
        break;
    }
    return tr("Skipped");
}

QString PlanText::summary(const std::vector<PlanItem> &items)
{
    PlanItem::Contents sum;
    std::set<oci::Digest> images;
    int tags = 0;
    for (const PlanItem &item : items) {
        tags += item.tag.has_value();
        if (item.outcome != Outcome::DeletedWithImage || !item.digest || !images.insert(*item.digest).second)
            continue;
        sum.signatures += item.contents.signatures;
        sum.attestations += item.contents.attestations;
        sum.sboms += item.contents.sboms;
        sum.others += item.contents.others;
    }
    QStringList parts;
    if (tags > 0 || images.empty())
        parts.append(tr("%Ln tag(s)", nullptr, tags));
    if (!images.empty())
        parts.append(tr("%Ln image(s)", nullptr, static_cast<int>(images.size())));
    if (sum.signatures > 0)
        parts.append(tr("%Ln signature(s)", nullptr, sum.signatures));
    if (sum.attestations > 0)
        parts.append(tr("%Ln attestation(s)", nullptr, sum.attestations));
    if (sum.sboms > 0)
        parts.append(tr("%Ln SBOM(s)", nullptr, sum.sboms));
    if (sum.others > 0)
        parts.append(tr("%Ln other artifact(s)", nullptr, sum.others));
    return parts.join(tr(", ", "between counts"));
}

QString PlanText::frees(const PlanItem &item)
{
    return item.onlyHere < 0 ? tr("unknown", "how much is freed") : formatBytes(item.onlyHere);
}

QString PlanText::requests(const std::vector<Step> &steps)
{
    const auto count = [&steps](Step::Kind kind) {
        return std::count_if(steps.cbegin(), steps.cend(), [kind](const Step &step) { return step.kind == kind; });
    };
    QStringList parts;
    const auto add = [&parts](std::ptrdiff_t number, const QString &what) {
        if (number > 0)
            parts.append(tr("%1 × %2", "how often, what").arg(number).arg(what));
    };
    std::ptrdiff_t placeholders = 0;
    for (std::size_t i = 0; i < steps.size(); ++i)
        placeholders += changes::deletesPlaceholder(steps, i) ? 1 : 0;
    add(count(Step::Kind::PutPlaceholder), tr("ask whether it deletes"));
    add(count(Step::Kind::PutPlaceholder), tr("put a placeholder"));
    add(placeholders, tr("delete a placeholder"));
    add(count(Step::Kind::DeleteManifest) - placeholders, tr("delete image"));
    add(count(Step::Kind::RemoveTag), tr("remove tag"));
    add(count(Step::Kind::PutTag), tr("put tag"));
    return parts.join(tr(", ", "between counts"));
}

QString PlanText::changesSince(const changes::SavedPlan &saved, const changes::RepositoryGraph &graph,
                               const changes::Plan &today)
{
    QStringList gone;
    QStringList moved;
    QStringList others;
    for (const changes::MovedTag &tag : changes::movedTags(saved, graph)) {
        if (tag.now)
            moved.append(tag.tag.toString());
        else if (!graph.find(tag.tag))
            gone.append(tag.tag.toString());
    }
    for (const PlanItem &item : today.items) {
        if (item.tag && item.reason.kind == Reason::Kind::NotInPlan)
            others.append(item.tag->toString());
    }
    const auto when = oci::UtcTime(std::chrono::milliseconds(saved.made.toMSecsSinceEpoch()));
    QStringList sentences{tr("This plan was saved %1.", "when").arg(formatTime(when))};
    if (!gone.isEmpty())
        sentences.append(
            tr("Gone since: %1 of its %2 tags (%3).").arg(gone.size()).arg(saved.tags.size()).arg(names(gone)));
    if (!moved.isEmpty())
        sentences.append(tr("On another image by now, and left out: %1.", "%1 are tags").arg(names(moved)));
    if (!others.isEmpty())
        sentences.append(tr("Not in it, and left out: %1.", "%1 are tags").arg(names(others)));
    if (sentences.size() == 1)
        sentences.append(tr("Its tags point where they did."));
    return sentences.join(u' ');
}

} // namespace models
