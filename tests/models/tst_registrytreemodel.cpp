#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include "models/registrytreemodel.h"
#include "models/repositoryfilter.h"
#include "tests/support/modelprinter.h"

using namespace Qt::StringLiterals;
using models::RegistryTreeModel;

namespace {

QString words(const base::Error &, const QString &registry)
{
    return u"%1 failed."_s.arg(registry);
}

/// An error as an answer with @p status makes it.
base::Error answered(base::ErrorKind kind, int status)
{
    base::Error error = base::failure(kind, {});
    error.httpStatus = status;
    return error;
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
    void scattered();
    void counts();
    void emptyRegistry();
    void errorStates_data();
    void errorStates();
    void silence();
    void refusedSignIn();
    void notAllowed();
    void noCatalogueIsFlat();
    void projectsComeBack();
    void changedConnection();
    void stopped();
    void retryKeepsAndForgets();
    void lookUp();
    void filter();
    void removeConnection();
    void guards();
    void order();
};

void tst_RegistryTreeModel::opensOnDemand()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy requested(&model, &RegistryTreeModel::listingRequested);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
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
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
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
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
    model.beginListing(u"id"_s);
    model.addRepositories(u"id"_s, repositories({u"a/b"_s, u"a/d"_s, u"c/x"_s}));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.addRepositories(u"id"_s, repositories({u"a/e"_s, u"a/f"_s, u"a/d"_s, u"a/c"_s, u"b/x"_s}));
    QCOMPARE(inserted.size(), 3); // c between, e and f together, project b
    model.endListing(u"id"_s, {7, true, {}});
    QCOMPARE(printModel(model), u"lab\n  a\n    b\n    c\n    d\n    e\n    f\n  b\n    x\n  c\n    x\n"_s);
}

/// Many that fall between others come in one insertion; who holds an index finds the same row.
void tst_RegistryTreeModel::scattered()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    models::RepositoryFilter filter;
    filter.setSourceModel(&model);
    QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
    model.beginListing(u"id"_s);
    QStringList even;
    QStringList odd;
    QString all = u"lab\n  a\n"_s;
    for (int i = 0; i < 40; ++i) {
        (i % 2 == 0 ? even : odd).append(u"a/r%1"_s.arg(i));
        all += u"    r%1\n"_s.arg(i);
    }
    model.addRepositories(u"id"_s, repositories(even));
    const QPersistentModelIndex kept = model.repositoryIndex(key(u"a/r12"_s));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.addRepositories(u"id"_s, repositories(odd));
    QCOMPARE(inserted.size(), 1);
    model.endListing(u"id"_s, {40, true, {}});
    QCOMPARE(printModel(model), all);
    QCOMPARE(printModel(filter), all);
    QCOMPARE(kept.data().toString(), u"r12"_s);
    QCOMPARE(kept.row(), 12);
}

void tst_RegistryTreeModel::counts()
{
    RegistryTreeModel model(words);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
    const QModelIndex connection = model.connectionIndex(u"id"_s);
    const auto state = [](const QModelIndex &index) { return index.data(RegistryTreeModel::StateTextRole).toString(); };
    model.addRepository(key(u"a/b"_s));
    QCOMPARE(state(connection), QString());
    QCOMPARE(state(model.index(0, 0, connection)), u"1+"_s); // nothing was listed: there may be more
    model.beginListing(u"id"_s);
    QCOMPARE(state(connection), u"…"_s);
    std::vector<oci::RepositoryName> many;
    many.reserve(1200);
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
    model.setConnection({.id = u"id"_s, .name = u"lab"_s, .isFolder = true});
    QCOMPARE(model.connectionIndex(u"id"_s).data(RegistryTreeModel::StateTextRole).toString(), u"on disk"_s);
    model.beginListing(u"id"_s);
    model.endListing(u"id"_s, {0, true, {}});
    QCOMPARE(printModel(model), u"lab\n  No repositories yet.\n"_s);
    QCOMPARE(printModel(model, RegistryTreeModel::StateTextRole).section(u'\n', 0, 0), u"0 on disk"_s);
    QCOMPARE(model.actionAt(model.index(0, 0, model.index(0, 0))), RegistryTreeModel::Action::Refresh);
}

void tst_RegistryTreeModel::errorStates_data()
{
    QTest::addColumn<base::Error>("error");
    QTest::addColumn<bool>("hasPage");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("icon");
    QTest::addColumn<QString>("note"); // @ stands for the time of day
    QTest::addColumn<QString>("action"); // or two of them
    using Kind = base::ErrorKind;
    const QString both = u"Retry Doctor"_s;
    const auto row = [](const char *name, const base::Error &error, bool hasPage, const QString &word,
                        const QString &icon, const QString &note, const QString &action) {
        QTest::newRow(name) << error << hasPage << word << icon << note << action;
    };
    row("sign in", answered(Kind::Unauthorized, 401), false, u"sign in"_s, u"key"_s, u"Needs a sign-in."_s,
        u"Sign in…"_s);
    row("keychain", base::failure(Kind::Credentials, {}, base::ErrorReason::KeychainLocked), false, u"locked"_s,
        u"lock"_s, u"lab failed."_s, both);
    row("no password", base::failure(Kind::Credentials, {}), false, u"sign in"_s, u"key"_s, u"Needs a sign-in."_s,
        u"Sign in…"_s);
    base::Error realm = answered(Kind::Unauthorized, 401);
    realm.reason = base::ErrorReason::TokenRealmNotApproved;
    row("token host", realm, false, u"sign in"_s, u"key"_s, u"Stopped: 401"_s, u"Retry"_s);
    row("not allowed", answered(Kind::Forbidden, 403), false, u"not allowed"_s, u"no"_s, u"You may not list these."_s,
        u"Retry"_s);
    row("offline", base::failure(Kind::Network, {}), false, u"offline"_s, u"plug"_s, u"No answer since @."_s, both);
    row("no answer", base::failure(Kind::Timeout, {}), true, u"offline"_s, u"plug"_s, u"No answer since @."_s, both);
    row("certificate", base::failure(Kind::Tls, {}), false, u"failed"_s, u"error"_s, u"lab failed."_s, both);
    row("server", answered(Kind::Server, 502), false, u"failed"_s, u"error"_s, u"Stopped: 502"_s, u"Retry"_s);
    row("server, between pages", answered(Kind::Server, 502), true, u"1+"_s, QString(), u"Stopped: 502"_s,
        u"Continue"_s);
}

void tst_RegistryTreeModel::errorStates()
{
    QFETCH(base::Error, error);
    QFETCH(bool, hasPage);
    QFETCH(QString, note);
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
    model.addRepository(key(u"mine/own"_s));
    model.beginListing(u"id"_s);
    if (hasPage)
        model.addRepositories(u"id"_s, repositories({u"a/b"_s}));
    const QTime before = QTime::currentTime();
    model.failListing(u"id"_s, error);
    const QModelIndex connection = model.connectionIndex(u"id"_s);
    QTEST(connection.data(RegistryTreeModel::StateTextRole).toString(), "word");
    QTEST(connection.data(RegistryTreeModel::StateIconRole).toString(), "icon");
    const QModelIndex row = model.index(0, 0, connection);
    QString shown = row.data().toString();
    for (const QTime &moment : {before, QTime::currentTime()}) // the minute may have changed
        shown.replace(moment.toString(u"HH:mm"_s), u"@"_s);
    QCOMPARE(shown, note);
    const QString action = row.data(RegistryTreeModel::ActionTextRole).toString();
    const QString second = row.data(RegistryTreeModel::SecondActionTextRole).toString();
    QTEST(second.isEmpty() ? action : QString(action + u' ' + second), "action");
    QCOMPARE(row.data(Qt::AccessibleTextRole).toString(), row.data().toString() + u", "_s + action);
    QCOMPARE(row.data(Qt::ToolTipRole).toString(), u"lab failed."_s);
    // What was seen stays.
    QVERIFY(model.repositoryIndex(key(u"mine/own"_s)).isValid());
    QCOMPARE(model.repositoryIndex(key(u"a/b"_s)).isValid(), hasPage);
}

/// Several failures in a row are one silence.
void tst_RegistryTreeModel::silence()
{
    RegistryTreeModel model(words);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
    const QModelIndex connection = model.connectionIndex(u"id"_s);
    const auto note = [&] { return model.index(0, 0, connection).data().toString(); };
    model.failListing(u"id"_s, base::failure(base::ErrorKind::Network, {}));
    const QString first = note();
    model.beginListing(u"id"_s);
    QCOMPARE(note(), u"Loading…"_s);
    model.failListing(u"id"_s, base::failure(base::ErrorKind::Timeout, {}));
    QCOMPARE(note(), first);
    model.beginListing(u"id"_s);
    model.addRepositories(u"id"_s, repositories({u"a/b"_s}));
    model.endListing(u"id"_s, {1, true, {}});
    QCOMPARE(note(), u"a"_s);
}

void tst_RegistryTreeModel::refusedSignIn()
{
    RegistryTreeModel model(words);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s, .user = u"maria"_s});
    model.failListing(u"id"_s, answered(base::ErrorKind::Unauthorized, 401));
    QCOMPARE(printModel(model), u"lab\n  maria was not accepted.\n"_s);
    model.failListing(u"id"_s, base::failure(base::ErrorKind::Credentials, {}));
    QCOMPARE(printModel(model), u"lab\n  Needs a sign-in.\n"_s);
}

/// A repository that may not be seen says so, and a project that holds nothing else.
void tst_RegistryTreeModel::notAllowed()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
    model.beginListing(u"id"_s);
    model.addRepositories(u"id"_s, repositories({u"a/b"_s, u"a/c"_s}));
    model.endListing(u"id"_s, {2, true, {}});
    const base::Error refused = answered(base::ErrorKind::Forbidden, 403);
    const auto state = [](const QModelIndex &index) { return index.data(RegistryTreeModel::StateTextRole).toString(); };
    const QModelIndex repository = model.repositoryIndex(key(u"a/b"_s));
    model.failTags(key(u"a/b"_s), answered(base::ErrorKind::Server, 500));
    QCOMPARE(state(repository), QString());
    model.failTags(key(u"a/b"_s), refused);
    QCOMPARE(state(repository), u"not allowed"_s);
    QCOMPARE(repository.data(RegistryTreeModel::StateIconRole).toString(), u"no"_s);
    QVERIFY(repository.data(RegistryTreeModel::IsDimRole).toBool());
    QCOMPARE(repository.data(Qt::AccessibleTextRole).toString(), u"b, not allowed"_s);
    QCOMPARE(state(repository.parent()), u"2"_s);
    model.failTags(key(u"a/c"_s), refused);
    QCOMPARE(state(repository.parent()), u"not allowed"_s);
    model.setTagCount(key(u"a/c"_s), 3, true); // the right was given meanwhile
    QCOMPARE(state(repository.parent()), u"2"_s);
}

void tst_RegistryTreeModel::noCatalogueIsFlat()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setConnection({.id = u"id"_s, .name = u"docker.io"_s});
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

/// After a sign-in the same registry may list what it has: then there are projects.
void tst_RegistryTreeModel::projectsComeBack()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
    model.addRepository(key(u"a/mine"_s));
    model.setTagCount(key(u"a/mine"_s), 7, true);
    model.failListing(u"id"_s, base::failure(base::ErrorKind::Unsupported, {}, base::ErrorReason::NoCatalog));
    QCOMPARE(printModel(model), u"lab\n  Lists no repositories.\n  a/mine\n"_s);
    model.beginListing(u"id"_s);
    model.addRepositories(u"id"_s, repositories({u"a/b"_s}));
    model.endListing(u"id"_s, {1, true, {}});
    QCOMPARE(printModel(model), u"lab\n  a\n    b\n    mine\n"_s);
    QCOMPARE(model.repositoryIndex(key(u"a/mine"_s)).data(RegistryTreeModel::StateTextRole).toString(), u"7"_s);
}

void tst_RegistryTreeModel::changedConnection()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s, .address = u"lab.example"_s, .isKept = false});
    const QModelIndex connection = model.connectionIndex(u"id"_s);
    QVERIFY(!connection.data(RegistryTreeModel::IsKeptRole).toBool());
    QVERIFY(connection.data(Qt::AccessibleTextRole).toString().contains(u"not kept"_s));
    model.addRepository(key(u"a/b"_s));
    model.beginListing(u"id"_s);
    model.endListing(u"id"_s, {0, true, {}});
    model.setConnection({.id = u"id"_s, .name = u"home"_s, .address = u"lab.example"_s, .user = u"maria"_s});
    QCOMPARE(printModel(model), u"home\n  a\n    b\n"_s);
    QVERIFY(connection.data(RegistryTreeModel::IsKeptRole).toBool());
    QCOMPARE(connection.data(Qt::ToolTipRole).toString(), u"home\nlab.example\nSigns in as maria"_s);
    model.setMarkCount(key(u"a/b"_s), 3);
    model.resetConnection(u"id"_s);
    QCOMPARE(printModel(model), u"home\n"_s);
    QVERIFY(model.canFetchMore(connection));
    model.addRepository(key(u"a/b"_s));
    QVERIFY(model.repositoryIndex(key(u"a/b"_s)).isValid());
    QCOMPARE(model.repositoryIndex(key(u"a/b"_s)).data(RegistryTreeModel::MarkCountRole).toInt(), 3);
}

void tst_RegistryTreeModel::stopped()
{
    RegistryTreeModel model(words);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
    model.beginListing(u"id"_s);
    model.addRepositories(u"id"_s, repositories({u"a/b"_s}));
    model.failListing(u"id"_s, base::cancelled());
    QCOMPARE(printModel(model), u"lab\n  Stopped.\n  a\n    b\n"_s);
    QCOMPARE(model.actionAt(model.index(0, 0, model.index(0, 0))), RegistryTreeModel::Action::Continue);
    QCOMPARE(model.connectionIndex(u"id"_s).data(RegistryTreeModel::StateTextRole).toString(), u"1+"_s);
}

void tst_RegistryTreeModel::retryKeepsAndForgets()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
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
    model.setConnection({.id = u"other"_s, .name = u"other"_s});
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
    model.addRepository(key(u"a/b"_s));
    const QModelIndex index = model.repositoryIndex(key(u"a/b"_s));
    QCOMPARE(model.repositoryAt(index), std::optional(key(u"a/b"_s)));
    QCOMPARE(model.connectionAt(index), u"id"_s);
    QVERIFY(!model.repositoryAt(index.parent()));
    QCOMPARE(model.onlyRepository(u"id"_s), std::optional(key(u"a/b"_s)));
    QVERIFY(!model.onlyRepository(u"other"_s));
    QVERIFY(!model.repositoryAt({}));
    model.addRepository(key(u"c/b"_s));
    QCOMPARE(model.repositoriesNamed(u"id"_s, u"b"_s).size(), 2U);
    QCOMPARE(model.repositoriesNamed(u"id"_s, u"c/b"_s), std::vector{key(u"c/b"_s)});
    QVERIFY(model.repositoriesNamed(u"other"_s, u"b"_s).empty());
    QVERIFY(!model.connectionIndex(u"nobody"_s).isValid());
    QVERIFY(!model.repositoryIndex({u"nobody"_s, key(u"a/b"_s).name}).isValid());
    model.beginListing(u"nobody"_s); // a late answer of a connection that is gone
    model.addRepositories(u"nobody"_s, repositories({u"a/b"_s}));
    model.failListing(u"nobody"_s, base::cancelled());
}

void tst_RegistryTreeModel::filter()
{
    RegistryTreeModel model(words);
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
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
    model.setConnection({.id = u"id"_s, .name = u"lab"_s});
    model.setConnection({.id = u"two"_s, .name = u"two"_s});
    model.addRepository(key(u"a/b"_s));
    model.removeConnection(u"id"_s);
    QCOMPARE(printModel(model), u"two\n"_s);
    model.removeConnection(u"id"_s);
}

/// How careful one has to be with a connection, in words and for the eye.
void tst_RegistryTreeModel::guards()
{
    RegistryTreeModel model(words);
    models::ConnectionRow row{.id = u"id"_s, .name = u"lab"_s, .level = connections::Level::Production};
    row.isReadOnly = true;
    model.setConnection(row);
    model.addRepository(key(u"a/b"_s));
    const QModelIndex connection = model.connectionIndex(u"id"_s);
    QCOMPARE(model.repositoryIndex(key(u"a/b"_s)).data(RegistryTreeModel::LevelRole),
             connection.data(RegistryTreeModel::LevelRole));
    QCOMPARE(connection.data(RegistryTreeModel::LockIconRole).toString(), u"lock"_s);
    row.isUnlocked = true;
    row.unlockedUntil = QDateTime(QDate(2026, 8, 14), QTime(14, 32));
    row.isPlainHttp = true;
    model.setConnection(row);
    QCOMPARE(connection.data(RegistryTreeModel::LockIconRole).toString(), u"unlock"_s);
    QCOMPARE(connection.data(RegistryTreeModel::DangerRole).toString(), u"not encrypted"_s);
    QVERIFY(connection.data(Qt::AccessibleTextRole)
                .toString()
                .startsWith(u"lab, PRODUCTION, Changes allowed until 14:32, not encrypted"_s));
    QVERIFY(connection.data(Qt::ToolTipRole).toString().contains(u"not encrypted"_s));
}

void tst_RegistryTreeModel::order()
{
    RegistryTreeModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const QString &id : {u"x"_s, u"y"_s, u"id"_s})
        model.setConnection({.id = id, .name = id});
    model.addRepository(key(u"b"_s));
    const QPersistentModelIndex repository(model.repositoryIndex(key(u"b"_s)));
    model.moveConnection(u"id"_s, 0);
    QCOMPARE(printModel(model), u"id\n  b\nx\ny\n"_s);
    QCOMPARE(repository.parent().row(), 0); // goes along
    model.moveConnection(u"id"_s, 9);
    QCOMPARE(printModel(model), u"x\ny\nid\n  b\n"_s);
    // Dropping asks for it only.
    QSignalSpy requested(&model, &RegistryTreeModel::moveRequested);
    const std::unique_ptr<QMimeData> data(model.mimeData({model.connectionIndex(u"x"_s)}));
    QVERIFY(model.dropMimeData(data.get(), Qt::MoveAction, 2, 0, {}));
    QCOMPARE(requested.takeFirst(), (QVariantList{u"x"_s, 1}));
    QVERIFY(!model.dropMimeData(data.get(), Qt::CopyAction, 2, 0, {}));
    QCOMPARE(printModel(model), u"x\ny\nid\n  b\n"_s);
}

QTEST_GUILESS_MAIN(tst_RegistryTreeModel)
#include "tst_registrytreemodel.moc"
