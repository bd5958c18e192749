#include "ui/pages/welcomepage.h"

#include <QAction>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>

#include "ui/commands.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/waybutton.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int markSize = 60;
constexpr double headlineScale = 1.85;

QLabel *quietLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setWordWrap(true);
    return label;
}

} // namespace

WelcomePage::WelcomePage(const Commands &commands, QWidget *parent)
    : Page({}, parent)
    , m_mark(new QLabel(this))
    , m_headline(new QLabel(tr("Welcome to Portolan"), this))
    , m_noteIcon(new QLabel(this))
{
    auto *column = new QWidget(this);
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 120);
    auto *columnLayout = new QVBoxLayout(column);
    columnLayout->setSpacing(24);
    columnLayout->addStretch(1);
    columnLayout->addLayout(makeHead());
    columnLayout->addLayout(makeWays(commands));
    columnLayout->addLayout(makeNote());
    columnLayout->addStretch(3);

    auto *content = new QWidget(this);
    auto *contentLayout = new QHBoxLayout(content);
    contentLayout->setContentsMargins(24, 24, 24, 24);
    contentLayout->addStretch(1);
    contentLayout->addWidget(column, 8);
    contentLayout->addStretch(1);
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    area->setBackgroundRole(QPalette::Base);
    content->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);
    refreshLook();
}

QLayout *WelcomePage::makeHead()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    words->addWidget(m_headline);
    words->addWidget(
        quietLabel(tr("Look into container registries, and tidy them up without losing anything by accident."), this));
    words->addStretch(1);
    auto *head = new QHBoxLayout;
    head->setSpacing(24);
    head->addWidget(m_mark);
    head->addLayout(words, 1);
    return head;
}

QLayout *WelcomePage::makeWays(const Commands &commands)
{
    auto *grid = new QGridLayout;
    grid->setSpacing(8);
    const auto add = [&](const QString &name, const QString &icon, const QString &title, const QString &description,
                         QAction *command) {
        auto *button = new WayButton(icon, title, description, command->shortcut(), this);
        button->setObjectName(name);
        connect(button, &QAbstractButton::clicked, command, &QAction::trigger);
        const int number = static_cast<int>(m_ways.size());
        grid->addWidget(button, number / 2, number % 2);
        m_ways.append(button);
    };
    add(u"welcomeConnectionButton"_s, u"plus"_s, tr("Add a connection…"),
        tr("GitLab, Harbor, Nexus, ECR, ACR, zot, others"), commands.addConnection);
    add(u"welcomeSampleButton"_s, u"server"_s, tr("Open the sample registry"),
        tr("Try everything; it lives on this computer"), commands.openSample);
    add(u"welcomeFolderButton"_s, u"disk"_s, tr("Open an image folder…"), tr("With OCI image layouts in it"),
        commands.openFolder);
    add(u"welcomeAddressButton"_s, u"search"_s, tr("Open an image by its name…"),
        tr("For example quay.io/cilium/cilium:v1.16.1"), commands.openAddress);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    return grid;
}

QLayout *WelcomePage::makeNote()
{
    auto *note = new QHBoxLayout;
    note->setSpacing(8);
    note->addWidget(m_noteIcon, 0, Qt::AlignTop);
    note->addWidget(
        quietLabel(tr("Passwords stay in the system's keychain. Portolan sends nothing about you to anyone."), this),
        1);
    return note;
}

void WelcomePage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

void WelcomePage::refreshLook()
{
    const look::Colours &colours = look::Colours::of(palette());
    m_mark->setPixmap(look::pixmap(u"portolan"_s, colours.accent, markSize, devicePixelRatioF()));
    m_noteIcon->setPixmap(look::pixmap(u"key"_s, colours.text2, look::iconSize, devicePixelRatioF()));
    QFont large = look::weighted(font(), QFont::DemiBold);
    if (large.pixelSize() > 0)
        large.setPixelSize(qRound(large.pixelSize() * headlineScale));
    else
        large.setPointSizeF(large.pointSizeF() * headlineScale);
    m_headline->setFont(large);
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
    return {m_ways.constFirst()};
}

} // namespace ui
