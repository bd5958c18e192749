#include "ui/pages/welcomepage.h"

#include <algorithm>
#include <array>
#include <utility>

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
#include "ui/widgets/wrappedlabel.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int markSize = 60;
constexpr double headlineScale = 1.85;

QLabel *quietLabel(const QString &text, QWidget *parent)
{
    auto *label = new WrappedLabel(text, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

WelcomePage::WelcomePage(const Commands &commands, QWidget *parent)
    : Page({}, parent)
    , m_mark(new QLabel(this))
    , m_headline(new QLabel(tr("Welcome to Portolan"), this))
    , m_noteIcon(new QLabel(this))
{
    auto *content = new QWidget(this);
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content); // while it is empty, or it is laid out in a size of its own first
    area->setBackgroundRole(QPalette::Base);
    content->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);

    auto *column = new QWidget(this);
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 120);
    auto *columnLayout = new QVBoxLayout(column);
    columnLayout->setSpacing(24);
    columnLayout->addStretch(1);
    columnLayout->addLayout(makeHead());
    columnLayout->addLayout(makeWays(commands));
    columnLayout->addLayout(makeNote());
    columnLayout->addStretch(3);
    auto *contentLayout = new QHBoxLayout(content);
    contentLayout->setContentsMargins(24, 24, 24, 24);
    contentLayout->addStretch(1);
    contentLayout->addWidget(column, 8);
    contentLayout->addStretch(1);
    const QMargins around = contentLayout->contentsMargins() + columnLayout->contentsMargins();
    m_beside = around.left() + around.right();
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
    const auto add = [&](const QString &name, const QString &icon, const QString &title, const QString &description,
                         QAction *command) {
        auto *button = new WayButton(icon, title, description, command->shortcut(), this);
        button->setObjectName(name);
        connect(button, &QAbstractButton::clicked, command, &QAction::trigger);
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
    m_grid = new QGridLayout;
    m_grid->setSpacing(8);
    return m_grid;
}

/// Side by side where that fits: nobody scrolls sideways for a way to begin.
void WelcomePage::arrangeWays()
{
    std::array<int, 2> widths{}; // of the columns
    for (int number = 0; number < m_ways.size(); ++number) {
        int &column = widths[static_cast<std::size_t>(number % 2)];
        column = std::max(column, m_ways.at(number)->minimumSizeHint().width());
    }
    const int needed = m_beside + widths[0] + m_grid->horizontalSpacing() + widths[1];
    const int columns = width() >= needed ? 2 : 1;
    if (std::exchange(m_columns, columns) == columns)
        return;
    for (int number = 0; number < m_ways.size(); ++number)
        m_grid->addWidget(m_ways.at(number), number / columns, number % columns);
    for (int column = 0; column < 2; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
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
    if (event->type() == QEvent::FontChange)
        arrangeWays();
}

void WelcomePage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrangeWays();
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
