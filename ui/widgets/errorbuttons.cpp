#include "ui/widgets/errorbuttons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include "ui/look/theme.h"
#include "ui/widgets/valuetext.h"

namespace ui {

using namespace Qt::StringLiterals;

ErrorButtons::ErrorButtons(QWidget *parent)
    : QWidget(parent)
    , m_more(new QToolButton(this))
    , m_copy(new QPushButton(tr("Copy", "all that is said of an error"), this))
    , m_doctor(new QPushButton(tr("Run Doctor"), this))
    , m_details(new ValueText(parent))
{
    m_more->setObjectName(u"errorDetailsButton"_s);
    m_more->setText(tr("Details", "of an error"));
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setArrowType(Qt::RightArrow);
    m_more->setAutoRaise(true);
    m_more->setCheckable(true);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_copy->setObjectName(u"copyDetailsButton"_s);
    m_doctor->setObjectName(u"runDoctorButton"_s);
    m_details->setObjectName(u"errorDetails"_s);
    m_details->setAccessibleName(tr("Details of the error"));
    m_details->setFont(look::fixedFont(font()));
    m_details->hide();
    for (QPushButton *button : {m_copy, m_doctor})
        button->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_doctor);
    layout->addWidget(m_copy);
    layout->addWidget(m_more);
    connect(m_more, &QToolButton::toggled, this, [this](bool isOpen) {
        m_more->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
        m_details->setVisible(isOpen);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_report); });
    connect(m_doctor, &QPushButton::clicked, this, &ErrorButtons::doctorRequested);
    hide();
}

void ErrorButtons::display(const ErrorText &error)
{
    m_details->setValue(error.details);
    m_report = error.report();
    m_doctor->setVisible(error.isOfConnection);
    m_details->setVisible(m_more->isChecked());
    show();
}

void ErrorButtons::clear()
{
    m_details->hide();
    hide();
}

QWidget *ErrorButtons::details() const
{
    return m_details;
}

void ErrorButtons::openDetails()
{
    m_more->setChecked(true);
}

} // namespace ui
