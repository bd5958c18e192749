#pragma once

#include <vector>

#include <QCoreApplication>

#include "app/connections/address.h"

namespace ui {

/// What the dialog says of a connection that was entered. Plain text.
class ConnectionWords final
{
    Q_DECLARE_TR_FUNCTIONS(ui::ConnectionWords)

public:
    using Connections = std::vector<connections::Connection>;

    /// What @p address means, where that is not plain to see; @p connection is what is made of it.
    static QString address(const connections::Address &address, const connections::Connection &connection,
                           const Connections &others);
    static QString danger(const connections::Connection &connection); ///< empty where there is none
    /// A name that none of @p others has.
    static QString name(const connections::Connection &connection, const Connections &others);
};

} // namespace ui
