#pragma once

#include <QCoreApplication>

#include "models/tagmodel.h"
#include "ui/pages/listingstatus.h"

namespace ui {

class InfoBar;
class Placeholder;

/// What is said of a list of tags that is not simply there: in the bar below its rows, or in their place. A value.
class ListingNotices final
{
    Q_DECLARE_TR_FUNCTIONS(ListingNotices)

public:
    /// @p repository and @p registry are what the user calls them.
    ListingNotices(QString repository, QString registry);

    /// Hides @p bar where there is nothing to say.
    void fill(InfoBar &bar, const ListingStatus &status, const models::TagModel::Totals &totals) const;
    /// For a listing without a row. Where there is nothing, and @p canPush, the action is to copy how to push.
    void fill(Placeholder &placeholder, const ListingStatus &status, bool canPush) const;
    /// For a filter that hides all rows, @p hidden of them.
    static void fillFiltered(Placeholder &placeholder, const QString &filter, int hidden);
    /// For one with a mistake, where the filter before hid all.
    static void fillMistaken(Placeholder &placeholder, const QString &mistake);

private:
    void fillRunning(InfoBar &bar, const models::TagModel::Totals &totals) const;

    QString m_repository;
    QString m_registry;
};

} // namespace ui
