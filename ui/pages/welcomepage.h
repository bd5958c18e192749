#pragma once

#include "ui/pages/page.h"

class QGridLayout;

namespace ui {

/// What the centre shows while nothing is open: the ways to begin.
class WelcomePage final : public Page
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    [[nodiscard]] QString iconName() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    [[nodiscard]] bool isBlank() const override { return true; }

signals:
    void openSampleRequested();
    void openFolderRequested();
    void openAddressRequested();

private:
    void addWay(QGridLayout *layout, const QString &objectName, const QString &icon, const QString &title,
                const QString &description, void (WelcomePage::*signal)());
};

} // namespace ui
