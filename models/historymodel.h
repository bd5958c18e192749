#pragma once

#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "app/oci/imageconfig.h"
#include "models/roles.h"

namespace models {

/// How an image was made, step by step, the oldest first: what its configuration tells, put as the Dockerfile would
/// have it. Steps that changed settings only have no size.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NumberColumn,
        InstructionColumn, ///< RUN, COPY …; empty where the step has none
        CommandColumn,
        SizeColumn,
        CreatedColumn,
        ColumnCount
    };
    enum Role
    {
        CommandRole = FirstOwnRole, ///< instruction and command in one line, to be copied
        EmptyRole, ///< the step made no layer
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// @p layers are those of the same image; where their number is not that of the steps, sizes are not known.
    void setHistory(const std::vector<oci::HistoryEntry> &history, const std::vector<oci::Layer> &layers);
    /// All steps as lines of a Dockerfile; what was no instruction becomes a comment.
    [[nodiscard]] QString dockerfile() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Step
    {
        QString instruction;
        QString command;
        QString notes; ///< author and comment
        std::optional<oci::UtcTime> created;
        std::optional<qint64> size; ///< bytes; nothing where it is not known, or where there is no layer
        bool isEmpty = false;

        [[nodiscard]] QString line() const;
    };

    static Step read(const oci::HistoryEntry &entry);
    [[nodiscard]] const Step &at(const QModelIndex &index) const;
    [[nodiscard]] QString text(const Step &step, int row, int column) const;
    [[nodiscard]] QString toolTip(const Step &step, int column) const;
    [[nodiscard]] QString sentence(const Step &step, int row) const;
    [[nodiscard]] static QVariant raw(const Step &step, int row, int column);

    std::vector<Step> m_steps;
};

} // namespace models
