#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>

#include <QJsonDocument>
#include <QJsonObject>

#include "app/changes/planner.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;

namespace {

constexpr int rounds = 5;

double cpuMs()
{
    return 1'000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

oci::TagName tag(int number)
{
    return *oci::TagName::parse(QString(u"v" % QString::number(number)));
}

void add(RepositoryGraph &graph, const oci::Manifest &manifest)
{
    graph.addManifest(manifest);
    graph.addReferrers(manifest.digest(), {});
}

/// An image of a config and eight layers, six of which it shares with the next ones.
oci::Manifest image(int number, const QByteArray &platform)
{
    const QByteArray name = platform + ' ' + QByteArray::number(number);
    std::vector<support::NamedBlob> blobs{
        {"config " + name, 4'000}, {"layer " + name, 9'000'000}, {"app " + name, 700}};
    for (int i = 0; i < 6; ++i)
        blobs.push_back(
            {platform + " base " + QByteArray::number(number / (10 << i)) + '.' + QByteArray::number(i), 30'000'000});
    return support::imageManifest(blobs);
}

/// 1,000 tags on indexes of two platforms; each fourth index is signed.
RepositoryGraph signedIndexes(int tags)
{
    RepositoryGraph graph;
    for (int i = 0; i < tags; ++i) {
        const oci::Manifest amd = image(i, "amd64");
        const oci::Manifest arm = image(i, "arm64");
        const oci::Manifest index = support::indexManifest({amd.digest(), arm.digest()});
        for (const oci::Manifest &manifest : {amd, arm, index})
            add(graph, manifest);
        if (i % 4 == 0)
            add(graph,
                support::artifactManifest({"signature " + QByteArray::number(i), 300},
                                          "application/vnd.cncf.notary.signature", index.digest()));
        graph.addTag(tag(i), index.digest());
    }
    return graph;
}

RepositoryGraph images(int tags)
{
    RepositoryGraph graph;
    for (int i = 0; i < tags; ++i) {
        const oci::Manifest manifest = image(i, "amd64");
        add(graph, manifest);
        graph.addTag(tag(i), manifest.digest());
    }
    return graph;
}

/// The median of the processor time that @p plan takes for @p count tags, drawn from all; milliseconds.
template <typename F>
double medianMs(const RepositoryGraph &graph, std::size_t count, F plan)
{
    std::mt19937 random(1);
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        std::vector<oci::TagName> tags;
        for (const RepositoryGraph::Tag &known : graph.tags())
            tags.push_back(known.name);
        std::shuffle(tags.begin(), tags.end(), random);
        tags.erase(tags.begin() + static_cast<std::ptrdiff_t>(count), tags.end());
        const platforms::Selection selection{tags};
        const double begin = cpuMs();
        const Space space = plan(selection);
        times.push_back(cpuMs() - begin);
        if (space.unknown == 0)
            qFatal("nothing would be freed");
    }
    std::sort(times.begin(), times.end());
    return times[rounds / 2];
}

} // namespace

/// How long planning takes once a repository was read: {"plan_900_of_1000_ms":…,"free_100k_ms":…}, of processor time.
int main(int argc, char **argv)
{
    const bool isSmoke = argc > 1 && QByteArrayView(argv[1]) == "--smoke";
    const PlanRules rules{{platforms::Ability::Yes, platforms::Ability::Yes}};
    const RepositoryGraph small = signedIndexes(1'000);
    const RepositoryGraph large = images(isSmoke ? 1'000 : 100'000);
    const double planMs = medianMs(small, 900, [&](const platforms::Selection &selection) {
        const Plan plan = planDeletion(small, selection, rules);
        if (plan.items.size() != 900)
            qFatal("the plan is not what was asked for");
        return plan.space;
    });
    double freeMs = 0; // of the selection that takes longest
    for (const std::size_t count : {std::size_t(1), large.tags().size() / 2, large.tags().size()})
        freeMs = std::max(freeMs, medianMs(large, count, [&](const platforms::Selection &selection) {
                              return spaceOf(large, selection, rules);
                          }));
    const QJsonObject report{{u"plan_900_of_1000_ms"_s, planMs}, {u"free_100k_ms"_s, freeMs}};
    std::printf("%s\n", QJsonDocument(report).toJson(QJsonDocument::Compact).constData());
    return 0;
}
