#include "ui/dialogs/doctorview.h"

#include <algorithm>

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeView>
#include <QUrl>
#include <QVBoxLayout>

#include "models/format.h"
#include "ui/dialogs/findingcard.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using State = doctor::Check::State;

namespace {

constexpr int margin = 16;

} // namespace

DoctorView::DoctorView(QWidget *parent)
    : QWidget(parent)
    , m_address(new QLabel(this))
    , m_state(new QLabel(this))
    , m_view(m_checks.makeView(u"doctorChecks"_s, this))
    , m_scroll(new QScrollArea(this))
    , m_buttons(new QHBoxLayout)
    , m_copy(new QPushButton(tr("&Copy report"), this))
    , m_save(new QPushButton(tr("&Save report…"), this))
    , m_again(new QPushButton(tr("&Run again"), this))
    , m_ask(new QPushButton(tr("&Ask it…", "the registry, whether it allows deleting"), this))
{
    setObjectName(u"doctorView"_s);
    auto *top = new QHBoxLayout;
    top->setSpacing(0);
    top->addWidget(makeChecks());
    top->addWidget(makeLine(this, Qt::Vertical));
    top->addWidget(makeFindings(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top, 1);
    layout->addWidget(makeLine(this));
    layout->addLayout(makeButtons());
}

QWidget *DoctorView::makeChecks()
{
    auto *side = new QWidget(this);
    side->setAutoFillBackground(true);
    side->setBackgroundRole(QPalette::Base);
    side->setFixedWidth(fontMetrics().averageCharWidth() * 44);
    m_address->setTextFormat(Qt::PlainText);
    m_address->setFont(look::weighted(font(), QFont::DemiBold));
    m_state->setObjectName(u"doctorState"_s);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setFont(look::smallFont(font()));
    m_state->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_address, m_state})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(look::cellPadding, look::cellPadding, look::cellPadding, look::cellPadding);
    head->setSpacing(4);
    head->addWidget(m_address);
    head->addWidget(m_state);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(makeLine(side));
    layout->addWidget(m_view, 1);
    m_ask->setObjectName(u"askDeletionButton"_s);
    m_ask->setAccessibleName(tr("Ask the registry whether it allows deleting"));
    m_ask->setToolTip(m_ask->accessibleName());
    m_ask->setAutoDefault(false);
    m_ask->hide();
    connect(m_ask, &QPushButton::clicked, this, &DoctorView::deletionRequested);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(look::cellPadding, look::iconGap, look::cellPadding, look::iconGap);
    foot->addWidget(m_ask, 0, Qt::AlignLeft);
    layout->addLayout(foot);
    return side;
}

QWidget *DoctorView::makeFindings()
{
    m_scroll->setObjectName(u"doctorFindings"_s);
    m_scroll->setAccessibleName(tr("Findings"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return m_scroll;
}

QLayout *DoctorView::makeButtons()
{
    m_copy->setObjectName(u"copyReportButton"_s);
    m_save->setObjectName(u"saveReportButton"_s);
    m_again->setObjectName(u"runAgainButton"_s);
    for (QPushButton *button : {m_copy, m_save, m_again})
        button->setAutoDefault(false); // in a dialog that has a default button of its own
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_report.toText()); });
    connect(m_save, &QPushButton::clicked, this, &DoctorView::saveRequested);
    connect(m_again, &QPushButton::clicked, this, &DoctorView::runAgainRequested);
    m_buttons->setContentsMargins(margin, look::cellPadding, margin, look::cellPadding);
    m_buttons->setSpacing(8);
    m_buttons->addWidget(m_copy);
    m_buttons->addWidget(m_save);
    m_buttons->addStretch(1);
    m_buttons->addWidget(m_again);
    return m_buttons;
}

void DoctorView::addButton(QPushButton *button, bool isBeforeRun)
{
    button->setParent(this);
    m_buttons->insertWidget(isBeforeRun ? m_buttons->indexOf(m_again) : m_buttons->count(), button);
}

void DoctorView::setDeletionAskable(bool isAskable)
{
    m_isDeletionAskable = isAskable;
    refreshDeletion();
}

void DoctorView::confirmDeletion(Prompts &prompts, QWidget *window, const QString &registry, const Prompts::Yes &yes)
{
    prompts.confirm(
        window, tr("Ask %1 whether it allows deleting?").arg(models::visibleText(registry)),
        tr("Portolan sends one request to delete an image whose digest is made of random numbers. There is no such "
           "image, so nothing can be deleted; the answer tells whether deletion is switched on. The registry may write "
           "the request into its log."),
        tr("Ask it", "the registry"), yes);
}

/// Where the registry lets us in and the question was not asked.
void DoctorView::refreshDeletion()
{
    const auto stateOf = [this](QStringView id) {
        const auto found = std::find_if(m_report.checks.begin(), m_report.checks.end(),
                                        [id](const doctor::Check &check) { return check.id == id; });
        return found == m_report.checks.end() ? State::Running : found->state;
    };
    m_ask->setVisible(m_isDeletionAskable && !m_running && stateOf(u"v2") == State::Passed
                      && stateOf(u"token") != State::Failed && stateOf(u"delete") == State::Skipped);
}

void DoctorView::begin(const QString &address)
{
    m_report = {};
    m_checks.begin();
    m_address->setText(models::visibleText(address));
    m_state->setText(tr("Checking…"));
    showMessage(u"wait"_s, tr("Checking…"), tr("Nothing is sent that could change something on the registry."));
    setRunning(true);
}

void DoctorView::clear()
{
    m_checks.clear();
    forgetSignIn({});
}

void DoctorView::forgetSignIn(const QString &hint)
{
    m_report = {};
    m_checks.forgetFrom(doctor::Step::Token, hint);
    m_state->clear();
    setContents(new QWidget);
    setRunning(false);
}

void DoctorView::showCheck(const doctor::Check &check)
{
    m_checks.show(check);
}

void DoctorView::showReport(const doctor::Report &report)
{
    m_report = report;
    for (const doctor::Check &check : report.checks)
        m_checks.show(check);
    setRunning(false);
    selectFailed();
    m_state->setText(outcome());
    if (report.findings.empty())
        showMessage(u"ok"_s, tr("Everything works"), tr("Every check passed, or was not needed."));
    else
        showFindings();
}

QString DoctorView::outcome() const
{
    const QString time = timeText(QDateTime::currentDateTime());
    const auto failed = std::find_if(m_report.checks.begin(), m_report.checks.end(),
                                     [](const doctor::Check &check) { return check.state == State::Failed; });
    const bool isLast = std::none_of(failed, m_report.checks.end(), [](const doctor::Check &check) {
        return check.id == "catalog"_L1 && check.state == State::Skipped;
    });
    if (failed != m_report.checks.end() && !isLast)
        return tr("Stopped at step %1 of %2, %3", "two numbers, a time")
            .arg(failed - m_report.checks.begin() + 1)
            .arg(m_report.checks.size())
            .arg(time);
    const auto problems
        = std::count_if(m_report.findings.begin(), m_report.findings.end(),
                        [](const doctor::Finding &found) { return found.severity == doctor::Severity::Problem; });
    return problems > 0 ? tr("%Ln problem(s), %1", "%1 is a time", int(problems)).arg(time)
                        : tr("No problem, %1", "%1 is a time").arg(time);
}

void DoctorView::showFindings()
{
    auto *cards = new QWidget(m_scroll);
    auto *layout = new QVBoxLayout(cards);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin);
    for (const doctor::Finding &finding : m_report.findings) {
        if (layout->count() > 0)
            layout->addWidget(makeLine(cards));
        auto *card = new FindingCard(finding, QUrl(m_report.url).authority(), cards);
        connect(card, &FindingCard::trustRequested, this, &DoctorView::trustRequested);
        connect(card, &FindingCard::saveRequested, this, &DoctorView::certificateSaveRequested);
        layout->addWidget(card);
    }
    layout->addStretch(1);
    setContents(cards);
}

/// The first check that failed, so that the list says at once how far it came.
void DoctorView::selectFailed()
{
    if (const QModelIndex failed = m_checks.firstFailed(); failed.isValid())
        m_view->setCurrentIndex(failed);
}

void DoctorView::showStopped(const QString &headline, const QString &why)
{
    setRunning(false);
    m_state->setText(headline);
    showMessage(u"stop"_s, headline, why);
}

void DoctorView::showMessage(const QString &icon, const QString &headline, const QString &text)
{
    auto *message = new Placeholder(m_scroll);
    message->setBackgroundRole(QPalette::Window);
    message->display(icon, headline, text);
    setContents(message);
}

void DoctorView::setContents(QWidget *contents)
{
    m_scroll->setWidget(contents); // deletes the one before
    contents->show();
}

void DoctorView::setRunning(bool running)
{
    m_running = running;
    m_again->setEnabled(!running);
    for (QPushButton *button : {m_copy, m_save})
        button->setEnabled(!running && !m_report.checks.empty());
    refreshDeletion();
}

} // namespace ui
