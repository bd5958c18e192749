#include "resources/sample/writer.h"

#include <QDateTime>

#include "app/http/source.h"
#include "app/oci/manifest.h"

using namespace Qt::StringLiterals;

namespace sample {

namespace {

QByteArray toBytes(const Json &json)
{
    return QByteArray::fromStdString(json.dump());
}

std::string rfc3339(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate).toStdString();
}

Json keys(const std::vector<std::string> &names)
{
    Json object = Json::object();
    for (const std::string &name : names)
        object[name] = Json::object();
    return object;
}

Json platformOf(const Recipe &recipe)
{
    Json platform{{"architecture", recipe.architecture}, {"os", recipe.os}};
    if (*recipe.osVersion)
        platform["os.version"] = recipe.osVersion;
    if (*recipe.variant)
        platform["variant"] = recipe.variant;
    return platform;
}

Json configOf(const Recipe &recipe, const Json &diffIds)
{
    Json config{{"Env", recipe.environment}};
    if (!recipe.user.empty())
        config["User"] = recipe.user;
    if (!recipe.ports.empty())
        config["ExposedPorts"] = keys(recipe.ports);
    if (!recipe.entrypoint.empty())
        config["Entrypoint"] = recipe.entrypoint;
    if (!recipe.command.empty())
        config["Cmd"] = recipe.command;
    if (!recipe.workingDirectory.empty())
        config["WorkingDir"] = recipe.workingDirectory;
    for (const auto &[key, value] : recipe.labels)
        config["Labels"][key] = value;

    Json history = Json::array();
    for (const Step &step : recipe.steps) {
        history.push_back({{"created", rfc3339(step.created)}, {"created_by", step.command}});
        if (step.files.empty())
            history.back()["empty_layer"] = true;
    }
    Json json = platformOf(recipe);
    json["created"] = rfc3339(recipe.created);
    json["config"] = std::move(config);
    json["rootfs"] = {{"type", "layers"}, {"diff_ids", diffIds}};
    json["history"] = std::move(history);
    return json;
}

Content describe(const Json &json)
{
    const QByteArray bytes = toBytes(json);
    Content content{json.value("mediaType", std::string()), oci::Digest::of(bytes), bytes.size()};
    content.artifactType = json.value("artifactType", std::string());
    return content;
}

/// What a packed layer depends on. Files of one name may differ between images, so their contents count.
std::string identity(const Step &step)
{
    oci::DigestStream hash(oci::Digest::Algorithm::Sha256);
    for (const File &file : step.files) {
        hash.add(QByteArray::fromStdString(file.path + '\n' + file.target + '\n' + std::to_string(file.mode) + '\n'));
        hash.add(QByteArray::number(file.content.size()));
        hash.add(file.content);
    }
    return hash.take().toString().toStdString() + std::to_string(step.created)
        + (step.compression == Compression::Zstd ? "z" : "g");
}

} // namespace

Json Content::descriptor() const
{
    Json json{{"mediaType", mediaType}, {"digest", digest.toString().toStdString()}, {"size", size}};
    if (!artifactType.empty())
        json["artifactType"] = artifactType;
    if (!platform.is_null())
        json["platform"] = platform;
    if (!annotations.is_null())
        json["annotations"] = annotations;
    return json;
}

Writer::Writer(registry::Registry &registry)
    : m_registry(registry)
{ }

void Writer::keep(const Error &error)
{
    if (m_result)
        m_result = base::fail(error);
}

Content Writer::blob(const oci::RepositoryName &repository, const std::string &mediaType, const QByteArray &bytes)
{
    const oci::Digest digest = oci::Digest::of(bytes);
    Content content{mediaType, digest, bytes.size()};
    if (!m_result)
        return content;
    const auto home = m_homes.try_emplace(digest, repository).first->second;
    const auto mounted = m_registry.mountBlob(repository, digest, home, {});
    if (!mounted)
        keep(mounted.error());
    else if (*mounted == registry::MountOutcome::NotMounted) {
        if (const auto sent = m_registry.uploadBlob(repository, digest, http::bytesSource(bytes), {}); !sent)
            keep(sent.error());
    }
    return content;
}

Content Writer::manifest(const oci::RepositoryName &repository, const Json &json, const std::vector<std::string> &tags)
{
    Content content = describe(json);
    const auto parsed = oci::Manifest::parse(toBytes(json), std::nullopt, content.digest);
    if (!parsed) {
        keep(parsed.error());
        return content;
    }
    std::vector<oci::TagOrDigest> references;
    for (const std::string &text : tags) {
        if (auto tag = oci::TagName::parse(QString::fromStdString(text)))
            references.emplace_back(*std::move(tag));
        else
            keep(tag.error());
    }
    if (references.empty())
        references.emplace_back(content.digest);
    for (const oci::TagOrDigest &reference : references) {
        if (!m_result)
            break;
        if (const auto put = m_registry.putManifest(repository, reference, *parsed, {}); !put)
            keep(put.error());
    }
    return content;
}

const Writer::Packed *Writer::pack(const Step &step, const Types &types)
{
    const std::string mediaType
        = step.compression == Compression::Zstd ? "application/vnd.oci.image.layer.v1.tar+zstd" : types.gzipLayer;
    const std::string key = identity(step) + mediaType;
    const auto known = m_packed.find(key);
    if (known != m_packed.end())
        return &known->second;
    auto layer = sample::pack(step.files, step.created, step.compression);
    if (!layer) {
        keep(layer.error());
        return nullptr;
    }
    return &m_packed.insert({key, Packed{*std::move(layer), mediaType}}).first->second;
}

Content Writer::image(const oci::RepositoryName &repository, const Recipe &recipe, const Types &types,
                      const std::vector<std::string> &tags)
{
    Json layers = Json::array();
    Json diffIds = Json::array();
    for (const Step &step : recipe.steps) {
        if (step.files.empty())
            continue;
        const Packed *packed = pack(step, types);
        if (!packed)
            break;
        layers.push_back(blob(repository, packed->mediaType, packed->layer.bytes).descriptor());
        diffIds.push_back(packed->layer.diffId.toString().toStdString());
    }
    const Content config = blob(repository, types.config, toBytes(configOf(recipe, diffIds)));
    const Json json{{"schemaVersion", 2},
                    {"mediaType", types.manifest},
                    {"config", config.descriptor()},
                    {"layers", std::move(layers)}};
    Content content = manifest(repository, json, tags);
    content.platform = platformOf(recipe);
    return content;
}

void Writer::remove(const oci::RepositoryName &repository, const Content &manifest)
{
    if (!m_result)
        return;
    if (const auto removed = m_registry.deleteManifest(repository, manifest.digest, {}); !removed)
        keep(removed.error());
}

} // namespace sample
