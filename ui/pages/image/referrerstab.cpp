#include "ui/pages/image/referrerstab.h"

#include <QAction>
#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/delegates/rowdelegate.h"
#include "ui/pages/image/copyaction.h"
#include "ui/pages/views.h"
#include "ui/widgets/infobar.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::ReferrerModel;

ReferrersTab::ReferrersTab(QWidget *parent)
    : ImageTab(parent)
    , m_note(new InfoBar(this))
    , m_view(makeTable(u"referrersTree"_s, tr("Referrers", "accessible name"), this))
{
    build();
    makeActions();
    connect(&m_referrers, &ReferrerModel::referrersWanted, this, &ReferrersTab::referrersRequested);
    connect(m_note, &InfoBar::actionTriggered, this, [this] {
        const auto &failure = m_shown->image->referrersFailure;
        if (failure && ErrorWords::asksToSignIn(*failure))
            emit signInRequested();
        else
            emit retryRequested();
    });
    connect(m_note, &InfoBar::doctorRequested, this, &ReferrersTab::doctorRequested);
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (const auto manifest = m_referrers.manifest(index))
            emit documentChosen(*manifest);
    });
}

void ReferrersTab::build()
{
    m_view->setModel(&m_referrers);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setRootIsDecorated(true);
    m_view->setItemsExpandable(true);
    m_view->setExpandsOnDoubleClick(false); // which shows the manifest
    m_view->setItemDelegate(new RowDelegate(RowDelegate::Text::Secondary, m_view));
    m_view->setItemDelegateForColumn(ReferrerModel::TypeColumn, new RowDelegate(RowDelegate::Text::Name, m_view));
    m_view->setItemDelegateForColumn(ReferrerModel::DigestColumn, new RowDelegate(RowDelegate::Text::Fixed, m_view));
    const int em = fontMetrics().horizontalAdvance(u'0');
    QHeaderView *header = m_view->header();
    header->resizeSection(ReferrerModel::TypeColumn, em * 42);
    header->resizeSection(ReferrerModel::SizeColumn, em * 15);
    header->resizeSection(ReferrerModel::CreatedColumn, em * 23);
    header->resizeSection(ReferrerModel::DigestColumn, em * 24);

    auto *contents = new QWidget(this);
    auto *layout = new QVBoxLayout(contents);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);
    setContents(contents, m_view);
}

void ReferrersTab::makeActions()
{
    const auto digest
        = [](const QModelIndex &index) { return index.siblingAtColumn(0).data(ReferrerModel::DigestRole).toString(); };
    addRowAction(
        m_view, u"showReferrerAction"_s, tr("Show referrer in Raw"),
        [digest](const QModelIndex &index) { return !digest(index).isEmpty(); },
        [this](const QModelIndex &index) { emit documentChosen(*m_referrers.manifest(index)); });
    QAction *copy = addCopyAction(m_view, u"copyReferrerDigestAction"_s, tr("Copy digest of the referrer"), digest);
    copy->setShortcuts({QKeySequence(QKeySequence::Copy), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)});
    copy->setShortcutContext(Qt::WidgetShortcut);
}

void ReferrersTab::display(const ShownImage &shown)
{
    const bool isSame = m_shown && m_shown->image == shown.image;
    m_shown = shown;
    if (isSame)
        return; // another platform: they belong to the whole image
    m_referrers.setImage(*shown.image);
    expandGroups();
    refreshState();
}

/// What is there already; the referrers of referrers are asked for when somebody opens them.
void ReferrersTab::expandGroups()
{
    for (int row = 0; row < m_referrers.rowCount(); ++row) {
        const QModelIndex index = m_referrers.index(row, 0);
        if (!m_referrers.manifest(index))
            m_view->expand(index);
    }
}

void ReferrersTab::refreshState()
{
    const platforms::Image &image = *m_shown->image;
    m_note->hide();
    if (image.referrersFailure) {
        const ErrorText error = ErrorWords::explain(*image.referrersFailure, tr("The registry"));
        if (m_referrers.rowCount() == 0) {
            displayError(*image.referrersFailure, tr("The registry"));
            return;
        }
        m_note->display(InfoBar::Tone::Failure, tr("Not all referrers could be read. %1").arg(error.headline),
                        wayOut(*image.referrersFailure), error.why);
        m_note->setError(error);
    } else if (!image.referrers.complete) {
        m_note->display(InfoBar::Tone::Warning, tr("The registry did not list all referrers."), tr("Try again"));
    }
    if (m_referrers.rowCount() == 0 && image.referrers.complete)
        displayMessage(u"info"_s, tr("Nothing is attached to %1").arg(m_shown->title()),
                       tr("No signature, SBOM, attestation or report refers to this image."));
    else
        displayContents();
}

void ReferrersTab::addAttachedTags(const std::vector<platforms::AttachedTag> &tags)
{
    if (!m_shown || tags.empty())
        return;
    m_referrers.setAttachedTags(tags);
    expandGroups();
    refreshState();
    emit countChanged();
}

void ReferrersTab::showReferrers(const oci::Digest &subject, const registry::Referrers &referrers)
{
    m_referrers.setReferrers(subject, referrers);
}

void ReferrersTab::showReferrersError(const oci::Digest &subject, const ErrorText &error)
{
    m_referrers.setReferrersFailed(subject, error.headline);
}

} // namespace ui
