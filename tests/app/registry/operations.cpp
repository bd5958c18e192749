#include "tests/app/registry/operations.h"

#include <QTemporaryDir>
#include <QtTest>

#include "app/registry/referrersreader.h"
#include "tests/app/registry/layouts.h"
#include "tests/app/registry/wire.h"
#include "tests/support/childprocess.h"

using namespace Qt::StringLiterals;
using oci::Digest;
using registry::ContentRead;
using registry::Deleted;

namespace operations {

namespace {

/// skopeo, asked about one registry.
class Skopeo
{
public:
    explicit Skopeo(const Server &server)
        : m_server(server)
    { }

    [[nodiscard]] QString place(const QString &reference) const
    {
        return u"docker://"_s + QString::fromLatin1(m_server.url.mid(m_server.url.indexOf("//") + 2)).remove(u'/')
            + u'/' + reference;
    }
    /// Its output, or the reason why it failed.
    Result<QByteArray> run(const QString &command, const QString &option, const QStringList &arguments) const
    {
        QStringList all{u"--insecure-policy"_s, command, u"--%1tls-verify=false"_s.arg(option)};
        if (!m_server.user.isEmpty())
            all << u"--%1creds"_s.arg(option) << QString::fromUtf8(m_server.user + ':' + m_server.password);
        support::ChildProcess process(support::findProgram(u"skopeo"_s), all + arguments);
        if (process.waitForEnd() != 0)
            return base::fail(ErrorKind::Internal, QString::fromUtf8(process.log()));
        return process.log();
    }

private:
    const Server &m_server;
};

wire::Settings settings(const Server &server)
{
    return {server.url, server.rootPem, server.user, server.password};
}

/// Large enough for parts to be read of its layer.
const layouts::Image &image(int number)
{
    static const std::vector<layouts::Image> images{layouts::image(QByteArray(100'000, 'a')),
                                                    layouts::image(QByteArray(90'000, 'b'))};
    return images[std::size_t(number)];
}

oci::Manifest index()
{
    return layouts::index({image(0).manifest, image(1).manifest});
}

/// What skopeo pushes: the index as `v1`, the first image alone as `single`.
void writeLayout(const QString &folder)
{
    layouts::writeLayout(
        folder,
        layouts::indexJson({layouts::descriptor(index(), "v1"), layouts::descriptor(image(0).manifest, "single")}),
        {image(0), image(1)});
    layouts::write(layouts::blobFile(folder, index().digest()), index().raw());
}

void readsListings(wire::Connection &connection)
{
    const auto ping = connection->ping({});
    VERIFY_OK(ping);
    const wire::Names repositories = wire::listRepositories(connection.registry());
    VERIFY_OK(repositories.end);
    QVERIFY(repositories.end->complete);
    QVERIFY(repositories.names.contains(u"proof/app"_s) && repositories.names.contains(u"proof/docker"_s));
    const wire::Names tags = wire::listTags(connection.registry(), wire::repository(u"proof/app"_s));
    VERIFY_OK(tags.end);
    QCOMPARE(tags.names, QStringList{u"v1"_s});
    const wire::Names gone = wire::listTags(connection.registry(), wire::repository(u"proof/never"_s));
    QCOMPARE(gone.end.error().kind, ErrorKind::NotFound);
}

void readsManifests(wire::Connection &connection, const Skopeo &skopeo)
{
    const oci::RepositoryName repository = wire::repository(u"proof/app"_s);
    const auto read = connection->manifest(repository, wire::tag(u"v1"_s), {});
    VERIFY_OK(read);
    QVERIFY(read->index());
    QCOMPARE(read->raw(), index().raw());
    const auto opinion = skopeo.run(u"inspect"_s, {}, {u"--raw"_s, skopeo.place(u"proof/app:v1"_s)});
    VERIFY_OK(opinion);
    QCOMPARE(*opinion, read->raw());
    const auto resolved = connection->resolve(repository, wire::tag(u"v1"_s), {});
    VERIFY_OK(resolved);
    QCOMPARE(resolved->digest, read->digest());
    QCOMPARE(resolved->size, read->size());
    QCOMPARE(resolved->mediaType, oci::MediaType::ociIndex());

    // Docker's own format, as skopeo converts to it.
    const auto docker = connection->manifest(wire::repository(u"proof/docker"_s), wire::tag(u"v1"_s), {});
    VERIFY_OK(docker);
    QVERIFY(docker->image());
    QCOMPARE(docker->mediaType(), oci::MediaType::dockerManifest());
    QCOMPARE(connection->manifest(repository, wire::tag(u"gone"_s), {}).error().kind, ErrorKind::NotFound);
    QCOMPARE(connection->resolve(repository, wire::tag(u"gone"_s), {}).error().kind, ErrorKind::NotFound);
}

void readsManyAtOnce(wire::Connection &connection)
{
    wire::ReadList list({{ContentRead::Kind::Manifest, image(0).digest(), -1, 0},
                         {ContentRead::Kind::Manifest, image(1).digest(), -1, 1}});
    list.followUps = [](const oci::Manifest &manifest) {
        const oci::Descriptor &config = manifest.image()->config;
        return std::vector<ContentRead>{{ContentRead::Kind::Blob, config.digest, config.size, quint64(config.size)}};
    };
    VERIFY_OK(connection->read(wire::repository(u"proof/app"_s), list, {}));
    for (const int number : {0, 1}) {
        VERIFY_OK(list.manifests.at(quint64(number)));
        QCOMPARE(list.manifests.at(quint64(number))->raw(), image(number).manifest.raw());
        const auto &config = list.blobs.at(quint64(image(number).config.size()));
        VERIFY_OK(config);
        QCOMPARE(*config, image(number).config);
    }
}

void readsBlobs(wire::Connection &connection)
{
    const oci::RepositoryName repository = wire::repository(u"proof/app"_s);
    const auto config = connection->smallBlob(repository, image(0).configDigest(), oci::maxManifestSize, {});
    VERIFY_OK(config);
    QCOMPARE(*config, image(0).config);
    const oci::Descriptor &layer = image(0).manifest.image()->layers.front();
    const auto whole = std::make_shared<wire::BytesSink>();
    VERIFY_OK(connection->blob(repository, layer, {}, whole, {}));
    QCOMPARE(whole->bytes, image(0).layer);
    const auto part = std::make_shared<wire::BytesSink>();
    VERIFY_OK(connection->blob(repository, layer, {1000, 50'000}, part, {}));
    QCOMPARE(part->bytes, whole->bytes.mid(1000, 50'000));
    const auto has = connection->hasBlob(repository, layer.digest, {});
    VERIFY_OK(has);
    QVERIFY(*has);
    const auto hasNot = connection->hasBlob(repository, Digest::of("never pushed"), {});
    VERIFY_OK(hasNot);
    QVERIFY(!*hasNot);
    QCOMPARE(connection->smallBlob(repository, Digest::of("never pushed"), 10, {}).error().kind, ErrorKind::NotFound);
}

void writes(wire::Connection &connection, const Server &server, const Skopeo &skopeo)
{
    const oci::RepositoryName repository = wire::repository(u"proof/written"_s);
    VERIFY_OK(layouts::push(connection.registry(), repository, image(0), wire::tag(u"single"_s)));
    VERIFY_OK(layouts::push(connection.registry(), repository, image(1), image(1).digest()));
    const auto stored = connection->putManifest(repository, wire::tag(u"v1"_s), index(), {});
    VERIFY_OK(stored);
    QCOMPARE(*stored, index().digest());

    for (const auto &[reference, bytes] : {std::pair(u"proof/written:v1"_s, index().raw()),
                                           std::pair(u"proof/written:single"_s, image(0).manifest.raw())}) {
        const auto opinion = skopeo.run(u"inspect"_s, {}, {u"--raw"_s, skopeo.place(reference)});
        VERIFY_OK(opinion);
        QCOMPARE(*opinion, bytes);
    }
    QTemporaryDir copy;
    VERIFY_OK(
        skopeo.run(u"copy"_s, u"src-"_s, {u"--all"_s, skopeo.place(u"proof/written:v1"_s), u"dir:"_s + copy.path()}));
    for (const int number : {0, 1})
        QCOMPARE(layouts::read(copy.filePath(image(number).layerDigest().hex())), image(number).layer);

    const auto wrong = connection->uploadBlob(repository, Digest::of("something else"), http::bytesSource("bytes"), {});
    QCOMPARE(wrong.error().kind, ErrorKind::InvalidData);
    if (server.checksBlobs) {
        const auto refused
            = connection->putManifest(repository, wire::tag(u"hollow"_s), layouts::image("hollow").manifest, {});
        QVERIFY(!refused);
        QVERIFY(refused.error().hasCode(u"MANIFEST_BLOB_UNKNOWN"));
    }
}

void mounts(wire::Connection &connection, const Server &server)
{
    const Digest layer = image(0).layerDigest();
    const oci::RepositoryName target = wire::repository(u"proof/mounted"_s);
    const auto mounted = connection->mountBlob(target, layer, wire::repository(u"proof/written"_s), {});
    VERIFY_OK(mounted);
    QCOMPARE(*mounted == registry::MountOutcome::Mounted, server.mounts);
    if (server.mounts) {
        const auto has = connection->hasBlob(target, layer, {});
        VERIFY_OK(has);
        QVERIFY(*has);
    }
    const auto missing
        = connection->mountBlob(target, Digest::of("never pushed"), wire::repository(u"proof/app"_s), {});
    VERIFY_OK(missing);
    QCOMPARE(*missing, registry::MountOutcome::NotMounted);
}

void listsReferrers(wire::Connection &connection)
{
    const oci::RepositoryName repository = wire::repository(u"proof/written"_s);
    const oci::Manifest &subject = image(0).manifest;
    auto found = connection->referrers(repository, subject.digest(), {}, {});
    VERIFY_OK(found);
    QVERIFY(found->manifests.empty() && found->complete);

    const layouts::Image sbom = layouts::artifact("sbom", subject, "application/vnd.example.sbom.v1+json");
    VERIFY_OK(layouts::push(connection.registry(), repository, sbom, sbom.digest()));
    if (found->fromTagSchema) {
        // Where there is no API, whoever pushes a referrer keeps the list under a tag.
        QByteArray listed = layouts::descriptor(sbom.manifest);
        listed.chop(1);
        const QByteArray list
            = layouts::indexJson({listed + R"(,"artifactType":"application/vnd.example.sbom.v1+json"})"});
        VERIFY_OK(connection->putManifest(repository, registry::referrersTag(subject.digest()),
                                          oci::Manifest::parse(list, oci::MediaType::ociIndex()).value(), {}));
    }
    found = connection->referrers(repository, subject.digest(), u"application/vnd.example.sbom.v1+json"_s, {});
    VERIFY_OK(found);
    QCOMPARE(found->manifests.size(), 1U);
    QCOMPARE(found->manifests.front().digest, sbom.digest());
    found = connection->referrers(repository, subject.digest(), u"application/vnd.example.other"_s, {});
    VERIFY_OK(found);
    QVERIFY(found->manifests.empty());
}

void deletes(wire::Connection &connection, const Server &server)
{
    const oci::RepositoryName repository = wire::repository(u"proof/deleted"_s);
    const layouts::Image doomed = layouts::image("doomed");
    VERIFY_OK(layouts::push(connection.registry(), repository, doomed, wire::tag(u"one"_s)));
    VERIFY_OK(connection->putManifest(repository, wire::tag(u"two"_s), doomed.manifest, {}));

    const auto byTag = connection->deleteTag(repository, wire::tag(u"one"_s), {});
    QCOMPARE(byTag.has_value(), server.deletes && server.deletesTags);
    if (!byTag)
        QCOMPARE(byTag.error().kind, ErrorKind::Unsupported);
    // Whatever came of it, the other tag of the same digest is still there.
    VERIFY_OK(connection->resolve(repository, wire::tag(u"two"_s), {}));
    QCOMPARE(connection->resolve(repository, wire::tag(u"one"_s), {}).has_value(), !byTag.has_value());

    const auto byDigest = connection->deleteManifest(repository, doomed.digest(), {});
    if (!server.deletes) {
        QCOMPARE(byDigest.error().kind, ErrorKind::Unsupported);
        VERIFY_OK(connection->resolve(repository, wire::tag(u"two"_s), {}));
        return;
    }
    VERIFY_OK(byDigest);
    QCOMPARE(*byDigest, Deleted::Accepted);
    QCOMPARE(connection->resolve(repository, doomed.digest(), {}).error().kind, ErrorKind::NotFound);
    const auto again = connection->deleteManifest(repository, doomed.digest(), {});
    VERIFY_OK(again);
    QCOMPARE(*again, Deleted::AlreadyGone);
}

} // namespace

void prove(const Server &server)
{
    const Skopeo skopeo(server);
    QTemporaryDir layout;
    writeLayout(layout.path());
    VERIFY_OK(skopeo.run(
        u"copy"_s, u"dest-"_s,
        {u"--all"_s, u"--preserve-digests"_s, u"oci:%1:v1"_s.arg(layout.path()), skopeo.place(u"proof/app:v1"_s)}));
    VERIFY_OK(skopeo.run(
        u"copy"_s, u"dest-"_s,
        {u"--format"_s, u"v2s2"_s, u"oci:%1:single"_s.arg(layout.path()), skopeo.place(u"proof/docker:v1"_s)}));
    wire::Connection connection(settings(server));
    const std::vector<std::pair<const char *, std::function<void()>>> steps{
        {"listings", [&] { readsListings(connection); }},
        {"manifests", [&] { readsManifests(connection, skopeo); }},
        {"many at once", [&] { readsManyAtOnce(connection); }},
        {"blobs", [&] { readsBlobs(connection); }},
        {"writing", [&] { writes(connection, server, skopeo); }},
        {"mounting", [&] { mounts(connection, server); }},
        {"referrers", [&] { listsReferrers(connection); }},
        {"deleting", [&] { deletes(connection, server); }},
    };
    for (const auto &[name, step] : steps) {
        step();
        if (QTest::currentTestFailed()) {
            qWarning("failed while proving: %s", name);
            return;
        }
    }
}

} // namespace operations
