#include <QTest>

#include "app/changes/planfile.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;

namespace {

oci::TagName tag(QStringView name)
{
    return *oci::TagName::parse(name);
}

SavedPlan sample()
{
    const oci::Digest image = support::blob("image");
    const oci::Digest placeholder = placeholderFor(tag(u"v2"), image).digest();
    return {u"registry.example:5000"_s,
            *oci::RepositoryName::parse(u"team/app"),
            QDateTime(QDate(2026, 11, 26), QTime(3, 4, 5), Qt::UTC),
            {{tag(u"v1"), tag(u"gone")}, {support::blob("untagged")}, true},
            OtherTags::DeleteToo,
            true,
            {{tag(u"v1"), image}},
            {{Step::Kind::RemoveTag, tag(u"v1"), image},
             {Step::Kind::DeleteManifest, {}, image, {}, {0}},
             {Step::Kind::PutPlaceholder, tag(u"v2"), placeholder, image},
             {Step::Kind::DeleteManifest, {}, placeholder, {}, {2}}}};
}

} // namespace

/// Plans in files.
class TestPlanFile : public QObject
{
    Q_OBJECT

private slots:
    void comesBack();
    void refused_data();
    void refused();
    void moved();
};

void TestPlanFile::comesBack()
{
    const SavedPlan plan = sample();
    const Result<SavedPlan> read = planFromJson(toJson(plan));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    QCOMPARE(read->registry, plan.registry);
    QCOMPARE(read->repository, plan.repository);
    QCOMPARE(read->made, plan.made);
    QCOMPARE(read->selection.tags, plan.selection.tags);
    QCOMPARE(read->selection.manifests, plan.selection.manifests);
    QVERIFY(read->selection.everything && read->usePlaceholders && read->otherTags == OtherTags::DeleteToo);
    QCOMPARE(read->tags, plan.tags);
    QCOMPARE(read->steps, plan.steps);
    QCOMPARE(toJson(*read), toJson(plan));
}

void TestPlanFile::refused_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("[") << ErrorKind::InvalidData;
    QTest::newRow("another file") << QByteArray("\"plan\"") << QByteArray("\"profile\"") << ErrorKind::InvalidData;
    QTest::newRow("newer") << QByteArray("\"version\": 1") << QByteArray("\"version\": 2") << ErrorKind::Unsupported;
    QTest::newRow("no version") << QByteArray("\"version\": 1") << QByteArray("\"version\": 0")
                                << ErrorKind::InvalidData;
    QTest::newRow("repository") << QByteArray("team/app") << QByteArray("../app") << ErrorKind::InvalidData;
    QTest::newRow("tag") << QByteArray("\"v1\"") << QByteArray("\"-v1\"") << ErrorKind::InvalidData;
    QTest::newRow("digest") << QByteArray("sha256:") << QByteArray("sha255:") << ErrorKind::InvalidData;
    QTest::newRow("kind") << QByteArray("remove-tag") << QByteArray("remove-all") << ErrorKind::InvalidData;
    QTest::newRow("need") << QByteArray("\"needs\": [\n                0")
                          << QByteArray("\"needs\": [\n                1") << ErrorKind::InvalidData;
    QTest::newRow("choice") << QByteArray("\"delete\"") << QByteArray("\"perhaps\"") << ErrorKind::InvalidData;
    QTest::newRow("flag") << QByteArray("\"placeholders\": true") << QByteArray("\"placeholders\": 1")
                          << ErrorKind::InvalidData;
    QTest::newRow("time") << QByteArray("2026-11-26") << QByteArray("2026-31-26") << ErrorKind::InvalidData;
}

void TestPlanFile::refused()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const ErrorKind, kind);
    QByteArray json = toJson(sample());
    QVERIFY2(json.contains(before), json.constData());
    json.replace(json.indexOf(before), before.size(), after);
    const Result<SavedPlan> read = planFromJson(json);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, kind);
}

void TestPlanFile::moved()
{
    const SavedPlan plan = sample();
    RepositoryGraph graph;
    QCOMPARE(movedTags(plan, graph), std::vector<MovedTag>({{tag(u"v1"), support::blob("image"), {}}}));
    RepositoryGraph same;
    same.addTag(tag(u"v1"), support::blob("image"));
    QVERIFY(movedTags(plan, same).empty());
    RepositoryGraph other;
    other.addTag(tag(u"v1"), support::blob("other"));
    QCOMPARE(movedTags(plan, other),
             std::vector<MovedTag>({{tag(u"v1"), support::blob("image"), support::blob("other")}}));
}

QTEST_GUILESS_MAIN(TestPlanFile)
#include "tst_planfile.moc"
