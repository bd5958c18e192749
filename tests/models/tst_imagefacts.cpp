#include <QAbstractItemModelTester>
#include <QTest>

#include "models/imagefacts.h"
#include "models/labelmodel.h"
#include "models/platformmodel.h"

using namespace Qt::StringLiterals;
using models::ImageFacts;

namespace {

const QByteArray manifest = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
"config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":500,"digest":"sha256:%1"},
"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","size":1548,"digest":"sha256:%1"}],
"annotations":{"note":"of the manifest","org.opencontainers.image.source":"https://git.example/x"}})";

platforms::PlatformImage part(const QByteArray &config)
{
    const QByteArray raw = QByteArray(manifest).replace("%1", QByteArray(64, 'a'));
    const oci::Manifest parsed = *oci::Manifest::parse(raw, {});
    platforms::PlatformImage part{{u"linux"_s, u"amd64"_s, {}, {}, {}},
                                  {parsed.mediaType(), parsed.digest(), parsed.size(), {}, {}, {}, {}},
                                  parsed,
                                  *oci::ImageConfig::parse(config),
                                  config,
                                  {},
                                  {}};
    part.layers = oci::joinLayers(*parsed.image(), *part.config);
    return part;
}

platforms::Image single(const QByteArray &config)
{
    const platforms::PlatformImage one = part(config);
    return {*one.manifest, {one}, {}, {}, {}};
}

/// The same image in an index, with a second platform that is not there.
platforms::Image broken(const QByteArray &config)
{
    platforms::PlatformImage gone{{u"linux"_s, u"arm64"_s, {}, {}, {}},
                                  {oci::MediaType::ociManifest(), oci::Digest::of("gone"), 1, {}, {}, {}, {}}};
    gone.failure = base::failure(ErrorKind::NotFound, {});
    const QByteArray raw
        = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]})";
    return {*oci::Manifest::parse(raw, {}), {part(config), gone}, {}, {}, {}};
}

} // namespace

class tst_ImageFacts : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSaid();
    void whatIsNotSaid();
    void fixedDate();
    void hostileText();
    void artifact();
    void labels();
    void platformsWithAMissingOne();
};

void tst_ImageFacts::whatIsSaid()
{
    const platforms::Image image = single(R"({"os":"linux","architecture":"amd64","author":"Ada",
"created":"2026-08-14T09:38:12Z","config":{"User":"1000","WorkingDir":"/srv","Entrypoint":["java","-jar","a b.jar"],
"Cmd":["say \"hi\""],"Env":["A=1","B=2"],"ExposedPorts":{"8080/tcp":{},"9464/tcp":{}},"Volumes":{"/data":{}},
"StopSignal":"SIGTERM","Healthcheck":{"Test":["CMD","check"]},"Labels":{"org.opencontainers.image.revision":"8e41f07aaaa"}}})");
    const ImageFacts facts(image, &image.platforms.front());
    QCOMPARE(facts.text(ImageFacts::Digest), image.manifest.digest().toString());
    QCOMPARE(facts.text(ImageFacts::Kind), u"Image, OCI"_s);
    QVERIFY(facts.text(ImageFacts::Size).startsWith(u"2.0 KiB compressed"_s));
    QVERIFY(facts.text(ImageFacts::Created).endsWith(u"from commit 8e41f07"_s));
    QCOMPARE(facts.text(ImageFacts::Author), u"Ada"_s);
    QCOMPARE(facts.text(ImageFacts::Source), u"https://git.example/x"_s);
    QCOMPARE(facts.text(ImageFacts::Entrypoint), u"[\"java\", \"-jar\", \"a b.jar\"]"_s);
    QCOMPARE(facts.text(ImageFacts::Command), u"[\"say \\\"hi\\\"\"]"_s);
    QCOMPARE(facts.text(ImageFacts::User), u"1000"_s);
    QCOMPARE(facts.text(ImageFacts::WorkingDirectory), u"/srv"_s);
    QCOMPARE(facts.text(ImageFacts::Environment), u"A=1\nB=2"_s);
    QCOMPARE(facts.text(ImageFacts::Ports), u"8080/tcp, 9464/tcp"_s);
    QCOMPARE(facts.text(ImageFacts::Volumes), u"/data"_s);
    QCOMPARE(facts.text(ImageFacts::StopSignal), u"SIGTERM"_s);
    QCOMPARE(facts.text(ImageFacts::HealthCheck), u"[\"CMD\", \"check\"]"_s);
    for (int fact = 0; fact < ImageFacts::FactCount; ++fact)
        QVERIFY(!ImageFacts::title(static_cast<ImageFacts::Fact>(fact)).isEmpty());
}

void tst_ImageFacts::whatIsNotSaid()
{
    const platforms::Image image = single(R"({"os":"linux","architecture":"amd64"})");
    const ImageFacts facts(image, &image.platforms.front());
    QVERIFY(facts.text(ImageFacts::Created).isEmpty());
    QVERIFY(facts.text(ImageFacts::Entrypoint).isEmpty());
    QVERIFY(facts.text(ImageFacts::User).contains(u"root"_s));
    const ImageFacts withoutPart(image, nullptr);
    QVERIFY(withoutPart.text(ImageFacts::User).isEmpty());
    QVERIFY(withoutPart.text(ImageFacts::Size).isEmpty());
}

void tst_ImageFacts::fixedDate()
{
    const platforms::Image image = single(R"({"os":"linux","architecture":"amd64","created":"1970-01-01T00:00:00Z"})");
    QVERIFY(ImageFacts(image, &image.platforms.front()).text(ImageFacts::Created).contains(u"reproducible"_s));
}

void tst_ImageFacts::hostileText()
{
    const platforms::Image image = single(
        R"({"os":"linux","architecture":"amd64","author":"a\u202eb","config":{"Env":["A=1\nB=<b>\u0007"],"User":"\u200b"}})");
    const ImageFacts facts(image, &image.platforms.front());
    QCOMPARE(facts.text(ImageFacts::Author), u"a⟨U+202E⟩b"_s);
    QCOMPARE(facts.text(ImageFacts::Environment), u"A=1↵B=<b>⟨U+0007⟩"_s);
    QCOMPARE(facts.text(ImageFacts::User), u"⟨U+200B⟩"_s);
}

void tst_ImageFacts::artifact()
{
    const QByteArray raw
        = QByteArray(manifest)
              .replace("%1", QByteArray(64, 'a'))
              .replace("application/vnd.oci.image.config.v1+json", "application/vnd.cncf.helm.config.v1+json");
    const platforms::Image image{*oci::Manifest::parse(raw, {}), {}, {}, {}, {}};
    QCOMPARE(ImageFacts(image, nullptr).text(ImageFacts::Kind), u"Helm chart"_s);
}

void tst_ImageFacts::labels()
{
    models::LabelModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const platforms::Image image
        = single(R"({"os":"linux","architecture":"amd64","config":{"Labels":{"z":"last\u202e","a":""}}})");
    model.setImage(image, &image.platforms.front());
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(0, models::LabelModel::NameColumn).data().toString(), u"a"_s);
    QCOMPARE(model.index(1, models::LabelModel::NameColumn).data().toString(), u"note"_s);
    QCOMPARE(model.index(1, models::LabelModel::PlaceColumn).data().toString(), u"annotation of the manifest"_s);
    const QModelIndex last = model.index(3, models::LabelModel::ValueColumn);
    QCOMPARE(last.data().toString(), u"last⟨U+202E⟩"_s);
    QCOMPARE(last.data(models::RawRole).toString(), u"last\u202e"_s); // what is copied is the value itself
}

void tst_ImageFacts::platformsWithAMissingOne()
{
    models::PlatformModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto image = std::make_shared<const platforms::Image>(broken(R"({"os":"linux","architecture":"amd64"})"));
    model.setImage(image);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data().toString(), u"linux/amd64"_s);
    QCOMPARE(model.index(0, 1).data().toString(), u"2.0 KiB"_s);
    QCOMPARE(model.index(1, 1).data().toString(), u"missing"_s);
    QCOMPARE(model.index(1, 0).data(models::IconRole).toString(), u"warn"_s);
    QCOMPARE(ImageFacts(*image, &image->platforms.front()).text(ImageFacts::Kind),
             u"Image index, %Ln platform(s), OCI"_s.replace(u"%Ln"_s, u"2"_s));
    model.setImage({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(tst_ImageFacts)
#include "tst_imagefacts.moc"
