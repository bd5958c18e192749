#include "tests/bench/replica/replica.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QFile>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

constexpr int layersPerImage = 8;

QByteArray digestOf(const QByteArray &bytes)
{
    return "sha256:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

/// Six digits, so that tags are in the order of their names, too.
QByteArray digits(int number)
{
    return QByteArray::number(number).rightJustified(6, '0');
}

/// The lower half are base layers that all images share.
QByteArray layerDigest(const QByteArray &image, int layer)
{
    const QByteArray owner = layer < layersPerImage / 2 ? "000000" : image;
    return "sha256:" + QByteArray::number(layer).repeated(58).first(58) + owner;
}

/// The configuration of one image; with a variable of nginx for @p image, the template of all.
QByteArray config(const QByteArray &image)
{
    QByteArray diffs;
    QByteArray history;
    for (int layer = 0; layer < layersPerImage; ++layer) {
        diffs += (layer ? ",\"" : "\"") + layerDigest(image, layer) + '"';
        history += layer ? "," : "";
        history += R"({"created":"2026-03-04T05:06:07Z","created_by":"RUN /bin/sh -c make step-)"
            + QByteArray::number(layer) + R"( # buildkit","comment":"buildkit.dockerfile.v0"})";
    }
    return R"({"architecture":"amd64","os":"linux","created":"2026-03-04T05:06:07.)" + image
        + R"(Z","config":{"Env":["PATH=/usr/local/bin:/usr/bin:/bin"],"Cmd":["/bin/sh"]},)"
        + R"("rootfs":{"type":"layers","diff_ids":[)" + diffs + R"(]},"history":[)" + history + "]}";
}

QByteArray manifest(const QByteArray &image, const QByteArray &configDigest, qsizetype configSize)
{
    QByteArray layers;
    for (int layer = 0; layer < layersPerImage; ++layer) {
        layers += layer ? "," : "";
        layers += R"({"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":")" + layerDigest(image, layer)
            + R"(","size":)" + QByteArray::number(1'000'000 + 1'000 * layer) + '}';
    }
    return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",)"
           R"("config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":")"
        + configDigest + R"(","size":)" + QByteArray::number(configSize) + R"(},"layers":[)" + layers + "]}";
}

qsizetype configSize()
{
    return config(digits(0)).size();
}

} // namespace

Replica::Replica(QString folder, int tags, int pageSize)
    : m_folder(std::move(folder))
{
    for (int number = 0; number < tags; ++number)
        addImage(digits(number));
    writePages(tags, pageSize);
}

void Replica::addImage(const QByteArray &number)
{
    const QByteArray configDigest = digestOf(config(number));
    const QByteArray manifestDigest = digestOf(manifest(number, configDigest, configSize()));
    m_numbersOfManifests += manifestDigest + ' ' + number + ";\n";
    m_numbersOfConfigs += configDigest + ' ' + number + ";\n";
    m_manifestDigests += number + ' ' + manifestDigest + ";\n";
    m_configDigests += number + ' ' + configDigest + ";\n";
}

void Replica::writePages(int tags, int pageSize)
{
    QByteArray last;
    for (int from = 0; from < tags || from == 0; from += pageSize) {
        const int until = std::min(from + pageSize, tags);
        QByteArray names;
        for (int number = from; number < until; ++number)
            names += (number > from ? ",\"v" : "\"v") + digits(number) + '"';
        const QByteArray json = R"({"name":")" + repository() + R"(","tags":[)" + names + "]}";
        QFile file(m_folder + u"/page-"_s + QString::fromLatin1(last));
        if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        if (until == tags)
            break;
        const QByteArray next = "v" + digits(until - 1);
        m_nextPages += '"' + last + R"(" '</v2/)" + repository() + "/tags/list?n=" + QByteArray::number(pageSize)
            + "&last=" + next + R"(>; rel="next"';)" + '\n';
        last = next;
    }
}

support::NginxSettings Replica::settings() const
{
    const auto map = [](const QByteArray &from, const QByteArray &to, const QByteArray &entries) -> QByteArray {
        return "  map " + from + ' ' + to + " {\n    default '';\n" + entries + "  }\n";
    };
    support::NginxSettings settings;
    settings.root = m_folder;
    settings.httpBlock = "  map_hash_max_size 262144;\n  map_hash_bucket_size 1024;\n";
    settings.httpBlock += map("$reference", "$number", "~^v(?<digits>[0-9]+)$ $digits;\n" + m_numbersOfManifests);
    settings.httpBlock += map("$blob", "$number_of_blob", m_numbersOfConfigs);
    settings.httpBlock += map("$number", "$manifest_digest", m_manifestDigests);
    settings.httpBlock += map("$number", "$config_digest", m_configDigests);
    settings.httpBlock += map("$arg_last", "$next_page", m_nextPages);

    const QByteArray base = "/v2/" + repository();
    settings.serverBlock = "    location = /v2/ { default_type application/json; return 200 '{}'; }\n";
    settings.serverBlock += "    location = " + base + "/tags/list { default_type application/json; "
        + "add_header Link $next_page; try_files /page-$arg_last =404; }\n";
    settings.serverBlock += "    location ~ ^" + base + "/manifests/(?<reference>.+)$ { "
        + "default_type application/vnd.oci.image.manifest.v1+json; add_header Docker-Content-Digest $manifest_digest; "
        + "if ($manifest_digest = '') { return 404; } return 200 '"
        + manifest("${number}", "${config_digest}", configSize()) + "'; }\n";
    settings.serverBlock += "    location ~ ^" + base + "/blobs/(?<blob>.+)$ { add_header Docker-Content-Digest $blob; "
        + "if ($number_of_blob = '') { return 404; } return 200 '" + config("${number_of_blob}") + "'; }\n";
    return settings;
}

} // namespace bench
