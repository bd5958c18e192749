#include "ui/pages/welcomepage.h"

#include <QCommandLinkButton>
#include <QGridLayout>
#include <QLabel>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int markSize = 64;

QFont enlarged(QFont font, double points)
{
    font.setPointSizeF(font.pointSizeF() + points);
    return look::weighted(font, QFont::DemiBold);
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : Page({}, parent)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *mark = new QLabel(this);
    mark->setPixmap(look::pixmap(u"portolan"_s, look::Colours::of(palette()).accent, markSize, devicePixelRatioF()));
    auto *headline = new QLabel(tr("Welcome to Portolan"), this);
    headline->setFont(enlarged(font(), 8));
    auto *text
        = new QLabel(tr("Look into container registries, and tidy them up without losing anything by accident."), this);
    text->setForegroundRole(QPalette::PlaceholderText);
    text->setWordWrap(true);

    auto *words = new QVBoxLayout;
    words->addStretch(1);
    words->addWidget(headline);
    words->addWidget(text);
    words->addStretch(1);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(mark);
    head->addLayout(words, 1);
    auto *ways = new QGridLayout;
    ways->setSpacing(8);
    addWay(ways, u"welcomeSampleButton"_s, u"server"_s, tr("Open the sample registry"),
           tr("Try everything; it lives on this computer"), &WelcomePage::openSampleRequested);
    addWay(ways, u"welcomeFolderButton"_s, u"disk"_s, tr("Open an image folder…"), tr("With OCI image layouts in it"),
           &WelcomePage::openFolderRequested);
    addWay(ways, u"welcomeAddressButton"_s, u"search"_s, tr("Open a registry or an image by its address…"),
           tr("For example quay.io/cilium/cilium:v1.16.1"), &WelcomePage::openAddressRequested);

    auto *column = new QWidget(this);
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 110);
    auto *columnLayout = new QVBoxLayout(column);
    columnLayout->setSpacing(24);
    columnLayout->addLayout(head);
    columnLayout->addLayout(ways);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setRowStretch(0, 1);
    layout->addWidget(column, 1, 1);
    layout->setRowStretch(2, 2);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(1, 8);
    layout->setColumnStretch(2, 1);
}

QString WelcomePage::iconName() const
{
    return u"info"_s;
}

QString WelcomePage::title() const
{
    return tr("Welcome");
}

QList<QWidget *> WelcomePage::panes() const
{
    return {findChild<QAbstractButton *>()};
}

void WelcomePage::addWay(QGridLayout *layout, const QString &objectName, const QString &icon, const QString &title,
                         const QString &description, void (WelcomePage::*signal)())
{
    auto *button = new QCommandLinkButton(title, description, this);
    button->setObjectName(objectName);
    button->setIcon(look::icon(icon));
    button->setIconSize(QSize(look::iconSize, look::iconSize));
    connect(button, &QAbstractButton::clicked, this, signal);
    layout->addWidget(button, layout->count() / 2, layout->count() % 2);
}

} // namespace ui
