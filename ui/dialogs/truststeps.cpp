#include "ui/dialogs/truststeps.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>

#include "ui/dialogs/certificatetext.h"
#include "ui/dialogs/trustcommands.h"
#include "ui/look/theme.h"
#include "ui/widgets/copyfield.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *words(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

TrustSteps::TrustSteps(const http::CertificateInfo &authority, const QString &place, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_buttons(new QWidget(this))
{
    const QString name = CertificateText::nameOf(authority.subject);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setColumnStretch(1, 1);
    m_grid->setHorizontalSpacing(look::cellPadding);
    auto *fingerprint = new CopyField(u"fingerprintField"_s, tr("Fingerprint"), this);
    fingerprint->setBoxed();
    fingerprint->setValue(tr("SHA-256 %1", "a fingerprint").arg(CertificateText::fingerprint(authority.sha256)));
    addStep(tr("Ask your administrator for the fingerprint of %1 and compare:").arg(name), fingerprint);

    auto *trust = new QPushButton(tr("&Trust this CA…"), m_buttons);
    trust->setObjectName(u"trustCertificateButton"_s);
    trust->setAutoDefault(false);
    connect(trust, &QPushButton::clicked, this, &TrustSteps::trustRequested);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(trust);
    row->addStretch(1);
    addStep(tr("If it is the same, trust it for this connection:"), m_buttons);
    addStep(tr("For other programs on this computer:"), makePrograms(name, place));
}

void TrustSteps::addButtons(QWidget *buttons)
{
    static_cast<QHBoxLayout *>(m_buttons->layout())->insertWidget(1, buttons);
}

void TrustSteps::addStep(const QString &text, QWidget *below)
{
    const int row = m_grid->rowCount();
    m_grid->addWidget(words(tr("%1.", "number of a step").arg(++m_steps), this), row, 0, Qt::AlignTop);
    m_grid->addWidget(words(text, this), row, 1);
    m_grid->addWidget(below, row + 1, 1);
}

QWidget *TrustSteps::makePrograms(const QString &authority, const QString &place)
{
    auto *programs = new QWidget(this);
    auto *tabs = new QTabBar(programs);
    tabs->setObjectName(u"programTabs"_s);
    tabs->setAccessibleName(tr("Other programs"));
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    auto *lines = new CopyField(u"programLines"_s, tr("Commands"), programs);
    lines->setBoxed();
    const std::vector<TrustCommands::Entry> entries = TrustCommands::of(authority, place);
    for (const TrustCommands::Entry &entry : entries)
        tabs->addTab(entry.program);
    const auto show = [lines, entries](int tab) { lines->setValue(entries.at(static_cast<std::size_t>(tab)).lines); };
    connect(tabs, &QTabBar::currentChanged, lines, show);
    show(0);
    auto *layout = new QVBoxLayout(programs);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(tabs);
    layout->addWidget(lines);
    return programs;
}

} // namespace ui
