#pragma once

#include <QSortFilterProxyModel>

namespace models {

/// The rows of a RegistryTreeModel whose repository's name contains a text, with the rows above them. Only what was
/// loaded is searched.
class RepositoryFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RepositoryFilter(QObject *parent = nullptr);

    void setText(const QString &text); ///< empty: everything, also the rows that explain

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QString m_text;
};

} // namespace models
