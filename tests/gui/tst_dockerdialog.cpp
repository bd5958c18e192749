#include <memory>

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>

#include "app/connections/connectionfile.h"
#include "tests/gui/drivenwindow.h"

using namespace Qt::StringLiterals;
using connections::Connection;

/// *Sign-in for Docker and Podman…* through the real window.
class TestDockerDialog final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void oneForAHost();
    void writesTheLines();

private:
    /// Two connections to one host and one to another, saved.
    void save() const;
    static void open(DrivenWindow &window, const QString &name);
    [[nodiscard]] std::vector<Connection> saved() const;
    [[nodiscard]] ui::Options options() const
    {
        ui::Options options;
        options.profile = m_profile->path();
        return options;
    }

    std::unique_ptr<QTemporaryDir> m_profile;
};

void TestDockerDialog::init()
{
    m_profile = std::make_unique<QTemporaryDir>();
    qputenv("DOCKER_CONFIG", QFile::encodeName(m_profile->filePath(u"docker"_s)));
    QVERIFY(QDir(m_profile->path()).mkpath(u"config"_s));
    save();
}

void TestDockerDialog::save() const
{
    std::vector<Connection> connections;
    for (const QString &name : {u"one"_s, u"two"_s, u"elsewhere"_s}) {
        const QByteArray host = name == u"elsewhere" ? "b.invalid" : "a.invalid";
        Connection connection = Connection::toHost({true, host, 443}, connections::SchemeChoice::Https);
        connection.name = name;
        connection.user = u"anna"_s;
        connection.answersDocker = name != u"one";
        connections.push_back(connection);
    }
    QVERIFY(connections::ConnectionFile(m_profile->filePath(u"config/connections.json"_s)).write(connections));
}

std::vector<Connection> TestDockerDialog::saved() const
{
    const auto read = connections::ConnectionFile(m_profile->filePath(u"config/connections.json"_s)).read();
    return read ? *read : std::vector<Connection>();
}

void TestDockerDialog::open(DrivenWindow &window, const QString &name)
{
    window.clickTree(window.treeRow({name}));
    window.trigger(u"dockerSignInAction"_s);
}

void TestDockerDialog::oneForAHost()
{
    DrivenWindow window(options());
    open(window, u"one"_s);
    auto *box = window.find<QCheckBox>(u"answersDockerBox"_s);
    QVERIFY(box && !box->isChecked());
    QVERIFY(!window.find<QAbstractButton>(u"dockerWriteButton"_s)->isEnabled());
    window.press(u"answersDockerBox"_s);
    QVERIFY(box->isChecked());
    QCOMPARE(window.find<QPlainTextEdit>(u"dockerLines"_s)->toPlainText(),
             u"{\n    \"credHelpers\": {\n        \"a.invalid\": \"portolan\"\n    }\n}"_s);
    window.press(u"dockerSaveButton"_s);
    QCOMPARE(saved().size(), 3U);
    QVERIFY(saved()[0].answersDocker);
    QVERIFY(!saved()[1].answersDocker); // there is one for a host
    QVERIFY(saved()[2].answersDocker);

    open(window, u"one"_s);
    window.press(u"answersDockerBox"_s);
    window.press(u"dockerSaveButton"_s);
    QVERIFY(!saved()[0].answersDocker && !saved()[1].answersDocker && saved()[2].answersDocker);
}

void TestDockerDialog::writesTheLines()
{
    const QString config = m_profile->filePath(u"docker/config.json"_s);
    DrivenWindow window(options());
    open(window, u"one"_s);
    window.press(u"answersDockerBox"_s);
    window.press(u"dockerWriteButton"_s);
    QCOMPARE(window.prompts.confirmed.size(), 1);
    QVERIFY(!QFile::exists(config)); // there was no consent
    window.prompts.nextConfirm = true;
    window.press(u"dockerWriteButton"_s);
    QFile file(config);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(file.readAll()).object(),
             (QJsonObject{{u"credHelpers"_s, QJsonObject{{u"a.invalid"_s, u"portolan"_s}}}}));
    QCOMPARE(window.find<QLabel>(u"dockerNote"_s)->text(), u"Written."_s);
    QVERIFY(saved()[0].answersDocker && !saved()[1].answersDocker); // they ask for it from now on

    file.close();
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("damaged");
    file.close();
    window.press(u"dockerWriteButton"_s);
    QCOMPARE(window.prompts.told.size(), 1);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "damaged");
}

QTEST_MAIN(TestDockerDialog)
#include "tst_dockerdialog.moc"
