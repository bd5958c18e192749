#include "ui/dialogs/connectioncheckpanel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>

#include "app/http/peerchain.h"
#include "models/format.h"
#include "ui/dialogs/certificatetext.h"
#include "ui/dialogs/checklist.h"
#include "ui/dialogs/notes.h"
#include "ui/errortext.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::ErrorReason;
using connections::Connection;

namespace {

constexpr int panelMargin = 16;

QLabel *makeText(const QString &objectName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QPushButton *makeButton(const QString &text, const QString &objectName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    return button;
}

bool isSecret(const base::Error &error)
{
    return error.kind == ErrorKind::Unauthorized && error.reason == ErrorReason::None;
}

} // namespace

ConnectionCheckPanel::ConnectionCheckPanel(CheckList &checks, QWidget *parent)
    : QFrame(parent)
    , m_checks(checks)
    , m_view(checks.makeView(u"connectionChecks"_s, this))
    , m_title(makeText(u"connectionCheckTitle"_s, this))
    , m_counts(makeText(u"connectionCheckCounts"_s, this))
    , m_icon(new QLabel(this))
    , m_headline(makeText(u"connectionCheckResult"_s, this))
    , m_reasons(new QWidget(this))
    , m_why(makeText(u"connectionCheckWhy"_s, this))
    , m_facts(makeText(u"connectionCheckFacts"_s, this))
    , m_rest(new QWidget(this))
    , m_trust(makeButton(tr("&Trust this CA…"), u"trustAuthorityButton"_s, this))
    , m_allow(makeButton(tr("A&llow for this connection…"), u"allowRealmButton"_s, this))
    , m_field(makeButton(tr("&Show the field"), u"showFieldButton"_s, this))
    , m_doctor(makeButton(tr("Run &Doctor"), u"signInDoctorButton"_s, this))
    , m_check(makeButton(tr("Chec&k"), u"connectionCheckButton"_s, this))
    , m_copy(makeButton(tr("&Copy details"), u"copyCheckButton"_s, this))
{
    setObjectName(u"connectionCheckPanel"_s);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    makeLayout();
    connect(m_check, &QPushButton::clicked, this, &ConnectionCheckPanel::checkRequested);
    connect(m_trust, &QPushButton::clicked, this, [this] { emit trustRequested(*m_authority); });
    connect(m_allow, &QPushButton::clicked, this, [this] { emit realmRequested(m_realm); });
    connect(m_field, &QPushButton::clicked, this, [this] { emit fieldRequested(*m_error); });
    connect(m_doctor, &QPushButton::clicked, this, &ConnectionCheckPanel::doctorRequested);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_copied); });
    for (const auto changed : {&CheckList::rowsInserted, &CheckList::rowsRemoved})
        connect(&m_checks, changed, this, &ConnectionCheckPanel::refreshChecks);
    connect(&m_checks, &CheckList::modelReset, this, &ConnectionCheckPanel::refreshChecks);
    connect(&m_checks, &CheckList::itemChanged, this, &ConnectionCheckPanel::refreshChecks);
    refreshChecks();
    showNothing();
}

void ConnectionCheckPanel::makeLayout()
{
    m_title->setText(tr("Doctor", "headline of the checks of a connection"));
    m_title->setFont(look::weighted(m_title->font(), QFont::DemiBold));
    m_title->setWordWrap(false);
    m_counts->setFont(look::smallFont(font()));
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    m_counts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *head = new QHBoxLayout;
    head->setSpacing(look::iconGap);
    head->addWidget(m_title);
    head->addWidget(m_counts, 1);
    auto *result = new QHBoxLayout;
    result->setSpacing(look::iconGap);
    result->addWidget(m_icon, 0, Qt::AlignTop);
    result->addWidget(m_headline, 1);
    m_headline->setFont(look::weighted(m_headline->font(), QFont::Medium));
    m_why->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setFont(look::smallFont(font()));
    for (QLabel *text : {m_why, m_facts}) {
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setFocusPolicy(Qt::NoFocus); // which a mouse that selects would give it, and Tab does not
    }
    auto *words = new QVBoxLayout;
    words->setContentsMargins(panelMargin, 0, panelMargin, 0);
    words->setSpacing(8);
    words->addLayout(head);
    words->addLayout(result);
    auto *reasons = new QVBoxLayout(m_reasons);
    reasons->setContentsMargins(0, 0, 0, 0);
    reasons->setSpacing(8);
    reasons->addWidget(m_why);
    reasons->addWidget(m_facts);
    reasons->addWidget(m_trust, 0, Qt::AlignLeft);
    words->addWidget(m_reasons);
    for (QPushButton *button : {m_allow, m_field, m_doctor, m_copy})
        words->addWidget(button, 0, Qt::AlignLeft);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(panelMargin, 0, panelMargin, 0);
    foot->addWidget(m_check);
    foot->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 12);
    layout->setSpacing(8);
    layout->addLayout(words);
    auto *checks = new QHBoxLayout; // whose rows have a padding of their own
    checks->setContentsMargins(panelMargin - look::cellPadding, 0, panelMargin - look::cellPadding, 0);
    checks->addWidget(m_view);
    layout->addLayout(checks, 1);
    layout->addWidget(m_rest, 1);
    layout->addLayout(foot);
}

void ConnectionCheckPanel::display(const QString &icon, const QColor &colour, const QString &headline)
{
    m_isChecking = icon == u"wait"_s;
    m_icon->setPixmap(look::pixmap(icon, colour, look::iconSize, devicePixelRatioF()));
    m_headline->setText(headline);
    m_hasResult = !headline.isEmpty();
    m_icon->setVisible(!headline.isEmpty());
    m_headline->setVisible(!headline.isEmpty());
    m_why->hide();
    m_facts->hide();
    for (QPushButton *button : {m_trust, m_allow, m_field, m_doctor, m_copy})
        button->hide();
    m_error.reset();
    m_isDoctorOffered = false;
    m_copied.clear();
}

void ConnectionCheckPanel::showNothing()
{
    display({}, {}, {});
    m_why->setText(
        tr("Portolan looks whether it reaches the registry. Nothing there is changed, and nothing is kept."));
    m_why->show();
}

void ConnectionCheckPanel::showChecking(const Connection &connection)
{
    display(u"wait"_s, look::Colours::of(palette()).text2,
            tr("Asking %1…").arg(models::visibleText(connection.address())));
}

void ConnectionCheckPanel::showWelcome(const jobs::CheckConnectionJob::Welcome &welcome)
{
    const Connection &connection = welcome.connection;
    const QString user = models::visibleText(connection.user);
    const QString how = connection.isFolder() ? tr("The folder can be read.")
        : connection.user.isEmpty()           ? tr("It is a registry, and lets everybody in.")
        : welcome.signInOffered               ? tr("It is a registry, and accepted %1.", "a user").arg(user)
                                              : tr("It is a registry, and asks nobody to sign in.");
    display(u"ok"_s, look::Colours::of(palette()).ok, how);
    if (connection.isFolder() || connection.origin.secure)
        return;
    m_why->setText(tr("The connection is not encrypted."));
    m_why->show();
}

void ConnectionCheckPanel::showFailure(const base::Error &error, const Connection &connection, bool isSignedOut)
{
    const look::Colours &colours = look::Colours::of(palette());
    const QString name = models::visibleText(connection.address());
    if (isSecret(error) && isSignedOut) {
        display(u"key"_s, colours.accent, tr("%1 is a registry, and asks you to sign in.").arg(name));
        m_error = error;
        return;
    }
    const QString headline = isSecret(error) && !connection.user.isEmpty()
        ? tr("%1 did not accept %2.", "%1 is a registry, %2 a user").arg(name, models::visibleText(connection.user))
        : ErrorWords::explain(error, name).headline;
    display(u"error"_s, colours.danger, headline);
    m_error = error;
    explain(error, connection);
}

void ConnectionCheckPanel::explain(const base::Error &error, const Connection &connection)
{
    const QString name = models::visibleText(connection.address());
    const ErrorText words = ErrorWords::explain(error, name);
    m_why->setText(isSecret(error) ? tr("The user, or the password or token, is wrong or has expired. Accounts with a "
                                        "second factor need a token.")
                                   : tr("%1 %2", "two sentences").arg(words.why, words.advice).trimmed());
    m_why->show();
    m_copied = words.report();
    offerTrust(error);
    offerRealm(error);
    if (!m_facts->text().isEmpty() && m_facts->isVisibleTo(m_reasons))
        m_copied.append(u"\n"_s).append(m_facts->text());
    refreshReasons();
}

/// The chain that the server showed, and whether its authority is among it.
void ConnectionCheckPanel::offerTrust(const base::Error &error)
{
    const http::PeerChain *chain = http::peerChain(error);
    m_authority.reset();
    if (!chain || chain->peer != http::PeerChain::Peer::Server)
        return;
    const http::CertificateInfo &own = chain->certificates.front();
    const bool isUnknown
        = error.reason == ErrorReason::CertificateNotTrusted || error.reason == ErrorReason::CertificateSelfSigned;
    const http::CertificateInfo *authority = isUnknown ? CertificateText::sentAuthority(*chain) : nullptr;
    m_facts->setText(CertificateText::facts(authority ? *authority : own));
    m_facts->show();
    if (authority)
        m_authority = *authority;
    m_trust->setVisible(authority);
    if (isUnknown && !authority)
        m_why->setText(tr("%1 The server did not send the certificate of that authority: add its file below “Trust "
                          "also”.",
                          "%1 is a sentence")
                           .arg(m_why->text()));
}

/// The token server that the password would go to.
void ConnectionCheckPanel::offerRealm(const base::Error &error)
{
    const Result<http::Url> realm = http::Url::parse(error.url.toUtf8());
    m_realm.clear();
    if (error.reason != ErrorReason::TokenRealmNotApproved || !realm)
        return;
    m_facts->setText(tr("It names this host: %1", "a URL").arg(models::visibleText(error.url)));
    m_facts->show();
    if (!realm->origin().secure) { // nothing may go there
        m_why->setText(tr("That host would be reached without encryption, so that nothing is sent there. Tell the "
                          "registry’s administrator."));
        return;
    }
    m_realm = QString::fromLatin1(realm->origin().toBytes());
    m_allow->show();
}

void ConnectionCheckPanel::setBrief(bool brief)
{
    m_isBrief = brief;
    m_title->setVisible(!brief);
    m_check->setVisible(!brief);
    refreshChecks();
    refreshReasons();
}

void ConnectionCheckPanel::refreshReasons()
{
    m_reasons->setVisible(!m_isBrief);
    m_doctor->setVisible(!m_isBrief && m_isDoctorOffered);
    m_copy->setVisible(!m_isBrief && !m_copied.isEmpty());
}

void ConnectionCheckPanel::refreshChecks()
{
    const bool isThere = m_checks.rowCount() > 0 && !m_isBrief;
    m_view->setVisible(isThere);
    m_rest->setVisible(!isThere && !m_isBrief);
    m_counts->setVisible(isThere);
    m_counts->setText(m_checks.counts());
}

void ConnectionCheckPanel::offerField()
{
    m_field->show();
}

void ConnectionCheckPanel::offerDoctor()
{
    m_isDoctorOffered = true;
    refreshReasons();
}

void ConnectionCheckPanel::setCheckable(bool checkable)
{
    m_check->setEnabled(checkable);
}

} // namespace ui
