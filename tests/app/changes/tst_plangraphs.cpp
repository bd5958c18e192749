#include <map>
#include <random>
#include <set>

#include <QTest>

#include "app/changes/planner.h"
#include "tests/support/longrun.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using platforms::Ability;

namespace {

/// A small repository by chance, known beside the graph as plain sets, with something that is asked for.
class Chance
{
public:
    explicit Chance(std::mt19937::result_type seed)
        : m_random(seed)
    {
        for (int i = between(1, 6); i > 0; --i)
            addImage();
        for (int i = between(0, 4); i > 0; --i)
            addIndex();
        for (int i = between(0, 4); i > 0; --i)
            addReferrer();
        addTags();
        for (const oci::Digest &digest : manifests) {
            if (!oneIn(200))
                graph.addReferrers(digest, {});
            if (tagsOn(digest).empty() && oneIn(5))
                selection.manifests.push_back(digest);
        }
        selection.everything = oneIn(20);
        rules.abilities = {oneIn(3) ? Ability::No : Ability::Yes, oneIn(6) ? Ability::No : Ability::Yes};
        rules.otherTags = oneIn(3) ? OtherTags::DeleteToo : OtherTags::Keep;
        rules.alwaysKept = [this](const oci::TagName &tag) { return kept.contains(tag); };
        for (const oci::Digest &digest : manifests) {
            if (oneIn(4))
                elsewhere.insert(digest);
        }
        if (oneIn(2))
            rules.elsewhere = &elsewhere;
    }
    Q_DISABLE_COPY_MOVE(Chance)

    [[nodiscard]] std::set<oci::TagName> tagsOn(const oci::Digest &digest) const
    {
        std::set<oci::TagName> all;
        for (const auto &[tag, target] : tags) {
            if (target == digest)
                all.insert(tag);
        }
        return all;
    }

    RepositoryGraph graph;
    platforms::Selection selection;
    PlanRules rules;
    std::set<oci::Digest> manifests; ///< that were read
    std::map<oci::Digest, std::set<oci::Digest>> parents;
    std::map<oci::Digest, std::set<oci::Digest>> subjects;
    std::map<oci::Digest, std::map<oci::Digest, qint64>> blobs;
    std::map<oci::TagName, oci::Digest> tags;
    std::map<oci::TagName, oci::Digest> attached; ///< tags that cosign gave to an image
    std::set<oci::TagName> kept;
    QSet<oci::Digest> elsewhere;

private:
    int between(int least, int most) { return std::uniform_int_distribution(least, most)(m_random); }
    bool oneIn(int outOf) { return between(1, outOf) == 1; }

    oci::Digest any()
    {
        const auto position = between(0, static_cast<int>(manifests.size()) - 1);
        return *std::next(manifests.cbegin(), position);
    }

    void add(const oci::Manifest &manifest)
    {
        graph.addManifest(manifest);
        manifests.insert(manifest.digest());
        blobs[manifest.digest()][manifest.digest()] = manifest.size();
        if (const oci::ImageManifest *image = manifest.image()) {
            blobs[manifest.digest()][image->config.digest] = image->config.size;
            for (const oci::Descriptor &layer : image->layers)
                blobs[manifest.digest()][layer.digest] = layer.size;
        }
    }

    void addImage()
    {
        std::vector<support::NamedBlob> names{{"config " + QByteArray::number(m_next++), 7}};
        for (int i = between(0, 3); i > 0; --i) {
            const int number = between(0, 9);
            names.push_back({"layer " + QByteArray::number(number), 1LL << (number + 10)});
        }
        add(support::imageManifest(names));
    }

    void addIndex()
    {
        std::vector<oci::Digest> children;
        for (int i = between(1, 3); i > 0; --i)
            children.push_back(any());
        if (oneIn(6)) {
            children.push_back(support::blob("gone " + QByteArray::number(m_next++)));
            if (!oneIn(20)) // else it was not read, and may be an index
                graph.addMissing(children.back());
        }
        const oci::Manifest index = support::indexManifest(children);
        add(index);
        for (const oci::Digest &child : children)
            parents[child].insert(index.digest());
    }

    void addReferrer()
    {
        const oci::Digest subject = any();
        const oci::Manifest referrer = support::artifactManifest({"artifact " + QByteArray::number(m_next++), 3},
                                                                 "application/vnd.cncf.notary.signature", subject);
        add(referrer);
        subjects[referrer.digest()].insert(subject);
    }

    void addTags()
    {
        for (int i = between(1, 8); i > 0; --i) {
            const oci::Digest target = any();
            oci::TagName tag = *oci::TagName::parse(QString(u"t" % QString::number(i)));
            if (oneIn(6)) { // as cosign names what belongs to an image
                const oci::Digest subject = any();
                tag = *oci::TagName::parse(QString(u"sha256-" % subject.hex() % u".sig"));
                if (tags.contains(tag))
                    continue;
                attached.emplace(tag, subject);
                if (subject != target)
                    subjects[target].insert(subject);
            }
            tags.emplace(tag, target);
            graph.addTag(tag, target);
            if (oneIn(8))
                kept.insert(tag);
            if (oneIn(2))
                selection.tags.push_back(tag);
        }
        if (oneIn(30))
            graph.addUnreadTag(*oci::TagName::parse(u"unread"), base::failure(ErrorKind::Timeout, {}));
    }

    std::mt19937 m_random;
    int m_next = 0;
};

/// What happened how often, so that chance is known to have left nothing out.
struct Tally
{
    int manifests = 0;
    int tagsAlone = 0;
    int skipped = 0;
    int children = 0;
    int referrers = 0;
    int notWhole = 0;
};

/// It was asked for, is on the image of one that was where others may go along, or belongs to an image that is @p gone.
bool mayGo(const Chance &chance, const oci::TagName &tag, const std::set<oci::Digest> &gone)
{
    const std::vector<oci::TagName> &asked = chance.selection.tags;
    const oci::Digest &image = chance.tags.at(tag);
    const auto attached = chance.attached.find(tag);
    return chance.selection.everything || std::find(asked.cbegin(), asked.cend(), tag) != asked.cend()
        || (attached != chance.attached.cend() && gone.contains(attached->second))
        || (chance.rules.otherTags == OtherTags::DeleteToo
            && std::any_of(asked.cbegin(), asked.cend(),
                           [&](const oci::TagName &other) { return chance.tags.at(other) == image; }));
}

/// Carries out @p plan on the sets, and looks at each step whether it breaks what stays.
void follow(const Chance &chance, const Plan &plan, Tally &tally)
{
    std::map<oci::TagName, oci::Digest> tags = chance.tags;
    std::set<oci::Digest> gone;
    const auto stays
        = [&](const oci::Digest &digest) { return chance.manifests.contains(digest) && !gone.contains(digest); };
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const Step &step = plan.steps[i];
        QVERIFY(std::all_of(step.needs.cbegin(), step.needs.cend(), [i](quint32 need) { return need < i; }));
        if (step.kind == Step::Kind::RemoveTag) {
            QVERIFY(chance.rules.abilities.tags == Ability::Yes);
            QVERIFY(!chance.kept.contains(*step.tag));
            QCOMPARE(tags.at(*step.tag), step.digest);
            tags.erase(*step.tag);
            continue;
        }
        QVERIFY(step.kind == Step::Kind::DeleteManifest && chance.rules.abilities.manifests == Ability::Yes);
        QVERIFY(stays(step.digest) && chance.graph.isWhole());
        for (const auto &parent :
             chance.parents.contains(step.digest) ? chance.parents.at(step.digest) : std::set<oci::Digest>()) {
            QVERIFY(!stays(parent));
            ++tally.children;
        }
        for (const oci::TagName &tag : chance.tagsOn(step.digest)) {
            QVERIFY(!chance.kept.contains(tag));
            QVERIFY(chance.rules.abilities.tags == Ability::No || !tags.contains(tag));
            tags.erase(tag);
        }
        gone.insert(step.digest);
        ++tally.manifests;
    }
    for (const auto &[tag, image] : chance.tags)
        QVERIFY2(tags.contains(tag) || mayGo(chance, tag, gone), qPrintable(tag.toString()));
    // Referrers go after their subject, save where two belong to each other: looked at when all is done.
    for (const oci::Digest &digest : gone) {
        for (const auto &subject :
             chance.subjects.contains(digest) ? chance.subjects.at(digest) : std::set<oci::Digest>()) {
            QVERIFY(!stays(subject));
            ++tally.referrers;
        }
    }
    for (const PlanItem &item : plan.items) {
        if (item.tag && chance.tags.contains(*item.tag))
            QCOMPARE(tags.contains(*item.tag), item.outcome == PlanItem::Outcome::Skipped);
        QVERIFY(item.outcome != PlanItem::Outcome::Skipped || item.reason.kind != Reason::Kind::None);
        tally.tagsAlone += item.outcome == PlanItem::Outcome::TagRemoved;
        tally.skipped += item.outcome == PlanItem::Outcome::Skipped;
    }
    tally.notWhole += !chance.graph.isWhole();

    std::map<oci::Digest, qint64> freed;
    std::set<oci::Digest> used;
    for (const auto &[manifest, blobs] : chance.blobs) {
        for (const auto &[blob, size] : blobs) {
            if (gone.contains(manifest))
                freed[blob] = size;
            else
                used.insert(blob);
        }
    }
    Space space;
    for (const auto &[blob, size] : freed) {
        const bool isUsed = used.contains(blob) || (chance.rules.elsewhere && chance.elsewhere.contains(blob));
        (isUsed ? space.stillUsed : chance.rules.elsewhere ? space.free : space.unknown) += size;
    }
    QCOMPARE(plan.space, space);
    QCOMPARE(spaceOf(chance.graph, chance.selection, chance.rules), space);
}

} // namespace

/// Plans for repositories by chance never take what something that stays needs (promise P5), and count what they free.
class TestPlanGraphs : public QObject
{
    Q_OBJECT

private slots:
    void nothingThatStaysIsBroken()
    {
        const int graphs = support::longShare(100'000);
        std::mt19937 seeds = support::longRandom();
        Tally tally;
        for (int i = 0; i < graphs; ++i) {
            const auto seed = seeds();
            const Chance chance(seed);
            follow(chance, planDeletion(chance.graph, chance.selection, chance.rules), tally);
            if (QTest::currentTestFailed())
                qFatal("seed %lu", static_cast<unsigned long>(seed));
        }
        QVERIFY(tally.manifests > graphs / 2);
        QVERIFY(tally.tagsAlone > graphs / 4);
        QVERIFY(tally.skipped > graphs / 4);
        QVERIFY(tally.children > graphs / 10);
        QVERIFY(tally.referrers > graphs / 10);
        QVERIFY(tally.notWhole > graphs / 100);
    }
};

QTEST_GUILESS_MAIN(TestPlanGraphs)
#include "tst_plangraphs.moc"
