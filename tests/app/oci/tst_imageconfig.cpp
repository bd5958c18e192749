#include <QTest>

#include "app/oci/imageconfig.h"
#include "tests/app/oci/ocisamples.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using oci::ImageConfig;
using oci::Manifest;
using oci::MediaType;
using oci::UtcTime;

class tst_ImageConfig : public QObject
{
    Q_OBJECT

private slots:
    void readsTheSpecificationsExample();
    void readsDockers();
    void toleratesWhatTheWildHas_data();
    void toleratesWhatTheWildHas();
    void refuses_data();
    void refuses();
    void readsDockersHealthCheck();
    void limitsTheSize();
    void joinsTheLayersOfImages_data();
    void joinsTheLayersOfImages();
    void joinsAroundEmptyLayers();
    void givesNoStepRatherThanAWrongOne();
    void readsTimes_data();
    void readsTimes();
};

void tst_ImageConfig::readsTheSpecificationsExample()
{
    const Result<ImageConfig> config = ImageConfig::parse(sample(u"oci/imagespec-config-1.json"_s));
    QVERIFY2(config, qPrintable(config ? QString() : config.error().detail));
    QCOMPARE(config->platform.toString(), u"linux/amd64"_s);
    QCOMPARE(config->author, u"Alyssa P. Hacker <alyspdev@example.com>"_s);
    QCOMPARE(config->created,
             UtcTime(std::chrono::sys_days(std::chrono::year(2015) / 10 / 31) + 22h + 22min + 56s + 15ms));
    QCOMPARE(config->user, u"alice"_s);
    QCOMPARE(config->exposedPorts, QStringList{u"8080/tcp"_s});
    QCOMPARE(config->environment,
             (QStringList{u"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"_s, u"FOO=oci_is_a"_s,
                          u"BAR=well_written_spec"_s}));
    QCOMPARE(config->entrypoint, QStringList{u"/bin/my-app-binary"_s});
    QCOMPARE(config->command, (QStringList{u"--foreground"_s, u"--config"_s, u"/etc/my-app.d/default.cfg"_s}));
    QCOMPARE(config->volumes, (QStringList{u"/var/job-result-data"_s, u"/var/log/my-app-logs"_s}));
    QCOMPARE(config->workingDirectory, u"/home/alice"_s);
    QCOMPARE(config->labels.at(u"com.example.project.git.commit"_s), u"45a939b2999782a3f005621a8d0f29aa387e1d6b"_s);
    QCOMPARE(config->diffIds.size(), 2u);
    QCOMPARE(config->history.size(), 3u);
    QVERIFY(!config->history[0].emptyLayer);
    QVERIFY(config->history[1].emptyLayer);
    QCOMPARE(config->history[1].createdBy, u"/bin/sh -c #(nop) CMD [\"sh\"]"_s);
}

void tst_ImageConfig::readsDockers()
{
    const Result<ImageConfig> config = ImageConfig::parse(sample(u"oci/docker-ubuntu.config.json"_s));
    QVERIFY2(config, qPrintable(config ? QString() : config.error().detail));
    QCOMPARE(config->command, QStringList{u"/bin/bash"_s});
    QVERIFY(config->entrypoint.isEmpty());
    QVERIFY(config->labels.empty());
    QCOMPARE(config->history.size(), 5u);
}

void tst_ImageConfig::toleratesWhatTheWildHas_data()
{
    QTest::addColumn<QByteArray>("raw");

    const auto row = [](const char *name, const QByteArray &raw) { QTest::newRow(name) << raw; };
    row("an empty object", "{}");
    row("all null",
        R"({"created":null,"author":null,"architecture":null,"os":null,"variant":null,"os.features":null,)"
        R"("config":null,"rootfs":null,"history":null})");
    row("null inside",
        R"({"config":{"User":null,"ExposedPorts":null,"Env":null,"Entrypoint":null,"Cmd":null,)"
        R"("Volumes":null,"WorkingDir":null,"Labels":null,"StopSignal":null},)"
        R"("rootfs":{"type":"layers","diff_ids":null},"history":[{"created":null,"empty_layer":null}]})");
    row("a label that is null", R"({"config":{"Labels":{"a":null}}})");
    row("labels that differ by case", R"({"config":{"Labels":{"a":"1","A":"2"}}})");
    row("a date that is none", R"({"created":""})");
    row("a date of another kind", R"({"created":"yesterday"})");
    row("Docker's extra keys", R"({"container":"x","container_config":{"Cmd":null},"docker_version":"17","id":"y"})");
    row("unknown keys of any type", R"({"moby.buildkit.buildinfo.v1":"e30=","x":[1,{"y":null}],"history":[{"z":1}]})");
}

void tst_ImageConfig::toleratesWhatTheWildHas()
{
    QFETCH(QByteArray, raw);

    const Result<ImageConfig> config = ImageConfig::parse(raw);
    QVERIFY2(config, qPrintable(config ? QString() : config.error().detail));
    QVERIFY(!config->created);
    QVERIFY(config->diffIds.empty());
}

void tst_ImageConfig::readsDockersHealthCheck()
{
    const auto config = ImageConfig::parse(
        R"({"config":{"Healthcheck":{"Test":["CMD-SHELL","curl -f localhost"],"Interval":30000000000}}})");
    QVERIFY(config);
    QCOMPARE(config->healthCheck, (QStringList{u"CMD-SHELL"_s, u"curl -f localhost"_s}));
    const auto odd = ImageConfig::parse(R"({"config":{"User":"me","Healthcheck":{"Test":"curl"}}})");
    QVERIFY(odd);
    QVERIFY(odd->healthCheck.isEmpty());
    QCOMPARE(odd->user, u"me"_s);
}

void tst_ImageConfig::refuses_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("words"); // that the detail holds

    const auto row
        = [](const char *name, const QByteArray &raw, const QString &words) { QTest::newRow(name) << raw << words; };
    row("nothing", "", u"JSON"_s);
    row("an array", "[]", u"object"_s);
    row("null", "null", u"object"_s);
    row("a number for a text", R"({"os":1})", u"os"_s);
    row("a number for a date", R"({"created":1446330176})", u"created"_s);
    row("config as an array", R"({"config":[]})", u"config"_s);
    row("Env as a text", R"({"config":{"Env":"A=B"}})", u"Env"_s);
    row("Env with a number", R"({"config":{"Env":["A=B",1]}})", u"Env"_s);
    row("Cmd with null", R"({"config":{"Cmd":[null]}})", u"Cmd"_s);
    row("Labels as an array", R"({"config":{"Labels":["a"]}})", u"Labels"_s);
    row("a label that is a number", R"({"config":{"Labels":{"a":1}}})", u"\"a\""_s);
    row("ports as an array", R"({"config":{"ExposedPorts":["80/tcp"]}})", u"ExposedPorts"_s);
    row("User as an object", R"({"config":{"User":{}}})", u"User"_s);
    row("rootfs as a text", R"({"rootfs":"layers"})", u"rootfs"_s);
    row("diff_ids with rubbish", R"({"rootfs":{"diff_ids":["x"]}})", u"diff_ids"_s);
    row("diff_ids with a number", R"({"rootfs":{"diff_ids":[1]}})", u"diff_ids"_s);
    row("history as an object", R"({"history":{}})", u"history"_s);
    row("history with a text", R"({"history":["x"]})", u"history"_s);
    row("empty_layer as a text", R"({"history":[{"empty_layer":"true"}]})", u"empty_layer"_s);
    row("empty_layer as a number", R"({"history":[{"empty_layer":1}]})", u"empty_layer"_s);
    row("a key twice", R"({"os":"linux","os":"windows"})", u"os"_s);
    row("a key in two cases", R"({"rootfs":{},"RootFS":{}})", u"case"_s);
    row("a key in two cases in config", R"({"config":{"Env":["a"],"env":["b"]}})", u"case"_s);
    row("a key in two cases in history", R"({"history":[{"empty_layer":true,"Empty_Layer":false}]})", u"case"_s);
}

void tst_ImageConfig::refuses()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, words);

    const Result<ImageConfig> config = ImageConfig::parse(raw);
    QVERIFY(!config);
    QCOMPARE(config.error().kind, ErrorKind::InvalidData);
    QVERIFY2(config.error().detail.contains(words), qPrintable(config.error().detail));
}

void tst_ImageConfig::limitsTheSize()
{
    const QByteArray frame = R"({"author":""})";
    const QByteArray largest = QByteArray(frame).insert(11, QByteArray(oci::maxConfigSize - frame.size(), 'x'));
    QVERIFY(ImageConfig::parse(largest));
    const Result<ImageConfig> larger = ImageConfig::parse(QByteArray(largest + ' '));
    QVERIFY(!larger);
    QVERIFY(larger.error().detail.contains(QString::number(oci::maxConfigSize)));
}

void tst_ImageConfig::joinsTheLayersOfImages_data()
{
    QTest::addColumn<QString>("manifestFile");
    QTest::addColumn<QString>("configFile");
    QTest::addColumn<QStringList>("steps"); // how each layer's begins

    const QString copy = u"COPY README.md"_s;
    for (const char *kind : {"gzip", "zstd", "estargz", "uncompressed"}) {
        const QString name = u"images/"_s + QString::fromLatin1(kind);
        QTest::newRow(kind) << QString(name + u".manifest.json"_s) << QString(name + u".config.json"_s)
                            << QStringList{copy};
    }
    const QString shell = u"/bin/sh -c "_s;
    QTest::newRow("ubuntu") << u"oci/docker-ubuntu.schema2.json"_s << u"oci/docker-ubuntu.config.json"_s
                            << QStringList{shell + u"#(nop) ADD"_s, shell + u"set -xe"_s, shell + u"rm -rf"_s,
                                           shell + u"mkdir"_s};
}

void tst_ImageConfig::joinsTheLayersOfImages()
{
    QFETCH(QString, manifestFile);
    QFETCH(QString, configFile);
    QFETCH(QStringList, steps);

    const QByteArray raw = sample(configFile);
    const Result<Manifest> manifest = Manifest::parse(sample(manifestFile), {});
    const Result<ImageConfig> config = ImageConfig::parse(raw);
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().detail));
    QVERIFY2(config, qPrintable(config ? QString() : config.error().detail));
    QVERIFY(manifest->image()->isImage());
    if (manifestFile.startsWith("images/"_L1)) { // the others were formatted anew where they come from
        QCOMPARE(oci::Digest::of(raw), manifest->image()->config.digest);
        QCOMPARE(raw.size(), manifest->image()->config.size);
    }

    const std::vector<oci::Layer> layers = oci::joinLayers(*manifest->image(), *config);
    QCOMPARE(layers.size(), static_cast<std::size_t>(steps.size()));
    for (std::size_t i = 0; i < layers.size(); ++i) {
        QCOMPARE(layers[i].descriptor, manifest->image()->layers[i]);
        QCOMPARE(layers[i].diffId, config->diffIds[i]);
        QVERIFY(layers[i].history);
        QVERIFY2(layers[i].history->createdBy.startsWith(steps[static_cast<qsizetype>(i)]),
                 qPrintable(layers[i].history->createdBy));
        QVERIFY(layers[i].history->created);
    }
}

namespace {

oci::Descriptor layerOf(QByteArrayView bytes)
{
    return {MediaType::ociLayerGzip(), oci::Digest::of(bytes), bytes.size(), {}, {}, {}, {}};
}

oci::ImageManifest imageWith(std::size_t layers)
{
    oci::ImageManifest image{layerOf("config"), {}, {}, {}, {}};
    for (std::size_t i = 0; i < layers; ++i)
        image.layers.push_back(layerOf(QByteArray::number(qulonglong(i))));
    return image;
}

} // namespace

void tst_ImageConfig::joinsAroundEmptyLayers()
{
    const Result<ImageConfig> config = ImageConfig::parse(sample(u"images/docker.config.json"_s));
    QVERIFY(config);
    QCOMPARE(config->history.size(), 15u);
    const std::vector<oci::Layer> layers = oci::joinLayers(imageWith(14), *config);
    QCOMPARE(layers.size(), 14u);
    QVERIFY(layers[0].history->createdBy.contains("ADD file:ce026b62"_L1));
    QVERIFY(layers[1].history->createdBy.contains("ADD file:139c3708"_L1)); // the CMD between them made no layer
    QVERIFY(layers[13].history->createdBy.endsWith("chmod +x /root/saved.txt"_L1));
    QCOMPARE(layers[13].diffId, config->diffIds[13]);
}

void tst_ImageConfig::givesNoStepRatherThanAWrongOne()
{
    const Result<ImageConfig> config = ImageConfig::parse(sample(u"images/docker.config.json"_s));
    QVERIFY(config);
    for (const std::size_t count : {0u, 1u, 13u, 15u}) {
        const std::vector<oci::Layer> layers = oci::joinLayers(imageWith(count), *config);
        QCOMPARE(layers.size(), count);
        for (const oci::Layer &layer : layers) {
            QVERIFY(!layer.history);
            QVERIFY(!layer.diffId);
        }
    }
    ImageConfig withoutHistory = *config;
    withoutHistory.history.clear();
    QVERIFY(oci::joinLayers(imageWith(14), withoutHistory)[0].diffId);
    QVERIFY(!oci::joinLayers(imageWith(14), withoutHistory)[0].history);
    QVERIFY(oci::joinLayers(imageWith(0), ImageConfig()).empty());
}

void tst_ImageConfig::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::optional<UtcTime>>("expected");

    const auto row = [](const char *text, std::optional<UtcTime> expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << expected;
    };
    using namespace std::chrono;
    const UtcTime day = sys_days(year(2026) / 2 / 28);
    row("2026-02-28T00:00:00Z", day);
    row("2026-02-28t00:00:00z", day);
    row("2026-02-28T23:59:59.9Z", day + 23h + 59min + 59s + 900ms);
    row("2026-02-28T00:00:00.123456789Z", day + 123ms);
    row("2026-02-28T00:00:00.0009Z", day);
    row("2026-02-28T02:00:00+02:00", day);
    row("2026-02-27T14:30:00-09:30", day);
    row("2026-02-28T00:00:00-00:00", day);
    row("2016-12-31T23:59:60Z", sys_days(year(2017) / 1 / 1));
    row("1970-01-01T00:00:00Z", UtcTime());
    row("1969-12-31T23:59:59.999Z", UtcTime(-1ms));
    row("0001-01-01T00:00:01Z", sys_days(year(1) / 1 / 1) + 1s);
    row("9999-12-31T23:59:59Z", sys_days(year(9999) / 12 / 31) + 23h + 59min + 59s);
    row("2024-02-29T00:00:00Z", sys_days(year(2024) / 2 / 29));
    for (const char *text : {"",
                             "0001-01-01T00:00:00Z",
                             "0001-01-01T00:00:00.000000000Z",
                             "0001-01-01T01:00:00+01:00",
                             "2026-02-29T00:00:00Z",
                             "2026-13-01T00:00:00Z",
                             "2026-00-01T00:00:00Z",
                             "2026-01-00T00:00:00Z",
                             "2026-01-32T00:00:00Z",
                             "2026-02-28T24:00:00Z",
                             "2026-02-28T00:60:00Z",
                             "2026-02-28T00:00:61Z",
                             "2026-02-28T00:00:00",
                             "2026-02-28T00:00:00.Z",
                             "2026-02-28T00:00:00.1234567890Z",
                             "2026-02-28T00:00:00+0200",
                             "2026-02-28T00:00:00+24:00",
                             "2026-02-28T00:00:00+02:60",
                             "2026-02-28T00:00:00Zx",
                             " 2026-02-28T00:00:00Z",
                             "2026-02-28 00:00:00Z",
                             "2026-2-28T00:00:00Z",
                             "26-02-28T00:00:00Z",
                             "12026-02-28T00:00:00Z",
                             "-026-02-28T00:00:00Z",
                             "2026-02-28T00:00Z",
                             "2026-02-28",
                             "2026/02/28T00:00:00Z",
                             "1446330176",
                             "２026-02-28T00:00:00Z"})
        row(text, {});
}

void tst_ImageConfig::readsTimes()
{
    QFETCH(QString, text);
    QFETCH(std::optional<UtcTime>, expected);

    QCOMPARE(oci::parseRfc3339(text), expected);
}

QTEST_APPLESS_MAIN(tst_ImageConfig)
#include "tst_imageconfig.moc"
