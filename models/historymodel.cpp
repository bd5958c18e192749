#include "models/historymodel.h"

#include <algorithm>
#include <array>

#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

QVariant alignment(int column)
{
    return QVariant::fromValue(Qt::AlignVCenter
                               | (column == HistoryModel::SizeColumn ? Qt::AlignRight : Qt::AlignLeft));
}

bool isInstruction(QStringView word)
{
    static constexpr std::array known{"ADD"_L1,     "ARG"_L1,         "CMD"_L1,    "COPY"_L1,  "ENTRYPOINT"_L1,
                                      "ENV"_L1,     "EXPOSE"_L1,      "FROM"_L1,   "LABEL"_L1, "MAINTAINER"_L1,
                                      "ONBUILD"_L1, "HEALTHCHECK"_L1, "RUN"_L1,    "SHELL"_L1, "STOPSIGNAL"_L1,
                                      "USER"_L1,    "VOLUME"_L1,      "WORKDIR"_L1};
    return std::find(known.begin(), known.end(), word) != known.end();
}

} // namespace

QString HistoryModel::Step::line() const
{
    if (instruction.isEmpty())
        return command;
    return command.isEmpty() ? instruction : instruction + u' ' + command;
}

HistoryModel::Step HistoryModel::read(const oci::HistoryEntry &entry)
{
    Step step;
    const QString whole = formatCommand(entry.createdBy);
    const qsizetype blank = whole.indexOf(u' ');
    const QStringView first = QStringView(whole).left(blank < 0 ? whole.size() : blank);
    if (isInstruction(first)) {
        step.instruction = first.toString();
        step.command = blank < 0 ? QString() : whole.mid(blank + 1).trimmed();
    } else {
        step.command = whole;
    }
    QStringList notes;
    if (!entry.author.isEmpty())
        notes.append(tr("By %1", "the author of a step").arg(visibleText(entry.author)));
    if (!entry.comment.isEmpty())
        notes.append(visibleText(entry.comment));
    step.notes = notes.join(u'\n');
    step.created = entry.created;
    step.isEmpty = entry.emptyLayer;
    return step;
}

void HistoryModel::setHistory(const std::vector<oci::HistoryEntry> &history, const std::vector<oci::Layer> &layers)
{
    beginResetModel();
    m_steps.clear();
    std::transform(history.cbegin(), history.cend(), std::back_inserter(m_steps), &HistoryModel::read);
    const auto made = std::count_if(m_steps.cbegin(), m_steps.cend(), [](const Step &step) { return !step.isEmpty; });
    if (static_cast<std::size_t>(made) == layers.size()) {
        auto layer = layers.cbegin();
        for (Step &step : m_steps) {
            if (!step.isEmpty)
                step.size = (layer++)->descriptor.size;
        }
    }
    endResetModel();
}

QString HistoryModel::dockerfile() const
{
    QString text;
    for (const Step &step : m_steps) {
        if (step.instruction.isEmpty() && !step.command.startsWith(u'#'))
            text += u"# "_s;
        text += step.line() + u'\n';
    }
    return text;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return u"#"_s;
    case InstructionColumn:
        return tr("Instruction", "column: the word of a Dockerfile");
    case CommandColumn:
        return tr("Command", "column");
    case SizeColumn:
        return tr("Size", "column");
    case CreatedColumn:
        return tr("Created", "column");
    default:
        return {};
    }
}

const HistoryModel::Step &HistoryModel::at(const QModelIndex &index) const
{
    return m_steps.at(static_cast<std::size_t>(index.row()));
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Step &step = at(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(step, index.row(), index.column());
    case Qt::ToolTipRole:
        return toolTip(step, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == NumberColumn ? sentence(step, index.row()) : text(step, index.row(), index.column());
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case RawRole:
        return raw(step, index.row(), index.column());
    case CommandRole:
        return step.line();
    case EmptyRole:
        return step.isEmpty;
    default:
        return {};
    }
}

QVariant HistoryModel::raw(const Step &step, int row, int column)
{
    switch (column) {
    case NumberColumn:
        return row + 1;
    case InstructionColumn:
        return step.instruction;
    case CommandColumn:
        return step.command;
    case SizeColumn:
        return step.size ? QVariant(*step.size) : QVariant();
    default:
        return step.created ? QVariant(static_cast<qint64>(step.created->time_since_epoch().count())) : QVariant();
    }
}

QString HistoryModel::text(const Step &step, int row, int column) const
{
    switch (column) {
    case NumberColumn:
        return QString::number(row + 1);
    case InstructionColumn:
        return step.instruction;
    case CommandColumn:
        return step.line().isEmpty() ? tr("not recorded", "the command that made a layer") : step.command;
    case SizeColumn:
        return step.size ? formatBytes(*step.size) : u"–"_s;
    default:
        return step.created ? formatTime(*step.created) : u"–"_s;
    }
}

QString HistoryModel::toolTip(const Step &step, int column) const
{
    switch (column) {
    case SizeColumn:
        if (step.isEmpty)
            return tr("Changed settings only: no layer.");
        return step.size ? tr("%1 bytes").arg(*step.size)
                         : tr("Not known: the steps do not match the layers of this image.");
    case CreatedColumn:
        return step.created ? formatTimeInFull(*step.created) : QString();
    default:
        return step.notes.isEmpty() ? step.line() : step.line() + u"\n\n"_s + step.notes;
    }
}

QString HistoryModel::sentence(const Step &step, int row) const
{
    const QString command = step.line().isEmpty() ? text(step, row, CommandColumn) : step.line();
    if (step.size)
        return tr("step %1, %2, %3", "number, command, size").arg(row + 1).arg(command, formatBytes(*step.size));
    if (step.isEmpty)
        return tr("step %1, %2, no layer", "number, command").arg(row + 1).arg(command);
    return tr("step %1, %2", "number, command").arg(row + 1).arg(command);
}

} // namespace models
