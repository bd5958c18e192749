#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/registrytreemodel.h"
#include "models/repositoryfilter.h"
#include "tests/support/modelprinter.h"

using namespace Qt::StringLiterals;
using models::RegistryTreeModel;

namespace {

QString words(const base::Error &)
{
    return u"It failed."_s;
}

std::vector<oci::RepositoryName> repositories(const QStringList &names)
{
    std::vector<oci::RepositoryName> values;
    for (const QString &name : names)
        values.push_back(oci::RepositoryName::parse(name).value());
    return values;
}

models::RepositoryKey key(const QString &name)
{
    return {u"id"_s, oci::RepositoryName::parse(name).value()};
}

} // namespace

class tst_RegistryTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void opensOnDemand();
    void sortsIntoProjects();
    void pagesMerge();
    void counts();
    void emptyRegistry();
    void errorStates_data();
    void errorStates();
    void noCatalogueIsFlat();
    void stopped();
    void retryKeepsAndForgets();
    void lookUp();
    void filter();
    void removeConnection();
};

void tst_RegistryTreeModel::opensOnDemand()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy requested(&model, &RegistryTreeModel::listingRequested);
    model.addConnection(u"id"_s, u"lab"_s, false);
    const QModelIndex connection = model.connectionIndex(u"id"_s);
    QVERIFY(model.hasChildren(connection));
    QVERIFY(model.canFetchMore(connection));
    requested.clear(); // the tester fetches, too
    model.fetchMore(connection);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.at(0).at(0).toString(), u"id"_s);
    model.beginListing(u"id"_s);
    QVERIFY(!model.canFetchMore(connection));
    QCOMPARE(printModel(model), u"lab\n  Loading…\n"_s);
    QCOMPARE(model.actionAt(model.index(0, 0, connection)), RegistryTreeModel::Action::Stop);
}

void tst_RegistryTreeModel::sortsIntoProjects()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addConnection(u"id"_s, u"lab"_s, false);
    model.beginListing(u"id"_s);
    model.addRepositories(
        u"id"_s,
        repositories({u"shop/web10"_s, u"nginx"_s, u"shop/web9"_s, u"base/debian"_s, u"shop/search/indexer"_s}));
    QCOMPARE(
        printModel(model),
        u"lab\n  Loading, 5 so far\n  base\n    debian\n  shop\n    search/indexer\n    web9\n    web10\n  nginx\n"_s);
    model.endListing(u"id"_s, {5, true, {}});
    QCOMPARE(printModel(model),
             u"lab\n  base\n    debian\n  shop\n    search/indexer\n    web9\n    web10\n  nginx\n"_s);
}

void tst_RegistryTreeModel::pagesMerge()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addConnection(u"id"_s, u"lab"_s, false);
    model.beginListing(u"id"_s);
    model.addRepositories(u"id"_s, repositories({u"a/b"_s, u"a/d"_s, u"c/x"_s}));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.addRepositories(u"id"_s, repositories({u"a/e"_s, u"a/f"_s, u"a/d"_s, u"a/c"_s, u"b/x"_s}));
    QCOMPARE(inserted.size(), 3); // c between, e and f together, project b
    model.endListing(u"id"_s, {7, true, {}});
    QCOMPARE(printModel(model), u"lab\n  a\n    b\n    c\n    d\n    e\n    f\n  b\n    x\n  c\n    x\n"_s);
}

void tst_RegistryTreeModel::counts()
{
    RegistryTreeModel model(words);
    model.addConnection(u"id"_s, u"lab"_s, false);
    const QModelIndex connection = model.connectionIndex(u"id"_s);
    const auto state = [](const QModelIndex &index) { return index.data(RegistryTreeModel::StateTextRole).toString(); };
    model.addRepository(key(u"a/b"_s));
    QCOMPARE(state(connection), QString());
    QCOMPARE(state(model.index(0, 0, connection)), u"1+"_s); // nothing was listed: there may be more
    model.beginListing(u"id"_s);
    QCOMPARE(state(connection), u"…"_s);
    std::vector<oci::RepositoryName> many;
    for (int i = 0; i < 1200; ++i)
        many.push_back(oci::RepositoryName::parse(u"a/r%1"_s.arg(i)).value());
    model.addRepositories(u"id"_s, many);
    model.endListing(u"id"_s, {1200, false, u"page limit"_s});
    QCOMPARE(state(connection), u"1,200+"_s);
    model.beginListing(u"id"_s);
    model.addRepositories(u"id"_s, many);
    model.endListing(u"id"_s, {1200, true, {}});
    QCOMPARE(state(connection), u"1,200"_s);
    QCOMPARE(state(model.index(0, 0, connection)), u"1,201"_s); // with the one the user named
    model.setTagCount(key(u"a/b"_s), 600, false);
    QCOMPARE(state(model.repositoryIndex(key(u"a/b"_s))), u"600+"_s);
    QCOMPARE(model.repositoryIndex(key(u"a/b"_s)).data(Qt::AccessibleTextRole).toString(), u"b, 600 tag(s)"_s);
}

void tst_RegistryTreeModel::emptyRegistry()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addConnection(u"id"_s, u"lab"_s, true);
    QCOMPARE(model.connectionIndex(u"id"_s).data(RegistryTreeModel::StateTextRole).toString(), u"on disk"_s);
    model.beginListing(u"id"_s);
    model.endListing(u"id"_s, {0, true, {}});
    QCOMPARE(printModel(model), u"lab\n  No repositories yet.\n"_s);
    QCOMPARE(printModel(model, RegistryTreeModel::StateTextRole).section(u'\n', 0, 0), u"0"_s);
}

void tst_RegistryTreeModel::errorStates_data()
{
    QTest::addColumn<base::ErrorKind>("kind");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("icon");
    QTest::newRow("sign in") << base::ErrorKind::Unauthorized << u"sign in"_s << u"key"_s;
    QTest::newRow("not allowed") << base::ErrorKind::Forbidden << u"not allowed"_s << u"no"_s;
    QTest::newRow("offline") << base::ErrorKind::Network << u"offline"_s << u"plug"_s;
    QTest::newRow("no answer") << base::ErrorKind::Timeout << u"offline"_s << u"plug"_s;
    QTest::newRow("certificate") << base::ErrorKind::Tls << u"failed"_s << u"error"_s;
    QTest::newRow("server") << base::ErrorKind::Server << u"failed"_s << u"error"_s;
}

void tst_RegistryTreeModel::errorStates()
{
    QFETCH(base::ErrorKind, kind);
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addConnection(u"id"_s, u"lab"_s, false);
    model.beginListing(u"id"_s);
    model.addRepositories(u"id"_s, repositories({u"a/b"_s}));
    model.failListing(u"id"_s, base::failure(kind, {}));
    const QModelIndex connection = model.connectionIndex(u"id"_s);
    QTEST(connection.data(RegistryTreeModel::StateTextRole).toString(), "word");
    QTEST(connection.data(RegistryTreeModel::StateIconRole).toString(), "icon");
    QCOMPARE(printModel(model), u"lab\n  It failed.\n  a\n    b\n"_s); // what was seen stays
    const QModelIndex note = model.index(0, 0, connection);
    QCOMPARE(model.actionAt(note), RegistryTreeModel::Action::Retry);
    QCOMPARE(note.data(RegistryTreeModel::ActionTextRole).toString(), u"Retry"_s);
    QCOMPARE(note.data(Qt::AccessibleTextRole).toString(), u"It failed., Retry"_s);
}

void tst_RegistryTreeModel::noCatalogueIsFlat()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addConnection(u"id"_s, u"docker.io"_s, false);
    model.addRepository(key(u"library/nginx"_s));
    QCOMPARE(printModel(model), u"docker.io\n  library\n    nginx\n"_s);
    model.beginListing(u"id"_s);
    model.failListing(u"id"_s, base::failure(base::ErrorKind::Unsupported, {}, base::ErrorReason::NoCatalog));
    model.addRepository(key(u"grafana/loki"_s));
    model.addRepository(key(u"grafana/loki"_s));
    QCOMPARE(printModel(model), u"docker.io\n  Lists no repositories.\n  grafana/loki\n  library/nginx\n"_s);
    const QModelIndex connection = model.connectionIndex(u"id"_s);
    QCOMPARE(connection.data(RegistryTreeModel::StateTextRole).toString(), u"no catalogue"_s);
    QCOMPARE(model.actionAt(model.index(0, 0, connection)), RegistryTreeModel::Action::AddRepository);
}

void tst_RegistryTreeModel::stopped()
{
    RegistryTreeModel model(words);
    model.addConnection(u"id"_s, u"lab"_s, false);
    model.beginListing(u"id"_s);
    model.addRepositories(u"id"_s, repositories({u"a/b"_s}));
    model.failListing(u"id"_s, base::cancelled());
    QCOMPARE(printModel(model), u"lab\n  Stopped.\n  a\n    b\n"_s);
    QCOMPARE(model.connectionIndex(u"id"_s).data(RegistryTreeModel::StateTextRole).toString(), u"1+"_s);
}

void tst_RegistryTreeModel::retryKeepsAndForgets()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addConnection(u"id"_s, u"lab"_s, false);
    model.addRepository(key(u"mine/own"_s));
    for (const QStringList &names : {QStringList{u"a/b"_s, u"a/c"_s, u"x/y"_s}, QStringList{u"a/c"_s, u"n/m"_s}}) {
        model.beginListing(u"id"_s);
        model.addRepositories(u"id"_s, repositories(names));
        model.endListing(u"id"_s, {names.size(), true, {}});
    }
    QCOMPARE(printModel(model), u"lab\n  a\n    c\n  mine\n    own\n  n\n    m\n"_s);
    QVERIFY(!model.repositoryIndex(key(u"x/y"_s)).isValid());
    model.addRepository(key(u"x/y"_s)); // its project comes back
    QVERIFY(model.repositoryIndex(key(u"x/y"_s)).isValid());
}

void tst_RegistryTreeModel::lookUp()
{
    RegistryTreeModel model(words);
    model.addConnection(u"other"_s, u"other"_s, false);
    model.addConnection(u"id"_s, u"lab"_s, false);
    model.addRepository(key(u"a/b"_s));
    const QModelIndex index = model.repositoryIndex(key(u"a/b"_s));
    QCOMPARE(model.repositoryAt(index), std::optional(key(u"a/b"_s)));
    QCOMPARE(model.connectionAt(index), u"id"_s);
    QVERIFY(!model.repositoryAt(index.parent()));
    QCOMPARE(model.onlyRepository(u"id"_s), std::optional(key(u"a/b"_s)));
    QVERIFY(!model.onlyRepository(u"other"_s));
    QVERIFY(!model.repositoryAt({}));
    QVERIFY(!model.connectionIndex(u"nobody"_s).isValid());
    QVERIFY(!model.repositoryIndex({u"nobody"_s, key(u"a/b"_s).name}).isValid());
    model.beginListing(u"nobody"_s); // a late answer of a connection that is gone
    model.addRepositories(u"nobody"_s, repositories({u"a/b"_s}));
    model.failListing(u"nobody"_s, base::cancelled());
}

void tst_RegistryTreeModel::filter()
{
    RegistryTreeModel model(words);
    model.addConnection(u"id"_s, u"lab"_s, false);
    model.beginListing(u"id"_s);
    model.addRepositories(u"id"_s, repositories({u"pay/api"_s, u"pay/web"_s, u"shop/api"_s, u"nginx"_s}));
    models::RepositoryFilter filter;
    filter.setSourceModel(&model);
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setText(u"API"_s);
    QCOMPARE(printModel(filter), u"lab\n  pay\n    api\n  shop\n    api\n"_s);
    filter.setText(u"pay/w"_s);
    QCOMPARE(printModel(filter), u"lab\n  pay\n    web\n"_s);
    filter.setText(u"nobody"_s);
    QCOMPARE(filter.rowCount(), 0);
    filter.setText({});
    QCOMPARE(filter.rowCount(filter.index(0, 0)), 4);
}

void tst_RegistryTreeModel::removeConnection()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addConnection(u"id"_s, u"lab"_s, false);
    model.addConnection(u"two"_s, u"two"_s, false);
    model.addRepository(key(u"a/b"_s));
    model.removeConnection(u"id"_s);
    QCOMPARE(printModel(model), u"two\n"_s);
    model.removeConnection(u"id"_s);
}

QTEST_GUILESS_MAIN(tst_RegistryTreeModel)
#include "tst_registrytreemodel.moc"
