#include "ui/widgets/spacebar.h"

#include <algorithm>
#include <array>
#include <span>

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "models/format.h"
#include "ui/look/colours.h"
#include "ui/widgets/legendentry.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int legendGap = 18;
constexpr int leastPart = 3; ///< of a part that is not nothing

} // namespace

SpaceBar::SpaceBar(QWidget *parent)
    : QWidget(parent)
    , m_strip(new QWidget(this))
    , m_free(new LegendEntry(LegendEntry::Kind::OnlyHere, this))
    , m_stillUsed(new LegendEntry(LegendEntry::Kind::Shared, this))
    , m_unknown(new LegendEntry(LegendEntry::Kind::Unknown, this))
    , m_all(new QLabel(this))
    , m_legend(new QHBoxLayout)
    , m_more(new QHBoxLayout)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_strip->setFixedHeight(fontMetrics().height());
    m_all->setTextFormat(Qt::PlainText);
    m_all->setForegroundRole(QPalette::PlaceholderText);
    m_legend->setSpacing(legendGap);
    for (QWidget *entry : {m_free, m_stillUsed})
        m_legend->addWidget(entry);
    m_legend->addStretch(1);
    m_legend->addWidget(m_all);
    m_more->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_strip);
    layout->addLayout(m_legend);
    layout->addLayout(m_more);
}

void SpaceBar::display(const changes::Space &space)
{
    using models::formatBytes;
    m_space = space;
    const auto words
        = [](qint64 bytes, const QString &text) { return bytes > 0 ? text.arg(formatBytes(bytes)) : QString(); };
    for (LegendEntry *entry : {m_free, m_stillUsed, m_unknown})
        entry->display({}); // all at once would make the window wider
    if (space.free > 0 && space.stillUsed > 0)
        m_more->insertWidget(0, m_unknown);
    else
        m_legend->insertWidget(2, m_unknown);
    m_free->display(words(space.free, tr("%1 free after garbage collection")));
    m_stillUsed->display(words(space.stillUsed, tr("%1 still used by other images")));
    m_unknown->display(words(space.unknown, tr("%1 free unless another repository uses it")));
    const qint64 all = space.free + space.stillUsed + space.unknown;
    m_all->setText(allWords(all, static_cast<int>(space.unmeasured)));
    m_strip->setVisible(all > 0);
    update();
}

QString SpaceBar::allWords(qint64 bytes, int unmeasured)
{
    const QString known = bytes > 0 ? tr("%1 in all").arg(models::formatBytes(bytes)) : QString();
    if (unmeasured == 0)
        return bytes > 0 ? known : tr("Nothing is freed.");
    const QString layers = tr("%Ln layer(s) of unknown size", nullptr, unmeasured);
    return bytes > 0 ? tr("%1, and %2", "bytes, and layers").arg(known, layers) : layers;
}

void SpaceBar::paintEvent(QPaintEvent *)
{
    const std::array parts{m_space.free, m_space.stillUsed, m_space.unknown};
    const double all = static_cast<double>(m_space.free) + static_cast<double>(m_space.stillUsed)
        + static_cast<double>(m_space.unknown);
    if (all <= 0)
        return;
    const look::Colours &colours = look::Colours::of(palette());
    QPainter painter(this);
    const QRect strip = m_strip->geometry();
    double left = strip.left();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] <= 0)
            continue;
        const bool isLast = std::ranges::all_of(std::span(parts).subspan(i + 1), [](qint64 part) { return part <= 0; });
        const double width = isLast
            ? strip.right() + 1 - left
            : std::max<double>(leastPart, static_cast<double>(parts[i]) / all * (strip.width() - 3.0 * leastPart));
        const QRectF part(qRound(left) + 0.5, strip.top() + 0.5, qRound(width) - 1, strip.height() - 1);
        if (i < 2)
            painter.fillRect(part, i == 0 ? colours.own : colours.shared);
        painter.setPen(QPen(i == 0 ? colours.own : colours.sharedEdge, 1, i == 2 ? Qt::DashLine : Qt::SolidLine));
        painter.drawRect(part);
        left += width + 1;
    }
}

} // namespace ui
