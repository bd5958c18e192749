#pragma once

#include <QTabWidget>

namespace ui {

class Page;

/// The pages of the window, each in a tab. Owns them.
class Tabs final : public QTabWidget
{
    Q_OBJECT

public:
    explicit Tabs(QWidget *parent = nullptr);
    ~Tabs() override;

    /// Takes over @p page and shows it in a tab of its own, or in place of a blank page that is shown now.
    void addPage(Page *page);
    /// Takes over pages that are shown when the user comes to them, in place of what is there; @p current is shown now.
    void restorePages(const QList<Page *> &pages, int current);
    [[nodiscard]] Page *currentPage() const; ///< null for none
    [[nodiscard]] Page *pageAt(int number) const;
    [[nodiscard]] QList<Page *> pages() const; ///< in the order of their tabs
    void closePage(Page *page);

signals:
    void pageShown(ui::Page *page); ///< null for none
    void pageClosed(ui::Page *page); ///< it is not in a tab any more, and goes soon
    void titleChanged(); ///< of the page that is shown
    void selectionTextChanged(); ///< of the page that is shown

private:
    void adopt(Page *page, int number);
    void refreshTitle(Page *page);
};

} // namespace ui
