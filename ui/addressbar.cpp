#include "ui/addressbar.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

#include "ui/commands.h"
#include "ui/look/theme.h"
#include "ui/widgets/fieldbuttons.h"

namespace ui {

using namespace Qt::StringLiterals;

AddressBar::AddressBar(const Commands &commands, QWidget *parent)
    : QToolBar(tr("Address"), parent)
    , m_edit(new QLineEdit(this))
    , m_copy(addFieldButton(m_edit, u"copy"_s, tr("Copy address")))
{
    setObjectName(u"addressBar"_s);
    setMovable(false);
    setFloatable(false);
    setIconSize(QSize(look::iconSize, look::iconSize));
    setContextMenuPolicy(Qt::PreventContextMenu);
    for (QAction *command : {commands.back, commands.forward, commands.up})
        addButton(command);
    addSeparator();
    addButton(commands.refresh);

    m_edit->setObjectName(u"addressEdit"_s);
    m_edit->setAccessibleName(tr("Address"));
    m_edit->setPlaceholderText(tr("Paste an image name, a digest or a web address"));
    setFieldIcon(m_edit, u"repository"_s, tr("Edit address"));
    m_edit->installEventFilter(this);
    m_copy->setVisible(false);
    connect(m_copy, &QAction::triggered, commands.copyAddress, &QAction::trigger);
    connect(m_edit, &QLineEdit::textChanged, this, [this, command = commands.copyAddress](const QString &text) {
        m_copy->setVisible(!text.isEmpty());
        command->setEnabled(!text.isEmpty());
    });
    connect(m_edit, &QLineEdit::textEdited, this, &AddressBar::edited);
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        if (!address().isEmpty())
            emit entered(address());
    });
    commands.copyAddress->setEnabled(false);
    addWidget(m_edit);
    addSearch(commands.search);
}

/// Buttons without a text: the name is in the tooltip, and for screen readers.
void AddressBar::addButton(QAction *command)
{
    const QString name = plainText(*command);
    command->setToolTip(
        tr("%1 (%2)", "a command and its key").arg(name, command->shortcut().toString(QKeySequence::NativeText)));
    addAction(command);
    QWidget *button = widgetForAction(command);
    button->setObjectName(QString(command->objectName()).replace(u"Action"_s, u"Button"_s));
    button->setAccessibleName(name);
}

/// Looks like a field, because it opens one.
void AddressBar::addSearch(QAction *command)
{
    const QString name = plainText(*command);
    auto *button = new QPushButton(
        command->icon(),
        tr("%1    %2", "a command, its key").arg(name, command->shortcut().toString(QKeySequence::NativeText)), this);
    button->setObjectName(u"searchButton"_s);
    button->setAccessibleName(name);
    connect(button, &QPushButton::clicked, command, &QAction::trigger);
    addWidget(button);
}

void AddressBar::setAddress(const QString &address)
{
    m_edit->setText(address);
    m_edit->setCursorPosition(0);
}

QString AddressBar::address() const
{
    return m_edit->text().trimmed();
}

void AddressBar::focusAddress()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

bool AddressBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        emit left();
        return true;
    }
    return QToolBar::eventFilter(watched, event);
}

} // namespace ui
