#include "ui/delegates/treedelegate.h"

#include <algorithm>

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include "models/registrytreemodel.h"
#include "models/registrytreetext.h"
#include "ui/delegates/levelmark.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using models::RegistryTreeModel;

namespace {

constexpr int smallIcon = 14;
constexpr int linkGap = 8; ///< between two of them
constexpr int leastNameLength = 6; ///< in characters, of a connection
constexpr int connectionSpace = 5; ///< a connection stands a little apart

RegistryTreeModel::Kind kindOf(const QModelIndex &index)
{
    return static_cast<RegistryTreeModel::Kind>(index.data(RegistryTreeModel::KindRole).toInt());
}

/// The cell with less padding than in a table: the branch is at its left.
QRect contentOf(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(2, 0, -look::cellPadding, -1);
}

int drawIcon(QPainter &painter, const QRect &area, const QString &name, const QColor &colour, int size)
{
    if (name.isEmpty())
        return 0;
    painter.drawPixmap(area.left(), area.top() + (area.height() - size) / 2,
                       look::pixmap(name, colour, size, painter.device()->devicePixelRatio()));
    return size + look::iconGap;
}

/// Where the action of a note stands.
QRect actionRect(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString action = index.data(RegistryTreeModel::ActionTextRole).toString();
    if (action.isEmpty())
        return {};
    const QRect area = contentOf(option);
    const int width = option.fontMetrics.horizontalAdvance(action);
    const int text = option.fontMetrics.horizontalAdvance(index.data().toString()) + look::iconGap;
    const int icon = index.data(models::IconRole).toString().isEmpty() ? 0 : look::iconSize + look::iconGap;
    // Behind the text, or at the right edge where the text is shortened.
    const int left = std::min(area.left() + icon + text, area.right() + 1 - width);
    return {left, area.top(), width, area.height()};
}

/// Where the second one stands, behind it; nowhere where there is no room.
QRect secondActionRect(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString action = index.data(RegistryTreeModel::SecondActionTextRole).toString();
    const QRect first = actionRect(option, index);
    const int width = option.fontMetrics.horizontalAdvance(action);
    const QRect second(first.right() + 1 + linkGap, first.top(), width, first.height());
    return first.isEmpty() || second.right() > option.rect.right() - look::iconGap ? QRect() : second;
}

/// How many tags of a repository will be deleted, at the right end of @p area; returns where that begins.
int drawMarks(QPainter &painter, QRect area, int marks, const QFont &font, const look::Colours &colours)
{
    const QString text = QLocale(QLocale::English).toString(marks);
    area.setLeft(area.right() - QFontMetrics(font).horizontalAdvance(text) - smallIcon - look::iconGap);
    painter.setFont(font);
    painter.setPen(colours.danger);
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, text);
    drawIcon(painter, area, QStringLiteral("delete"), colours.danger, smallIcon);
    return area.left() - look::iconGap;
}

QFont badgeFont(const QFont &base)
{
    return look::weighted(look::smallFont(look::smallFont(base)), QFont::DemiBold);
}

int badgeWidth(connections::Level level, const QFont &base)
{
    const QString text = models::RegistryTreeText::level(level);
    return text.isEmpty() ? 0 : QFontMetrics(badgeFont(base)).horizontalAdvance(text) + 10;
}

/// The word of the level in its badge.
void drawBadge(QPainter &painter, const QRect &area, connections::Level level, const QFont &base,
               const look::Colours &colours)
{
    const QFont font = badgeFont(base);
    const int height = QFontMetrics(font).height();
    const QRect badge(area.left(), area.center().y() - height / 2 - 1, badgeWidth(level, base), height + 2);
    LevelMark::drawBadge(painter, badge, level, colours);
    painter.save();
    painter.setFont(font);
    painter.setPen(LevelMark::textColour(level, colours));
    painter.drawText(badge, Qt::AlignCenter, models::RegistryTreeText::level(level));
    painter.restore();
}

/// Of a connection.
QFont nameFont(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isKept = index.data(RegistryTreeModel::IsKeptRole).toBool();
    return isKept ? look::weighted(option.font, QFont::DemiBold) : option.font;
}

int withGap(int width)
{
    return width > 0 ? width + look::iconGap : 0;
}

/// What stands at the right end of a row: a count, or how it is in words.
class State final
{
public:
    State(const QModelIndex &index, const QFont &font)
        : m_words(index.data(RegistryTreeModel::StateTextRole).toString())
        , m_icon(index.data(RegistryTreeModel::StateIconRole).toString())
        , m_font(font)
    { }

    [[nodiscard]] int iconWidth() const { return m_icon.isEmpty() ? 0 : smallIcon + 5; }
    [[nodiscard]] int width() const { return RowDelegate::textWidth(m_words, m_font); } ///< of the words

    /// Returns where @p area ends now.
    int draw(QPainter &painter, QRect area, bool inWords, const look::Colours &colours) const
    {
        const int width = iconWidth() + (inWords ? this->width() : 0);
        if (width == 0)
            return area.right();
        area.setLeft(area.right() + 1 - width);
        drawIcon(painter, area, m_icon, colours.text2, smallIcon);
        if (inWords)
            RowDelegate::drawText(painter, area, m_words, m_font, colours.text2, Qt::AlignRight | Qt::AlignVCenter);
        return area.left() - look::iconGap;
    }

private:
    QString m_words;
    QString m_icon;
    QFont m_font;
};

} // namespace

TreeDelegate::TreeDelegate(QObject *parent)
    : RowDelegate(Text::Primary, parent)
{
    setHairline(false);
}

void TreeDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                const QRect &) const
{
    QRect area = contentOf(option);
    const RegistryTreeModel::Kind kind = kindOf(index);
    const auto level = static_cast<connections::Level>(index.data(RegistryTreeModel::LevelRole).toInt());
    // At the left edge of the view.
    LevelMark::drawStripe(painter, QRect(0, option.rect.top(), option.rect.right() + 1, option.rect.height()), level,
                          look::Colours::of(option.palette));
    if (kind == RegistryTreeModel::Kind::Note) {
        paintNote(painter, option, index, area);
        return;
    }
    const look::Colours &colours = look::Colours::of(option.palette);
    area.setLeft(area.left()
                 + drawIcon(painter, area, index.data(models::IconRole).toString(), colours.text2, look::iconSize));

    const QFont small = look::smallFont(option.font);
    const State state(index, small);
    const Parts parts = kind == RegistryTreeModel::Kind::Connection ? partsOf(option, index, area.width())
                                                                    : Parts{.state = state.width()};
    area.setRight(state.draw(painter, area, parts.state >= state.width(), colours));
    if (const int marks = index.data(RegistryTreeModel::MarkCountRole).toInt(); marks > 0)
        area.setRight(drawMarks(painter, area, marks, small, colours));
    if (kind == RegistryTreeModel::Kind::Connection)
        paintConnection(painter, option, index, area, parts);
    else
        drawText(painter, area, index.data().toString(), option.font,
                 index.data(RegistryTreeModel::IsDimRole).toBool() ? colours.text2 : colours.text);
}

TreeDelegate::Parts TreeDelegate::share(int room, const Parts &wanted, int leastName)
{
    Parts given;
    given.lock = wanted.lock <= room ? wanted.lock : 0;
    int left = std::max(0, room - given.lock);
    const int least = std::min({wanted.name, leastName, left});
    left -= least;
    auto give = [&left, fits = true](int part) mutable {
        fits = fits && part <= left; // nothing is left out for what matters less
        left -= fits ? part : 0;
        return fits ? part : 0;
    };
    given.danger = give(wanted.danger);
    given.badge = give(wanted.badge); // the stripe and the tooltip still say it
    if (left - wanted.state >= std::min(wanted.name, 2 * leastName) - least) // else the name says more
        given.state = give(wanted.state);
    given.name = std::min(wanted.name, least + left);
    return given;
}

/// Of a connection.
TreeDelegate::Parts TreeDelegate::partsOf(const QStyleOptionViewItem &option, const QModelIndex &index, int room)
{
    const auto has = [&index](int role) { return !index.data(role).toString().isEmpty(); };
    const auto level = static_cast<connections::Level>(index.data(RegistryTreeModel::LevelRole).toInt());
    const QFont font = nameFont(option, index);
    const State state(index, look::smallFont(option.font));
    return share(room - withGap(state.iconWidth()),
                 {.name = textWidth(index.data().toString(), font),
                  .badge = withGap(badgeWidth(level, option.font)),
                  .lock = withGap(has(RegistryTreeModel::LockIconRole) ? smallIcon : 0),
                  .danger = withGap(has(RegistryTreeModel::DangerRole) ? smallIcon : 0),
                  .state = withGap(state.width())},
                 QFontMetrics(font).averageCharWidth() * leastNameLength);
}

/// Its name, and what has to be known of it behind that.
void TreeDelegate::paintConnection(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                   QRect area, const Parts &parts) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    const auto level = static_cast<connections::Level>(index.data(RegistryTreeModel::LevelRole).toInt());
    const QString lock = index.data(RegistryTreeModel::LockIconRole).toString();
    const QString danger = index.data(RegistryTreeModel::DangerRole).toString();
    QRect nameArea = area;
    nameArea.setWidth(parts.name);
    const int width = drawText(painter, nameArea, index.data().toString(), nameFont(option, index),
                               index.data(RegistryTreeModel::IsDimRole).toBool() ? colours.text2 : colours.text);
    area.setLeft(area.left() + width + look::iconGap);
    if (parts.badge > 0)
        drawBadge(painter, area, level, option.font, colours);
    area.setLeft(area.left() + parts.badge);
    if (parts.lock > 0)
        drawIcon(painter, area, lock, lock == u"unlock" ? colours.warn : colours.text2, smallIcon);
    area.setLeft(area.left() + parts.lock);
    if (parts.danger > 0)
        drawIcon(painter, area, QStringLiteral("warn"), colours.danger, smallIcon);
    area.setLeft(area.left() + parts.danger);
    if (!danger.isEmpty() && area.width() > 0)
        drawText(painter, area, danger, look::smallFont(option.font), colours.danger);
}

QSize TreeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isConnection = kindOf(index) == RegistryTreeModel::Kind::Connection;
    return {0, look::rowHeight(option.fontMetrics) + (isConnection ? connectionSpace : 0)};
}

void TreeDelegate::paintNote(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                             const QRect &area) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    QRect text = area;
    text.setLeft(text.left()
                 + drawIcon(painter, text, index.data(models::IconRole).toString(), colours.text2, look::iconSize));
    const QRect action = actionRect(option, index);
    if (!action.isEmpty())
        text.setRight(action.left() - look::iconGap);
    drawText(painter, text, index.data().toString(), option.font, colours.text2);
    QFont link = option.font;
    link.setUnderline(true);
    const QRect second = secondActionRect(option, index);
    for (const auto &[place, role] : {std::pair(action, RegistryTreeModel::ActionTextRole),
                                      std::pair(second, RegistryTreeModel::SecondActionTextRole)}) {
        if (!place.isEmpty())
            drawText(painter, place.adjusted(0, 0, 2, 0), index.data(role).toString(), link, colours.accent);
    }
}

bool TreeDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease && kindOf(index) == RegistryTreeModel::Kind::Note) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QPoint position = mouse->position().toPoint();
        const bool isFirst = actionRect(option, index).contains(position);
        if (mouse->button() == Qt::LeftButton && (isFirst || secondActionRect(option, index).contains(position))) {
            emit isFirst ? actionClicked(index) : secondActionClicked(index);
            return true;
        }
    }
    return RowDelegate::editorEvent(event, model, option, index);
}

} // namespace ui
