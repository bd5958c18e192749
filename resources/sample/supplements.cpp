#include "resources/sample/supplements.h"

#include "resources/sample/content.h"

using namespace Qt::StringLiterals;

namespace sample {

namespace {

constexpr auto emptyType = "application/vnd.oci.empty.v1+json";
constexpr auto inTotoType = "application/vnd.in-toto+json";
constexpr auto simpleSigningType = "application/vnd.dev.cosign.simplesigning.v1+json";
constexpr auto spdxPredicate = "https://spdx.dev/Document";
constexpr auto slsaPredicate = "https://slsa.dev/provenance/v0.2";

QByteArray toBytes(const Json &json)
{
    return QByteArray::fromStdString(json.dump(1, ' '));
}

std::string hexOf(const Content &content)
{
    return content.digest.hex().toStdString();
}

Json sbom(const oci::RepositoryName &repository)
{
    Json packages = Json::array();
    for (const char *name : {"base-files@12.4+deb12u11", "ca-certificates@20230311", "libc6@2.36-9+deb12u10",
                             "libstdc++6@12.2.0-14", "tzdata@2025b-0+deb12u1", "zlib1g@1:1.2.13.dfsg-1"}) {
        const std::string text = name;
        const std::size_t at = text.find('@');
        packages.push_back({{"SPDXID", "SPDXRef-Package-" + text.substr(0, at)},
                            {"name", text.substr(0, at)},
                            {"versionInfo", text.substr(at + 1)},
                            {"downloadLocation", "NOASSERTION"},
                            {"licenseConcluded", "NOASSERTION"}});
    }
    return {
        {"spdxVersion", "SPDX-2.3"},
        {"dataLicense", "CC0-1.0"},
        {"SPDXID", "SPDXRef-DOCUMENT"},
        {"name", repository.toString().toStdString()},
        {"documentNamespace", "https://sbom.corp.example/" + repository.toString().toStdString()},
        {"creationInfo", {{"created", "2026-08-14T09:38:40Z"}, {"creators", Json::array({"Tool: example-sbom-1.0"})}}},
        {"packages", std::move(packages)}};
}

Json provenance()
{
    return {{"builder", {{"id", "https://ci.corp.example/runners/17"}}},
            {"buildType", "https://mobyproject.org/buildkit@v1"},
            {"invocation", {{"configSource", {{"entryPoint", "Dockerfile"}}}, {"parameters", Json::object()}}},
            {"metadata", {{"reproducible", false}}}};
}

Json statement(const oci::RepositoryName &repository, const Content &subject, const char *predicateType,
               const Json &predicate)
{
    return {{"_type", "https://in-toto.io/Statement/v0.1"},
            {"predicateType", predicateType},
            {"subject",
             Json::array({{{"name", "registry.corp.example/" + repository.toString().toStdString()},
                           {"digest", {{"sha256", hexOf(subject)}}}}})},
            {"predicate", predicate}};
}

Json imageManifest(const Content &config, const Json &layers)
{
    return {
        {"schemaVersion", 2}, {"mediaType", ociTypes.manifest}, {"config", config.descriptor()}, {"layers", layers}};
}

Content configFor(Writer &writer, const oci::RepositoryName &repository, const Json &diffIds)
{
    const Json config{{"architecture", ""}, {"os", ""}, {"rootfs", {{"type", "layers"}, {"diff_ids", diffIds}}}};
    return writer.blob(repository, ociTypes.config, QByteArray::fromStdString(config.dump()));
}

/// What cosign signs, with bytes in the signature's place that no key made: it must never check out.
Content signatureLayer(Writer &writer, const oci::RepositoryName &repository, const Content &subject)
{
    const Json payload{
        {"critical",
         {{"identity", {{"docker-reference", "registry.corp.example/" + repository.toString().toStdString()}}},
          {"image", {{"docker-manifest-digest", subject.digest.toString().toStdString()}}},
          {"type", "cosign container image signature"}}},
        {"optional", nullptr}};
    Content layer = writer.blob(repository, simpleSigningType, QByteArray::fromStdString(payload.dump()));
    layer.annotations
        = {{"dev.cosignproject.cosign/signature", archive("signature/" + hexOf(subject), 68).toBase64().toStdString()}};
    return layer;
}

/// One artifact in the form of image-spec, manifest.md "Guidelines for Artifact Usage".
void artifact(Writer &writer, const oci::RepositoryName &repository, const Content &subject, const char *type,
              const Content &layer, const char *description)
{
    const Content config = writer.blob(repository, emptyType, "{}"_ba);
    Json json{{"schemaVersion", 2}, {"mediaType", ociTypes.manifest}, {"artifactType", type}};
    json["config"] = config.descriptor();
    json["layers"] = Json::array({layer.descriptor()});
    json["subject"] = {
        {"mediaType", subject.mediaType}, {"digest", subject.digest.toString().toStdString()}, {"size", subject.size}};
    json["annotations"] = {{"org.opencontainers.image.created", "2026-08-14T09:39:02Z"},
                           {"org.opencontainers.image.description", description}};
    writer.manifest(repository, json);
}

} // namespace

Content attestation(Writer &writer, const oci::RepositoryName &repository, const Content &image)
{
    Json layers = Json::array();
    Json diffIds = Json::array();
    const auto add = [&](const char *predicateType, const Json &predicate) {
        Content layer
            = writer.blob(repository, inTotoType, toBytes(statement(repository, image, predicateType, predicate)));
        layer.annotations = {{"in-toto.io/predicate-type", predicateType}};
        layers.push_back(layer.descriptor());
        diffIds.push_back(layer.digest.toString().toStdString());
    };
    add(spdxPredicate, sbom(repository));
    add(slsaPredicate, provenance());
    Content content = writer.manifest(repository, imageManifest(configFor(writer, repository, diffIds), layers));
    content.platform = {{"architecture", "unknown"}, {"os", "unknown"}};
    content.annotations = {{"vnd.docker.reference.digest", image.digest.toString().toStdString()},
                           {"vnd.docker.reference.type", "attestation-manifest"}};
    return content;
}

void referrers(Writer &writer, const oci::RepositoryName &repository, const Content &subject)
{
    const Content packages = writer.blob(repository, "application/spdx+json", toBytes(sbom(repository)));
    artifact(writer, repository, subject, "application/spdx+json", packages, "SBOM of all platforms");
    const Json report{{"version", "2.1.0"},
                      {"runs",
                       Json::array({{{"tool", {{"driver", {{"name", "example-scanner"}, {"version", "3.2"}}}}},
                                     {"results", Json::array()}}})}};
    const Content findings = writer.blob(repository, "application/sarif+json", toBytes(report));
    artifact(writer, repository, subject, "application/sarif+json", findings, "Scanned before the release");
    artifact(writer, repository, subject, "application/vnd.dev.cosign.artifact.sig.v1+json",
             signatureLayer(writer, repository, subject), "Signature of the release");
}

void cosignTags(Writer &writer, const oci::RepositoryName &repository, const Content &subject)
{
    const std::string tag = "sha256-" + hexOf(subject);
    const auto put = [&](const Content &layer, const std::string &suffix) {
        const Json diffIds = Json::array({layer.digest.toString().toStdString()});
        writer.manifest(repository,
                        imageManifest(configFor(writer, repository, diffIds), Json::array({layer.descriptor()})),
                        {tag + suffix});
    };
    put(signatureLayer(writer, repository, subject), ".sig");
    const Json claim = statement(repository, subject, slsaPredicate, provenance());
    const Json envelope{
        {"payloadType", inTotoType},
        {"payload", QByteArray::fromStdString(claim.dump()).toBase64().toStdString()},
        {"signatures",
         Json::array(
             {{{"keyid", ""}, {"sig", archive("attestation/" + hexOf(subject), 68).toBase64().toStdString()}}})}};
    put(writer.blob(repository, "application/vnd.dsse.envelope.v1+json", QByteArray::fromStdString(envelope.dump())),
        ".att");
    put(writer.blob(repository, "text/spdx+json", toBytes(sbom(repository))), ".sbom");
}

void charts(Writer &writer)
{
    const auto repository = oci::RepositoryName::parse(u"infra/charts/payments"_s);
    if (!repository)
        return;
    for (const std::string version : {"1.9.0", "1.10.0", "1.10.1", "2.0.0-rc.1"}) {
        const Json chart{{"name", "payments"},
                         {"version", version},
                         {"description", "Everything that payments needs in one namespace"},
                         {"apiVersion", "v2"},
                         {"appVersion", "2.8.1"}};
        const QByteArray yaml = "apiVersion: v2\nname: payments\nversion: " + QByteArray::fromStdString(version) + '\n';
        const auto packed = pack({{"payments/Chart.yaml", yaml},
                                  {"payments/values.yaml", text("values/" + version, 1'800)},
                                  {"payments/templates/deployment.yaml", text("deployment/" + version, 5'200)}},
                                 1'782'864'000, Compression::Gzip);
        if (!packed)
            return;
        const Content config = writer.blob(*repository, "application/vnd.cncf.helm.config.v1+json", toBytes(chart));
        const Content layer
            = writer.blob(*repository, "application/vnd.cncf.helm.chart.content.v1.tar+gzip", packed->bytes);
        Json json = imageManifest(config, Json::array({layer.descriptor()}));
        json["annotations"] = {{"org.opencontainers.image.title", "payments"},
                               {"org.opencontainers.image.version", version},
                               {"org.opencontainers.image.created", "2026-07-01T00:00:00Z"}};
        writer.manifest(*repository, json, {version});
    }
}

} // namespace sample
