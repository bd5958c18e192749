#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace look {

/// The drawing @p name of resources/icons in the colour of the text beside it, which follows the palette; an empty icon
/// for an empty name. It stays crisp at every size and scale.
[[nodiscard]] QIcon icon(const QString &name);
/// The same drawing in one colour, for delegates.
[[nodiscard]] QPixmap pixmap(const QString &name, const QColor &colour, int size, qreal scale);

} // namespace look
