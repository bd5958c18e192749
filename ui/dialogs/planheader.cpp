#include "ui/dialogs/planheader.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include "models/format.h"
#include "models/registrytreetext.h"
#include "ui/delegates/levelmark.h"
#include "ui/dialogs/notes.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 16;

} // namespace

PlanHeader::PlanHeader(const connections::Connection &connection, QWidget *parent)
    : QWidget(parent)
    , m_kind(connection.level)
    , m_question(new QLabel(this))
    , m_level(new QLabel(models::RegistryTreeText::level(connection.level), this))
    , m_note(new QLabel(this))
{
    auto *name = new QLabel(models::visibleText(connection.name), this);
    for (QLabel *label : {m_question, m_level, m_note, name})
        label->setTextFormat(Qt::PlainText);
    m_question->setObjectName(u"planQuestion"_s);
    m_question->setWordWrap(true);
    QFont large = look::weighted(m_question->font(), QFont::DemiBold);
    large.setPointSizeF(large.pointSizeF() * 1.35);
    m_question->setFont(large);
    m_level->setContentsMargins(6, 1, 6, 1);
    m_level->setFont(look::weighted(look::smallFont(look::smallFont(font())), QFont::DemiBold));
    m_level->setVisible(!m_level->text().isEmpty());
    setColour(m_level, LevelMark::textColour(m_kind, look::Colours::of(palette())));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setWordWrap(true);
    auto *below = new QHBoxLayout;
    below->setSpacing(10);
    below->addWidget(m_level, 0, Qt::AlignVCenter);
    below->addWidget(name);
    below->addWidget(m_note, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin - 2, margin, look::cellPadding);
    layout->setSpacing(4);
    layout->addWidget(m_question);
    layout->addLayout(below);
}

void PlanHeader::setQuestion(const QString &question)
{
    m_question->setText(question);
}

void PlanHeader::setNote(const QString &note)
{
    m_note->setText(note);
}

void PlanHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setColour(m_level, LevelMark::textColour(m_kind, look::Colours::of(palette())));
}

void PlanHeader::paintEvent(QPaintEvent *)
{
    const look::Colours &colours = look::Colours::of(palette());
    QPainter painter(this);
    LevelMark::drawStripe(painter, rect(), m_kind, colours);
    if (m_level->isVisible())
        LevelMark::drawBadge(painter, m_level->geometry(), m_kind, colours);
}

} // namespace ui
