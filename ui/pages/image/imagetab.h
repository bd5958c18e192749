#pragma once

#include <QStackedWidget>

#include "ui/errortext.h"
#include "ui/pages/image/shownimage.h"

namespace ui {

class Placeholder;

/// A part of an image's detail: its contents, or what stands in their place while there are none.
class ImageTab : public QStackedWidget
{
    Q_OBJECT

public:
    explicit ImageTab(QWidget *parent = nullptr);

    /// Shows @p shown, or says why it has nothing of this kind.
    virtual void display(const ShownImage &shown) = 0;
    /// What stands in the place of the contents. Plain text.
    void displayMessage(const QString &icon, const QString &headline, const QString &text);
    void displayError(const base::Error &error, const QString &registry);

signals:
    void retryRequested();
    void doctorRequested();
    void signInRequested(); ///< the registry does not show it to who asks now

protected:
    /// What displayContents() shows; takes the focus of the tab.
    void setContents(QWidget *contents, QWidget *focus);
    void displayContents();
    /// The words for a platform that cannot be shown; true where there was such a thing to say.
    bool displayFailure(const ShownImage &shown);
    /// True where it offers to sign in, false where it offers to try again.
    static bool displayIn(Placeholder &placeholder, const base::Error &error, const ErrorText &text);
    [[nodiscard]] static QString wayOut(const base::Error &error); ///< what to press

private:
    void displayInWords(const base::Error &error, const ErrorText &text);

    Placeholder *m_placeholder;
    QWidget *m_contents = nullptr;
    QWidget *m_focus = nullptr;
    bool m_asksToSignIn = false; ///< what is displayed
};

} // namespace ui
