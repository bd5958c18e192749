#pragma once

#include <QWidget>

class QGridLayout;

namespace ui {

/// What the centre shows while nothing is open: the ways to begin.
class WelcomePage final : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

signals:
    void openSampleRequested();
    void openFolderRequested();
    void openAddressRequested();

private:
    void addWay(QGridLayout *layout, const QString &objectName, const QString &icon, const QString &title,
                const QString &description, void (WelcomePage::*signal)());
};

} // namespace ui
