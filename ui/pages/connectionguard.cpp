#include "ui/pages/connectionguard.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include "models/registrytreetext.h"
#include "ui/delegates/levelmark.h"
#include "ui/dialogs/notes.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::RegistryTreeText;

ConnectionGuard::ConnectionGuard(QWidget *parent)
    : QWidget(parent)
    , m_level(new QLabel(this))
    , m_lockIcon(new QLabel(this))
    , m_lock(new QLabel(this))
    , m_unlock(new QPushButton(this))
    , m_dangerIcon(new QLabel(this))
    , m_danger(new QLabel(this))
{
    m_level->setObjectName(u"connectionLevel"_s);
    m_level->setContentsMargins(6, 1, 6, 1);
    m_level->setFont(look::weighted(look::smallFont(look::smallFont(font())), QFont::DemiBold));
    m_lock->setObjectName(u"connectionLock"_s);
    m_danger->setObjectName(u"connectionDangerLabel"_s);
    for (QLabel *label : {m_level, m_lock, m_danger})
        label->setTextFormat(Qt::PlainText);
    m_unlock->setObjectName(u"unlockButton"_s);
    m_unlock->setFlat(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(look::cellPadding, 0, 0, 0);
    layout->setSpacing(look::iconGap);
    for (QWidget *part :
         {static_cast<QWidget *>(m_level), static_cast<QWidget *>(m_lockIcon), static_cast<QWidget *>(m_lock),
          static_cast<QWidget *>(m_unlock), static_cast<QWidget *>(m_dangerIcon), static_cast<QWidget *>(m_danger)})
        layout->addWidget(part, 0, Qt::AlignVCenter);
    connect(m_unlock, &QPushButton::clicked, this, [this] {
        if (m_row.isUnlocked)
            emit lockRequested();
        else
            emit unlockRequested();
    });
    display({});
}

void ConnectionGuard::display(const models::ConnectionRow &row)
{
    m_row = row;
    const look::Colours &colours = look::Colours::of(palette());
    m_level->setText(RegistryTreeText::level(row.level));
    setColour(m_level, LevelMark::textColour(row.level, colours));
    m_lock->setText(RegistryTreeText::lock(row));
    setColour(m_lock, row.isUnlocked ? colours.warn : colours.text);
    m_lockIcon->setPixmap(look::pixmap(RegistryTreeText::lockIcon(row), row.isUnlocked ? colours.warn : colours.text,
                                       look::iconSize, devicePixelRatioF()));
    QPalette link = palette();
    link.setColor(QPalette::ButtonText, colours.accent);
    m_unlock->setPalette(link);
    m_unlock->setText(row.isUnlocked ? tr("Lock now") : tr("Unlock…"));
    m_danger->setText(RegistryTreeText::danger(row));
    setColour(m_danger, colours.danger);
    m_dangerIcon->setPixmap(look::pixmap(u"warn"_s, colours.danger, look::iconSize, devicePixelRatioF()));
    m_level->setVisible(!m_level->text().isEmpty());
    for (QWidget *part :
         {static_cast<QWidget *>(m_lock), static_cast<QWidget *>(m_lockIcon), static_cast<QWidget *>(m_unlock)})
        part->setVisible(row.isReadOnly);
    m_danger->setVisible(!m_danger->text().isEmpty());
    m_dangerIcon->setVisible(!m_danger->text().isEmpty());
    update();
}

void ConnectionGuard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        display(m_row);
}

/// The stripe of the level, and what is behind its word: filled for production, outlined for test.
void ConnectionGuard::paintEvent(QPaintEvent *)
{
    const look::Colours &colours = look::Colours::of(palette());
    QPainter painter(this);
    LevelMark::drawStripe(painter, rect(), m_row.level, colours);
    LevelMark::drawBadge(painter, m_level->geometry(), m_row.level, colours);
}

} // namespace ui
