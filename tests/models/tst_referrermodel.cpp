#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/referrermodel.h"

using namespace Qt::StringLiterals;
using models::ReferrerModel;

namespace {

const QString created = u"org.opencontainers.image.created"_s;
const QString description = u"org.opencontainers.image.description"_s;

oci::Digest digest(const QByteArray &of)
{
    return oci::Digest::of(of);
}

oci::Descriptor descriptor(const QByteArray &name, const QString &artifactType, oci::Annotations annotations = {})
{
    std::optional<oci::MediaType> type;
    if (!artifactType.isEmpty())
        type = *oci::MediaType::parse(artifactType);
    return {oci::MediaType::ociManifest(), digest(name), 1536, {}, std::move(annotations), {}, type};
}

platforms::Image image(std::vector<oci::Descriptor> referrers, std::vector<oci::Descriptor> attestations = {})
{
    const QByteArray raw
        = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]})";
    platforms::Image image{*oci::Manifest::parse(raw, {}), {}, std::move(attestations), {}, {}};
    image.platforms.push_back({{u"linux"_s, u"arm64"_s, u"v8"_s, {}, {}}, descriptor("arm64", {}), {}, {}, {}, {}, {}});
    image.referrers.manifests = std::move(referrers);
    return image;
}

} // namespace

class tst_ReferrerModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_tester.setUseFetchMore(false); } // a row is opened by the test only
    void init() { m_model.clear(); }
    void kindsInWords();
    void attestationsOfTheIndex();
    void cosignTags();
    void referrersOfReferrers();
    void failures();
    void hostileText();

private:
    QString text(int row, int column, const QModelIndex &parent = {})
    {
        return m_model.index(row, column, parent).data().toString();
    }

    ReferrerModel m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

void tst_ReferrerModel::kindsInWords()
{
    m_model.setImage(
        image({descriptor("a", u"application/spdx+json"_s), descriptor("b", u"application/vnd.example.thing"_s),
               descriptor("c", u"application/sarif+json"_s,
                          {{created, u"2026-08-14T09:39:02Z"_s}, {description, u"Before the release"_s}}),
               descriptor("d", u"application/vnd.dev.cosign.artifact.sig.v1+json"_s), descriptor("e", {})}));
    QStringList types;
    for (int row = 0; row < m_model.rowCount(); ++row)
        types.append(text(row, ReferrerModel::TypeColumn));
    QCOMPARE(types,
             (QStringList{u"Image manifest"_s, u"SBOM"_s, u"Signature"_s, u"Vulnerability report"_s,
                          u"application/vnd.example.thing"_s}));
    QCOMPARE(text(3, ReferrerModel::SizeColumn), u"1.5 KiB"_s);
    QVERIFY(text(3, ReferrerModel::CreatedColumn).startsWith(u"2026-08-1"_s));
    QCOMPARE(text(0, ReferrerModel::CreatedColumn), u"–"_s);
    QCOMPARE(text(3, ReferrerModel::DescriptionColumn), u"Before the release"_s);
    QCOMPARE(m_model.artifacts(), 5);
    QCOMPARE(m_model.index(3, 0).data(ReferrerModel::DigestRole).toString(), digest("c").toString());
    QCOMPARE(m_model.manifest(m_model.index(3, 0))->digest, digest("c"));
    QVERIFY(m_model.index(3, 0)
                .data(Qt::AccessibleTextRole)
                .toString()
                .startsWith(u"Vulnerability report, Before the release, 1.5 KiB, "_s));
}

void tst_ReferrerModel::attestationsOfTheIndex()
{
    m_model.setImage(image({descriptor("a", u"application/spdx+json"_s)},
                           {descriptor("x", {},
                                       {{u"vnd.docker.reference.type"_s, u"attestation-manifest"_s},
                                        {u"vnd.docker.reference.digest"_s, digest("arm64").toString()}})}));
    QCOMPARE(m_model.rowCount(), 2);
    const QModelIndex group = m_model.index(1, 0);
    QVERIFY(!m_model.manifest(group));
    QCOMPARE(m_model.rowCount(group), 1);
    QCOMPARE(text(0, ReferrerModel::TypeColumn, group), u"Attestation"_s);
    QCOMPARE(text(0, ReferrerModel::DescriptionColumn, group), u"For linux/arm64/v8"_s);
    QCOMPARE(m_model.artifacts(), 2);
}

void tst_ReferrerModel::cosignTags()
{
    m_model.setImage(image({}));
    m_model.setAttachedTags({});
    QCOMPARE(m_model.rowCount(), 0);
    const QString stem = u"sha256-"_s + digest("x").hex();
    m_model.setAttachedTags({{*oci::TagName::parse(QString(stem + u".sig"_s)), descriptor("s", {})},
                             {*oci::TagName::parse(QString(stem + u".sbom"_s)), descriptor("t", {})}});
    const QModelIndex group = m_model.index(0, 0);
    QCOMPARE(m_model.rowCount(group), 2);
    QCOMPARE(text(0, ReferrerModel::TypeColumn, group), u"Signature"_s);
    QCOMPARE(text(1, ReferrerModel::TypeColumn, group), u"SBOM"_s);
    QCOMPARE(text(1, ReferrerModel::DescriptionColumn, group), stem + u".sbom"_s);
    QCOMPARE(m_model.artifacts(), 2);
}

void tst_ReferrerModel::referrersOfReferrers()
{
    m_model.setImage(image({descriptor("a", u"application/spdx+json"_s)}));
    const QPersistentModelIndex sbom = m_model.index(0, 0);
    QSignalSpy wanted(&m_model, &ReferrerModel::referrersWanted);
    QVERIFY(m_model.hasChildren(sbom));
    m_model.fetchMore(sbom);
    m_model.fetchMore(sbom); // once is enough
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(text(0, 0, sbom), u"Loading…"_s);
    m_model.setReferrers(digest("another"), {}); // nobody waits for it
    QCOMPARE(m_model.rowCount(sbom), 1);
    m_model.setReferrers(digest("a"), {{descriptor("b", u"application/vnd.cncf.notary.signature"_s)}, false, false});
    QCOMPARE(text(0, 0, sbom), u"Signature"_s);
    QCOMPARE(text(1, 0, sbom), u"The registry did not list everything."_s);
    QCOMPARE(m_model.artifacts(), 1); // of the image itself

    m_model.fetchMore(m_model.index(0, 0, sbom));
    m_model.setReferrers(digest("b"), {});
    QVERIFY(!m_model.hasChildren(m_model.index(0, 0, sbom)));
}

void tst_ReferrerModel::failures()
{
    m_model.setImage(image({descriptor("a", u"application/spdx+json"_s)}));
    m_model.fetchMore(m_model.index(0, 0));
    m_model.setReferrersFailed(digest("a"), u"It did not answer."_s);
    QCOMPARE(text(0, 0, m_model.index(0, 0)), u"It did not answer."_s);
    QVERIFY(!m_model.manifest(m_model.index(0, 0, m_model.index(0, 0))));
}

void tst_ReferrerModel::hostileText()
{
    m_model.setImage(image({descriptor("a", u"application/spdx+json"_s, {{description, u"a\u202e<b>b</b>"_s}})}));
    QCOMPARE(text(0, ReferrerModel::DescriptionColumn), u"a⟨U+202E⟩<b>b</b>"_s);
}

QTEST_GUILESS_MAIN(tst_ReferrerModel)
#include "tst_referrermodel.moc"
