#include <QApplication>
#include <QDir>
#include <QProcess>
#include <QTest>

#include "tests/gui/screenshots/gallery.h"
#include "tests/gui/screenshots/scenes.h"
#include "tests/support/childprocess.h"

using namespace Qt::StringLiterals;

namespace {

const QString folder = QDir::cleanPath(QStringLiteral(BINARY_DIR "/../screenshots"));
constexpr auto variantVariable = "SCREENSHOTS_VARIANT";

struct Row
{
    Variant variant;
    const char *scale;
    QString screen;
};

std::vector<Row> variants()
{
    using look::Theme;
    const QSize full(1440, 900);
    const QSize narrow(1024, 768);
    const QString large = u"2200x1400"_s;
    return {
        {{u"light"_s, Theme::Light, u"en"_s, full}, "1", large},
        {{u"light-150"_s, Theme::Light, u"en"_s, full}, "1.5", large},
        {{u"light-1024x768"_s, Theme::Light, u"en"_s, narrow}, "1", u"1024x768"_s},
        {{u"dark"_s, Theme::Dark, u"en"_s, full}, "1", large},
        {{u"dark-150"_s, Theme::Dark, u"en"_s, full}, "1.5", large},
        {{u"zh_CN"_s, Theme::Light, u"zh_CN"_s, full}, "1", large},
        {{u"zh_CN-150"_s, Theme::Light, u"zh_CN"_s, full}, "1.5", large},
        {{u"zh_CN-1024x768"_s, Theme::Light, u"zh_CN"_s, narrow}, "1", u"1024x768"_s},
        {{u"zh_CN-dark"_s, Theme::Dark, u"zh_CN"_s, full}, "1", large},
    };
}

} // namespace

/// Takes pictures of every page and state, in a process of its own for each variant, under an X server of its own; then
/// writes build/screenshots/index.html.
class tst_Screenshots : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void pictures_data();
    void pictures();
    void cleanupTestCase();
};

void tst_Screenshots::initTestCase()
{
    QVERIFY(QDir().mkpath(folder));
    QVERIFY2(!support::findProgram(u"xvfb-run"_s).isEmpty(), "xvfb is not installed");
}

void tst_Screenshots::pictures_data()
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (const Row &row : variants())
        QTest::newRow(qPrintable(row.variant.name)) << number++;
}

void tst_Screenshots::pictures()
{
    QFETCH(int, number);
    const Row row = variants().at(static_cast<std::size_t>(number));
    QDir(folder + u'/' + row.variant.name).removeRecursively();
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(variantVariable), QString::number(number));
    environment.insert(u"QT_SCALE_FACTOR"_s, QString::fromLatin1(row.scale));
    environment.insert(u"QTEST_FUNCTION_TIMEOUT"_s, u"100000"_s); // ms: a scene that hangs ends the process
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::MergedChannels);
    child.start(support::findProgram(u"xvfb-run"_s),
                {u"-a"_s, u"-s"_s, u"-screen 0 %1x24"_s.arg(row.screen), QCoreApplication::applicationFilePath()});
    QVERIFY(child.waitForFinished(10 * 60 * 1000));
    QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0, child.readAll().constData());
    QVERIFY(QDir(folder + u'/' + row.variant.name).count() > 20);
}

void tst_Screenshots::cleanupTestCase()
{
    QVERIFY(writeGallery(folder, QStringLiteral(SOURCE_DIR "/../shared/design/look")));
}

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsSet(variantVariable)) {
        QApplication application(argc, argv);
        const Row row = variants().at(static_cast<std::size_t>(qEnvironmentVariableIntValue(variantVariable)));
        Scenes scenes(row.variant, folder + u'/' + row.variant.name);
        return QTest::qExec(&scenes, argc, argv);
    }
    qputenv("QTEST_FUNCTION_TIMEOUT", "1700000"); // ms: all of them are one function
    QCoreApplication application(argc, argv);
    tst_Screenshots test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_screenshots.moc"
