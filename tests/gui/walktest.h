#pragma once

#include <functional>

#include <QDialog>
#include <QObject>
#include <QSize>

/// Walks over pages, dialogs and states of the window: names, keys, room for the texts, contrast, translation.
class WalkTest : public QObject
{
    Q_OBJECT

protected:
    using Look = std::function<void(const QString &state, QWidget *window)>;

    static constexpr QSize usualSize{1440, 900};

    /// Shows one state after the other and calls @p look in each.
    virtual void goThrough(const QString &language, const Look &look) = 0;

    /// That is shown of @p window; null where there is none.
    [[nodiscard]] static QDialog *openDialog(const QWidget &window);

private slots:
    void english();
    void chinese();
    void dark();
    void largeText();
    void everyTextIsTranslated();
};
