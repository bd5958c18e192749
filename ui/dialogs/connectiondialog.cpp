#include "ui/dialogs/connectiondialog.h"

#include <algorithm>

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>

#include "models/format.h"
#include "ui/dialogs/certificatetext.h"
#include "ui/dialogs/connectionaddressform.h"
#include "ui/dialogs/connectioncheckpanel.h"
#include "ui/dialogs/connectionlevelform.h"
#include "ui/dialogs/connectionnetworksection.h"
#include "ui/dialogs/connectionwords.h"
#include "ui/dialogs/doctorview.h"
#include "ui/dialogs/notes.h"
#include "ui/dialogs/signinform.h"
#include "ui/errortext.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/prompts.h"
#include "ui/widgets/infobar.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::Connection;
using Step = ConnectionSteps::Step;

ConnectionDialog::ConnectionDialog(Purpose purpose, std::vector<Connection> others, Prompts &prompts, QWidget *parent)
    : QDialog(parent)
    , m_purpose(purpose)
    , m_others(std::move(others))
    , m_prompts(prompts)
    , m_steps(new ConnectionSteps(this))
    , m_danger(new InfoBar(this))
    , m_headline(new QLabel(this))
    , m_middle(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_stack(new QStackedWidget(this))
    , m_left(new QWidget(this))
    , m_address(new ConnectionAddressForm(this))
    , m_network(new ConnectionNetworkSection(prompts, this))
    , m_signIn(new SignInForm(this))
    , m_test(new QPushButton(tr("Te&st sign-in"), this))
    , m_testNote(makeNote({}, 0, this))
    , m_doctor(new DoctorView(this))
    , m_panel(new ConnectionCheckPanel(m_doctor->checks(), this))
    , m_line(makeLine(this, Qt::Vertical))
    , m_level(new ConnectionLevelForm(this))
{
    setObjectName(u"connectionDialog"_s);
    setWindowTitle(purpose == Purpose::Add        ? tr("New connection")
                       : purpose == Purpose::Edit ? tr("Edit connection")
                                                  : tr("Sign in"));
    m_headline->setFont(look::headlineFont(m_headline->font()));
    m_headline->setObjectName(u"connectionHeadline"_s);
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setWordWrap(true);
    m_danger->setObjectName(u"connectionDanger"_s);
    makePages();
    makeButtons();
    makeLayout();
    joinForms();
    goTo(purpose == Purpose::SignIn ? Step::SignIn : Step::Address);
}

void ConnectionDialog::makePages()
{
    m_test->setObjectName(u"testSignInButton"_s);
    m_test->setAutoDefault(false);
    m_test->setVisible(m_purpose != Purpose::SignIn);
    auto *test = new QWidget(this);
    auto *row = new QHBoxLayout(test);
    row->setContentsMargins(0, look::cellPadding, 0, 0);
    row->setSpacing(look::cellPadding);
    row->addWidget(m_test);
    row->addWidget(m_testNote, 1);
    m_place = makeScrollingForm({m_address, m_network}, m_stack);
    m_stack->addWidget(m_place);
    m_stack->addWidget(makeScrollingForm({m_signIn, test}, m_stack));
    m_stack->addWidget(m_doctor);
    m_stack->addWidget(makeScrollingForm({m_level}, m_stack));
}

void ConnectionDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->setObjectName(u"connectionButtons"_s);
    m_back = buttons->addButton(tr("&Back", "to the step before"), QDialogButtonBox::ActionRole);
    m_next = buttons->addButton(tr("&Next", "step"), QDialogButtonBox::ActionRole);
    m_save = buttons->addButton(m_purpose == Purpose::Add        ? tr("Add", "a connection")
                                    : m_purpose == Purpose::Edit ? tr("Save")
                                                                 : tr("Sign in"),
                                QDialogButtonBox::ActionRole); // stays where Next was
    m_back->setObjectName(u"connectionBackButton"_s);
    m_next->setObjectName(u"connectionNextButton"_s);
    m_save->setObjectName(u"connectionSaveButton"_s);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"connectionCancelButton"_s);
    for (QAbstractButton *button : buttons->buttons())
        static_cast<QPushButton *>(button)->setAutoDefault(false);
    connect(m_back, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (m_purpose == Purpose::SignIn)
            emit checkRequested();
        else
            accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    buttons->setContentsMargins(16, 12, 16, 12);
}

void ConnectionDialog::makeLayout()
{
    auto *left = new QVBoxLayout(m_left);
    left->setContentsMargins(16, 16, 16, 16);
    left->setSpacing(look::cellPadding);
    left->addWidget(m_headline);
    left->addWidget(m_stack, 1);
    m_middle->setSpacing(0);
    m_middle->addWidget(m_left, 5);
    m_middle->addWidget(m_line);
    m_middle->addWidget(m_panel, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_steps);
    layout->addWidget(makeLine(this));
    layout->addWidget(m_danger);
    layout->addLayout(m_middle, 1);
    layout->addWidget(makeLine(this));
    layout->addWidget(findChild<QDialogButtonBox *>());
    m_steps->setVisible(m_purpose != Purpose::SignIn);
    const int em = fontMetrics().averageCharWidth();
    const QSize wanted(em * 160, fontMetrics().height() * 44);
    resize(screen() ? wanted.boundedTo(screen()->availableSize() * 95 / 100) : wanted);
}

void ConnectionDialog::joinForms()
{
    const auto forget = [this] {
        m_panel->showNothing();
        m_isExamined = false;
        refresh();
        emit changed();
    };
    const auto edited = [this, forget] {
        m_doctor->clear();
        forget();
    };
    connect(m_address, &ConnectionAddressForm::edited, this, &ConnectionDialog::readAddress);
    connect(m_address, &ConnectionAddressForm::edited, this, edited);
    connect(m_network, &ConnectionNetworkSection::changed, this, edited);
    connect(m_signIn, &SignInForm::changed, this, [this, forget] {
        if (m_isExamined && m_isExaminedForNobody && isForNobody()) {
            refresh(); // only the kind of sign-in was chosen
            return;
        }
        m_doctor->forgetSignIn(m_signIn->user().isEmpty() ? QString() : tr("Next: press Test sign-in"));
        forget();
    });
    connect(m_level, &ConnectionLevelForm::changed, this, &ConnectionDialog::refresh);
    connect(m_steps, &ConnectionSteps::stepRequested, this, [this](int step) { goTo(static_cast<Step>(step)); });
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::check);
    connect(m_panel, &ConnectionCheckPanel::checkRequested, this, &ConnectionDialog::check);
    connect(m_doctor, &DoctorView::runAgainRequested, this, // a check for signing in would sign in
            [this] { m_purpose == Purpose::SignIn ? examine() : check(); });
    connect(m_doctor, &DoctorView::trustRequested, this, &ConnectionDialog::trust);
    connect(m_panel, &ConnectionCheckPanel::trustRequested, this, &ConnectionDialog::trust);
    connect(m_panel, &ConnectionCheckPanel::realmRequested, this, &ConnectionDialog::allowRealm);
    connect(m_panel, &ConnectionCheckPanel::fieldRequested, this, &ConnectionDialog::showField);
    connect(m_panel, &ConnectionCheckPanel::doctorRequested, this, [this] { goTo(Step::Check); });
}

void ConnectionDialog::setConnection(const Connection &connection, Known known)
{
    m_before = connection;
    m_known = known;
    m_approvedRealms = connection.approvedRealms;
    m_consentPlace = connection.address();
    m_network->proxy().setConnection(connection, known.proxy);
    m_network->tls().setConnection(connection, known.clientKey);
    m_address->setPlainHttp(connection.isPlainHttp() ? connections::PlainHttp::Allowed
                                                     : connections::PlainHttp::Refused);
    m_address->setText(ConnectionAddressForm::typedAddress(connection));
    m_signIn->setConnection(connection);
    m_level->setConnection(connection);
    if (m_purpose == Purpose::SignIn) {
        m_signIn->requireSecret();
        m_signIn->focusFirst();
    }
    refresh();
}

void ConnectionDialog::setAddress(const QString &text)
{
    m_address->setText(text);
}

const Result<connections::Address> &ConnectionDialog::address() const noexcept
{
    return m_address->address();
}

Connection ConnectionDialog::connection() const
{
    const Result<connections::Address> &address = m_address->address();
    Connection connection = m_before;
    const bool isAsBefore = m_address->text() == ConnectionAddressForm::typedAddress(m_before)
        && m_network->tls().isPlainHttpAllowed() == m_before.isPlainHttp();
    if (address && !isAsBefore) {
        connection = address->connection;
        if (!m_before.id.isEmpty())
            connection.id = m_before.id;
        connection.http2 = m_before.http2;
    }
    m_level->apply(connection);
    if (!connection.isFolder()) {
        m_network->apply(connection);
        connection.user = m_signIn->user();
        connection.secrets = m_signIn->place();
        connection.approvedRealms = m_approvedRealms;
    }
    connection.name = m_level->name().isEmpty() ? ConnectionWords::name(connection, m_others) : m_level->name();
    return connection;
}

ConnectionDialog::Secrets ConnectionDialog::secrets() const
{
    return {m_signIn->credential(), m_network->proxy().password(), m_network->tls().keyPassword()};
}

bool ConnectionDialog::isUsed(Step step) const
{
    const bool isFolder = address() && address()->connection.isFolder();
    return !isFolder || step != Step::SignIn;
}

bool ConnectionDialog::isComplete() const
{
    return address() && m_network->isComplete() && m_signIn->isComplete() && m_level->isComplete();
}

bool ConnectionDialog::isForNobody() const
{
    return m_signIn->user().isEmpty() && !m_signIn->credential();
}

void ConnectionDialog::step(int by)
{
    int next = m_step + by;
    while (next > Step::Address && next < Step::Level && !isUsed(static_cast<Step>(next)))
        next += by;
    goTo(static_cast<Step>(std::clamp(next, int(Step::Address), int(Step::Level))));
}

void ConnectionDialog::goTo(Step step)
{
    const Step before = std::exchange(m_step, step);
    m_steps->setCurrent(step);
    m_stack->setCurrentIndex(step);
    arrange();
    refresh();
    if (step == Step::Address)
        m_address->focusFirst();
    else if (step == Step::SignIn)
        m_signIn->focusFirst();
    else if (step == Step::Check)
        m_panel->setFocus(Qt::OtherFocusReason);
    else if (step == Step::Level)
        m_level->focusFirst();
    // Nothing is sent to an address that is half typed.
    const bool isLeaving = before == Step::Address && step > before && m_purpose == Purpose::Add;
    if ((isLeaving || step == Step::Check) && isComplete() && !m_panel->hasResult())
        emit checkRequested();
    if ((isLeaving || step == Step::Check) && isComplete() && !m_isExamined)
        examine();
}

/// In the step that checks, the panel is above what the doctor shows, and alone where there is nothing for him.
void ConnectionDialog::arrange()
{
    const bool isChecking = m_step == Step::Check;
    const bool isFolder = address() && address()->connection.isFolder();
    m_left->setVisible(!isChecking || !isFolder);
    m_headline->setVisible(!isChecking);
    m_panel->setBrief(isChecking && !isFolder);
    const int margin = isChecking ? 0 : 16;
    m_left->layout()->setContentsMargins(margin, margin, margin, margin);
    m_middle->setDirection(isChecking ? QBoxLayout::BottomToTop : QBoxLayout::LeftToRight);
    m_middle->setStretchFactor(m_panel, !isChecking ? 3 : isFolder ? 1 : 0);
    m_line->setMinimumSize(isChecking ? QSize(0, 1) : QSize(1, 0));
    m_line->setMaximumSize(isChecking ? QSize(QWIDGETSIZE_MAX, 1) : QSize(1, QWIDGETSIZE_MAX));
}

void ConnectionDialog::check()
{
    emit checkRequested();
    examine();
}

void ConnectionDialog::examine()
{
    const bool isOnlySignIn = m_purpose == Purpose::SignIn; // which closes when it succeeded
    if (!isUsed(Step::SignIn) || (isOnlySignIn && m_step != Step::Check))
        return;
    m_isExamined = true;
    m_isExaminedForNobody = isForNobody();
    emit doctorRequested();
}

void ConnectionDialog::showNoKeychain(const base::Error &error)
{
    m_signIn->refuseKeychain(ErrorWords::explain(error, {}).headline);
}

void ConnectionDialog::showChecking()
{
    m_panel->showChecking(connection());
    refresh();
}

void ConnectionDialog::showWelcome(const jobs::CheckConnectionJob::Welcome &welcome)
{
    m_panel->showWelcome(welcome);
    refresh();
}

void ConnectionDialog::showFailure(const base::Error &error)
{
    const bool isSignedOut = m_signIn->user().isEmpty();
    m_panel->showFailure(error, connection(), isSignedOut);
    if (m_purpose == Purpose::SignIn && ErrorWords::explain(error, {}).isOfConnection)
        m_panel->offerDoctor();
    if (error.kind == base::ErrorKind::Unauthorized && isSignedOut) {
        const QSignalBlocker quiet(m_signIn); // the result still holds
        m_signIn->suggestSignIn();
        if (m_step == Step::SignIn)
            m_signIn->focusFirst();
    }
    const bool isUntouched = !m_signIn->credential() && m_purpose != Purpose::SignIn;
    if (m_address->concerns(error) || ConnectionNetworkSection::concerns(error)) {
        m_panel->offerField();
        if (isUntouched && m_step <= Step::SignIn)
            showField(error);
    }
    refresh();
}

/// Goes to the field that a check failed on, without forgetting why: the address, or one in the closed section.
void ConnectionDialog::showField(const base::Error &error)
{
    goTo(Step::Address);
    if (!m_address->concerns(error)) {
        const QSignalBlocker quiet(m_network); // a change would drop the panel's result, and @p error with it
        m_network->reveal(error);
    }
    m_place->ensureWidgetVisible(focusWidget());
}

void ConnectionDialog::trust(const http::CertificateInfo &authority)
{
    m_prompts.confirm(this, CertificateText::trustQuestion(authority), CertificateText::trustMeaning(authority),
                      tr("Trust this CA"), [self = QPointer(this), pem = authority.pem()] {
                          if (!self)
                              return;
                          self->m_network->tls().addRoot(pem);
                          self->check();
                      });
}

void ConnectionDialog::allowRealm(const QString &origin)
{
    m_prompts.confirm(this, tr("Send the password to %1?").arg(origin),
                      tr("%1 wants you to sign in there. Allow it only if your administrator named that host. It holds "
                         "for this connection only.")
                          .arg(models::visibleText(connection().address())),
                      tr("Allow"), [self = QPointer(this), origin] {
                          if (!self)
                              return;
                          if (!self->m_approvedRealms.contains(origin))
                              self->m_approvedRealms.append(origin);
                          self->m_isExamined = false;
                          self->check();
                      });
}

/// Qt 6.4.2 stays on the last field of a page that scrolls, though the buttons come next in the chain (measured).
bool ConnectionDialog::focusNextPrevChild(bool next)
{
    QWidget *from = focusWidget() ? focusWidget() : this;
    const auto after
        = [next](QWidget *widget) { return next ? widget->nextInFocusChain() : widget->previousInFocusChain(); };
    for (QWidget *widget = after(from); widget != from; widget = after(widget)) {
        if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisibleTo(this) && widget->isEnabled()
            && widget->window() == this) {
            widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
    return false;
}

/// What was consented to for one place does not hold for another.
void ConnectionDialog::readAddress()
{
    if (!address())
        return;
    const QString place = address()->connection.address();
    if (place != m_consentPlace && !m_consentPlace.isEmpty()) {
        m_approvedRealms.clear();
        m_network->tls().dropExceptions();
    }
    m_consentPlace = place;
}

void ConnectionDialog::refresh()
{
    m_address->setPlainHttp(m_network->tls().isPlainHttpAllowed() ? connections::PlainHttp::Allowed
                                                                  : connections::PlainHttp::Refused);
    const Connection connection = this->connection();
    refreshNotes(connection);
    refreshButtons(connection.isFolder());
    refreshHeadline();
}

void ConnectionDialog::refreshNotes(const Connection &connection)
{
    m_address->setNote(address() ? ConnectionWords::address(*address(), connection, m_others) : QString());
    m_level->setSuggestedName(address() ? ConnectionWords::name(connection, m_others) : QString());
    m_signIn->setHasSecret(m_known.signIn && connection.hasSignInOf(m_before));
    m_testNote->setText(
        tr("Sends the secret to %1 only.", "a registry").arg(models::visibleText(connection.address())));
    m_testNote->setVisible(m_test->isVisibleTo(this));
    m_network->setVisible(!connection.isFolder());
    const QString danger = address() ? ConnectionWords::danger(connection) : QString();
    if (danger.isEmpty())
        m_danger->hide();
    else
        m_danger->display(InfoBar::Tone::Failure, danger);
}

void ConnectionDialog::refreshButtons(bool isFolder)
{
    const bool isComplete = this->isComplete();
    const bool isOnlySignIn = m_purpose == Purpose::SignIn;
    const bool isPlace = address() && m_network->isComplete();
    m_steps->setLeftOut(Step::SignIn, isFolder);
    m_steps->setReachable(Step::SignIn, isPlace);
    m_steps->setReachable(Step::Check, isPlace && m_signIn->isComplete());
    m_steps->setReachable(Step::Level, isPlace && m_signIn->isComplete());
    m_panel->setCheckable(isComplete);
    m_test->setEnabled(isComplete && !m_signIn->user().isEmpty());
    m_back->setVisible(!isOnlySignIn || m_step == Step::Check);
    m_back->setEnabled(m_step != Step::Address);
    const bool isLast = m_step == Step::Level;
    m_next->setVisible(!isOnlySignIn && (!isLast || m_purpose == Purpose::Edit));
    m_next->setEnabled(!isLast && isPlace && (m_step == Step::Address || m_signIn->isComplete()));
    m_save->setVisible(isOnlySignIn || isLast || m_purpose == Purpose::Edit);
    m_save->setEnabled(isComplete && !(isOnlySignIn && m_panel->isChecking()));
    (m_save->isVisibleTo(this) ? m_save : m_next)->setDefault(true);
}

void ConnectionDialog::refreshHeadline()
{
    const QString host = address() ? models::visibleText(address()->connection.address()) : QString();
    const QString name = m_before.name.isEmpty() ? host : models::visibleText(m_before.name);
    if (m_step == Step::SignIn)
        m_headline->setText(tr("Sign in to %1").arg(name));
    else if (m_step == Step::Level)
        m_headline->setText(tr("Name and level"));
    else
        m_headline->setText(m_purpose == Purpose::Edit ? tr("Edit %1").arg(name) : tr("Add a connection"));
}

} // namespace ui
