#pragma once

#include <QWidget>

#include "app/connections/connection.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QRadioButton;

namespace ui {

/// What a connection is called, how much depends on it, and what nothing may delete there.
class ConnectionLevelForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionLevelForm(QWidget *parent = nullptr);

    void setConnection(const connections::Connection &connection);
    void setSuggestedName(const QString &name); ///< where none is typed
    [[nodiscard]] QString name() const; ///< as typed; may be empty
    void apply(connections::Connection &connection) const; ///< all but the name
    [[nodiscard]] bool isComplete() const;
    void focusFirst();

signals:
    void changed();

private:
    [[nodiscard]] connections::Level level() const;
    void refresh();

    QLineEdit *m_name;
    QRadioButton *m_none;
    QRadioButton *m_test;
    QRadioButton *m_production;
    QCheckBox *m_readOnly;
    QLineEdit *m_kept;
    QLabel *m_keptNote;
};

} // namespace ui
