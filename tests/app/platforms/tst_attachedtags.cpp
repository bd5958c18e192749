#include <QTest>

#include "app/platforms/attachedtags.h"
#include "tests/app/platforms/memoryregistry.h"

using namespace Qt::StringLiterals;
using platforms::AttachedTag;
using support::MemoryRegistry;

namespace {

const oci::RepositoryName repository = *oci::RepositoryName::parse(u"demo/app");

} // namespace

class tst_AttachedTags : public QObject
{
    Q_OBJECT

private slots:
    void whatCosignWrote();
    void none();
    void failure();
};

void tst_AttachedTags::whatCosignWrote()
{
    MemoryRegistry registry;
    const oci::Digest image = registry.addImage(u"amd64"_s, {u"base"_s});
    const oci::Digest signature = registry.addImage(u"amd64"_s, {u"signature"_s});
    const oci::Digest sbom = registry.addImage(u"amd64"_s, {u"sbom"_s});
    registry.tag(u"sha256-%1.sig"_s.arg(image.hex()), signature);
    registry.tag(u"sha256-%1.sbom"_s.arg(image.hex()), sbom);
    const Result<std::vector<AttachedTag>> found = platforms::attachedTags(registry, repository, image, {});
    QVERIFY(found);
    QCOMPARE(found->size(), 2U);
    QCOMPARE(found->at(0).manifest.digest, signature);
    QVERIFY(found->at(0).tag.toString().endsWith(u".sig"_s));
    QCOMPARE(found->at(1).manifest.digest, sbom);
}

void tst_AttachedTags::none()
{
    MemoryRegistry registry;
    const Result<std::vector<AttachedTag>> found
        = platforms::attachedTags(registry, repository, oci::Digest::of("x"), {});
    QVERIFY(found && found->empty());
    // No such tag could name a SHA-512.
    const auto longer
        = platforms::attachedTags(registry, repository, oci::Digest::of("x", oci::Digest::Algorithm::Sha512), {});
    QVERIFY(longer && longer->empty());
}

void tst_AttachedTags::failure()
{
    MemoryRegistry registry;
    const oci::Digest image = oci::Digest::of("x");
    registry.failures[u"sha256-%1.att"_s.arg(image.hex())] = base::failure(ErrorKind::Forbidden, {});
    const Result<std::vector<AttachedTag>> found = platforms::attachedTags(registry, repository, image, {});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Forbidden);
}

QTEST_GUILESS_MAIN(tst_AttachedTags)
#include "tst_attachedtags.moc"
