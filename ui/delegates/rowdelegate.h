#pragma once

#include <QFont>
#include <QStyledItemDelegate>

namespace look {
struct Colours;
}

namespace ui {

/// Paints a cell of a tree or a flat table: the row's state behind it, a hairline below, the text on top. Tooltips are
/// shown as plain text, whatever a server put into them.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum class Text
    {
        Primary,
        Name, ///< what the row is called
        Secondary,
        Fixed, ///< digests and commands
    };

    explicit RowDelegate(Text text = Text::Primary, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const final;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Texts of what was seen earlier and may have changed since are secondary, too; names are not.
    void setFaded(bool faded) { m_faded = faded; }
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    /// Draws @p text in one line, shortened where it does not fit, and returns how wide it became.
    static int drawText(QPainter &painter, const QRect &area, const QString &text, const QFont &font,
                        const QColor &colour, Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);
    /// What drawText() needs to show all of @p text. QFontMetrics rounds, also down.
    [[nodiscard]] static int textWidth(const QString &text, const QFont &font);

protected:
    void setHairline(bool drawn) { m_hairline = drawn; }
    /// Everything but the background; @p area is the cell without its padding.
    virtual void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                              const QRect &area) const;

    [[nodiscard]] QFont font(const QStyleOptionViewItem &option) const;
    [[nodiscard]] QColor colour(const look::Colours &colours) const;

private:
    Text m_text;
    bool m_hairline = true;
    bool m_faded = false;
};

} // namespace ui
