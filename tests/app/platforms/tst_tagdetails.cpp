#include <QTest>

#include "app/platforms/tagdetails.h"

using namespace Qt::StringLiterals;
using platforms::TagKind;

class TestTagDetails : public QObject
{
    Q_OBJECT

private slots:
    void namesThatSpeakOfADigest_data()
    {
        QTest::addColumn<QString>("tag");
        QTest::addColumn<TagKind>("kind");
        QTest::addColumn<QString>("subject");
        const QString hex = QString(u'a').repeated(60) + u"0123"_s;
        const QString subject = u"sha256:"_s + hex;
        QTest::newRow("signature") << u"sha256-"_s + hex + u".sig"_s << TagKind::Signature << subject;
        QTest::newRow("attestation") << u"sha256-"_s + hex + u".att"_s << TagKind::Attestation << subject;
        QTest::newRow("sbom") << u"sha256-"_s + hex + u".sbom"_s << TagKind::Sbom << subject;
        QTest::newRow("referrers") << u"sha256-"_s + hex << TagKind::Referrers << subject;
        QTest::newRow("referrers of a SHA-512, cut") << u"sha512-"_s + hex << TagKind::Referrers << QString();
        QTest::newRow("upper case") << u"sha256-"_s + hex.toUpper() << TagKind::NotYetKnown << QString();
        QTest::newRow("too short") << u"sha256-"_s + hex.chopped(1) + u".sig"_s << TagKind::NotYetKnown << QString();
        QTest::newRow("too long") << u"sha256-"_s + hex + u'0' << TagKind::NotYetKnown << QString();
        QTest::newRow("other suffix") << u"sha256-"_s + hex + u".txt"_s << TagKind::NotYetKnown << QString();
        QTest::newRow("other algorithm") << u"md5-"_s + hex << TagKind::NotYetKnown << QString();
        QTest::newRow("no dash") << u"sha256"_s << TagKind::NotYetKnown << QString();
        QTest::newRow("ordinary") << u"v1.2.sig"_s << TagKind::NotYetKnown << QString();
    }

    void namesThatSpeakOfADigest()
    {
        QFETCH(const QString, tag);
        QFETCH(const TagKind, kind);
        QFETCH(const QString, subject);
        const oci::TagName name = *oci::TagName::parse(tag);
        QCOMPARE(platforms::kindOfTagName(name), kind);
        const auto named = platforms::subjectOfTagName(name);
        QCOMPARE(named ? named->toString() : QString(), subject);
    }
};

QTEST_APPLESS_MAIN(TestTagDetails)
#include "tst_tagdetails.moc"
