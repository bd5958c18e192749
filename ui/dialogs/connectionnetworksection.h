#pragma once

#include <QWidget>

#include "app/base/error.h"
#include "ui/dialogs/connectionproxyform.h"
#include "ui/dialogs/connectiontlsform.h"

class QToolButton;

namespace ui {

/// The section *Network and certificates*: closed, with what is unusual in its headline, until somebody opens it or a
/// check fails on something in it.
class ConnectionNetworkSection final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionNetworkSection(Prompts &prompts, QWidget *parent = nullptr);

    [[nodiscard]] ConnectionProxyForm &proxy() noexcept { return *m_proxy; }
    [[nodiscard]] ConnectionTlsForm &tls() noexcept { return *m_tls; }

    void apply(connections::Connection &connection) const;
    [[nodiscard]] bool isComplete() const; ///< nothing in it is wrong
    /// There is a field in it that @p error is about.
    [[nodiscard]] static bool concerns(const base::Error &error);
    /// Opens it at the field that @p error is about.
    void reveal(const base::Error &error);

signals:
    void changed();

private:
    void setOpen(bool isOpen);
    void refresh();

    QToolButton *m_toggle;
    QWidget *m_body;
    ConnectionProxyForm *m_proxy;
    ConnectionTlsForm *m_tls;
};

} // namespace ui
