#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>

#include "models/locatormodel.h"
#include "tests/support/modelprinter.h"

using namespace Qt::StringLiterals;
using models::LocatorItem;
using models::LocatorKind;
using models::LocatorModel;

class tst_LocatorModel : public QObject
{
    Q_OBJECT

private slots:
    void sections();
    void best();
    void headingsAreNoRows();
    void switchedOff();
    void tags();
    void digests();
    void treeOfRegistries();
    void manyTags();
    void modelGone();
    void renewal();
};

namespace {

std::vector<LocatorItem> named(const QStringList &names)
{
    std::vector<LocatorItem> items;
    for (const QString &name : names)
        items.push_back({.kind = LocatorKind::Repository, .name = name, .context = u"prod"_s});
    return items;
}

void add(LocatorModel::Sources &sources, LocatorKind kind, std::vector<LocatorItem> items)
{
    for (LocatorItem &item : items)
        item.kind = kind;
    sources.push_back(std::make_unique<models::LocatorList>(kind, std::move(items)));
}

std::vector<oci::TagName> tagNames(int count)
{
    std::vector<oci::TagName> names;
    names.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        names.push_back(*oci::TagName::parse(u"v1.%1-build%2"_s.arg(i % 100).arg(i)));
    return names;
}

models::RepositoryKey repository()
{
    return {u"id"_s, *oci::RepositoryName::parse(u"payments/api")};
}

QString describe(const base::Error &)
{
    return {};
}

} // namespace

void tst_LocatorModel::sections()
{
    LocatorModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    LocatorModel::Sources sources;
    add(sources, LocatorKind::Command, named({u"Refresh"_s, u"Go to tags"_s}));
    add(sources, LocatorKind::Repository, named({u"payments/api"_s, u"shop/web"_s, u"platform/api"_s}));
    add(sources, LocatorKind::Connection, named({u"prod"_s}));
    model.setSources(std::move(sources));
    model.setQuery(u"a"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isSearching(), 60000);
    QCOMPARE(printModel(model), u"Repositories\npayments/api\nplatform/api\nCommands\nGo to tags\n"_s);
    QCOMPARE(model.found(), 3);
    model.setQuery(u">"_s);
    QTRY_COMPARE_WITH_TIMEOUT(printModel(model), u"Commands\nGo to tags\nRefresh\n"_s, 60000);
    model.setQuery(u"nothing like it"_s);
    QTRY_COMPARE_WITH_TIMEOUT(printModel(model), QString(), 60000);
    QCOMPARE(model.found(), 0);
}

void tst_LocatorModel::best()
{
    LocatorModel model;
    LocatorModel::Sources sources;
    QStringList many;
    for (int i = 20; i > 0; --i)
        many.append(u"repo%1"_s.arg(i));
    many.append({u"a-repository"_s, u"xrepo"_s});
    add(sources, LocatorKind::Repository, named(many));
    model.setSources(std::move(sources));
    model.setQuery(u"repo"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isSearching(), 60000);
    QCOMPARE(model.found(), 22);
    QCOMPARE(model.rowCount(), 1 + LocatorModel::mostPerSection);
    QCOMPARE(model.index(1).data().toString(), u"repo1"_s);
    QCOMPARE(model.index(2).data().toString(), u"repo2"_s); // not repo10
    model.setQuery(u"xrep"_s);
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2, 60000);
    QCOMPARE(model.index(1).data(LocatorModel::RangesRole).toList(), (QVariantList{0, 4}));
}

void tst_LocatorModel::headingsAreNoRows()
{
    LocatorModel model;
    LocatorModel::Sources sources;
    add(sources, LocatorKind::Repository, named({u"a"_s}));
    add(sources, LocatorKind::Connection, named({u"b"_s}));
    model.setSources(std::move(sources));
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 4, 60000); // heading, a, heading, b
    QVERIFY(!model.itemAt(model.index(0)));
    QVERIFY(!(model.flags(model.index(0)) & Qt::ItemIsSelectable));
    QCOMPARE(model.nextItem(-1, 1), 1);
    QCOMPARE(model.nextItem(1, 1), 3);
    QCOMPARE(model.nextItem(3, 1), 3);
    QCOMPARE(model.nextItem(3, -1), 1);
    QCOMPARE(model.nextItem(1, -1), 1);
}

void tst_LocatorModel::switchedOff()
{
    LocatorModel model;
    LocatorModel::Sources sources;
    add(sources, LocatorKind::Command,
        {{.name = u"Retag…"_s, .note = u"prod is read-only"_s, .shortcut = u"F2"_s, .isOff = true},
         {.name = u"Run"_s, .context = u"View"_s}});
    model.setSources(std::move(sources));
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 3, 60000);
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(), u"Retag…, switched off: prod is read-only, F2"_s);
    QVERIFY(model.index(1).data(LocatorModel::IsOffRole).toBool());
    QCOMPARE(model.index(2).data(LocatorModel::ContextRole).toString(), u"View"_s);
}

void tst_LocatorModel::tags()
{
    models::TagModel tagModel(describe);
    tagModel.addNames(tagNames(300));
    LocatorModel model;
    LocatorModel::Sources sources;
    sources.push_back(std::make_unique<models::LocatorTags>(LocatorKind::Tag, &tagModel, repository(), u"prod"_s));
    model.setSources(std::move(sources));
    model.setQuery(u"api build29"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isSearching(), 60000);
    QCOMPARE(model.found(), 11); // 29 and 290 … 299
    QCOMPARE(model.index(1).data().toString(), u"v1.29-build29"_s);
    QCOMPARE(model.index(1).data(LocatorModel::ContextRole).toString(), u"payments/api in prod"_s);
    const models::LocatorTarget &target = model.itemAt(model.index(1))->target;
    QCOMPARE(target.connectionId, u"id"_s);
    QCOMPARE(oci::toString(*target.image), u"v1.29-build29"_s);
}

void tst_LocatorModel::digests()
{
    models::TagModel tagModel(describe);
    tagModel.addNames(tagNames(2));
    const oci::Digest digest = oci::Digest::of("x");
    platforms::TagDetails details{.tag = tagNames(1).front()};
    details.digest = digest;
    tagModel.addDetails({details});
    LocatorModel model;
    LocatorModel::Sources sources;
    sources.push_back(std::make_unique<models::LocatorTags>(LocatorKind::Digest, &tagModel, repository(), u"prod"_s));
    model.setSources(std::move(sources));
    model.setQuery(u"#"_s + digest.hex().left(6));
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2, 60000);
    QCOMPARE(model.index(1).data().toString(), digest.hex());
    model.setQuery(digest.hex().left(6)); // only when asked for
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 0, 60000);
}

void tst_LocatorModel::treeOfRegistries()
{
    models::RegistryTreeModel tree([](const base::Error &, const QString &) { return QString(); });
    tree.setConnection({.id = u"id"_s, .name = u"prod"_s});
    tree.addRepository(repository());
    tree.addRepository({u"id"_s, *oci::RepositoryName::parse(u"single")});
    tree.setTagCount(repository(), 312, true);
    const auto connections = models::locatorConnections(tree);
    QCOMPARE(connections.size(), 1U);
    QCOMPARE(connections.front().name, u"prod"_s);
    const auto repositories = models::locatorRepositories(tree);
    QCOMPARE(repositories.size(), 2U);
    const auto api = std::find_if(repositories.begin(), repositories.end(),
                                  [](const LocatorItem &item) { return item.name == u"payments/api"_s; });
    QVERIFY(api != repositories.end());
    QCOMPARE(api->note, u"tags: 312"_s);
    QCOMPARE(api->target.repository, repository().name);
}

/// Rows are there after the first slice, the whole count later; a search never holds the event loop for long. How long
/// is printed, not judged.
void tst_LocatorModel::manyTags()
{
    constexpr int count = 100'000;
    models::TagModel tagModel(describe);
    tagModel.addNames(tagNames(count));
    LocatorModel model;
    LocatorModel::Sources sources;
    sources.push_back(std::make_unique<models::LocatorTags>(LocatorKind::Tag, &tagModel, repository(), u"prod"_s));
    model.setSources(std::move(sources));
    QElapsedTimer clock;
    clock.start();
    model.setQuery(u"build9 v1"_s);
    const qint64 first = clock.elapsed();
    QVERIFY(model.rowCount() > 1);
    qint64 longest = first;
    while (model.isSearching()) {
        QElapsedTimer turn;
        turn.start();
        QCoreApplication::processEvents();
        longest = std::max(longest, turn.elapsed());
    }
    qInfo("first rows %lld ms, longest turn %lld ms, whole %lld ms", first, longest, clock.elapsed());
    QCOMPARE(model.found(), 11'111);
    model.setQuery(u"build"_s); // all of them match
    QTRY_VERIFY_WITH_TIMEOUT(!model.isSearching(), 60000);
    QCOMPARE(model.found(), count);
}

void tst_LocatorModel::modelGone()
{
    auto tagModel = std::make_unique<models::TagModel>(describe);
    tagModel->addNames(tagNames(50'000));
    LocatorModel model;
    LocatorModel::Sources sources;
    sources.push_back(std::make_unique<models::LocatorTags>(LocatorKind::Tag, tagModel.get(), repository(), u"prod"_s));
    model.setSources(std::move(sources));
    model.setQuery(u"build"_s);
    tagModel.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!model.isSearching(), 60000);
    model.setQuery(u"build1"_s);
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 0, 60000);
}

/// What was found stays until the new search is through.
void tst_LocatorModel::renewal()
{
    LocatorModel model;
    LocatorModel::Sources sources;
    add(sources, LocatorKind::Repository, named({u"a"_s}));
    model.setSources(std::move(sources));
    model.setQuery(u"a"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isSearching(), 60000);
    QStringList seen;
    connect(&model, &LocatorModel::progressed, this, [&] { seen.append(printModel(model)); });
    QStringList many{u"ab"_s};
    for (int i = 0; i < 200'000; ++i)
        many.append(u"x"_s);
    LocatorModel::Sources later;
    add(later, LocatorKind::Repository, named(many));
    model.renewSources(std::move(later));
    QVERIFY(model.isSearching());
    QCOMPARE(model.index(1).data().toString(), u"a"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isSearching(), 60000);
    QCOMPARE(seen, QStringList{u"Repositories\nab\n"_s});
}

QTEST_GUILESS_MAIN(tst_LocatorModel)
#include "tst_locatormodel.moc"
