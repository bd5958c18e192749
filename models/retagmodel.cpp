#include "models/retagmodel.h"

#include <algorithm>

#include "models/format.h"
#include "models/plantext.h"

namespace models {

using namespace Qt::StringLiterals;
using changes::PlanItem;
using changes::Reason;
using changes::RepositoryGraph;

namespace {

constexpr qsizetype longestName = 128;

/// The first character of @p name that no name of a tag has, whole; empty where there is none.
QString firstForeign(const QString &name)
{
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (oci::TagName::parse(QString(u'a').append(name.at(i))))
            continue;
        const bool isPair = name.at(i).isHighSurrogate() && i + 1 < name.size();
        return name.mid(i, isPair ? 2 : 1);
    }
    return {};
}

} // namespace

RetagModel::RetagModel(std::vector<oci::TagName> tags, QObject *parent)
    : QAbstractTableModel(parent)
{
    for (oci::TagName &tag : tags)
        m_rows.push_back({std::move(tag)});
}

QString RetagModel::mistakeIn(const QString &name)
{
    if (const QString foreign = firstForeign(name); foreign == u" ")
        return tr("A tag has no spaces.");
    else if (!foreign.isEmpty())
        return tr("A tag cannot have “%1”: only letters from A to Z, digits, “_”, “.” and “-”.", "%1 is a character")
            .arg(visibleText(foreign));
    if (name.startsWith(u'.') || name.startsWith(u'-'))
        return tr("A tag cannot begin with “%1”.", "%1 is a character").arg(name.front());
    if (name.size() > longestName)
        return tr("A tag has at most 128 characters; these are %Ln.", nullptr, static_cast<int>(name.size()));
    return {};
}

QString RetagModel::shortText(const oci::Digest &digest)
{
    return digest.toString().section(u':', 0, 0) + u':' + digest.shortText();
}

void RetagModel::setNewNames(const QStringList &names)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i].name = names.value(static_cast<qsizetype>(i));
    check();
}

void RetagModel::setReading(std::shared_ptr<const changes::Reading> reading, IsKept isKept)
{
    m_reading = std::move(reading);
    m_isKept = std::move(isKept);
    check();
}

std::optional<oci::Digest> RetagModel::imageOf(const oci::TagName &tag) const
{
    const std::optional<RepositoryGraph::Id> id = m_reading ? m_reading->graph.find(tag) : std::nullopt;
    if (!id || !m_reading->graph.tags()[*id].manifest)
        return {};
    return m_reading->graph.manifests()[*m_reading->graph.tags()[*id].manifest].digest;
}

std::optional<oci::Digest> RetagModel::imageOf(int row) const
{
    return imageOf(m_rows.at(static_cast<std::size_t>(row)).tag);
}

void RetagModel::refuse(Row &row, Reason::Kind why)
{
    row.state = State::Refused;
    row.words = PlanText::whatGoes({.tag = row.tag, .reason = {why}});
}

/// All that can be said before the rules of the registry; what is left for them, if anything.
std::optional<changes::Retag> RetagModel::checkName(Row &row) const
{
    row.state = State::Empty;
    row.words.clear();
    if (row.name.isEmpty())
        return {};
    const Result<oci::TagName> name = oci::TagName::parse(row.name);
    if (!name) {
        row.state = State::BadName;
        row.words = mistakeIn(row.name);
        return {};
    }
    if (*name == row.tag) {
        row.state = State::Refused;
        row.words = tr("This is its name already.");
        return {};
    }
    if (!m_reading) {
        row.state = State::NotYetKnown;
        row.words = tr("Whether the name is free is known once the repository was read.");
        return {};
    }
    const std::optional<oci::Digest> image = imageOf(row.tag);
    const std::optional<oci::Digest> before = imageOf(*name);
    const bool isThere = m_reading->graph.find(row.tag).has_value();
    if (!image || (!before && m_reading->graph.find(*name))) {
        refuse(row, isThere ? Reason::Kind::NotRead : Reason::Kind::NotFound);
        return {};
    }
    return changes::Retag{*name, *image, before};
}

void RetagModel::conclude(Row &row, const PlanItem &item, const std::optional<oci::Digest> &before, bool isListingWhole)
{
    switch (item.outcome) {
    case PlanItem::Outcome::TagAdded:
        row.state = State::Adds;
        row.words = isListingWhole
            ? tr("New tag: it will point at %1", "%1 is a digest").arg(shortText(*item.digest))
            : tr("New tag unless it is among those that could not be listed: then nothing is sent. Points at %1",
                 "%1 is a digest")
                  .arg(shortText(*item.digest));
        return;
    case PlanItem::Outcome::TagMoved:
        row.state = State::Moves;
        row.words = tr("Moves %1 from %2 to %3", "a tag, then two digests")
                        .arg(row.name, shortText(*before), shortText(*item.digest));
        return;
    default:
        row.state = State::Refused;
        row.words = PlanText::whatGoes(item);
    }
}

/// All tags are known: a name that is not among them is free.
bool RetagModel::isListingWhole() const
{
    const std::vector<RepositoryGraph::Gap> &gaps = m_reading->graph.gaps();
    return std::none_of(gaps.cbegin(), gaps.cend(), [](const RepositoryGraph::Gap &gap) { return gap.what.isEmpty(); });
}

void RetagModel::check()
{
    std::vector<changes::Retag> retags;
    std::vector<std::size_t> rowOf;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (const std::optional<changes::Retag> retag = checkName(m_rows[i])) {
            retags.push_back(*retag);
            rowOf.push_back(i);
        }
    }
    m_plan = {};
    if (m_reading) {
        changes::PlanRules rules{m_reading->abilities, m_reading->protection};
        rules.alwaysKept = m_isKept;
        m_plan = changes::planRetags(retags, rules);
    }
    for (std::size_t i = 0; i < m_plan.items.size(); ++i)
        conclude(m_rows[rowOf[i]], m_plan.items[i], retags[i].before, isListingWhole());
    if (!m_rows.empty())
        emit dataChanged(index(0, NewTagColumn), index(rowCount() - 1, OutcomeColumn));
}

int RetagModel::count(State state) const
{
    return static_cast<int>(
        std::count_if(m_rows.cbegin(), m_rows.cend(), [state](const Row &row) { return row.state == state; }));
}

int RetagModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RetagModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant RetagModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(static_cast<std::size_t>(index.row()));
    if (role == StateRole)
        return static_cast<int>(row.state);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case TagColumn:
        return row.tag.toString();
    case NewTagColumn:
        return visibleText(row.name);
    default:
        return row.words;
    }
}

QVariant RetagModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TagColumn:
        return tr("Tag");
    case NewTagColumn:
        return tr("New tag", "a column");
    default:
        return tr("What comes of it");
    }
}

} // namespace models
