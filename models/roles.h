#pragma once

#include <Qt>

namespace models {

/// Roles that every model of ours answers beside Qt's own. A model's own roles begin at FirstOwnRole.
enum CommonRole
{
    RawRole = Qt::UserRole + 1, ///< the value to sort and export by; invalid while it is not known
    IconRole, ///< the name of an icon in resources/icons; empty for none
    ChangeRole, ///< what is planned for the row: a ChangeMark as int; invalid for none
    FirstOwnRole,
};

/// What somebody has marked a row for, before anything is sent.
enum class ChangeMark
{
    None,
    WillBeDeleted,
    AlsoAffected, ///< it shares its image with a row that is
};

} // namespace models
