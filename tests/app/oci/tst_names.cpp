#include <QTest>

#include "app/oci/mediatype.h"
#include "app/oci/repositoryname.h"
#include "app/oci/tagname.h"

using namespace Qt::StringLiterals;
using oci::MediaType;
using oci::RepositoryName;
using oci::TagName;

class tst_Names : public QObject
{
    Q_OBJECT

private slots:
    void repositoryNames_data();
    void repositoryNames();
    void projects_data();
    void projects();
    void tagNames_data();
    void tagNames();
    void mediaTypes_data();
    void mediaTypes();
    void mediaTypeRoles_data();
    void mediaTypeRoles();
    void acceptedManifests();
};

void tst_Names::repositoryNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");

    const auto row = [](const QString &text, bool valid) {
        QTest::newRow(qPrintable(QString(QString::number(text.size()) + u": "_s + text.left(40)))) << text << valid;
    };
    for (const QString &text :
         {u"a"_s, u"0"_s, u"a/b"_s, u"a/b/c/d/e/f"_s, u"a.b"_s, u"a_b"_s, u"a__b"_s, u"a-b"_s, u"a---b"_s,
          u"a.b_c__d-e"_s, u"0/1"_s, u"library/nginx"_s, QString(255, u'a'), QString(u"a/"_s.repeated(127) + u'b')})
        row(text, true);
    for (const QString &text : {u""_s,
                                u"/"_s,
                                u"/a"_s,
                                u"a/"_s,
                                u"a//b"_s,
                                u"."_s,
                                u".."_s,
                                u"a/../b"_s,
                                u"a/./b"_s,
                                u".a"_s,
                                u"a."_s,
                                u"-a"_s,
                                u"a-"_s,
                                u"_a"_s,
                                u"a_"_s,
                                u"a..b"_s,
                                u"a___b"_s,
                                u"a.-b"_s,
                                u"a-_b"_s,
                                u"a._b"_s,
                                u"A"_s,
                                u"aB"_s,
                                u"a b"_s,
                                u" a"_s,
                                u"a "_s,
                                u"a\n"_s,
                                u"a\tb"_s,
                                u"a:b"_s,
                                u"a@b"_s,
                                u"a?b"_s,
                                u"a#b"_s,
                                u"a%2fb"_s,
                                u"a\\b"_s,
                                u"a+b"_s,
                                u"a~b"_s,
                                u"ä"_s,
                                u"а"_s,
                                u"a\u200Bb"_s,
                                u"aſ"_s,
                                QString(u"a\r\nHost: x"_s),
                                QString(u"a"_s + QChar(u'\0') + u"b"_s),
                                QString(256, u'a')})
        row(text, false);
}

void tst_Names::repositoryNames()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);

    const Result<RepositoryName> name = RepositoryName::parse(text);
    QCOMPARE(name.has_value(), valid);
    if (name)
        QCOMPARE(name->toString(), text);
    else
        QCOMPARE(name.error().kind, ErrorKind::InvalidData);
}

void tst_Names::projects_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("project");
    QTest::addColumn<QString>("within");

    QTest::newRow("one segment") << u"nginx"_s << u"nginx"_s << u"nginx"_s;
    QTest::newRow("two") << u"payments/api"_s << u"payments"_s << u"api"_s;
    QTest::newRow("three") << u"a/b/c"_s << u"a"_s << u"b/c"_s;
}

void tst_Names::projects()
{
    QFETCH(QString, name);
    QFETCH(QString, project);
    QFETCH(QString, within);

    const RepositoryName parsed = *RepositoryName::parse(name);
    QCOMPARE(parsed.project(), project);
    QCOMPARE(parsed.withinProject(), within);
}

void tst_Names::tagNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");

    const auto row = [](const QString &text, bool valid) {
        QTest::newRow(qPrintable(QString(QString::number(text.size()) + u": "_s + text.left(40)))) << text << valid;
    };
    for (const QString &text : {u"latest"_s, u"v1.2.3-rc.1_x"_s, u"_"_s, u"_."_s, u"0"_s, u"A"_s, u"a-"_s, u"a."_s,
                                u"a..b"_s, u"sha256-0123.sig"_s, QString(128, u'x')})
        row(text, true);
    for (const QString &text : {u""_s, u"."_s, u"-"_s, u".a"_s, u"-a"_s, u"a b"_s, u"a+b"_s, u"a/b"_s, u"a:b"_s,
                                u"a@b"_s, u"a\n"_s, u"ä"_s, u"a\u0301"_s, u"a%41"_s, u"１"_s, QString(129, u'x')})
        row(text, false);
}

void tst_Names::tagNames()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);

    const Result<TagName> name = TagName::parse(text);
    QCOMPARE(name.has_value(), valid);
    if (name)
        QCOMPARE(name->toString(), text);
    else
        QCOMPARE(name.error().kind, ErrorKind::InvalidData);
}

void tst_Names::mediaTypes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // empty: refused

    const auto row = [](const QString &text, const QString &expected) {
        QTest::newRow(qPrintable(text.left(60))) << text << expected;
    };
    row(u"application/json"_s, u"application/json"_s);
    row(u"application/json; charset=utf-8"_s, u"application/json"_s);
    row(u"application/json;charset=utf-8"_s, u"application/json"_s);
    row(u" text/plain ;x=\"a;b\""_s, u"text/plain"_s);
    row(u"Application/VND.OCI.image.manifest.v1+JSON"_s, u"application/vnd.oci.image.manifest.v1+json"_s);
    row(u"application/vnd.example+type"_s, u"application/vnd.example+type"_s);
    row(u"a/b"_s, u"a/b"_s);
    row(u"a/b!#$&-^_.+0"_s, u"a/b!#$&-^_.+0"_s);
    row(QString(QString(127, u'a') + u'/' + QString(127, u'b')),
        QString(QString(127, u'a') + u'/' + QString(127, u'b')));
    for (const QString &text : {u""_s,
                                u"/"_s,
                                u"a"_s,
                                u"a/"_s,
                                u"/b"_s,
                                u"a/b/c"_s,
                                u"a/ b"_s,
                                u"*/*"_s,
                                u"a/*"_s,
                                u"a b/c"_s,
                                u"a/b c"_s,
                                u".a/b"_s,
                                u"a/+b"_s,
                                u"a/b,c/d"_s,
                                u"a/b\r\nX: y"_s,
                                u"ä/b"_s,
                                u"a/ſ"_s,
                                u"a/b%"_s,
                                u"; charset=utf-8"_s,
                                QString(u"a/"_s + QString(128, u'b'))})
        row(text, {});
}

void tst_Names::mediaTypes()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);

    const Result<MediaType> type = MediaType::parse(text);
    QCOMPARE(type ? type->toString() : QString(), expected);
    if (type)
        QCOMPARE(*MediaType::parse(type->toString()), *type);
}

void tst_Names::mediaTypeRoles_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("roles");

    const auto row
        = [](const char *text, const QString &roles) { QTest::newRow(text) << QString::fromLatin1(text) << roles; };
    row("application/vnd.oci.image.manifest.v1+json", u"manifest"_s);
    row("application/vnd.docker.distribution.manifest.v2+json", u"manifest"_s);
    row("application/vnd.oci.image.index.v1+json", u"index"_s);
    row("application/vnd.docker.distribution.manifest.list.v2+json", u"index"_s);
    row("application/vnd.docker.distribution.manifest.v1+json", u"schema1"_s);
    row("application/vnd.docker.distribution.manifest.v1+prettyjws", u"schema1"_s);
    row("application/vnd.oci.image.config.v1+json", u"config"_s);
    row("application/vnd.docker.container.image.v1+json", u"config"_s);
    row("application/vnd.oci.image.layer.v1.tar", u"layer"_s);
    row("application/vnd.oci.image.layer.v1.tar+gzip", u"layer"_s);
    row("application/vnd.oci.image.layer.v1.tar+zstd", u"layer"_s);
    row("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", u"layer"_s);
    row("application/vnd.docker.image.rootfs.diff.tar.gzip", u"layer"_s);
    row("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", u"layer"_s);
    row("application/vnd.oci.empty.v1+json", {});
    row("application/vnd.in-toto+json", {});
    row("application/vnd.cncf.helm.config.v1+json", {});
    row("application/octet-stream", {});
}

void tst_Names::mediaTypeRoles()
{
    QFETCH(QString, text);
    QFETCH(QString, roles);

    const MediaType type = *MediaType::parse(text);
    QStringList found;
    if (type.isImageManifest())
        found << u"manifest"_s;
    if (type.isIndex())
        found << u"index"_s;
    if (type.isSchema1())
        found << u"schema1"_s;
    if (type.isImageConfig())
        found << u"config"_s;
    if (type.isLayer())
        found << u"layer"_s;
    QCOMPARE(found.join(u' '), roles);
}

void tst_Names::acceptedManifests()
{
    QStringList types;
    for (const QString &text : QString::fromLatin1(MediaType::acceptedManifests()).split(u", "_s)) {
        const MediaType type = *MediaType::parse(text);
        QVERIFY(type.isImageManifest() || type.isIndex());
        types << text;
    }
    QCOMPARE(types.removeDuplicates(), 0);
    QCOMPARE(types.size(), 4);
}

QTEST_APPLESS_MAIN(tst_Names)
#include "tst_names.moc"
