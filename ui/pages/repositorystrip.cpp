#include "ui/pages/repositorystrip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include "models/format.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/connectionguard.h"
#include "ui/pages/views.h"

namespace ui {

using namespace Qt::StringLiterals;

RepositoryStrip::RepositoryStrip(QWidget *parent)
    : QFrame(parent)
    , m_guard(new ConnectionGuard(this))
    , m_totals(new QLabel(this))
    , m_line(makeLine(this, Qt::Vertical))
    , m_updated(new QLabel(this))
    , m_icon(new QLabel(this))
    , m_completeness(new QLabel(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    for (QLabel *label : {m_totals, m_updated, m_completeness}) {
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_totals->setObjectName(u"tagsTotals"_s);
    m_updated->setObjectName(u"tagsUpdated"_s);
    m_completeness->setObjectName(u"tagsCompleteness"_s);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, look::cellPadding, 0);
    layout->setSpacing(look::cellPadding);
    layout->addWidget(m_guard);
    layout->addStretch(1);
    layout->addWidget(m_totals);
    layout->addWidget(m_line);
    layout->addWidget(m_updated);
    auto *completeness = new QHBoxLayout;
    completeness->setSpacing(look::iconGap);
    completeness->addWidget(m_icon);
    completeness->addWidget(m_completeness);
    layout->addLayout(completeness);
    fitFont();
}

void RepositoryStrip::fitFont()
{
    setFixedHeight(look::stripHeight(fontMetrics()));
    m_line->setFixedHeight(fontMetrics().height());
}

QString RepositoryStrip::totalsText(bool isComplete, const models::TagModel::Totals &totals,
                                    std::optional<qint64> bytes)
{
    const QString tags = countText(totals.tags) + (isComplete ? QString() : u"+"_s);
    if (totals.images == 0)
        return isComplete ? tr("%Ln tag(s)", nullptr, totals.tags)
                          : tr("%1 tags", "%1 is a number with + behind it").arg(tags);
    QString text = totals.images == 1
        ? tr("%1 tags on 1 image", "%1 is a number, with + where there are more").arg(tags)
        : tr("%1 tags on %2 images").arg(tags, countText(totals.images));
    if (totals.tags == 1 && isComplete)
        text = tr("1 tag");
    return bytes ? tr("%1, %2", "'312 tags on 187 images', '9.8 GiB'").arg(text, models::formatBytes(*bytes)) : text;
}

void RepositoryStrip::display(const ListingStatus &status, const models::TagModel::Totals &totals,
                              std::optional<qint64> bytes)
{
    // Of a list that could not be had nothing is said here.
    const bool isOver = status.phase == ListingStatus::Phase::Ended && (totals.tags > 0 || !status.error);
    m_isComplete = isOver && status.complete;
    m_totals->setText(totalsText(isOver && status.allNames, totals, bytes));
    m_totals->setVisible(totals.tags > 0);
    m_updated->setText(tr("Updated %1", "%1 is a time").arg(timeText(status.updated)));
    m_updated->setToolTip(status.updated.toString(u"yyyy-MM-dd HH:mm:ss"_s));
    m_updated->setVisible(status.updated.isValid() && (totals.tags > 0 || !status.error));
    m_line->setVisible(totals.tags > 0 && status.updated.isValid());
    m_completeness->setText(m_isComplete ? tr("complete", "a list of tags") : tr("not complete", "a list of tags"));
    m_completeness->setVisible(isOver);
    m_icon->setVisible(isOver);
    refreshIcon();
}

void RepositoryStrip::refreshIcon()
{
    const look::Colours &colours = look::Colours::of(palette());
    m_icon->setPixmap(look::pixmap(m_isComplete ? u"ok"_s : u"warn"_s, m_isComplete ? colours.ok : colours.warn,
                                   look::iconSize, devicePixelRatioF()));
}

void RepositoryStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
    if (event->type() == QEvent::FontChange)
        fitFont();
    QFrame::changeEvent(event);
}

} // namespace ui
