#pragma once

#include <functional>

#include <QList>
#include <QString>

class QWidget;

namespace ui {

/// What the window asks a person. The one place of message boxes and file dialogs; tests answer through their own. A
/// question returns at once, and its answer comes later, or never where the user gave up.
class Prompts
{
public:
    using Text = std::function<void(const QString &)>;
    using Yes = std::function<void()>;

    struct FileKind
    {
        QString words; ///< "JSON (*.json)"
        QString suffix; ///< what a name without one gets: "json"
    };

    virtual ~Prompts() = default;

    /// An existing folder.
    virtual void askFolder(QWidget *parent, const QString &title, Text answer) = 0;
    /// A file that there is, to read.
    virtual void askFile(QWidget *parent, const QString &title, Text answer) = 0;
    /// A file to write, which may be there: whether to overwrite it was asked, too. @p name is proposed.
    virtual void askNewFile(QWidget *parent, const QString &title, const QString &name, const QList<FileKind> &kinds,
                            Text answer)
        = 0;
    /// A line that is not empty.
    virtual void askText(QWidget *parent, const QString &title, const QString &label, Text answer) = 0;
    /// @p action is the verb on the button, which is not the default.
    virtual void confirm(QWidget *parent, const QString &headline, const QString &text, const QString &action, Yes yes)
        = 0;
    /// Something that has no place of its own in the window.
    virtual void tell(QWidget *parent, const QString &headline, const QString &text, const QString &details) = 0;
};

/// Asks with dialogs that are modal to the window.
class DialogPrompts final : public Prompts
{
public:
    void askFolder(QWidget *parent, const QString &title, Text answer) override;
    void askFile(QWidget *parent, const QString &title, Text answer) override;
    void askNewFile(QWidget *parent, const QString &title, const QString &name, const QList<FileKind> &kinds,
                    Text answer) override;
    void askText(QWidget *parent, const QString &title, const QString &label, Text answer) override;
    void confirm(QWidget *parent, const QString &headline, const QString &text, const QString &action,
                 Yes yes) override;
    void tell(QWidget *parent, const QString &headline, const QString &text, const QString &details) override;
};

} // namespace ui
