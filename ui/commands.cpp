#include "ui/commands.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QRegularExpression>
#include <QWidget>

#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// Makes the commands of one window.
class Maker final
{
    Q_DECLARE_TR_FUNCTIONS(Commands)

public:
    explicit Maker(QWidget &window)
        : m_window(window)
    { }

    QAction *make(const QString &name, const QString &text, const QList<QKeySequence> &shortcuts = {},
                  const QString &icon = {}) const
    {
        auto *action = new QAction(look::icon(icon), text, &m_window);
        action->setObjectName(name + u"Action"_s);
        action->setShortcuts(shortcuts);
        m_window.addAction(action); // works without its menu, too
        return action;
    }

    QAction *choice(QActionGroup *group, const QString &name, const QString &text, const QVariant &value) const
    {
        QAction *action = make(name, text);
        action->setCheckable(true);
        action->setData(value);
        return group->addAction(action);
    }

    void files(Commands &to) const;
    void views(Commands &to) const;
    void choices(Commands &to) const;

private:
    QWidget &m_window;
};

void Maker::files(Commands &to) const
{
    to.newTab = make(u"newTab"_s, tr("New &tab"), {QKeySequence::AddTab});
    to.addConnection = make(u"addConnection"_s, tr("&Add a connection…"), {QKeySequence::New}, u"plus"_s);
    to.importConnections = make(u"importConnections"_s, tr("&Import connections…"));
    to.removeLeftovers = make(u"removeLeftovers"_s, tr("Remo&ve leftover secrets…"));
    to.removeLeftovers->setVisible(false);
    to.openAddress = make(u"openAddress"_s, tr("Open &address"), {u"Ctrl+L"_s});
    to.openFolder = make(u"openFolder"_s, tr("Open image &folder…"), {QKeySequence::Open});
    to.openPlan = make(u"openPlan"_s, tr("Open a saved &plan…"));
    to.openSample = make(u"openSample"_s, tr("Open the &sample registry"));
    to.resetSample = make(u"resetSample"_s, tr("&Reset the sample…"));
    to.closeTab = make(u"closePage"_s, tr("&Close tab"), {u"Ctrl+W"_s});
    to.quit = make(u"quit"_s, tr("&Quit"), {u"Ctrl+Q"_s});
    to.quit->setMenuRole(QAction::QuitRole);

    to.copyAddress = make(u"copyAddress"_s, tr("&Copy address"), {}, u"copy"_s);
    to.search = make(u"search"_s, tr("&Search everything"), {u"Ctrl+K"_s}, u"search"_s);
    to.searchCommands = make(u"searchCommands"_s, tr("Search c&ommands"), {u"Ctrl+Shift+P"_s});
    to.filterTags = make(u"filterTags"_s, tr("&Filter tags"), {QKeySequence::Find});
    to.filterRepositories = make(u"filterRepositories"_s, tr("Filter r&epositories"), {u"Ctrl+Shift+F"_s});
    to.shortcuts = make(u"shortcuts"_s, tr("&Keyboard shortcuts"), {u"Ctrl+?"_s});
    to.about = make(u"about"_s, tr("&About Portolan"));
    to.about->setMenuRole(QAction::AboutRole);
}

void Maker::views(Commands &to) const
{
    to.back = make(u"back"_s, tr("&Back", "in the history"), {u"Alt+Left"_s}, u"back"_s);
    to.forward = make(u"forward"_s, tr("&Forward", "in the history"), {u"Alt+Right"_s}, u"forward"_s);
    to.up = make(u"up"_s, tr("&Up", "to what holds this"), {u"Alt+Up"_s}, u"up"_s);
    to.refresh = make(u"refresh"_s, tr("&Refresh"), {u"F5"_s}, u"refresh"_s);
    to.goToTree = make(u"tree"_s, tr("Go to re&gistries"), {u"Ctrl+1"_s});
    to.goToTable = make(u"table"_s, tr("Go to &tags"), {u"Ctrl+2"_s});
    to.goToDetail = make(u"detail"_s, tr("Go to &details"), {u"Ctrl+3"_s});
    to.activity = make(u"activity"_s, tr("Acti&vity"), {u"Ctrl+J"_s}, u"activity"_s);
    to.nextPane = make(u"nextPane"_s, tr("&Next area"), {u"F6"_s});
    to.previousPane = make(u"previousPane"_s, tr("&Previous area"), {u"Shift+F6"_s});
    to.nextTab = make(u"nextTab"_s, tr("Ne&xt tab"), {u"Ctrl+Tab"_s, u"Ctrl+PgDown"_s});
    to.previousTab = make(u"previousTab"_s, tr("Pre&vious tab"), {u"Ctrl+Shift+Tab"_s, u"Ctrl+PgUp"_s});
    to.zoomIn = make(u"zoomIn"_s, tr("&Larger text"), {u"Ctrl++"_s, u"Ctrl+="_s});
    to.zoomOut = make(u"zoomOut"_s, tr("&Smaller text"), {u"Ctrl+-"_s});
    to.zoomReset = make(u"zoomReset"_s, tr("N&ormal text"), {u"Ctrl+0"_s});
}

void Maker::choices(Commands &to) const
{
    to.theme = new QActionGroup(&m_window);
    const auto theme = [&](const QString &name, const QString &text, look::Theme value) {
        choice(to.theme, name, text, static_cast<int>(value));
    };
    theme(u"themeSystem"_s, tr("&System", "theme"), look::Theme::System);
    theme(u"themeLight"_s, tr("&Light", "theme"), look::Theme::Light);
    theme(u"themeDark"_s, tr("&Dark", "theme"), look::Theme::Dark);
    to.language = new QActionGroup(&m_window);
    choice(to.language, u"languageSystem"_s, tr("&System", "language"), QString());
    // Each by its own name, whatever the window speaks.
    choice(to.language, u"languageEnglish"_s, u"English"_s, u"en"_s);
    choice(to.language, u"languageChinese"_s, u"简体中文"_s, u"zh_CN"_s);
}

} // namespace

QString plainText(const QAction &command)
{
    static const QRegularExpression mark(u"\\(&.\\)"_s);
    QString text = command.text();
    text.remove(mark);
    text.replace(u"&&"_s, u"\u0001"_s).remove(u'&').replace(u'\u0001', u'&');
    return text;
}

Commands::Commands(QWidget &window)
{
    const Maker maker(window);
    maker.files(*this);
    maker.views(*this);
    maker.choices(*this);
}

} // namespace ui
