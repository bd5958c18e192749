#include <openssl/x509_vfy.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTextEdit>
#include <QTextLayout>
#include <QToolButton>
#include <QTreeView>

#include "app/doctor/words.h"
#include "models/roles.h"
#include "tests/support/modelprinter.h"
#include "ui/delegates/checkdelegate.h"
#include "ui/dialogs/certificatetree.h"
#include "ui/dialogs/connectioncheckpanel.h"
#include "ui/dialogs/doctordialog.h"
#include "ui/dialogs/doctorview.h"

using namespace Qt::StringLiterals;
using doctor::Check;
using doctor::Finding;
using doctor::Severity;
using State = doctor::Check::State;

/// What the doctor shows while it runs and once it is done.
class tst_DoctorView : public QObject
{
    Q_OBJECT

private slots:
    void running();
    void aProblem();
    void linesToCopy();
    void whatFailedIsInSight_data();
    void whatFailedIsInSight();
    void everythingWorks();
    void certificates_data();
    void certificates();
    void deletionIsOffered();
    void stopped();
    void namesOfServersAreMadeVisible();

private:
    static doctor::Report report();
    static bool isWrappedAtSpaces(const QString &text);
    static http::CertificateInfo certificate(const QString &subject, const QString &issuer);
    static QPushButton *button(const QWidget &view, const QString &name) { return view.findChild<QPushButton *>(name); }
};

doctor::Report tst_DoctorView::report()
{
    doctor::Report report;
    report.url = u"https://registry.example"_s;
    report.checks = {{u"tcp"_s, State::Passed, u"Port 443 answers"_s, {}},
                     {u"tls"_s, State::Failed, u"Certificate not trusted"_s, u"From “Corp Root”"_s},
                     {u"v2"_s, State::Skipped, u"Registry protocol"_s, {}}};
    Finding finding;
    finding.id = u"tls.untrusted"_s;
    finding.what = u"The certificate is not trusted."_s;
    finding.why = u"This computer does not know who issued it."_s;
    finding.actions = {u"Put it there:"_s, u"install -m644 ca.pem /etc/docker/certs.d/registry.example/ca.crt"_s};
    finding.evidence = {{u"issuer"_s, u"CN=Corp Root"_s}};
    report.findings = {finding};
    return report;
}

/// At every width that has room for its words.
bool tst_DoctorView::isWrappedAtSpaces(const QString &text)
{
    int breaks = 0;
    for (int width = 250; width < 700; width += 10) {
        QTextLayout layout(text);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            const qsizetype end = line.textStart() + line.textLength();
            if (end < text.size() && text[end - 1] != u' ')
                return false;
            breaks += end < text.size();
        }
        layout.endLayout();
    }
    return breaks > 0;
}

http::CertificateInfo tst_DoctorView::certificate(const QString &subject, const QString &issuer)
{
    http::CertificateInfo info;
    info.subject = u"CN="_s + subject;
    info.issuer = u"CN="_s + issuer;
    info.notBefore = std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000));
    info.notAfter = std::chrono::sys_seconds(std::chrono::seconds(1'900'000'000));
    info.names = {u"registry.example"_s};
    info.isAuthority = subject != u"registry.example"_s;
    info.sha256 = QByteArray(32, '\x5c');
    info.der = "der of " + subject.toUtf8();
    return info;
}

void tst_DoctorView::certificates_data()
{
    QTest::addColumn<bool>("isRootSent");
    QTest::newRow("the root was sent") << true;
    QTest::newRow("it was not") << false;
}

/// The chain from the top, what is wrong with it, and what can be done where the authority itself was sent.
void tst_DoctorView::certificates()
{
    QFETCH(const bool, isRootSent);
    http::PeerChain chain;
    chain.certificates
        = {certificate(u"registry.example"_s, u"Corp Issuing"_s), certificate(u"Corp Issuing"_s, u"Corp Root"_s)};
    if (isRootSent)
        chain.certificates.push_back(certificate(u"Corp Root"_s, u"Corp Root"_s));
    chain.problems = {isRootSent ? http::ChainProblem{X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, 2}
                                 : http::ChainProblem{X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, 1}};
    doctor::Report untrusted = report();
    untrusted.url = u"https://registry.example:5000/v2/"_s;
    untrusted.findings.front().chain = std::make_shared<const http::PeerChain>(chain);
    ui::DoctorDialog dialog(u"lab"_s);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    ui::DoctorView &view = *dialog.view();
    view.showReport(untrusted);
    dialog.show();

    auto *tree = view.findChild<ui::CertificateTree *>(u"certificateTree"_s);
    QStringList names;
    for (QModelIndex index = tree->model()->index(0, 0); index.isValid(); index = tree->model()->index(0, 0, index))
        names.append(index.data().toString());
    QCOMPARE(names, (QStringList{u"Corp Root"_s, u"Corp Issuing"_s, u"registry.example"_s}));
    const QModelIndex top = tree->model()->index(0, 0);
    QCOMPARE(top.siblingAtColumn(1).data().toString().startsWith(u"sent by the server; not known"_s), isRootSent);
    QCOMPARE(tree->current().subject, chain.certificates.front().subject);

    QSignalSpy trust(&view, &ui::DoctorView::trustRequested);
    QSignalSpy save(&view, &ui::DoctorView::certificateSaveRequested);
    tree->setCurrentIndex(tree->model()->index(0, 0, top));
    button(view, u"saveCertificateButton"_s)->click();
    QCOMPARE(save.count(), 1);
    QCOMPARE(save.front().front().value<http::CertificateInfo>().subject, u"CN=Corp Issuing"_s);
    button(view, u"viewCertificateButton"_s)->click();
    auto *shown = dialog.findChild<QDialog *>(u"certificateDialog"_s);
    QVERIFY(shown && shown->isVisible());
    shown->close();
    // One can be trusted only where it was sent; an intermediate is one as well.
    QPushButton *trusting = button(view, u"trustCertificateButton"_s);
    QVERIFY(trusting && !trusting->isDefault() && !trusting->autoDefault());
    trusting->click();
    QCOMPARE(trust.front().front().value<http::CertificateInfo>().subject,
             isRootSent ? u"CN=Corp Root"_s : u"CN=Corp Issuing"_s);
    auto *tabs = view.findChild<QTabBar *>(u"programTabs"_s);
    QCOMPARE(tabs->count(), 4);
    tabs->setCurrentIndex(1);
    view.findChild<QToolButton *>(u"programLinesButton"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"/etc/containers/certs.d/registry.example:5000/ca.crt"_s));
}

/// Only at a registry that lets us in, and not for a connection that must not change anything.
void tst_DoctorView::deletionIsOffered()
{
    ui::DoctorView view;
    doctor::Report healthy = report();
    healthy.findings.clear();
    healthy.checks = {{u"v2"_s, State::Passed, u"Registry protocol"_s, {}, std::chrono::milliseconds(12)},
                      {u"delete"_s, State::Skipped, u"Allows deleting"_s, {}}};
    view.show();
    view.begin(u"registry.example"_s);
    view.setDeletionAskable(true);
    QVERIFY(!button(view, u"askDeletionButton"_s)->isVisible());
    view.showReport(healthy);
    QVERIFY(button(view, u"askDeletionButton"_s)->isVisible());
    QSignalSpy asked(&view, &ui::DoctorView::deletionRequested);
    button(view, u"askDeletionButton"_s)->click();
    QCOMPARE(asked.count(), 1);
    view.setDeletionAskable(false);
    QVERIFY(!button(view, u"askDeletionButton"_s)->isVisible());
    view.setDeletionAskable(true);
    healthy.checks.back().state = State::Passed;
    view.showReport(healthy);
    QVERIFY(!button(view, u"askDeletionButton"_s)->isVisible());
    const auto *rows = view.findChild<QTreeView *>(u"doctorChecks"_s)->model();
    const QModelIndex v2 = rows->match(rows->index(0, 0), Qt::DisplayRole, u"Registry protocol"_s).value(0);
    QCOMPARE(v2.data(ui::CheckDelegate::TimeRole).toString(), u"12 ms"_s);
}

void tst_DoctorView::running()
{
    ui::DoctorView view;
    view.begin(u"registry.example"_s);
    view.showCheck({u"tcp"_s, State::Running, u"Port 443"_s, {}});
    view.showCheck({u"tcp"_s, State::Passed, u"Port 443 answers"_s, u"10.0.0.1"_s});
    view.showCheck({u"tls"_s, State::Running, u"Certificate"_s, {}});
    auto *checks = view.findChild<QTreeView *>(u"doctorChecks"_s);
    const QString rows = printModel(*checks->model());
    QVERIFY2(rows.contains(u"\nPort 443 answers\nCertificate\n"_s), qPrintable(rows));
    QCOMPARE(checks->model()->rowCount(), doctor::stepCount);
    QCOMPARE(checks->model()->index(2, 0).data(Qt::AccessibleTextRole).toString(),
             u"Port 443 answers, passed. 10.0.0.1"_s);
    QVERIFY(view.isRunning());
    for (const QString &name : {u"runAgainButton"_s, u"copyReportButton"_s, u"saveReportButton"_s})
        QVERIFY(!button(view, name)->isEnabled());
}

void tst_DoctorView::aProblem()
{
    ui::DoctorDialog dialog(u"lab"_s);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    ui::DoctorView &view = *dialog.view();
    QCOMPARE(dialog.windowTitle(), u"Doctor: lab"_s);
    view.begin(u"registry.example"_s);
    view.showReport(report());
    dialog.show();
    QCOMPARE(view.findChild<QTreeView *>(u"doctorChecks"_s)->currentIndex().data().toString(),
             u"Certificate not trusted"_s);
    QVERIFY(view.findChild<QLabel *>(u"doctorState"_s)->text().startsWith(u"1 problem"_s));
    QCOMPARE(view.findChild<QLabel *>(u"findingTitle"_s)->text(), u"The certificate is not trusted."_s);
    auto *evidence = view.findChild<QWidget *>(u"findingEvidence"_s);
    QVERIFY(!evidence->isVisible());
    view.findChild<QToolButton *>(u"findingDetailsButton"_s)->click();
    QVERIFY(evidence->isVisible());

    view.findChild<QToolButton *>(u"findingLine2Button"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), report().findings.front().actions.at(1));
    button(view, u"copyReportButton"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), report().toText());

    QSignalSpy again(&view, &ui::DoctorView::runAgainRequested);
    QSignalSpy save(&view, &ui::DoctorView::saveRequested);
    button(view, u"runAgainButton"_s)->click();
    button(view, u"saveReportButton"_s)->click();
    QCOMPARE(again.count() + save.count(), 2);

    QSignalSpy edit(&dialog, &ui::DoctorDialog::editRequested);
    button(dialog, u"editConnectionButton"_s)->click();
    QCOMPARE(edit.count(), 1);
    QVERIFY(!dialog.isVisible());
}

/// A line that is too long for the card goes on below, and not behind a hyphen.
void tst_DoctorView::linesToCopy()
{
    ui::DoctorView view;
    doctor::Report locked = report();
    const QString line = u"gnome-keyring-daemon --start --components=secrets"_s;
    locked.findings.front().actions = {u"Start one:"_s, line};
    view.showReport(locked);
    view.show();
    auto *text = view.findChild<QTextEdit *>(u"findingLine2Text"_s);
    QVERIFY(text);
    QVERIFY(isWrappedAtSpaces(text->toPlainText()));
    text->selectAll();
    text->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), line);
    QGuiApplication::clipboard()->clear();
    view.findChild<QToolButton *>(u"findingLine2Button"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), line);

    view.showStopped(u"Stopped."_s, u"Start one: "_s + line); // among the words of a sentence
    const QList<QLabel *> labels = view.findChildren<QLabel *>();
    const auto why = std::find_if(labels.cbegin(), labels.cend(),
                                  [](const QLabel *label) { return label->text().startsWith(u"Start one"_s); });
    QVERIFY(why != labels.cend());
    QVERIFY(isWrappedAtSpaces((*why)->text()));
}

void tst_DoctorView::whatFailedIsInSight_data()
{
    QTest::addColumn<bool>("isPanel");
    QTest::newRow("the doctor") << false;
    QTest::newRow("beside the form of a connection") << true;
}

/// However little room the checks have, and however much of it the words about it take.
void tst_DoctorView::whatFailedIsInSight()
{
    QFETCH(const bool, isPanel);
    ui::DoctorView doctorView;
    doctorView.setDeletionAskable(true);
    ui::ConnectionCheckPanel panel(doctorView.checks());
    QWidget &shown = isPanel ? static_cast<QWidget &>(panel) : doctorView;
    doctorView.begin(u"registry.example"_s);
    shown.resize(500, 340);
    shown.show();
    QVERIFY(QTest::qWaitForWindowExposed(&shown));
    doctor::Report refused = report();
    refused.checks.clear();
    for (int i = 0; i < doctor::stepCount; ++i)
        refused.checks.push_back(doctor::Words::check(doctor::Step(i), State::Passed));
    const auto last = int(doctor::Step::Catalog);
    refused.checks[std::size_t(last)].state = State::Failed;
    refused.checks[std::size_t(doctor::Step::Delete)].state = State::Skipped;
    doctorView.showReport(refused);
    panel.showFailure(base::failure(base::ErrorKind::Forbidden, {}), {}, false);
    const auto *rows = shown.findChild<QTreeView *>(isPanel ? u"connectionChecks"_s : u"doctorChecks"_s);
    QVERIFY(rows->viewport()->height() < rows->sizeHintForRow(0) * doctor::stepCount); // not all have room
    const QModelIndex failed = rows->model()->index(last, 0);
    // But for the line below it.
    const auto row = [rows, failed] { return rows->visualRect(failed).adjusted(0, 0, 0, -1); };
    QTRY_VERIFY_WITH_TIMEOUT(rows->viewport()->rect().contains(row()), 60000);
}

void tst_DoctorView::everythingWorks()
{
    ui::DoctorView view;
    view.begin(u"registry.example"_s);
    doctor::Report healthy = report();
    healthy.findings.clear();
    view.showReport(healthy);
    QCOMPARE(view.findChild<QLabel *>(u"placeholderHeadline"_s)->text(), u"Everything works"_s);
    QVERIFY(button(view, u"saveReportButton"_s)->isEnabled());
    // Another run takes its place.
    view.begin(u"registry.example"_s);
    QVERIFY(view.report().checks.empty());
    const auto *checks = view.findChild<QTreeView *>(u"doctorChecks"_s)->model();
    QCOMPARE(checks->index(2, 0).data(Qt::AccessibleTextRole).toString(), u"Port, not tried. "_s);
    QVERIFY(!checks->index(2, 0).data(models::ChangeRole).isValid()); // nor painted as what will be deleted
}

void tst_DoctorView::stopped()
{
    ui::DoctorView view;
    view.begin(u"registry.example"_s);
    view.showStopped(u"Stopped."_s, u"You stopped it."_s);
    QCOMPARE(view.findChild<QLabel *>(u"placeholderHeadline"_s)->text(), u"Stopped."_s);
    QVERIFY(!view.isRunning());
    QVERIFY(button(view, u"runAgainButton"_s)->isEnabled());
    QVERIFY(!button(view, u"copyReportButton"_s)->isEnabled());
}

void tst_DoctorView::namesOfServersAreMadeVisible()
{
    ui::DoctorView view;
    doctor::Report hostile = report();
    hostile.findings.front().what = u"<b>x</b>\u202e."_s;
    view.showReport(hostile);
    QCOMPARE(view.findChild<QLabel *>(u"findingTitle"_s)->text(), u"<b>x</b>⟨U+202E⟩."_s);
    QCOMPARE(view.findChild<QLabel *>(u"findingTitle"_s)->textFormat(), Qt::PlainText);
}

QTEST_MAIN(tst_DoctorView)
#include "tst_doctorview.moc"
