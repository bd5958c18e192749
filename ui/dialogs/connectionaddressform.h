#pragma once

#include <QWidget>

#include "app/connections/address.h"

class QLabel;
class QLineEdit;
class QTimer;

namespace ui {

/// The address of a connection, read while it is typed. What is half typed is not wrong yet.
class ConnectionAddressForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionAddressForm(QWidget *parent = nullptr);

    /// What one would type to come to @p connection.
    [[nodiscard]] static QString typedAddress(const connections::Connection &connection);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    /// Whether plain HTTP has the consent of the user.
    void setPlainHttp(connections::PlainHttp plainHttp);
    [[nodiscard]] const Result<connections::Address> &address() const noexcept { return m_address; }
    /// What is said of an address that is right.
    void setNote(const QString &note);
    void focusFirst();
    /// @p error says that what is typed here is wrong. A registry that is only away may be the right one.
    [[nodiscard]] bool concerns(const base::Error &error) const;

signals:
    void edited(); ///< address() is another one
    void settled(); ///< nothing was typed for a while, and it is an address

private:
    void read();
    void finishTyping();
    void refresh();
    [[nodiscard]] QString problem() const;

    connections::PlainHttp m_plainHttp = connections::PlainHttp::Refused;
    Result<connections::Address> m_address;
    QString m_note;
    QLineEdit *m_edit;
    QLabel *m_label;
    QTimer *m_pause;
};

} // namespace ui
