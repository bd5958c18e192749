#include <QtTest>

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include "tests/architecture/cppcode.h"
#include "tests/architecture/rules.h"

using namespace Qt::StringLiterals;

/// Holds the source tree to the rules of the house, and the rules to examples that keep and break them.
class TstIncludes : public QObject
{
    Q_OBJECT

private slots:
    void rules_data();
    void rules();
    void longFiles();
    void ignoresCommentsAndLiterals();
    void root();
    void sourceTree();
};

void TstIncludes::rules_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("allowed");

    const auto row = [](const char *path, const char *text, bool allowed) {
        QTest::addRow("%s: %s", path, text) << QString::fromUtf8(path) << QString::fromUtf8(text) << allowed;
    };
    // Edges between our folders
    row("app/registry/a.cpp", "#include \"app/http/url.h\"", true);
    row("app/registry/a.cpp", "#include \"app/registry/registry.h\"", true);
    row("app/http/a.cpp", "#include \"app/registry/registry.h\"", false);
    row("app/http/a.cpp", "#include \"app/oci/digest.h\"", false);
    row("app/base/a.cpp", "  #  include \"app/jobs/job.h\"", false);
    row("app/new/a.cpp", "#include \"app/base/error.h\"", false);
    row("app/oci/a.cpp", "#include \"digest.h\"", false);
    row("app/oci/a.cpp", "#include \"../base/error.h\"", false);
    row("app/oci/a.cpp", "#include \"a.moc\"", true);
    row("app/jobs/a.cpp", "#include \"models/format.h\"", false);
    row("app/jobs/a.cpp", "#include \"ui/application.h\"", false);
    row("app/jobs/a.cpp", "#include \"tests/support/server.h\"", false);
    row("models/a.cpp", "#include \"app/jobs/job.h\"", true);
    row("models/a.cpp", "#include \"ui/application.h\"", false);
    row("ui/a.cpp", "#include \"models/format.h\"", true);
    row("ui/a.cpp", "#include \"resources/sample/sample.h\"", false);
    row("resources/sample/main.cpp", "#include \"app/registry/layoutregistry.h\"", true);
    row("resources/sample/main.cpp", "#include \"ui/application.h\"", false);
    row("tests/ui/a.cpp", "#include \"ui/application.h\"", true);
    // Qt modules
    row("app/oci/a.cpp", "#include <QString>", true);
    row("app/oci/a.cpp", "#include <QColor>", false);
    row("app/oci/a.cpp", "#include <QtGui/QColor>", false);
    row("app/oci/a.cpp", "#include <qcolor.h>", false);
    row("models/a.cpp", "#include <QtWidgets>", false);
    row("models/a.cpp", "#include <QIcon>", false);
    row("ui/a.cpp", "#include <QWidget>", true);
    row("tests/gui/a.cpp", "#include <QWidget>", true);
    row("app/http/a.cpp", "#include <QNetworkAccessManager>", false);
    row("ui/a.cpp", "#include <QLocalSocket>", true);
    row("app/store/a.cpp", "#include <QSqlQuery>", false);
    row("app/base/database.cpp", "#include <QSqlQuery>", true);
    row("app/credentials/a.cpp", "#include <QDBusConnection>", true);
    row("app/http/a.cpp", "#include <QDBusConnection>", false);
    row("ui/a.cpp", "#include <QtTest>", false);
    // Libraries
    row("app/http/a.cpp", "#include <curl/curl.h>", true);
    row("app/registry/a.cpp", "#include <curl/curl.h>", false);
    row("ui/a.cpp", "#include <openssl/evp.h>", false);
    row("models/a.cpp", "#include <nlohmann/json.hpp>", false);
    row("app/credentials/keychain.cpp", "#include <qt6keychain/keychain.h>", true);
    row("app/credentials/sessionstore.cpp", "#include <qt6keychain/keychain.h>", false);
    // Words
    row("ui/a.cpp", "Settings::instance().save();", false);
    row("ui/a.cpp", "static Settings &instance();", false);
    row("app/jobs/a.cpp", "QCoreApplication::instance()->thread();", false);
    row("app/jobs/a.cpp", "qApp->thread();", false);
    row("ui/a.cpp", "qApp->thread();", true);
    row("ui/a.cpp", "QEventLoop loop;", false);
    row("tests/a.cpp", "QEventLoop loop;", true);
    row("app/jobs/a.cpp", "QThreadPool::globalInstance()->start(f);", false);
    row("app/jobs/a.cpp", "std::thread(f).detach();", false);
    row("app/http/a.cpp", "std::this_thread::sleep_for(1s);", false);
    row("app/http/a.cpp", "QThread::msleep(5);", false);
    row("app/jobs/a.cpp", "QDateTime::currentDateTime();", false);
    row("app/jobs/a.cpp", "QDateTime::currentDateTimeUtc();", true);
    row("app/oci/a.cpp", "created.toLocalTime();", false);
    row("models/a.cpp", "created.toLocalTime();", true);
    row("ui/page.cpp", "QMessageBox::warning(this);", false);
    row("ui/prompts.cpp", "QMessageBox::warning(this);", true);
    row("ui/page.cpp", "QFileDialog::getOpenFileName();", false);
    row("ui/page.cpp", "QTableView *view;", false);
    row("tests/a.cpp", "QTRY_VERIFY(done);", false);
    row("tests/a.cpp", "QTRY_VERIFY_WITH_TIMEOUT(done, 60000);", true);
    row("ui/page.h", "class Page;", false);
}

void TstIncludes::rules()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(bool, allowed);
    const QStringList found = architecture::violations(path, text);
    QCOMPARE(found.size(), allowed ? 0 : 1);
}

void TstIncludes::longFiles()
{
    QCOMPARE(architecture::violations(u"ui/a.cpp"_s, QString(500, u'\n')).size(), 0);
    QCOMPARE(architecture::violations(u"ui/a.cpp"_s, QString(501, u'\n')).size(), 1);
}

void TstIncludes::ignoresCommentsAndLiterals()
{
    const QString text = uR"x(// #include "ui/application.h"
/* #include <QWidget>
   QEventLoop loop; */
const int many = 10'000; // QEventLoop
const auto a = "QEventLoop \" // not a comment", b = '"'; int QThreadPoolish;
const auto c = R"(QEventLoop " )", d = "";
)x"_s;
    QCOMPARE(architecture::violations(u"app/http/a.cpp"_s, text), QStringList());
    QCOMPARE(architecture::includes(text).size(), 0);
    QCOMPARE(architecture::violations(u"app/http/a.cpp"_s, QString(text + u"QEventLoop loop;")).size(), 1);
    QCOMPARE(architecture::withoutCommentsAndLiterals(text).count(u'\n'), text.count(u'\n'));
}

void TstIncludes::root()
{
    QCOMPARE(architecture::strangersInRoot({u"app"_s, u".github"_s, u"docs"_s, u"TODO.md"_s}),
             QStringList({u"docs"_s, u"TODO.md"_s}));
    QCOMPARE(architecture::strangersInRoot(
                 QDir(QStringLiteral(SOURCE_DIR)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot)),
             QStringList());
}

void TstIncludes::sourceTree()
{
    const QDir root(QStringLiteral(SOURCE_DIR));
    QStringList broken;
    int files = 0;
    for (const QString &folder : {u"app"_s, u"models"_s, u"ui"_s, u"resources"_s, u"tests"_s}) {
        QDirIterator each(root.filePath(folder), {u"*.h"_s, u"*.cpp"_s, u"*.c"_s, u"*.cc"_s, u"*.hpp"_s}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (each.hasNext()) {
            QFile file(each.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qUtf8Printable(file.fileName()));
            broken
                += architecture::violations(root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()));
            ++files;
        }
    }
    QVERIFY2(broken.isEmpty(), qUtf8Printable(u'\n' + broken.join(u'\n')));
    QVERIFY(files > 50);
}

QTEST_APPLESS_MAIN(TstIncludes)
#include "tst_includes.moc"
