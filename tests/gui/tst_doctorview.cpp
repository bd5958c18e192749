#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include "app/doctor/words.h"
#include "tests/support/modelprinter.h"
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
    void everythingWorks();
    void stopped();
    void namesOfServersAreMadeVisible();

private:
    static doctor::Report report();
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
    QCOMPARE(checks->index(2, 0).data(Qt::AccessibleTextRole).toString(), u"Port answers, not tried. "_s);
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
