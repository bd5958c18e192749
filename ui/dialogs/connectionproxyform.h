#pragma once

#include <optional>

#include <QWidget>

#include "app/base/secret.h"
#include "app/connections/connection.h"

class QFormLayout;
class QLabel;
class QLineEdit;

namespace ui {

class SecretEdit;

/// The proxy of a connection, who signs in there, and what goes past it.
class ConnectionProxyForm final : public QWidget
{
    Q_OBJECT

public:
    /// Its rows are put into @p form.
    explicit ConnectionProxyForm(QFormLayout *form, QWidget *parent = nullptr);

    void setConnection(const connections::Connection &connection, bool hasPassword);
    void apply(connections::Connection &connection) const;
    /// What was typed; none where the known one is good.
    [[nodiscard]] std::optional<base::Secret> password() const;
    [[nodiscard]] QString problem() const; ///< of what was typed; empty: none
    [[nodiscard]] QString summary() const; ///< empty: no proxy
    void focusAddress();
    void focusUser();

signals:
    void changed();

private:
    void refresh();

    QLineEdit *m_address;
    QLineEdit *m_user;
    SecretEdit *m_password;
    QLineEdit *m_exceptions;
    QLabel *m_note;
    QString m_addressBefore;
    QString m_userBefore;
    bool m_hasPassword = false;
};

} // namespace ui
