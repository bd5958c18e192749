#pragma once

#include <optional>

#include <QWidget>

#include "app/base/secret.h"
#include "app/connections/connection.h"

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace ui {

class Prompts;
class SecretEdit;

/// Whom a connection trusts and how it is known itself: authorities beside the system's, a client certificate, a pin,
/// and the two exceptions that need consent.
class ConnectionTlsForm final : public QWidget
{
    Q_OBJECT

public:
    /// Its rows are put into @p form. @p prompts lives longer.
    ConnectionTlsForm(QFormLayout *form, Prompts &prompts, QWidget *parent = nullptr);

    void setConnection(const connections::Connection &connection, bool hasKeyPassword);
    void apply(connections::Connection &connection) const;
    /// What was typed; none where the known one is good.
    [[nodiscard]] std::optional<base::Secret> keyPassword() const;
    [[nodiscard]] bool isPlainHttpAllowed() const;
    [[nodiscard]] QString problem() const; ///< of what was typed; empty: none
    [[nodiscard]] QString summary() const; ///< empty: as usual

    void addRoot(const QByteArray &pem); ///< one or more certificates
    /// The place is another one: what was consented to, and its pin, are not for it.
    void dropExceptions();
    void focusRoots();
    void focusCertificate();
    void focusKeyPassword();
    void focusPin();
    void focusPlainHttp();

signals:
    void changed();

private:
    void makeRoots(QFormLayout *form);
    void makeCertificate(QFormLayout *form);
    void makeExceptions(QFormLayout *form);
    void chooseRoots();
    void chooseInto(QLineEdit *edit, const QString &title);
    void askConsent(QCheckBox *box, const QString &headline, const QString &text, const QString &action);
    void refreshRoots();
    void refresh();

    Prompts &m_prompts;
    QList<QByteArray> m_roots;
    QListWidget *m_rootList;
    QPushButton *m_addRoot;
    QPushButton *m_removeRoot;
    QLabel *m_rootNote;
    QLineEdit *m_certificate;
    QLineEdit *m_key;
    SecretEdit *m_keyPassword;
    QLineEdit *m_pin;
    QLabel *m_pinNote;
    QCheckBox *m_plainHttp;
    QCheckBox *m_unverified;
    QString m_certificateBefore;
    QString m_keyBefore;
    bool m_hasKeyPassword = false;
};

} // namespace ui
