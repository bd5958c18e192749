#pragma once

#include "models/roles.h"
#include "ui/delegates/rowdelegate.h"

namespace ui {

/// The name of a tag, with an icon before it where something is wrong or where it is marked for deletion: then it is
/// struck through and says so. All names stay in line.
class TagNameDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    explicit TagNameDelegate(QObject *parent = nullptr);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;

private:
    static void drawMarked(QPainter &painter, const QRect &area, const QString &name, const QFont &nameFont,
                           models::ChangeMark mark, const look::Colours &colours);
};

/// A digest, with a mark on a rail at its left where several tags share it: neighbouring rows of one group are joined.
class DigestDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    explicit DigestDelegate(QObject *parent = nullptr);

    /// What rail, @p digest and count need, without the padding.
    [[nodiscard]] static int contentWidth(const QFont &font, const QString &digest);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;
};

/// The platforms of an image: those that fit, and how many more there are.
class PlatformsDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    explicit PlatformsDelegate(QObject *parent = nullptr);

    /// As much of @p platforms as is at most @p width wide: "linux/amd64, arm64 +3".
    [[nodiscard]] static QString fitting(const QString &platforms, const QFont &font, int width);

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;
};

/// A size: the number, then a bar against the largest image. Its outline is dashed while nobody knows which bytes are
/// shared with other images.
class SizeDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    explicit SizeDelegate(QObject *parent = nullptr);

    /// What the longest number and the bar need, without the padding.
    [[nodiscard]] static int contentWidth(const QFont &font);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;

private:
    [[nodiscard]] static int numberWidth(const QFont &font);
};

/// The bar of a layer: filled where only this image has it, outlined where others share it, dashed while not known.
class LayerBarDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    explicit LayerBarDelegate(QObject *parent = nullptr);

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;
};

} // namespace ui
