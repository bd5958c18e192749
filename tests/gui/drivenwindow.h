#pragma once

#include <functional>

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include "app/connections/connectionfile.h"
#include "ui/application.h"
#include "ui/prompts.h"

/// Waits for what the window shows after work on another thread. Generous: a busy machine is no failure.
#define WAIT_FOR(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 60000)

/// Answers what the window asks with what the test prepared, and notes what it was told.
class PreparedPrompts final : public ui::Prompts
{
public:
    void askFolder(QWidget *, const QString &, Text answer) override
    {
        if (!nextText.isEmpty())
            answer(std::exchange(nextText, {}));
    }
    void askFile(QWidget *, const QString &, Text answer) override
    {
        if (!nextText.isEmpty())
            answer(std::exchange(nextText, {}));
    }
    void askNewFile(QWidget *, const QString &, const QString &, const QList<FileKind> &, Text answer) override
    {
        if (!nextText.isEmpty())
            answer(std::exchange(nextText, {}));
    }
    void askText(QWidget *parent, const QString &title, const QString &label, Text answer) override
    {
        if (isShown)
            m_shown.askText(parent, title, label, answer);
        else if (!nextText.isEmpty())
            answer(std::exchange(nextText, {}));
    }
    void confirm(QWidget *parent, const QString &headline, const QString &text, const QString &action, Yes yes) override
    {
        if (isShown)
            m_shown.confirm(parent, headline, text, action, yes);
        confirmed.append(headline);
        confirmTexts.append(text);
        if (onConfirm)
            onConfirm(headline);
        if (nextConfirm)
            yes();
    }
    void tell(QWidget *parent, const QString &headline, const QString &text, const QString &details) override
    {
        if (isShown)
            m_shown.tell(parent, headline, text, details);
        told.append(headline);
    }

    bool isShown = false; ///< asks a person, too
    QString nextText;
    bool nextConfirm = false;
    std::function<void(const QString &)> onConfirm;
    QStringList confirmed;
    QStringList confirmTexts;
    QStringList told;

private:
    ui::DialogPrompts m_shown;
};

/// The real window over a profile of its own, driven through object names as a user would.
class DrivenWindow final
{
public:
    explicit DrivenWindow(ui::Options options = {}, base::Clock &clock = base::systemClock())
        : application(inProfile(std::move(options)), prompts, clock)
    {
        profile.setAutoRemove(!qEnvironmentVariableIsSet("PORTOLAN_KEEP_PROFILES")); // for canaryrun to look into
        application.start();
    }

    /// The visible widget of that name: of the page that is shown.
    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name)
    {
        for (Widget *widget : application.window().findChildren<Widget *>(name)) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }

    [[nodiscard]] QTreeView *tree() { return find<QTreeView>(QStringLiteral("registryTree")); }
    [[nodiscard]] QTreeView *tags() { return find<QTreeView>(QStringLiteral("tagsTable")); }
    [[nodiscard]] QTreeView *layers() { return find<QTreeView>(QStringLiteral("layersTable")); }

    /// The row of the tree whose texts from the top are @p path; invalid while it is not there.
    [[nodiscard]] QModelIndex treeRow(const QStringList &path)
    {
        QModelIndex index;
        for (const QString &text : path) {
            const QModelIndex parent = index;
            index = {};
            for (int row = 0; row < tree()->model()->rowCount(parent) && !index.isValid(); ++row) {
                if (tree()->model()->index(row, 0, parent).data().toString() == text)
                    index = tree()->model()->index(row, 0, parent);
            }
            if (!index.isValid())
                return {};
        }
        return index;
    }

    /// Clicks into the middle of the row.
    void clickTree(const QModelIndex &index)
    {
        tree()->expand(index.parent());
        tree()->scrollTo(index);
        QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(index).center());
    }

    /// The row of the tag in the table; invalid while it is not there.
    [[nodiscard]] QModelIndex tagRow(const QString &tag)
    {
        for (int row = 0; tags() && row < tags()->model()->rowCount(); ++row) {
            if (tags()->model()->index(row, 0).data().toString() == tag)
                return tags()->model()->index(row, 0);
        }
        return {};
    }

    void clickTag(const QString &tag)
    {
        const QModelIndex index = tagRow(tag);
        tags()->scrollTo(index);
        QTest::mouseClick(tags()->viewport(), Qt::LeftButton, {}, tags()->visualRect(index).center());
    }

    /// Selects the deletion that is under way in Activity, which is open and may list other work, too; false while the
    /// deletion is not there.
    bool selectRun()
    {
        auto *view = find<QTreeView>(QStringLiteral("activityView"));
        if (!view)
            return false;
        const QModelIndexList found = view->model()->match(view->model()->index(0, 1), Qt::DisplayRole,
                                                           QStringLiteral("Deleting"), 1, Qt::MatchStartsWith);
        if (!found.isEmpty())
            view->setCurrentIndex(found.constFirst().siblingAtColumn(0));
        return !found.isEmpty();
    }

    /// Puts @p text in place of what the field holds, as if it was pasted. The field may come later.
    void type(const QString &field, const QString &text)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(find<QLineEdit>(field), qPrintable(field), 60000);
        auto *edit = find<QLineEdit>(field);
        edit->selectAll();
        edit->insert(text);
    }

    /// Clicks on the button, which may come, or be enabled, later.
    void press(const QString &button)
    {
        const auto isReady = [this, &button] {
            auto *found = find<QAbstractButton>(button);
            return found && found->isEnabled();
        };
        QTRY_VERIFY2_WITH_TIMEOUT(isReady(), qPrintable(button), 60000);
        auto *found = find<QAbstractButton>(button);
        // A radio button may be wider than what it shows.
        const bool isPushed = found->inherits("QPushButton") || found->inherits("QToolButton");
        const QPoint place = isPushed ? found->rect().center() : QPoint(found->height() / 2, found->height() / 2);
        QTest::mouseClick(found, Qt::LeftButton, {}, place);
    }

    /// Of the dialog for a connection: 1 Address, 2 Sign in, 3 Check, 4 Name and level.
    void goToStep(int number) { press(QStringLiteral("connectionStep%1Button").arg(number)); }

    /// Opens the dialog for a new connection.
    void addConnection(const QString &address)
    {
        trigger(QStringLiteral("addConnectionAction"));
        type(QStringLiteral("connectionAddressEdit"), address);
    }

    /// What its check found, once it did.
    [[nodiscard]] QString checkResult()
    {
        const auto *label = find<QLabel>(QStringLiteral("connectionCheckResult"));
        const QString text = label ? label->text() : QString();
        return text.startsWith(QStringLiteral("Asking")) ? QString() : text;
    }

    /// The connections in the profile's file.
    [[nodiscard]] std::vector<connections::Connection> savedConnections() const
    {
        const auto read
            = connections::ConnectionFile(profile.filePath(QStringLiteral("config/connections.json"))).read();
        return read ? *read : std::vector<connections::Connection>();
    }

    void trigger(const QString &action)
    {
        auto *found = application.window().findChild<QAction *>(action);
        QVERIFY2(found, qPrintable(action));
        QTRY_VERIFY2_WITH_TIMEOUT(found->isEnabled(), qPrintable(action), 60000);
        found->trigger();
    }

    void enterAddress(const QString &text)
    {
        auto *edit = find<QLineEdit>(QStringLiteral("addressEdit"));
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }

    QTemporaryDir profile; ///< where the options name none; before what uses it
    PreparedPrompts prompts;
    ui::Application application;

private:
    ui::Options inProfile(ui::Options options) const
    {
        if (options.profile.isEmpty())
            options.profile = profile.path();
        return options;
    }
};
