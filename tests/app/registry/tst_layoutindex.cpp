#include "app/registry/layoutindex.h"

#include <QTest>

#include "tests/app/registry/layouts.h"

using namespace Qt::StringLiterals;
using registry::LayoutIndex;

namespace {

oci::TagName tag(const QString &name)
{
    return oci::TagName::parse(name).value();
}

oci::Descriptor descriptorOf(const oci::Manifest &manifest)
{
    return {manifest.mediaType(), manifest.digest(), manifest.size(), {}, {}, {}, {}};
}

/// `tag=digest` of each entry in order, `-` for no tag; short, for comparing.
QStringList summary(const QByteArray &document)
{
    const auto index = LayoutIndex::parse(document);
    if (!index)
        return {u"error: "_s + index.error().detail};
    QStringList lines;
    for (const LayoutIndex::Entry &entry : index->entries())
        lines.append((entry.tag ? entry.tag->toString() : u"-"_s) + u'='
                     + (entry.descriptor ? entry.descriptor->digest.hex().left(6) : u"broken"_s));
    return lines;
}

QString line(const QString &name, const oci::Manifest &manifest)
{
    return name + u'=' + manifest.digest().hex().left(6);
}

} // namespace

class TestLayoutIndex final : public QObject
{
    Q_OBJECT

private slots:
    void readsNames_data();
    void readsNames();
    void refuses_data();
    void refuses();
    void brokenDescriptorKeepsItsTag();
    void saysWhatIsLeftOut_data();
    void saysWhatIsLeftOut();
    void addsTags();
    void movesTags();
    void removesTags();
    void removesManifests();
    void keepsWhatItDoesNotKnow();

private:
    const oci::Manifest m_first = layouts::image("first").manifest;
    const oci::Manifest m_second = layouts::image("second").manifest;
};

void TestLayoutIndex::readsNames_data()
{
    QTest::addColumn<QByteArray>("refName");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a tag") << "v1.10"_ba << u"v1.10"_s;
    QTest::newRow("podman: the whole reference") << "docker.io/library/nginx:1.27"_ba << u"1.27"_s;
    QTest::newRow("with a port") << "localhost:5000/a/b:edge"_ba << u"edge"_s;
    QTest::newRow("a reference without a tag") << "docker.io/library/nginx"_ba << QString();
    QTest::newRow("path trick") << "../../etc/passwd"_ba << QString();
    QTest::newRow("blanks") << "my image"_ba << QString();
    QTest::newRow("no name") << QByteArray() << QString();
}

void TestLayoutIndex::readsNames()
{
    QFETCH(const QByteArray, refName);
    QFETCH(const QString, expected);
    const auto index = LayoutIndex::parse(layouts::indexJson({layouts::descriptor(m_first, refName)}));
    QVERIFY(index);
    QCOMPARE(index->entries().size(), std::size_t(1));
    const auto &found = index->entries().front().tag;
    QCOMPARE(found ? found->toString() : QString(), expected);
    if (found)
        QCOMPARE(index->find(*found), &index->entries().front());
    QCOMPARE(index->find(m_first.digest()), &index->entries().front());
    QCOMPARE(index->find(m_second.digest()), nullptr);
    QCOMPARE(index->find(tag(u"other"_s)), nullptr);
}

void TestLayoutIndex::refuses_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("empty file") << QByteArray();
    QTest::newRow("cut") << layouts::indexJson({layouts::descriptor(m_first)}).chopped(1);
    QTest::newRow("no object") << "[]"_ba;
    QTest::newRow("no manifests") << R"({"schemaVersion":2})"_ba;
    QTest::newRow("manifests is an object") << R"({"manifests":{}})"_ba;
    QTest::newRow("two lists") << R"({"manifests":[],"manifests":[]})"_ba;
    QTest::newRow("two lists for readers without case") << R"({"manifests":[],"Manifests":[]})"_ba;
    QTest::newRow("deep") << R"({"manifests":)"_ba + QByteArray(100'000, '[');
    QTest::newRow("byte order mark") << "\xef\xbb\xbf"_ba + LayoutIndex::emptyDocument();
    QTest::newRow("too large") << R"({"manifests":[]})"_ba + QByteArray(LayoutIndex::maxSize, ' ');
}

void TestLayoutIndex::refuses()
{
    QFETCH(const QByteArray, document);
    const auto index = LayoutIndex::parse(document);
    QVERIFY(!index);
    QCOMPARE(index.error().kind, ErrorKind::InvalidData);
}

void TestLayoutIndex::brokenDescriptorKeepsItsTag()
{
    const QByteArrayList broken{
        R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:../../../etc/passwd","size":3,)"
        R"("annotations":{"org.opencontainers.image.ref.name":"path"}})",
        R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"md5:00","size":3,)"
        R"("annotations":{"org.opencontainers.image.ref.name":"algorithm"}})",
        R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","size":-1,)"
        R"("annotations":{"org.opencontainers.image.ref.name":"size"}})",
        R"("text")",
    };
    const auto index
        = LayoutIndex::parse(layouts::indexJson(broken + QByteArrayList{layouts::descriptor(m_first, "good")}));
    QVERIFY(index);
    QCOMPARE(index->entries().size(), std::size_t(5));
    for (const QString &name : {u"path"_s, u"algorithm"_s, u"size"_s}) {
        const auto *entry = index->find(tag(name));
        QVERIFY(entry);
        QVERIFY(!entry->descriptor);
        QCOMPARE(entry->descriptor.error().kind, ErrorKind::InvalidData);
    }
    QVERIFY(index->find(tag(u"good"_s))->descriptor);
}

void TestLayoutIndex::saysWhatIsLeftOut_data()
{
    QTest::addColumn<QByteArrayList>("descriptors");
    QTest::addColumn<bool>("all");
    QTest::newRow("empty") << QByteArrayList{} << true;
    QTest::newRow("tagged") << QByteArrayList{layouts::descriptor(m_first, "a"), layouts::descriptor(m_second)} << true;
    QTest::newRow("nothing has a tag") << QByteArrayList{layouts::descriptor(m_first)} << true;
    QTest::newRow("a name that is no tag")
        << QByteArrayList{layouts::descriptor(m_first, "a"), layouts::descriptor(m_second, "not a tag")} << false;
    QTest::newRow("a tag twice") << QByteArrayList{layouts::descriptor(m_first, "a"),
                                                   layouts::descriptor(m_second, "a")}
                                 << false;
}

void TestLayoutIndex::saysWhatIsLeftOut()
{
    QFETCH(const QByteArrayList, descriptors);
    QFETCH(const bool, all);
    const auto index = LayoutIndex::parse(layouts::indexJson(descriptors));
    QVERIFY(index);
    QCOMPARE(index->leftOut().isEmpty(), all);
}

void TestLayoutIndex::addsTags()
{
    const auto empty = LayoutIndex::parse(LayoutIndex::emptyDocument()).value();
    const QByteArray untagged = empty.withManifest(descriptorOf(m_first), {});
    QCOMPARE(summary(untagged), QStringList{line(u"-"_s, m_first)});

    // The entry without a name takes the first one; the second needs an entry of its own.
    const auto one = LayoutIndex::parse(LayoutIndex::parse(untagged)->withManifest(descriptorOf(m_first), tag(u"a"_s)));
    QCOMPARE(summary(one->raw()), QStringList{line(u"a"_s, m_first)});
    const auto two = LayoutIndex::parse(one->withManifest(descriptorOf(m_first), tag(u"b"_s)));
    QCOMPARE(summary(two->raw()), (QStringList{line(u"a"_s, m_first), line(u"b"_s, m_first)}));
    QCOMPARE(two->tags(), (std::vector{tag(u"a"_s), tag(u"b"_s)}));

    // What is there already changes nothing.
    QCOMPARE(two->withManifest(descriptorOf(m_first), tag(u"a"_s)), two->raw());
    QCOMPARE(two->withManifest(descriptorOf(m_first), {}), two->raw());
}

void TestLayoutIndex::movesTags()
{
    const auto index = LayoutIndex::parse(
        layouts::indexJson({layouts::descriptor(m_first, "latest"), layouts::descriptor(m_second, "v2")}));
    QCOMPARE(summary(index->withManifest(descriptorOf(m_second), tag(u"latest"_s))),
             (QStringList{line(u"-"_s, m_first), line(u"v2"_s, m_second), line(u"latest"_s, m_second)}));

    // A tag that stood at two manifests stands at one afterwards.
    const auto twice = LayoutIndex::parse(
        layouts::indexJson({layouts::descriptor(m_first, "a"), layouts::descriptor(m_second, "a")}));
    QCOMPARE(summary(twice->withManifest(descriptorOf(m_second), tag(u"b"_s))),
             (QStringList{line(u"a"_s, m_first), line(u"a"_s, m_second), line(u"b"_s, m_second)}));
    const oci::Manifest third = layouts::image("third").manifest;
    QCOMPARE(summary(twice->withManifest(descriptorOf(third), tag(u"a"_s))),
             (QStringList{line(u"-"_s, m_first), line(u"-"_s, m_second), line(u"a"_s, third)}));
}

void TestLayoutIndex::removesTags()
{
    const auto index = LayoutIndex::parse(layouts::indexJson(
        {layouts::descriptor(m_first, "a"), layouts::descriptor(m_first, "b"), layouts::descriptor(m_second, "c")}));
    const auto withoutA = LayoutIndex::parse(index->withoutTag(tag(u"a"_s)));
    QCOMPARE(summary(withoutA->raw()), (QStringList{line(u"b"_s, m_first), line(u"c"_s, m_second)}));
    const QByteArray withoutB = withoutA->withoutTag(tag(u"b"_s));
    QCOMPARE(summary(withoutB), (QStringList{line(u"-"_s, m_first), line(u"c"_s, m_second)}));
    QVERIFY(!withoutB.contains(R"("annotations":{})"));

    const auto broken = LayoutIndex::parse(
        layouts::indexJson({R"({"digest":"nonsense","annotations":{"org.opencontainers.image.ref.name":"a"}})"}));
    QCOMPARE(summary(broken->withoutTag(tag(u"a"_s))), QStringList{u"-=broken"_s});
}

void TestLayoutIndex::removesManifests()
{
    const auto index = LayoutIndex::parse(layouts::indexJson(
        {layouts::descriptor(m_first, "a"), layouts::descriptor(m_second, "c"), layouts::descriptor(m_first)}));
    QCOMPARE(summary(index->withoutManifest(m_first.digest())), QStringList{line(u"c"_s, m_second)});
    QCOMPARE(summary(index->withoutManifest(m_second.digest())),
             (QStringList{line(u"a"_s, m_first), line(u"-"_s, m_first)}));
}

void TestLayoutIndex::keepsWhatItDoesNotKnow()
{
    const QByteArray document = R"({"schemaVersion":2,"x-zeta":[1,2.5,18446744073709551615,"\u00e4"],"manifests":[)"_ba
        + layouts::descriptor(m_first, "a").chopped(2)
        + R"(,"io.containerd.image.name":"docker.io/library/x:a","com.example":"kept"},"x-own":{"b":1,"a":null}}],)"_ba
        + R"("annotations":{"who":"another tool"}})"_ba;
    const auto index = LayoutIndex::parse(document);
    QVERIFY2(index, qPrintable(index ? QString() : index.error().detail));
    const QByteArray expected = QByteArray(document)
                                    .replace("\\u00e4", "\xc3\xa4")
                                    .replace(R"("org.opencontainers.image.ref.name":"a",)", "")
                                    .replace(R"("io.containerd.image.name":"docker.io/library/x:a",)", "");
    QCOMPARE(index->withoutTag(tag(u"a"_s)), expected);
}

QTEST_GUILESS_MAIN(TestLayoutIndex)
#include "tst_layoutindex.moc"
