#include "app/changes/planfile.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/base/json.h"
#include "app/changes/stepwords.h"

namespace changes {

using namespace Qt::StringLiterals;

namespace {

constexpr int version = 1;

QJsonObject toJsonObject(const Step &step)
{
    QJsonObject object{{u"kind"_s, wordOf(step.kind)}, {u"digest"_s, step.digest.toString()}};
    if (step.tag)
        object.insert(u"tag"_s, step.tag->toString());
    if (step.before)
        object.insert(u"before"_s, step.before->toString());
    QJsonArray needs;
    for (const quint32 need : step.needs)
        needs.append(static_cast<qint64>(need));
    if (!needs.isEmpty())
        object.insert(u"needs"_s, needs);
    return object;
}

/// Reads the members of one object, and remembers that one was not as it should be.
class Members
{
public:
    explicit Members(const base::Json &object)
        : m_object(object)
    { }

    [[nodiscard]] bool isGood() const noexcept { return m_good; }

    QString text(QLatin1StringView key)
    {
        const base::Json *member = m_object.find(key);
        const std::optional<QString> text = member ? member->toString() : std::nullopt;
        m_good = m_good && text;
        return text.value_or(QString());
    }

    bool flag(QLatin1StringView key)
    {
        const base::Json *member = m_object.find(key);
        const std::optional<bool> flag = member ? member->toBool() : std::nullopt;
        m_good = m_good && flag;
        return flag.value_or(false);
    }

    /// What `Value::parse()` makes of a text; none where it is absent or, which is remembered, breaks the grammar.
    template <class Value>
    std::optional<Value> parsed(QLatin1StringView key)
    {
        return m_object.find(key) ? parse<Value>(text(key)) : std::nullopt;
    }

    template <class Value>
    std::vector<Value> list(QLatin1StringView key)
    {
        std::vector<Value> values;
        const base::Json *member = m_object.find(key);
        m_good = m_good && member && member->isArray();
        for (const base::Json &item : m_good ? member->items() : base::Json::Array()) {
            if (const std::optional<Value> value = parse<Value>(item.toString().value_or(QString())))
                values.push_back(*value);
        }
        return values;
    }

private:
    template <class Value>
    std::optional<Value> parse(const QString &text)
    {
        const Result<Value> value = Value::parse(text);
        m_good = m_good && value;
        return value ? std::optional(*value) : std::nullopt;
    }

    const base::Json &m_object;
    bool m_good = true;
};

std::optional<Step> readStep(const base::Json &object, std::size_t position)
{
    Members members(object);
    const std::optional<Step::Kind> kind = stepKind(members.text("kind"_L1));
    const std::optional<oci::Digest> digest = members.parsed<oci::Digest>("digest"_L1);
    if (!kind || !digest)
        return {};
    Step step{*kind, members.parsed<oci::TagName>("tag"_L1), *digest, members.parsed<oci::Digest>("before"_L1)};
    const base::Json *needs = object.find("needs"_L1);
    for (const base::Json &need : needs ? needs->items() : base::Json::Array()) {
        const qint64 number = need.toInt64().value_or(-1);
        if (number < 0 || number >= static_cast<qint64>(position))
            return {};
        step.needs.push_back(static_cast<quint32>(number));
    }
    const bool hasTag = step.tag.has_value();
    return members.isGood() && hasTag == (step.kind != Step::Kind::DeleteManifest) ? std::optional(step) : std::nullopt;
}

tl::unexpected<Error> noPlan()
{
    return base::fail(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "not a plan of Portolan"));
}

} // namespace

SavedPlan savePlan(const QString &registry, const oci::RepositoryName &repository, const QDateTime &made,
                   const platforms::Selection &selection, const PlanRules &rules, const Plan &plan)
{
    SavedPlan saved{registry, repository, made, selection, rules.otherTags, rules.usePlaceholders, {}, plan.steps};
    for (const PlanItem &item : plan.items) {
        if (selection.untagged && !item.tag && item.digest)
            saved.selection.manifests.push_back(*item.digest); // and not what comes later
        const bool isOther = item.reason.kind == Reason::Kind::Moved || item.reason.kind == Reason::Kind::NotInPlan;
        if (item.tag && item.digest && !isOther)
            saved.tags.emplace_back(*item.tag, *item.digest);
    }
    return saved;
}

SavedPlan saveAgain(SavedPlan today, const SavedPlan &before)
{
    for (const auto &[tag, digest] : before.tags) {
        const auto isSame = [&name = tag](const auto &known) { return known.first == name; };
        if (std::none_of(today.tags.cbegin(), today.tags.cend(), isSame))
            today.tags.emplace_back(tag, digest);
    }
    return today;
}

QByteArray toJson(const SavedPlan &plan)
{
    QJsonArray selectedTags;
    for (const oci::TagName &tag : plan.selection.tags)
        selectedTags.append(tag.toString());
    QJsonArray manifests;
    for (const oci::Digest &digest : plan.selection.manifests)
        manifests.append(digest.toString());
    QJsonObject tags;
    for (const auto &[tag, digest] : plan.tags)
        tags.insert(tag.toString(), digest.toString());
    QJsonArray steps;
    for (const Step &step : plan.steps)
        steps.append(toJsonObject(step));
    const QJsonObject object{
        {u"portolan"_s, u"plan"_s},
        {u"version"_s, version},
        {u"registry"_s, plan.registry},
        {u"repository"_s, plan.repository.toString()},
        {u"made"_s, plan.made.toUTC().toString(Qt::ISODate)},
        {u"selection"_s,
         QJsonObject{
             {u"tags"_s, selectedTags}, {u"manifests"_s, manifests}, {u"everything"_s, plan.selection.everything}}},
        {u"otherTags"_s, plan.otherTags == OtherTags::Keep ? u"keep"_s : u"delete"_s},
        {u"placeholders"_s, plan.usePlaceholders},
        {u"tags"_s, tags},
        {u"steps"_s, steps},
    };
    return QJsonDocument(object).toJson();
}

Result<SavedPlan> planFromJson(QByteArrayView json)
{
    const Result<base::Json> document = base::Json::parse(json);
    if (!document)
        return base::fail(document.error());
    Members members(*document);
    if (!document->isObject() || members.text("portolan"_L1) != u"plan")
        return noPlan();
    const base::Json *number = document->find("version"_L1);
    const qint64 madeBy = number ? number->toInt64().value_or(0) : 0;
    if (madeBy > version)
        return base::fail(
            ErrorKind::Unsupported,
            {QT_TRANSLATE_NOOP("Faults", "a plan of a newer version (%1)"), {base::Message::number(madeBy)}});
    const std::optional<oci::RepositoryName> repository = members.parsed<oci::RepositoryName>("repository"_L1);
    const base::Json *selection = document->find("selection"_L1);
    const base::Json *tags = document->find("tags"_L1);
    const base::Json *steps = document->find("steps"_L1);
    if (madeBy < 1 || !repository || !selection || !tags || !steps)
        return noPlan();

    SavedPlan plan{members.text("registry"_L1), *repository,
                   QDateTime::fromString(members.text("made"_L1), Qt::ISODate)};
    Members selected(*selection);
    plan.selection = {selected.list<oci::TagName>("tags"_L1), selected.list<oci::Digest>("manifests"_L1),
                      selected.flag("everything"_L1)};
    const QString otherTags = members.text("otherTags"_L1);
    plan.otherTags = otherTags == u"delete" ? OtherTags::DeleteToo : OtherTags::Keep;
    plan.usePlaceholders = members.flag("placeholders"_L1);
    for (const auto &[name, digest] : tags->members()) {
        const Result<oci::TagName> tag = oci::TagName::parse(name);
        const Result<oci::Digest> target = oci::Digest::parse(digest.toString().value_or(QString()));
        if (!tag || !target)
            return noPlan();
        plan.tags.emplace_back(*tag, *target);
    }
    for (const base::Json &object : steps->items()) {
        const std::optional<Step> step = readStep(object, plan.steps.size());
        if (!step)
            return noPlan();
        plan.steps.push_back(*step);
    }
    const bool isGood = members.isGood() && selected.isGood() && plan.made.isValid();
    if (!isGood || (otherTags != u"keep" && otherTags != u"delete"))
        return noPlan();
    return plan;
}

std::vector<MovedTag> movedTags(const SavedPlan &saved, const RepositoryGraph &today)
{
    std::vector<MovedTag> moved;
    for (const auto &[tag, then] : saved.tags) {
        const std::optional<RepositoryGraph::Id> known = today.find(tag);
        const std::optional<RepositoryGraph::Id> manifest = known ? today.tags()[*known].manifest : std::nullopt;
        const std::optional<oci::Digest> now
            = manifest ? std::optional(today.manifests()[*manifest].digest) : std::nullopt;
        if (now != then)
            moved.push_back({tag, then, now});
    }
    return moved;
}

} // namespace changes
