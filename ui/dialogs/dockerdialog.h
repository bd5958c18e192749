#pragma once

#include <QDialog>

#include "app/connections/connection.h"

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace ui {

/// Whether docker and podman get the sign-in of a connection from docker-credential-portolan, and the lines that make
/// them ask it.
class DockerDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @p other is called so and answers for the host now; empty for none. @p configFile is docker's.
    DockerDialog(const connections::Connection &connection, const QString &other, const QString &configFile,
                 QWidget *parent = nullptr);

    [[nodiscard]] bool isChosen() const;
    /// What docker and podman call the registry of @p connection.
    [[nodiscard]] static QStringList serversOf(const connections::Connection &connection);
    void showWritten(const QString &copy); ///< the name of the file from before; empty: there was none

signals:
    void writeRequested();

private:
    void makeLayout(const connections::Connection &connection, const QString &other);
    void refresh();

    QCheckBox *m_use;
    QPlainTextEdit *m_lines;
    QPushButton *m_copy;
    QPushButton *m_write;
    QLabel *m_note; ///< of what was written
};

} // namespace ui
