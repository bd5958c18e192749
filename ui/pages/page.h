#pragma once

#include <utility>

#include <QJsonObject>
#include <QList>
#include <QWidget>

#include "ui/pages/place.h"

namespace ui {

/// What a tab shows. It starts no work itself: what the user wants of it goes out as signals of its class.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(Place place = {}, QWidget *parent = nullptr)
        : QWidget(parent)
        , m_place(std::move(place))
    { }

    /// What the address field says while it is shown, and where Back and Forward come to.
    [[nodiscard]] const Place &place() const noexcept { return m_place; }

    [[nodiscard]] virtual QString iconName() const = 0; ///< of resources/icons
    [[nodiscard]] virtual QString title() const = 0; ///< of its tab
    [[nodiscard]] virtual QString longTitle() const { return title(); } ///< of the window, and the tab's tooltip
    [[nodiscard]] virtual QString selectionText() const { return {}; } ///< for the status bar
    /// The areas that F6 goes through after the tree, in order; each takes the focus itself or by its focus proxy. The
    /// first is where one begins. Ctrl+2 goes to the first, Ctrl+3 to the second.
    [[nodiscard]] virtual QList<QWidget *> panes() const = 0;
    /// The field that Ctrl+F goes to; null where nothing can be filtered.
    [[nodiscard]] virtual QWidget *filterField() const { return nullptr; }
    /// Gives way to the next page that is opened.
    [[nodiscard]] virtual bool isBlank() const { return false; }

    /// What the user calls its registry from now on.
    virtual void setRegistryName(const QString &) { }

    [[nodiscard]] virtual bool canRefresh() const { return false; }
    virtual void refresh() { } ///< reads what it shows anew
    virtual void stop() { } ///< gives up what is being read for it; what is there stays
    /// What comes now was asked for with another sign-in.
    virtual void readAgain()
    {
        stop();
        refresh();
    }

    /// Selects an image of what it shows.
    virtual void reveal(const oci::TagOrDigest &) { }

    /// What its place does not say: selection, filter, sizes of its parts. Comes back in restore(), perhaps from
    /// another version or damaged, so that every field is optional there.
    [[nodiscard]] virtual QJsonObject state() const { return {}; }
    virtual void restore(const QJsonObject &) { }

    /// What a person chose for all pages of this class: columns, their order and widths, how they are sorted. As
    /// state() in other respects.
    [[nodiscard]] virtual QJsonObject arrangement() const { return {}; }
    virtual void arrange(const QJsonObject &) { }

signals:
    void doctorRequested(); ///< about its registry
    void repairRequested(); ///< the repair report of its repository
    void arrangementChanged(); ///< by a person
    void shownFirst(); ///< once: from here on it is worth loading what it shows
    void titleChanged();
    void selectionTextChanged();

protected:
    void showEvent(QShowEvent *event) override
    {
        QWidget::showEvent(event);
        if (!std::exchange(m_wasShown, true))
            emit shownFirst();
    }

private:
    Place m_place;
    bool m_wasShown = false;
};

} // namespace ui
