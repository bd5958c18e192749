#include "models/runtext.h"

#include <algorithm>
#include <array>

#include <QStringList>

#include "app/changes/referrersmerge.h"
#include "app/changes/stepwords.h"
#include "app/doctor/words.h"
#include "models/format.h"
#include "models/plantext.h"

namespace models {

using namespace Qt::StringLiterals;
using changes::RunItem;
using changes::StepState;
using Kind = changes::Step::Kind;

namespace {

/// Of an HTTP server; else what went wrong lies between.
bool hasAnswer(const changes::StepCause &cause)
{
    return cause.detail.startsWith(u"HTTP "_s);
}

QString shortDigest(const QString &text)
{
    const Result<oci::Digest> digest = oci::Digest::parse(text);
    return digest ? digest->shortText() : visibleText(text);
}

} // namespace

bool RunText::isRestore(const changes::RunRecord &run, const std::vector<RunItem> &items)
{
    return run.restores || (!items.empty() && std::all_of(items.cbegin(), items.cend(), [](const RunItem &item) {
               return !item.tag && !item.deletes();
           }));
}

QString RunText::headline(const changes::RunRecord &run, const std::vector<RunItem> &items)
{
    const int tags = changes::countTags(items);
    const int all = static_cast<int>(items.size());
    if (isRestore(run, items))
        return tags > 0 ? tr("Restored %Ln tag(s)", nullptr, tags) : tr("Restored %Ln image(s)", nullptr, all);
    const bool deletes = std::any_of(items.cbegin(), items.cend(), [](const RunItem &item) { return item.deletes(); });
    if (deletes)
        return tags > 0 ? tr("Deleted %Ln tag(s)", nullptr, tags) : tr("Deleted %Ln image(s)", nullptr, all);
    const bool moves = std::any_of(items.cbegin(), items.cend(),
                                   [](const RunItem &item) { return item.name && item.name->step.before; });
    if (tags == 1 && all == 1) {
        const QString tag = items.front().tag->toString();
        return moves ? tr("Moved tag %1").arg(tag) : tr("Added tag %1").arg(tag);
    }
    return moves ? tr("Added or moved %Ln tag(s)", nullptr, tags) : tr("Added %Ln tag(s)", nullptr, tags);
}

QString RunText::outcome(const std::vector<RunItem> &items, const RunFindings &findings)
{
    const auto number = [&items](StepState state) { return changes::count(items, state); };
    QStringList parts;
    if (findings.losses > 0)
        parts.append(tr("%Ln lost", "things that should have stayed", static_cast<int>(findings.losses)));
    if (findings.gone > 0)
        parts.append(tr("%Ln layer(s) gone", "of what was put back", static_cast<int>(findings.gone)));
    if (const int done = number(StepState::Done); done > 0 || items.empty())
        parts.append(tr("%Ln done", "things of a plan", done));
    if (const int left = changes::countOnPlaceholder(items); left > 0)
        parts.append(tr("%Ln left on a placeholder", "tags", left));
    if (const int skipped = number(StepState::Skipped); skipped > 0)
        parts.append(tr("%Ln skipped", "things of a plan", skipped));
    if (const int failed = number(StepState::Failed); failed > 0)
        parts.append(tr("%Ln failed", "things of a plan", failed));
    if (const int unknown = number(StepState::Unknown) + number(StepState::Sent); unknown > 0)
        parts.append(tr("%Ln unknown", "things of a plan", unknown));
    if (const int planned = number(StepState::Planned); planned > 0)
        parts.append(tr("%Ln not tried", "things of a plan", planned));
    if (findings.races > 0)
        parts.append(tr("%Ln changed by others", "tags", static_cast<int>(findings.races)));
    if (findings.notLookedAt > 0)
        parts.append(
            tr("%Ln not looked at afterwards", "things that should be there", static_cast<int>(findings.notLookedAt)));
    return parts.join(tr(", ", "between counts"));
}

QString RunText::icon(StepState state)
{
    switch (state) {
    case StepState::Done:
        return u"ok"_s;
    case StepState::Skipped:
        return u"skip"_s;
    case StepState::Failed:
        return u"error"_s;
    case StepState::Unknown:
    case StepState::Sent:
        return u"unknown"_s;
    case StepState::Planned:
        break;
    }
    return u"wait"_s;
}

QString RunText::done(const RunItem &item, bool isRestore)
{
    if (!item.name)
        return item.deletes() ? tr("Image deleted, checked gone") : tr("Put back, with the same bytes");
    const changes::Step &step = item.name->step;
    switch (step.kind) {
    case Kind::RemoveTag:
        return item.manifest && item.manifest->state == StepState::Done ? tr("Image deleted, checked gone")
                                                                        : tr("Tag removed, the image stays");
    case Kind::PutPlaceholder:
        return tr("Tag removed by way of a placeholder");
    case Kind::PutTag:
    case Kind::DeleteManifest:
        break;
    }
    const bool isMerge = isRestore && step.before && changes::isReferrersTag(*step.tag)
        && step.before != changes::placeholderFor(*step.tag, step.digest).digest();
    if (isMerge)
        return tr("Put back into the list, beside what others wrote");
    if (isRestore)
        return tr("Put back, with the same bytes");
    return step.before ? tr("Moved here from %1", "a tag; a digest").arg(step.before->shortText()) : tr("Tag added");
}

QString RunText::race(const changes::Race &race)
{
    if (!race.found)
        return tr("Removed by somebody else; it pointed at %1", "a tag").arg(race.expected.shortText());
    return tr("Moved by somebody else, from %1 to %2", "a tag; digests")
        .arg(race.expected.shortText(), race.found->shortText());
}

QString RunText::loss(bool isBack)
{
    return isBack ? tr("Gone, and should have stayed; put back since") : tr("Gone, and should have stayed");
}

QString RunText::gone(const changes::GoneBlob &blob)
{
    return tr("Put back, but its layer %1 is gone from the registry").arg(blob.blob.shortText());
}

QString RunText::onPlaceholder(const RunItem &item)
{
    const bool isSure
        = !item.manifest || (item.manifest->state != StepState::Unknown && item.manifest->state != StepState::Sent);
    return isSure ? tr("The tag points at an empty placeholder now, which was not deleted")
                  : tr("The tag may point at an empty placeholder now; nobody could find out");
}

QString RunText::cause(const changes::StepCause &cause, const QString &registry)
{
    using Why = changes::StepCause::Kind;
    switch (cause.kind) {
    case Why::None:
        return {};
    case Why::Told:
        return visibleText(cause.detail);
    case Why::StepMissing:
        return missing(cause.about);
    case Why::Used:
        return tr("it is used by %1 now", "why a step was not done; names of tags")
            .arg(PlanText::names(cause.about.split(u", "_s)));
    case Why::Changed:
        if (cause.about.isEmpty())
            return tr("it is not there any more", "why a step was not done");
        return tr("it is %1 now", "why a step was not done; a digest").arg(shortDigest(cause.about));
    case Why::CameBack:
        return tr("the registry had kept the tag on %1, which this run put back", "why a step was not done; a digest")
            .arg(shortDigest(cause.about));
    case Why::NothingToDo:
        return tr("nothing was left to do", "why a step was not done");
    case Why::BlobGone:
        return tr("its layer %1 is gone from the registry", "why something is not put back")
            .arg(shortDigest(cause.about));
    case Why::NotKept:
        return tr("its manifest is not in the journal", "why a step was not done");
    case Why::NoEffect:
        return tr("the registry said that it was done", "of something that was not");
    case Why::LeftUnread:
        return tr("the run was stopped before it was read again", "why nobody knows what came of a step");
    case Why::TagsUnread:
        return tr("the tags could not be looked at. %1", "why a step was not done; an error")
            .arg(fault(cause, registry));
    case Why::Unread:
        return tr("it could not be looked at. %1", "why a step was not done; an error").arg(fault(cause, registry));
    case Why::Answer:
        return fault(cause, registry);
    }
    return {};
}

/// @p about is that of StepCause::Kind::StepMissing.
QString RunText::missing(const QString &about)
{
    const QString name = about.section(u' ', 1);
    const QString shown = shortDigest(name);
    switch (changes::stepKind(about.section(u' ', 0, 0)).value_or(Kind::PutTag)) {
    case Kind::RemoveTag:
        return tr("the tag %1 was to be removed first, and was not", "why a step was not done").arg(shown);
    case Kind::DeleteManifest:
        return tr("the image %1 was to be deleted first, and was not", "why a step was not done").arg(shown);
    case Kind::PutPlaceholder:
        return tr("the tag %1 was to be put on a placeholder first, and was not", "why a step was not done").arg(shown);
    case Kind::PutTag:
        break;
    }
    return name.contains(u':')
        ? tr("the image %1 was to be put back first, and was not", "why a step was not done").arg(shown)
        : tr("the tag %1 was to be put back first, and was not", "why a step was not done").arg(shown);
}

/// What went wrong, and what the server said.
QString RunText::fault(const changes::StepCause &cause, const QString &registry)
{
    QString what = doctor::Words::finding(cause.fault, visibleText(registry), visibleText(cause.about)).what;
    if (!hasAnswer(cause))
        return what;
    if (what.endsWith(u'.') || what.endsWith(u'。'))
        what.chop(1); // it goes on
    return tr("%1 (%2)", "what went wrong; what a server said").arg(what, visibleText(cause.detail));
}

QString RunText::result(const RunItem &item, const changes::RunRecord &run, const std::vector<changes::Race> &races)
{
    const bool isRaced = (item.state() == StepState::Skipped || item.isOnPlaceholder())
        && std::any_of(races.cbegin(), races.cend(),
                       [&item](const changes::Race &race) { return race.tag == item.tag; });
    if (isRaced)
        return tr("Left alone: somebody else changed it");
    const QString why = cause(item.step().cause, run.registry);
    const auto because = [&why](const QString &words) {
        return why.isEmpty() ? words : tr("%1: %2", "what became of a thing, and why").arg(words, why);
    };
    if (item.isOnPlaceholder())
        return because(onPlaceholder(item));
    const bool mayBeOnPlaceholder = item.name && item.name->step.kind == Kind::PutPlaceholder;
    switch (item.state()) {
    case StepState::Done:
        if (const changes::StepCause &cause = item.step().cause;
            cause.kind == changes::StepCause::Kind::Answer && !hasAnswer(cause))
            return tr("%1. The answer was lost", "what was done, and how it is known: by looking")
                .arg(done(item, run.restores.has_value()));
        return done(item, run.restores.has_value());
    case StepState::Skipped:
        return because(tr("Left alone"));
    case StepState::Failed:
        return because(item.isTagGone() ? tr("The tag was removed, but not its image")
                                        : tr("Failed, and nothing changed"));
    case StepState::Unknown:
        return because(mayBeOnPlaceholder ? tr("The tag may point at an empty placeholder now; nobody could find out")
                                          : tr("Nobody could find out"));
    case StepState::Sent:
        if (mayBeOnPlaceholder)
            return tr("The tag may point at an empty placeholder now; what came of it was not read yet");
        return tr("Sent; what came of it was not read yet");
    case StepState::Planned:
        break;
    }
    return tr("Not tried yet");
}

QString RunText::refusal(const changes::Restore::Refusal &refusal)
{
    switch (refusal.kind) {
    case changes::Restore::Refusal::Kind::BlobGone:
        return tr("its layer %1 is gone from the registry", "why something is not put back")
            .arg(refusal.missing.shortText());
    case changes::Restore::Refusal::Kind::ManifestGone:
        return tr("the manifest %1 is neither in the history nor in the registry", "why something is not put back")
            .arg(refusal.missing.shortText());
    case changes::Restore::Refusal::Kind::TagTaken:
        return tr("the tag points at %1 by now", "why something is not put back").arg(refusal.missing.shortText());
    }
    return {};
}

} // namespace models
