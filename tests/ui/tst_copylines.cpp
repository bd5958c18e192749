#include <QTemporaryDir>
#include <QTest>

#include "app/connections/address.h"
#include "ui/copylines.h"

using namespace Qt::StringLiterals;
using ui::CopyLines;
using Tool = ui::CopyLines::Tool;

namespace {

const QString hash(64, u'a');

CopyLines linesFor(const QString &address)
{
    const auto parsed = connections::parseAddress(address);
    return {parsed->connection, *parsed->repository};
}

oci::TagOrDigest tag(const QString &text)
{
    return *oci::TagName::parse(text);
}

oci::TagOrDigest digest()
{
    return *oci::Digest::parse(QString(u"sha256:"_s + hash));
}

} // namespace

class tst_CopyLines : public QObject
{
    Q_OBJECT

private slots:
    void lines_data();
    void lines();
    void plainHttp();
    void folder();
    void folderWithSpaces();
};

void tst_CopyLines::lines_data()
{
    QTest::addColumn<Tool>("tool");
    QTest::addColumn<QString>("byTag");
    QTest::addColumn<QString>("byDigest");
    const auto row = [](const char *name, Tool tool, const QString &byTag, const QString &byDigest) {
        QTest::newRow(name) << tool << byTag << byDigest.arg(hash);
    };
    row("docker", Tool::DockerPull, u"docker pull registry.example/payments/api:v2"_s,
        u"docker pull registry.example/payments/api@sha256:%1"_s);
    row("podman", Tool::PodmanPull, u"podman pull registry.example/payments/api:v2"_s,
        u"podman pull registry.example/payments/api@sha256:%1"_s);
    row("skopeo inspect", Tool::SkopeoInspect, u"skopeo inspect docker://registry.example/payments/api:v2"_s,
        u"skopeo inspect docker://registry.example/payments/api@sha256:%1"_s);
    row("skopeo copy", Tool::SkopeoCopy, u"skopeo copy --all docker://registry.example/payments/api:v2 oci:api:v2"_s,
        u"skopeo copy --all docker://registry.example/payments/api@sha256:%1 oci:api"_s);
    row("crane", Tool::CranePull, u"crane pull registry.example/payments/api:v2 api-v2.tar"_s,
        u"crane pull registry.example/payments/api@sha256:%1 api-aaaaaaaaaaaa.tar"_s);
}

void tst_CopyLines::lines()
{
    QFETCH(Tool, tool);
    const CopyLines lines = linesFor(u"registry.example/payments/api"_s);
    QTEST(lines.line(tool, tag(u"v2"_s)), "byTag");
    QTEST(lines.line(tool, digest()), "byDigest");
    QCOMPARE(lines.reference(tag(u"v2"_s)), u"registry.example/payments/api:v2"_s);
    QCOMPARE(lines.pushLine(), u"docker push registry.example/payments/api:latest"_s);
}

void tst_CopyLines::plainHttp()
{
    const CopyLines lines = linesFor(u"http://localhost:5000/a"_s);
    QCOMPARE(lines.line(Tool::DockerPull, tag(u"1"_s)), u"docker pull localhost:5000/a:1"_s);
    QCOMPARE(lines.line(Tool::PodmanPull, tag(u"1"_s)), u"podman pull --tls-verify=false localhost:5000/a:1"_s);
    QCOMPARE(lines.line(Tool::SkopeoCopy, tag(u"1"_s)),
             u"skopeo copy --src-tls-verify=false --all docker://localhost:5000/a:1 oci:a:1"_s);
    QCOMPARE(lines.line(Tool::CranePull, tag(u"1"_s)), u"crane pull --insecure localhost:5000/a:1 a-1.tar"_s);
    // Brackets mean something to a shell.
    QCOMPARE(linesFor(u"http://[::1]:5000/a"_s).line(Tool::DockerPull, tag(u"1"_s)), u"docker pull '[::1]:5000/a:1'"_s);
}

void tst_CopyLines::folder()
{
    const QString root = QStringLiteral(BINARY_DIR "/share/portolan/sample");
    const CopyLines lines(connections::Connection::toFolder(root), *oci::RepositoryName::parse(u"payments/api"));
    QVERIFY(lines.reference(tag(u"latest"_s)).startsWith(u"oci:/"_s));
    QVERIFY(lines.reference(tag(u"latest"_s)).endsWith(u"/payments/api:latest"_s));
    QCOMPARE(lines.line(Tool::DockerPull, tag(u"latest"_s)), QString()); // it has no such thing
    QCOMPARE(lines.line(Tool::SkopeoInspect, tag(u"latest"_s)),
             u"skopeo inspect "_s + lines.reference(tag(u"latest"_s)));
    QCOMPARE(lines.reference(digest()), QString());
    QCOMPARE(lines.line(Tool::PodmanPull, digest()), QString());
}

void tst_CopyLines::folderWithSpaces()
{
    QTemporaryDir folder;
    QDir(folder.path()).mkdir(u"my images"_s);
    const QString root = folder.filePath(u"my images"_s);
    const CopyLines lines(connections::Connection::toFolder(root), *oci::RepositoryName::parse(u"a"));
    const QString line = lines.line(Tool::PodmanPull, tag(u"1"_s));
    QVERIFY(line.startsWith(u"podman pull 'oci:/"_s));
    QVERIFY(line.endsWith(u":1'"_s));
}

QTEST_GUILESS_MAIN(tst_CopyLines)
#include "tst_copylines.moc"
