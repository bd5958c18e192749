#include <QTest>

#include "ui/dialogs/trustcommands.h"

using namespace Qt::StringLiterals;
using ui::TrustCommands;

class tst_TrustCommands : public QObject
{
    Q_OBJECT

private slots:
    void fileNames_data();
    void fileNames();
    void programs();
    void nothingForTheShell();
};

void tst_TrustCommands::fileNames_data()
{
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"Corp Root G3"_s << u"corp-root-g3.pem"_s;
    QTest::newRow("nothing that a file can have") << u"公司根证书"_s << u"ca.pem"_s;
    QTest::newRow("shell") << u"$(rm -rf ~); `x` > y"_s << u"rm-rf-x-y.pem"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s << u"etc-passwd.pem"_s;
    QTest::newRow("long") << QString(200, u'a') << QString(60, u'a') + u".pem"_s;
}

void tst_TrustCommands::fileNames()
{
    QFETCH(QString, authority);
    QTEST(TrustCommands::fileName(authority), "name");
}

void tst_TrustCommands::programs()
{
    const auto entries = TrustCommands::of(u"Corp Root G3"_s, u"registry.corp.example:5000"_s);
    QCOMPARE(entries.size(), 4U);
    QCOMPARE(entries[0].lines,
             u"sudo install -Dm644 corp-root-g3.pem /etc/docker/certs.d/registry.corp.example:5000/ca.crt"_s);
    QCOMPARE(entries[1].lines,
             u"sudo install -Dm644 corp-root-g3.pem /etc/containers/certs.d/registry.corp.example:5000/ca.crt"_s);
    QCOMPARE(entries[2].lines.split(u'\n').size(), 2);
    QVERIFY(entries[2].lines.endsWith(u"sudo tee /etc/containerd/certs.d/registry.corp.example:5000/hosts.toml"_s));
    QCOMPARE(entries[3].lines,
             u"sudo install -Dm644 corp-root-g3.pem /usr/local/share/ca-certificates/corp-root-g3.crt\n"
             "sudo update-ca-certificates"_s);
}

void tst_TrustCommands::nothingForTheShell()
{
    for (const TrustCommands::Entry &entry : TrustCommands::of(u"a; reboot"_s, u"h'`$(x);|&"_s)) {
        for (const char letter : {'`', '$', ';', '&'})
            QVERIFY2(!entry.lines.contains(QLatin1Char(letter)), qPrintable(entry.lines));
    }
    QVERIFY(
        TrustCommands::of(u"a"_s, u"[::1]:5000"_s)[0].lines.endsWith(u" '/etc/docker/certs.d/[::1]:5000/ca.crt'"_s));
}

QTEST_APPLESS_MAIN(tst_TrustCommands)
#include "tst_trustcommands.moc"
