#include "resources/sample/recipe.h"

#include <iterator>
#include <string_view>

#include <QString>

#include "app/oci/digest.h"
#include "app/oci/imageconfig.h"
#include "resources/sample/content.h"

namespace sample {

namespace {

using std::string;

constexpr qint64 hour = 3600;

qint64 seconds(const char *rfc3339)
{
    const auto time = oci::parseRfc3339(QString::fromLatin1(rfc3339));
    return time ? std::chrono::duration_cast<std::chrono::seconds>(time->time_since_epoch()).count() : 0;
}

/// Where a build of @p created takes its base from: what is older than the newest base stands on the one before.
qint64 baseDate(qint64 created)
{
    const qint64 newest = seconds("2026-07-20T00:00:00Z");
    return created >= newest ? newest : seconds("2026-01-12T00:00:00Z");
}

string triplet(const string &architecture)
{
    if (architecture == "amd64")
        return "x86_64-linux-gnu";
    return (architecture == "arm64" ? "aarch64" : architecture) + "-linux-gnu";
}

/// `2.8` of `2.8.1` and of `2.8-pr1482`: what builds that share their dependencies have in common.
string minorVersion(const string &version)
{
    const std::size_t dot = version.find('.');
    return version.substr(0, version.find_first_of(".-", dot + 1));
}

/// Builds the steps of one image; `base` names the state of the base images in the contents.
struct Kitchen
{
    const Repository &repository;
    string version;
    string architecture;
    qint64 created;
    qint64 base;
    Compression compression;
    string state = std::to_string(base);
    std::vector<Step> steps = {};

    [[nodiscard]] string name() const
    {
        const string path = repository.name;
        return path.substr(path.rfind('/') + 1);
    }

    void step(qint64 when, string command, std::vector<File> files = {})
    {
        steps.push_back({std::move(command), std::move(files), when, compression});
    }

    void debian()
    {
        const string lib = "usr/lib/" + triplet(architecture) + '/';
        const string seed = "debian/" + state + '/' + architecture + '/';
        step(base, "# debian.sh --arch '" + architecture + "' out/ 'bookworm' '@" + state + '\'',
             {{"bin", {}, 0777, "usr/bin"},
              {"etc/"},
              {"etc/debian_version", base >= seconds("2026-07-20T00:00:00Z") ? "12.11\n" : "12.9\n"},
              {"etc/os-release",
               "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\n"
               "VERSION_ID=\"12\"\nID=debian\n"},
              {"etc/passwd", "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n"},
              {"usr/bin/bash", program(seed + "bash", 36'000), 0755},
              {"usr/bin/perl", program(seed + "perl", 24'000), 0755},
              {lib + "libc.so.6", program(seed + "libc", 58'000), 0755},
              {lib + "libstdc++.so.6", program(seed + "libstdc++", 40'000)},
              {"usr/share/doc/base-files/README", text("base-files", 9'000)}});
        step(base, "CMD [\"bash\"]");
    }

    void certificates()
    {
        step(base + hour,
             "RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata"
             " && rm -rf /var/lib/apt/lists/* # buildkit",
             {{"etc/ssl/certs/ca-certificates.crt", text("ca-certificates", 40'000)},
              {"usr/share/zoneinfo/Europe/Berlin", program("zone/berlin", 2'300)},
              {"usr/share/zoneinfo/Asia/Shanghai", program("zone/shanghai", 560)},
              {"var/lib/dpkg/status", text("dpkg/" + state, 12'000)}});
    }

    void java()
    {
        const string seed = "jre/" + state + '/' + architecture + '/';
        debian();
        certificates();
        step(base + 4 * hour, "COPY --from=build /opt/jre /opt/jre # buildkit",
             {{"opt/jre/bin/java", program(seed + "java", 20'000), 0755},
              {"opt/jre/lib/modules", archive(seed + "modules", 170'000)},
              {"opt/jre/lib/server/libjvm.so", program(seed + "libjvm", 120'000), 0755},
              {"opt/jre/release",
               "JAVA_VERSION=\"21.0.8\"\nOS_ARCH=\"" + QByteArray::fromStdString(architecture) + "\"\n"}});
    }

    void workingDirectory() { step(base + 5 * hour, "WORKDIR /srv/" + name(), {{"srv/" + name() + '/'}}); }

    void entrypoint(const string &program)
    {
        step(base + 5 * hour, "COPY docker/entrypoint.sh /usr/local/bin/entrypoint # buildkit",
             {{"usr/local/bin/entrypoint",
               QByteArray::fromStdString("#!/bin/sh\nset -eu\ncd /srv/" + name() + "\nexec " + program + " \"$@\"\n"),
               0755}});
        step(created, "ENTRYPOINT [\"entrypoint\"]");
    }

    void javaApplication()
    {
        const string folder = "srv/" + name() + '/';
        const string libraries = name() + '/' + minorVersion(version);
        java();
        workingDirectory();
        step(base + 6 * hour, "COPY --from=build /app/lib ./lib # buildkit",
             {{folder + "lib/netty-4.2.jar", archive("netty", 13'000)},
              {folder + "lib/jackson-2.19.jar", archive("jackson", 9'000)},
              {folder + "lib/" + name() + "-model-" + minorVersion(version) + ".jar", archive(libraries, 6'000)}});
        step(created, "COPY --from=build /app/" + name() + ".jar ./" + name() + ".jar # buildkit",
             {{folder + name() + ".jar", archive(name() + '/' + version, 11'000)}});
        if (version.ends_with("-debug"))
            step(created, "COPY --from=build /app/debug /usr/lib/debug # buildkit",
                 {{"usr/lib/debug/" + name() + ".sym", archive("debug/" + version, 560'000)},
                  {"usr/lib/debug/heap.hprof", program("heap/" + version, 160'000)}});
        entrypoint("/opt/jre/bin/java -jar " + name() + ".jar");
    }

    void goApplication()
    {
        const string seed = string(repository.name) + '/' + version + '/' + architecture;
        const qint64 certificatesDate = created == 0 ? 0 : base;
        step(certificatesDate, "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ # buildkit",
             {{"etc/ssl/certs/ca-certificates.crt", text("ca-certificates", 40'000)}});
        step(created, "COPY --from=build /out/" + name() + " /usr/bin/" + name() + " # buildkit",
             {{"usr/bin/" + name(), program(seed, 34'000), 0755}});
        step(created, "USER 65532:65532");
        step(created, "ENTRYPOINT [\"/usr/bin/" + name() + "\"]");
    }

    void nodeApplication()
    {
        const string folder = "srv/" + name() + '/';
        const string minor = minorVersion(version);
        const string seed = "node/" + state + '/' + architecture;
        debian();
        certificates();
        step(base + 2 * hour, "COPY --from=node /usr/local/bin/node /usr/local/bin/node # buildkit",
             {{"usr/local/bin/node", program(seed, 200'000), 0755}, {"usr/local/bin/nodejs", {}, 0777, "node"}});
        workingDirectory();
        step(base + 6 * hour, "RUN npm ci --omit=dev # buildkit",
             {{folder + "node_modules/fastify/fastify.js", text("fastify", 30'000)},
              {folder + "node_modules/pino/pino.js", text("pino", 18'000)},
              {folder + "node_modules/.package-lock.json", text(name() + "/lock/" + minor, 22'000)}});
        step(created, "COPY --from=build /src/dist ./dist # buildkit",
             {{folder + "dist/server.js", text(name() + "/server/" + version, 24'000)},
              {folder + "dist/public/app.css", text(name() + "/css/" + minor, 6'000)},
              {folder + "dist/public/hero.webp", archive(name() + "/hero/" + minor, 9'000)}});
        step(created, "USER node");
        entrypoint("node dist/server.js");
    }

    void pythonApplication()
    {
        const string folder = "srv/" + name() + '/';
        const string packages = "usr/local/lib/python3.13/site-packages/";
        const string seed = "python/" + state + '/' + architecture;
        debian();
        step(base + 3 * hour, "RUN set -eux; ./configure --enable-optimizations; make install # buildkit",
             {{"usr/local/bin/python3.13", program(seed, 120'000), 0755},
              {"usr/local/bin/python3", {}, 0777, "python3.13"},
              {"usr/local/lib/python3.13/os.py", text("python/os", 16'000)}});
        workingDirectory();
        step(base + 6 * hour, "RUN pip install --no-cache-dir -r requirements.txt # buildkit",
             {{packages + "pandas/_libs.so", program("pandas/" + architecture, 40'000)},
              {packages + "requests/sessions.py", text("requests", 14'000)},
              {packages + name() + ".pth", QByteArray::fromStdString(folder + minorVersion(version) + '\n')}});
        step(created, "COPY . . # buildkit",
             {{folder + "main.py", text(name() + "/main/" + version, 8'000)},
              {folder + "settings.toml", text(name() + "/settings/" + version, 1'200)},
              {folder + ".wh.tests", {}}});
        entrypoint("python3 main.py");
    }

    void runner()
    {
        debian();
        certificates();
        step(created, "RUN apt-get install -y git podman skopeo make # buildkit",
             {{"usr/bin/git", program("git/" + version + architecture, 40'000), 0755},
              {"usr/bin/skopeo", program("skopeo/" + version + architecture, 30'000), 0755},
              {"etc/containers/registries.conf", "unqualified-search-registries = [\"registry.corp.example\"]\n"}});
        step(created, "ENTRYPOINT [\"/usr/bin/runner\"]");
    }

    void windowsRunner()
    {
        step(base, "Apply image 10.0.20348.2582",
             {{"Files/"}, {"Files/Windows/System32/ntdll.dll", program("ntdll", 60'000)}, {"Hives/"}});
        step(created, "cmd /S /C copy runner.exe C:\\runner\\",
             {{"Files/runner/runner.exe", program("runner/windows/" + version, 30'000)}});
    }

    void cook()
    {
        switch (repository.stack) {
        case Stack::Debian:
            return debian();
        case Stack::JavaBase:
            return java();
        case Stack::Java:
            return javaApplication();
        case Stack::Go:
            return goApplication();
        case Stack::Node:
            return nodeApplication();
        case Stack::Python:
            return pythonApplication();
        case Stack::Runner:
            return architecture == "windows" ? windowsRunner() : runner();
        }
    }
};

bool isService(Stack stack)
{
    return stack == Stack::Java || stack == Stack::Node || stack == Stack::Python || stack == Stack::Go;
}

} // namespace

Recipe recipe(const Repository &repository, const Build &build, const char *platform)
{
    const qint64 created = seconds(build.created);
    Kitchen kitchen{repository, build.version,     platform,
                    created,    baseDate(created), build.extras & Squeezed ? Compression::Zstd : Compression::Gzip};
    kitchen.cook();

    Recipe recipe;
    recipe.created = created;
    recipe.steps = std::move(kitchen.steps);
    const bool windows = kitchen.architecture == "windows";
    recipe.architecture = windows ? "amd64" : platform;
    recipe.variant = kitchen.architecture == "arm64" ? "v8" : "";
    if (windows) {
        recipe.os = "windows";
        recipe.osVersion = "10.0.20348.2582";
    }
    recipe.environment = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"};
    if (repository.stack == Stack::Java || repository.stack == Stack::JavaBase)
        recipe.environment.insert(recipe.environment.end(), {"JAVA_HOME=/opt/jre", "LANG=C.UTF-8"});
    if (isService(repository.stack)) {
        const bool bare = repository.stack == Stack::Go;
        recipe.user = bare ? "65532:65532" : "1000";
        recipe.workingDirectory = bare ? "/" : "/srv/" + kitchen.name();
        recipe.entrypoint = {bare ? "/usr/bin/" + kitchen.name() : "entrypoint"};
        recipe.command = {"serve"};
        recipe.ports = {"8080/tcp", "9464/tcp"};
    } else {
        recipe.command = {"bash"};
    }
    const string source = "https://git.corp.example/" + string(repository.name);
    const auto revision = oci::Digest::of(QByteArray::fromStdString(source + build.version)).hex().left(40);
    recipe.labels = {{"org.opencontainers.image.created", build.created},
                     {"org.opencontainers.image.description", repository.description},
                     {"org.opencontainers.image.revision", revision.toStdString()},
                     {"org.opencontainers.image.source", source},
                     {"org.opencontainers.image.title", repository.title},
                     {"org.opencontainers.image.vendor", "Example Corp."},
                     {"org.opencontainers.image.version", build.version}};
    return recipe;
}

} // namespace sample
