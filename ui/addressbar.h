#pragma once

#include <QToolBar>

class QLineEdit;

namespace ui {

struct Commands;

/// The tool bar: where one was and where one is. The address can be typed over.
class AddressBar final : public QToolBar
{
    Q_OBJECT

public:
    explicit AddressBar(const Commands &commands, QWidget *parent = nullptr);

    void setAddress(const QString &address);
    [[nodiscard]] QString address() const;
    void focusAddress();

signals:
    void entered(const QString &address);
    void edited(); ///< by a key
    void left(); ///< with Escape

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addButton(QAction *command);
    void addSearch(QAction *command);

    QLineEdit *m_edit;
    QAction *m_copy; ///< at the end of the field
};

} // namespace ui
