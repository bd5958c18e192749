#pragma once

#include <optional>

#include <QCoreApplication>

#include "app/connections/address.h"
#include "app/platforms/webaddress.h"
#include "models/registrytreemodel.h"
#include "ui/controllers/sessions.h"
#include "ui/pages/place.h"

namespace ui {

/// Where a text leads: to an address, or nowhere for a reason.
struct Destination
{
    std::optional<connections::Address> address{}; ///< a new connection, or one that is known
    QString filter{}; ///< what to look for in the tree, where the repository is not named whole
    QString note{}; ///< what the person should know who comes there
    QString refusal{}; ///< why it leads nowhere; only without an address
};

/// Reads what a person typed or pasted into the address field: references, command lines, folders, digests, and pages
/// of web interfaces, whose registry or repository may only be told by what is known here already.
class AddressReader final
{
    Q_DECLARE_TR_FUNCTIONS(AddressReader)

public:
    /// What is given lives longer.
    AddressReader(const Sessions &sessions, const models::RegistryTreeModel &tree);

    /// @p current is where the person is: a digest alone is looked for there.
    [[nodiscard]] Destination read(const QString &text, const Place &current) const;

private:
    [[nodiscard]] Destination digest(const oci::Digest &digest, const Place &current) const;
    [[nodiscard]] Destination page(const platforms::WebAddress &page) const;
    [[nodiscard]] Destination withinProject(connections::Address address, const platforms::WebAddress &page) const;
    [[nodiscard]] std::optional<connections::Connection> registryOf(const http::Origin &page) const;

    const Sessions &m_sessions;
    const models::RegistryTreeModel &m_tree;
};

} // namespace ui
