#include <QDir>
#include <QDropEvent>
#include <QMimeData>

#include "app/connections/connectionfile.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/fulldisk.h"

using namespace Qt::StringLiterals;
using connections::Connection;

/// The order of the connections, which is the user's, and kept.
class tst_ConnectionOrder : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void upAndDown();
    void byShortcut();
    void dragged_data();
    void dragged();
    void notIntoAnother();
    void fullDisk();

private:
    [[nodiscard]] QString file() const { return m_profile->filePath(u"config/connections.json"_s); }
    [[nodiscard]] QString saved() const;
    static QString shown(DrivenWindow &window);
    static void select(DrivenWindow &window, int row);
    static bool drop(DrivenWindow &window, int from, int row, const QModelIndex &into = {});

    std::unique_ptr<QTemporaryDir> m_profile;
    ui::Options m_options;
};

void tst_ConnectionOrder::init()
{
    m_profile = std::make_unique<QTemporaryDir>();
    m_options.profile = m_profile->path();
    std::vector<Connection> all;
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s}) {
        all.push_back(Connection::toFolder(m_profile->path()));
        all.back().name = name;
    }
    QVERIFY(QDir(m_profile->path()).mkpath(u"config"_s));
    QVERIFY(connections::ConnectionFile(file()).write(all));
}

QString tst_ConnectionOrder::saved() const
{
    QString names;
    const auto read = connections::ConnectionFile(file()).read();
    for (const Connection &connection : read ? *read : std::vector<Connection>())
        names.append(connection.name);
    return names;
}

QString tst_ConnectionOrder::shown(DrivenWindow &window)
{
    QString names;
    for (int row = 0; row < window.tree()->model()->rowCount(); ++row)
        names.append(window.tree()->model()->index(row, 0).data().toString());
    return names;
}

void tst_ConnectionOrder::select(DrivenWindow &window, int row)
{
    window.tree()->setCurrentIndex(window.tree()->model()->index(row, 0));
}

/// As the view does it with what is dragged there.
bool tst_ConnectionOrder::drop(DrivenWindow &window, int from, int row, const QModelIndex &into)
{
    QAbstractItemModel *model = window.tree()->model();
    const std::unique_ptr<QMimeData> data(model->mimeData({model->index(from, 0)}));
    return model->canDropMimeData(data.get(), Qt::MoveAction, row, 0, into)
        && model->dropMimeData(data.get(), Qt::MoveAction, row, 0, into);
}

void tst_ConnectionOrder::upAndDown()
{
    DrivenWindow window(m_options);
    QCOMPARE(shown(window), u"abcd"_s);
    const auto action
        = [&window](const QString &name) { return window.application.window().findChild<QAction *>(name); };
    select(window, 0);
    QVERIFY(!action(u"moveConnectionUpAction"_s)->isEnabled());
    window.trigger(u"moveConnectionDownAction"_s);
    QCOMPARE(shown(window), u"bacd"_s);
    QCOMPARE(saved(), u"bacd"_s);
    QCOMPARE(window.tree()->currentIndex().data().toString(), u"a"_s); // goes along
    QVERIFY(action(u"moveConnectionUpAction"_s)->isEnabled());
    window.trigger(u"moveConnectionDownAction"_s);
    window.trigger(u"moveConnectionDownAction"_s);
    QCOMPARE(shown(window), u"bcda"_s);
    QVERIFY(!action(u"moveConnectionDownAction"_s)->isEnabled());
    window.trigger(u"moveConnectionUpAction"_s);
    QCOMPARE(shown(window), u"bcad"_s);
    QCOMPARE(saved(), u"bcad"_s);
    // The next start has it so.
    PreparedPrompts prompts;
    ui::Application again(m_options, prompts);
    again.start();
    const auto *tree = again.window().findChild<QTreeView *>(u"registryTree"_s);
    QCOMPARE(tree->model()->index(2, 0).data().toString(), u"a"_s);
}

void tst_ConnectionOrder::byShortcut()
{
    DrivenWindow window(m_options);
    QVERIFY(QTest::qWaitForWindowActive(&window.application.window(), 60000));
    select(window, 1);
    window.tree()->setFocus();
    QTest::keyClick(window.tree(), Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(saved(), u"bacd"_s);
    QTest::keyClick(window.tree(), Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(saved(), u"abcd"_s);
}

void tst_ConnectionOrder::dragged_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("after");
    QTest::newRow("to the top") << 2 << 0 << u"cabd"_s;
    QTest::newRow("down by one") << 0 << 2 << u"bacd"_s;
    QTest::newRow("to the end") << 0 << 4 << u"bcda"_s;
    QTest::newRow("below all") << 1 << -1 << u"acdb"_s;
    QTest::newRow("before itself") << 1 << 1 << u"abcd"_s;
    QTest::newRow("behind itself") << 1 << 2 << u"abcd"_s;
}

void tst_ConnectionOrder::dragged()
{
    QFETCH(const int, from);
    QFETCH(const int, row);
    DrivenWindow window(m_options);
    QVERIFY(drop(window, from, row));
    QCoreApplication::processEvents(); // not from within the drop
    QTEST(shown(window), "after");
    QTEST(saved(), "after");
}

void tst_ConnectionOrder::notIntoAnother()
{
    DrivenWindow window(m_options);
    QVERIFY(!drop(window, 0, 0, window.tree()->model()->index(1, 0)));
    QMimeData other;
    other.setText(u"a"_s);
    QVERIFY(!window.tree()->model()->canDropMimeData(&other, Qt::MoveAction, 0, 0, {}));
    QCoreApplication::processEvents();
    QCOMPARE(shown(window), u"abcd"_s);
}

/// The old order stays, in the file and on the screen, and the user is told.
void tst_ConnectionOrder::fullDisk()
{
    DrivenWindow window(m_options);
    select(window, 0);
    {
        const support::FullDisk full;
        window.trigger(u"moveConnectionDownAction"_s);
    }
    QCOMPARE(window.prompts.told, (QStringList{u"The order of your connections could not be saved."_s}));
    QCOMPARE(shown(window), u"abcd"_s);
    QCOMPARE(saved(), u"abcd"_s);
    QCOMPARE(QDir(m_profile->filePath(u"config"_s)).entryList({u"connections*"_s}, QDir::Files).size(), 1);
    window.trigger(u"moveConnectionDownAction"_s); // there is room again
    QCOMPARE(saved(), u"bacd"_s);
    QCOMPARE(shown(window), u"bacd"_s);
}

QTEST_MAIN(tst_ConnectionOrder)
#include "tst_connectionorder.moc"
