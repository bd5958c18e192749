#include "ui/pages/listingnotices.h"

#include "models/format.h"
#include "ui/errortext.h"
#include "ui/pages/views.h"
#include "ui/widgets/infobar.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using Phase = ListingStatus::Phase;
using Tone = InfoBar::Tone;

namespace {

bool isOffline(const base::Error &error)
{
    return error.kind == base::ErrorKind::Network || error.kind == base::ErrorKind::Timeout;
}

} // namespace

ListingNotices::ListingNotices(QString repository, QString registry)
    : m_repository(std::move(repository))
    , m_registry(std::move(registry))
{ }

void ListingNotices::fillRunning(InfoBar &bar, const models::TagModel::Totals &totals) const
{
    const QString text = totals.tags == 0
        ? tr("Listing tags…")
        : tr("%1 tags, details for %2 so far").arg(countText(totals.tags), countText(totals.detailed));
    bar.display(Tone::Running, text, tr("Stop"));
    bar.setProgress(totals.detailed, totals.tags);
}

void ListingNotices::fill(InfoBar &bar, const ListingStatus &status, const models::TagModel::Totals &totals) const
{
    bar.setProgress(0, 0);
    if (status.phase == Phase::Running) {
        fillRunning(bar, totals);
        return;
    }
    if (status.phase != Phase::Ended || totals.tags == 0) {
        bar.hide();
        return;
    }
    const bool isFailure = status.error && !status.error->isCancelled();
    const ErrorText error = isFailure ? ErrorWords::explain(*status.error, m_registry) : ErrorText();
    const QString why = isFailure ? tr("%1 %2", "two sentences").arg(error.why, error.advice) : QString();
    const QString what = isFailure ? error.headline : tr("Stopped.");
    const bool asksToSignIn = isFailure && ErrorWords::asksToSignIn(*status.error);
    if (status.isStale) {
        const bool isGone = isFailure && isOffline(*status.error);
        bar.display(isGone ? Tone::Offline : Tone::Warning,
                    tr("%1 %2", "two sentences")
                        .arg(isGone ? tr("%1 is offline.").arg(m_registry) : what,
                             tr("Shown as of %1.", "%1 is a time or a date").arg(timeText(status.updated))),
                    asksToSignIn ? tr("Sign in…") : tr("Try again"), why);
    } else if (status.error || !status.complete) {
        bar.display(Tone::Warning, status.error ? what : tr("The registry did not list everything."),
                    asksToSignIn ? tr("Sign in…") : tr("Continue"), why);
        const int missing = totals.tags - totals.detailed;
        if (!status.allNames)
            bar.setEmphasis(tr("%Ln tag(s) shown, more may exist.", nullptr, totals.tags));
        else if (missing > 0)
            bar.setEmphasis(tr("%Ln tag(s) have no details yet.", nullptr, missing));
    } else if (totals.failed > 0) {
        bar.display(Tone::Warning, tr("The details of %Ln tag(s) could not be read.", nullptr, totals.failed),
                    tr("Try again"));
    } else {
        bar.hide();
    }
    if (isFailure)
        bar.setError(error);
}

void ListingNotices::fill(Placeholder &placeholder, const ListingStatus &status, bool canPush) const
{
    if (!status.error) {
        placeholder.display(u"tag"_s, tr("No tags in %1").arg(m_repository),
                            tr("The repository exists, but nothing has been pushed to it, or everything was deleted."),
                            canPush ? tr("Copy push command") : tr("Refresh"));
        return;
    }
    if (status.error->isCancelled()) {
        placeholder.display(u"stop"_s, tr("Stopped"), tr("Nothing was listed yet."), tr("Continue"));
        return;
    }
    ErrorText text = ErrorWords::explain(*status.error, m_registry);
    QString icon = isOffline(*status.error) ? u"plug"_s : u"error"_s;
    if (status.error->kind == base::ErrorKind::Forbidden) {
        text.headline = tr("You may not list the tags of %1").arg(m_repository);
        icon = u"no"_s;
    }
    const bool asksToSignIn = ErrorWords::asksToSignIn(*status.error);
    placeholder.displayError(asksToSignIn ? u"key"_s : icon, text, asksToSignIn ? tr("Sign in…") : tr("Try again"));
}

void ListingNotices::fillFiltered(Placeholder &placeholder, const QString &filter, int hidden)
{
    placeholder.display(u"filter"_s, tr("No tag matches"), {}, tr("Clear filter (Esc)"));
    placeholder.setText(tr("The filter %1 hides all %Ln tag(s).", nullptr, hidden), models::visibleText(filter));
}

void ListingNotices::fillMistaken(Placeholder &placeholder, const QString &mistake)
{
    placeholder.display(u"filter"_s, tr("The filter has a mistake"), mistake, tr("Clear filter (Esc)"));
}

} // namespace ui
