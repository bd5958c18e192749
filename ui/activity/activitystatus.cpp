#include "ui/activity/activitystatus.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

#include "models/activitymodel.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::ActivityModel;

namespace {

constexpr int shownAfter = 300; ///< ms: what is over sooner would only flicker
constexpr int steps = 1000; ///< of the bar

QToolButton *makeButton(const QString &objectName, const QString &icon, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setIcon(look::icon(icon));
    return button;
}

QModelIndex cell(const ActivityModel &model, int row, int column)
{
    return model.index(row, column);
}

} // namespace

ActivityStatus::ActivityStatus(ActivityModel *activities, QWidget *parent)
    : QWidget(parent)
    , m_activities(activities)
    , m_running(makeButton(u"activityButton"_s, u"activity"_s, this))
    , m_progress(new QProgressBar(this))
    , m_count(new QLabel(this))
    , m_failed(makeButton(u"failedButton"_s, u"error"_s, this))
{
    setObjectName(u"activityStatus"_s);
    m_progress->setObjectName(u"activityProgress"_s);
    m_progress->setAccessibleName(tr("Progress of what runs"));
    m_progress->setTextVisible(false);
    m_progress->setRange(0, steps);
    m_progress->setFixedSize(fontMetrics().averageCharWidth() * 14, fontMetrics().height() / 2);
    m_count->setObjectName(u"activityCount"_s);
    m_count->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 0, 0);
    layout->setSpacing(look::iconGap);
    for (QWidget *widget : {static_cast<QWidget *>(m_running), static_cast<QWidget *>(m_progress),
                            static_cast<QWidget *>(m_count), static_cast<QWidget *>(m_failed)})
        layout->addWidget(widget);
    layout->addStretch(1);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ActivityStatus::refresh);
    connect(m_activities, &ActivityModel::countsChanged, this, &ActivityStatus::refresh);
    connect(m_activities, &ActivityModel::dataChanged, this, &ActivityStatus::refresh);
    connect(m_running, &QToolButton::clicked, this, &ActivityStatus::runningRequested);
    connect(m_failed, &QToolButton::clicked, this, &ActivityStatus::failedRequested);
    colour();
    refresh();
}

void ActivityStatus::refresh()
{
    const QDateTime now = QDateTime::currentDateTime();
    int shown = -1; // the row of the newest that runs for long enough
    int more = 0;
    for (int row = 0; row < m_activities->rowCount(); ++row) {
        const QModelIndex index = cell(*m_activities, row, 0);
        if (index.data(ActivityModel::StateRole).toInt() != static_cast<int>(ActivityModel::State::Running))
            continue;
        const qint64 age = index.data(models::RawRole).toDateTime().msecsTo(now);
        if (age < shownAfter) {
            if (!m_soon.isActive())
                m_soon.start(static_cast<int>(shownAfter - std::max<qint64>(age, 0)));
        } else if (shown < 0) {
            shown = row;
        } else {
            ++more;
        }
    }
    const QString what = cell(*m_activities, shown, ActivityModel::WhatColumn).data().toString();
    QString text = shown < 0 ? tr("Nothing running") : more > 0 ? tr("%1, and %Ln more", "work", more).arg(what) : what;
    m_running->setText(text.replace(u'&', u"&&"_s));
    const QVariant progress = cell(*m_activities, shown, 0).data(ActivityModel::ProgressRole);
    m_progress->setVisible(progress.isValid());
    m_progress->setValue(static_cast<int>(progress.toDouble() * steps));
    m_count->setVisible(shown >= 0);
    m_count->setText(cell(*m_activities, shown, ActivityModel::ResultColumn).data().toString());
    const int failed = m_activities->counts().failed;
    m_failed->setVisible(failed > 0);
    m_failed->setText(tr("%Ln failed", "pieces of work", failed));
}

void ActivityStatus::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void ActivityStatus::colour()
{
    const look::Colours &colours = look::Colours::of(palette());
    QPalette danger = palette();
    for (const QPalette::ColorRole role : {QPalette::ButtonText, QPalette::WindowText, QPalette::Text})
        danger.setColor(role, colours.danger);
    if (m_failed->palette() == danger)
        return;
    m_failed->setPalette(danger);
    m_failed->setIcon(look::pixmap(u"error"_s, colours.danger, look::iconSize, devicePixelRatioF()));
}

} // namespace ui
