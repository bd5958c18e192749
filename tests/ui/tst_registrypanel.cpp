#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QTreeView>

#include "ui/pages/registrypanel.h"

using namespace Qt::StringLiterals;
using models::RegistryTreeModel;

namespace {

QString words(const base::Error &, const QString &registry)
{
    return registry;
}

constexpr int count = 10'000;
constexpr int pages = 10;

/// Every tenth name from @p number on: they fall between those of other pages.
std::vector<oci::RepositoryName> page(int number)
{
    std::vector<oci::RepositoryName> page;
    for (int i = number; i < count; i += pages)
        page.push_back(*oci::RepositoryName::parse(u"team%1/service-%2"_s.arg(i / 250).arg(i)));
    return page;
}

/// Prints how long @p work holds the thread, with what the view has to do afterwards.
template <class Work>
void timed(const char *what, Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    QCoreApplication::processEvents();
    qInfo("%s: %lld ms", what, static_cast<long long>(timer.elapsed()));
}

} // namespace

class tst_RegistryPanel : public QObject
{
    Q_OBJECT

private slots:
    void placeholders();
    void largeTree();
};

void tst_RegistryPanel::placeholders()
{
    RegistryTreeModel tree(words);
    ui::RegistryPanel panel(&tree);
    panel.show();
    const auto shows = [&panel](const QString &text) {
        const auto labels = panel.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    };
    QVERIFY(shows(u"No connections yet"_s));
    tree.setConnection({.id = u"id"_s, .name = u"lab"_s});
    tree.addRepository({u"id"_s, *oci::RepositoryName::parse(u"a/api")});
    auto *view = panel.findChild<QTreeView *>(u"registryTree"_s);
    QVERIFY(view->isVisible());
    panel.setFilter(u" apii "_s);
    QVERIFY(shows(u"No repository matches “apii”"_s));
    QVERIFY(shows(u"Only what was loaded is searched."_s));
    panel.setFilter(u"<b>\u202e"_s);
    QVERIFY(shows(u"No repository matches “<b>⟨U+202E⟩”"_s));
    auto *edit = panel.findChild<QLineEdit *>(u"repositoryFilterEdit"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(view->isVisible());
    panel.setFilter(u"api"_s);
    QVERIFY(view->isVisible());
    tree.removeConnection(u"id"_s);
    QVERIFY(shows(u"No connections yet"_s));
}

/// 10,000 repositories with everything open.
void tst_RegistryPanel::largeTree()
{
    RegistryTreeModel tree(words);
    ui::RegistryPanel panel(&tree);
    panel.resize(300, 800);
    panel.show();
    tree.setConnection({.id = u"id"_s, .name = u"lab"_s});
    tree.beginListing(u"id"_s);
    auto *view = panel.findChild<QTreeView *>(u"registryTree"_s);
    for (int number = 0; number < pages; ++number) {
        timed("page", [&] { tree.addRepositories(u"id"_s, page(number)); });
        view->expandAll();
    }
    timed("end", [&] { tree.endListing(u"id"_s, {count, true, {}}); });
    for (const QString &text : {u"s"_s, u"service-9"_s, u"service-99"_s, u"nobody"_s, u""_s})
        timed("filter", [&] { panel.setFilter(text); });
    panel.setFilter(u"service-9999"_s);
    const QAbstractItemModel *model = view->model();
    const QModelIndex project = model->index(0, 0, model->index(0, 0));
    QCOMPARE(model->rowCount(model->index(0, 0)), 1);
    QCOMPARE(model->rowCount(project), 1);
    QVERIFY(view->isExpanded(project));
    panel.setFilter({});
    QCOMPARE(model->rowCount(model->index(0, 0)), 40);
    timed("again", [&] {
        tree.beginListing(u"id"_s);
        for (int number = 0; number < pages; ++number)
            tree.addRepositories(u"id"_s, page(number));
        tree.endListing(u"id"_s, {count, true, {}});
    });
    QCOMPARE(tree.repositoriesNamed(u"id"_s, u"service-77"_s).size(), 1U);
}

QTEST_MAIN(tst_RegistryPanel)
#include "tst_registrypanel.moc"
