#include "ui/widgets/copyfield.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/valuetext.h"

namespace ui {

using namespace Qt::StringLiterals;

CopyField::CopyField(const QString &objectName, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_text(new ValueText(this))
    , m_copy(new QToolButton(this))
{
    setObjectName(objectName);
    m_text->setObjectName(objectName + u"Text"_s);
    m_text->setAccessibleName(name);
    m_text->setFont(look::fixedFont(font()));
    m_copy->setObjectName(objectName + u"Button"_s);
    m_copy->setIcon(look::icon(u"copy"_s));
    m_copy->setAccessibleName(tr("Copy: %1", "%1 is the name of a field").arg(name));
    m_copy->setToolTip(tr("Copy"));
    m_copy->setAutoRaise(true);
    m_copy->setFocusPolicy(Qt::StrongFocus);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->value()); });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_text, 1, Qt::AlignVCenter);
    layout->addWidget(m_copy, 0, Qt::AlignTop);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void CopyField::setValue(const QString &text)
{
    m_text->setValue(text);
}

void CopyField::setBoxed()
{
    m_isBoxed = true;
    m_text->setHyphensKept();
    layout()->setContentsMargins(look::cellPadding - 2, look::iconGap, look::iconGap, look::iconGap);
    updateGeometry();
}

void CopyField::paintEvent(QPaintEvent *)
{
    if (!m_isBoxed)
        return;
    const look::Colours &colours = look::Colours::of(palette());
    QPainter painter(this);
    painter.setBrush(colours.base);
    painter.setPen(colours.line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace ui
