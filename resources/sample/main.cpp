// make-sample FOLDER: makes the sample registry, a folder of OCI image layouts, in place of what FOLDER was.
// The same bytes with every run, so that digests in pictures, tests and help stay true.

#include <cstdio>
#include <iterator>
#include <sstream>

#include <QCoreApplication>
#include <QDir>

#include "app/registry/layoutregistry.h"
#include "resources/sample/supplements.h"

using namespace Qt::StringLiterals;

namespace {

std::vector<std::string> words(const char *text)
{
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), std::istream_iterator<std::string>()};
}

void push(sample::Writer &writer, const sample::Repository &repository, const oci::RepositoryName &name,
          const sample::Build &build)
{
    const sample::Types &types = repository.dockerTypes ? sample::dockerTypes : sample::ociTypes;
    const auto tags = words(build.tags);
    const auto platforms = words(build.platforms);
    if (platforms.size() == 1) {
        writer.image(name, sample::recipe(repository, build, platforms.front().c_str()), types, tags);
        return;
    }
    std::vector<sample::Content> images;
    sample::Json children = sample::Json::array();
    for (const std::string &platform : platforms) {
        images.push_back(writer.image(name, sample::recipe(repository, build, platform.c_str()), types));
        children.push_back(images.back().descriptor());
    }
    if (build.extras & sample::Attested) {
        for (const sample::Content &image : images)
            children.push_back(sample::attestation(writer, name, image).descriptor());
    }
    if (build.extras & sample::ChildMissing)
        writer.remove(name, images.back());
    const auto index = writer.manifest(
        name, {{"schemaVersion", 2}, {"mediaType", types.index}, {"manifests", std::move(children)}}, tags);
    if (build.extras & sample::Referred)
        sample::referrers(writer, name, index);
    if (build.extras & sample::CosignTags)
        sample::cosignTags(writer, name, index);
}

Result<> make(const QString &folder)
{
    registry::LayoutRegistry target(folder);
    sample::Writer writer(target);
    for (const sample::Repository &repository : sample::catalogue()) {
        const auto name = oci::RepositoryName::parse(QString::fromLatin1(repository.name));
        if (!name)
            return base::fail(name.error());
        for (auto build = repository.builds.rbegin(); build != repository.builds.rend(); ++build)
            push(writer, repository, *name, *build);
    }
    sample::charts(writer);
    return writer.result();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (application.arguments().size() != 2) {
        std::fputs("usage: make-sample FOLDER\n", stderr);
        return 2;
    }
    const QString folder = application.arguments().at(1);
    const QString unfinished = folder + u".new"_s;
    if (!QDir(unfinished).removeRecursively()) {
        std::fprintf(stderr, "make-sample: %s is in the way\n", qPrintable(unfinished));
        return 1;
    }
    if (const auto made = make(unfinished); !made) {
        std::fprintf(stderr, "make-sample: %s\n", qPrintable(made.error().detail));
        return 1;
    }
    if (!QDir(folder).removeRecursively() || !QDir().rename(unfinished, folder)) {
        std::fprintf(stderr, "make-sample: %s cannot be replaced\n", qPrintable(folder));
        return 1;
    }
    return 0;
}
