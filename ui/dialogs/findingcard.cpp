#include "ui/dialogs/findingcard.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "models/format.h"
#include "ui/dialogs/certificatedialog.h"
#include "ui/dialogs/certificatetext.h"
#include "ui/dialogs/certificatetree.h"
#include "ui/dialogs/notes.h"
#include "ui/dialogs/truststeps.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/valuetext.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int headIconSize = 20;

QLabel *heading(const QString &text, QWidget *parent)
{
    QLabel *label = makeSelectableText(text, parent);
    label->setFont(look::weighted(parent->font(), QFont::DemiBold));
    return label;
}

/// A sentence ends with its mark; what does not is a line for a file or a terminal.
bool isSentence(const QString &text)
{
    static const QString marks = u".:?!…。：？！"_s;
    return !text.isEmpty() && !text.contains(u'\n') && marks.contains(text.back());
}

} // namespace

FindingCard::FindingCard(const doctor::Finding &finding, const QString &place, QWidget *parent)
    : QWidget(parent)
    , m_severity(finding.severity)
    , m_icon(new QLabel(this))
    , m_more(new QToolButton(this))
    , m_evidence(new ValueText(this))
{
    setObjectName(u"findingCard"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeHead(models::visibleText(finding.what)));
    if (finding.chain)
        addCertificates(*layout, finding);
    if (!finding.why.isEmpty()) {
        layout->addSpacing(look::iconGap);
        layout->addWidget(heading(tr("Why", "heading: why it happened"), this));
        layout->addWidget(makeSelectableText(finding.why, this));
    }
    if (!finding.actions.isEmpty()) {
        layout->addSpacing(look::iconGap);
        layout->addWidget(heading(tr("What to do"), this));
        addActions(*layout, finding, place);
    }
    addDetails(*layout, finding);
    refreshIcon();
}

QWidget *FindingCard::makeHead(const QString &what)
{
    auto *head = new QWidget(this);
    auto *title = makeSelectableText(what, head);
    title->setObjectName(u"findingTitle"_s);
    title->setFont(look::headlineFont(font()));
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(look::cellPadding);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(title, 1);
    return head;
}

void FindingCard::addCertificates(QVBoxLayout &layout, const doctor::Finding &finding)
{
    m_certificates = new CertificateTree(*finding.chain, this);
    const bool isProxy = finding.chain->peer == http::PeerChain::Peer::Proxy;
    layout.addSpacing(look::iconGap);
    layout.addWidget(heading(tr("What happened", "heading of a finding"), this));
    layout.addWidget(
        makeSelectableText(isProxy ? tr("The proxy showed these certificates. No user name and no secret were sent.")
                                   : tr("The registry showed these certificates. No user name and no secret were "
                                        "sent."),
                           this));
    layout.addWidget(m_certificates);
    if (!CertificateText::authorityToTrust(*finding.chain)) // else beside the button that trusts it
        layout.addWidget(makeCertificateButtons(), 0, Qt::AlignLeft);
}

/// For the certificate that is chosen in the tree.
QWidget *FindingCard::makeCertificateButtons()
{
    auto *buttons = new QWidget(this);
    auto *view = new QPushButton(tr("&View certificate…"), buttons);
    auto *save = new QPushButton(tr("Save as &PEM…"), buttons);
    view->setObjectName(u"viewCertificateButton"_s);
    save->setObjectName(u"saveCertificateButton"_s);
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *button : {view, save}) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    connect(view, &QPushButton::clicked, this,
            [this] { (new CertificateDialog(m_certificates->current(), window()))->open(); });
    connect(save, &QPushButton::clicked, this, [this] { emit saveRequested(m_certificates->current()); });
    return buttons;
}

void FindingCard::addActions(QVBoxLayout &layout, const doctor::Finding &finding, const QString &place)
{
    int number = 0;
    const http::CertificateInfo *authority
        = finding.chain ? CertificateText::authorityToTrust(*finding.chain) : nullptr;
    if (authority) {
        auto *steps = new TrustSteps(*authority, place, this);
        steps->addButtons(makeCertificateButtons());
        connect(steps, &TrustSteps::trustRequested, this,
                [this, trusted = *authority] { emit trustRequested(trusted); });
        layout.addWidget(steps);
        number = steps->steps();
    }
    const bool isSaid = authority && authority->isSelfIssued(); // by the steps
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(look::cellPadding);
    for (const QString &action : isSaid ? QStringList() : finding.actions) {
        const int row = grid->rowCount();
        if (isSentence(action)) {
            grid->addWidget(makeSelectableText(tr("%1.", "number of a step").arg(++number), this), row, 0,
                            Qt::AlignTop);
            grid->addWidget(makeSelectableText(action, this), row, 1);
        } else {
            auto *line = new CopyField(u"findingLine%1"_s.arg(row), tr("Line to copy"), this);
            line->setBoxed();
            line->setValue(action);
            grid->addWidget(line, row, 1);
        }
    }
    layout.addLayout(grid);
}

void FindingCard::addDetails(QVBoxLayout &layout, const doctor::Finding &finding)
{
    QStringList lines{finding.id};
    for (const auto &[name, value] : finding.evidence)
        lines.append(u"%1: %2"_s.arg(name, value));
    m_evidence->setObjectName(u"findingEvidence"_s);
    m_evidence->setAccessibleName(tr("Details"));
    m_evidence->setFont(look::fixedFont(font()));
    m_evidence->setValue(lines.join(u'\n'));
    m_evidence->hide();
    m_more->setObjectName(u"findingDetailsButton"_s);
    m_more->setText(tr("Details: %1", "%1 is the id of an error").arg(finding.id));
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setArrowType(Qt::RightArrow);
    m_more->setAutoRaise(true);
    m_more->setCheckable(true);
    m_more->setFocusPolicy(Qt::StrongFocus);
    connect(m_more, &QToolButton::toggled, this, [this](bool open) {
        m_more->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_evidence->setVisible(open);
    });
    layout.addSpacing(look::iconGap);
    layout.addWidget(m_more, 0, Qt::AlignLeft);
    layout.addWidget(m_evidence);
}

void FindingCard::refreshIcon()
{
    const look::Colours &colours = look::Colours::of(palette());
    const bool isProblem = m_severity == doctor::Severity::Problem;
    const bool isWarning = m_severity == doctor::Severity::Warning;
    m_icon->setPixmap(look::pixmap(isProblem       ? u"error"_s
                                       : isWarning ? u"warn"_s
                                                   : u"info"_s,
                                   isProblem       ? colours.danger
                                       : isWarning ? colours.warn
                                                   : colours.text2,
                                   headIconSize, devicePixelRatioF()));
}

void FindingCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
}

} // namespace ui
