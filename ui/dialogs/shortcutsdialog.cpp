#include "ui/dialogs/shortcutsdialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHash>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/delegates/rowdelegate.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/widgets/fieldbuttons.h"

namespace ui {

using namespace Qt::StringLiterals;

ShortcutsDialog::ShortcutsDialog(const std::vector<ListedCommand> &commands, QWidget *parent)
    : QDialog(parent)
    , m_edit(new QLineEdit(this))
    , m_view(makeTable(u"shortcutsView"_s, tr("Keys of commands"), this))
{
    setObjectName(u"shortcutsDialog"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    fill(commands);
    m_edit->setObjectName(u"shortcutsEdit"_s);
    m_edit->setAccessibleName(tr("Search shortcuts"));
    m_edit->setPlaceholderText(tr("Search by command or key"));
    addClearButton(m_edit);
    setFieldIcon(m_edit, u"search"_s, tr("Search"));
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);

    m_rows.setSourceModel(&m_model);
    m_rows.setFilterKeyColumn(-1);
    m_rows.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_rows.setRecursiveFilteringEnabled(true);
    m_rows.setAutoAcceptChildRows(true);
    m_view->setModel(&m_rows);
    m_view->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, m_view));
    m_view->setRootIsDecorated(true);
    m_view->setItemsExpandable(true);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    const int em = fontMetrics().horizontalAdvance(u'0');
    m_view->header()->resizeSection(0, em * 50);
    filter({});

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"shortcutsCloseButton"_s);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(m_edit);
    layout->addWidget(m_view, 1);
    layout->addWidget(buttons);
    resize(em * 90, fontMetrics().height() * 36);
}

void ShortcutsDialog::fill(const std::vector<ListedCommand> &commands)
{
    m_model.setHorizontalHeaderLabels({tr("Command", "column"), tr("Keys", "column")});
    QHash<QString, QStandardItem *> groups;
    for (const ListedCommand &command : commands) {
        const QString keys = QKeySequence::listToString(command.action->shortcuts(), QKeySequence::NativeText);
        if (keys.isEmpty())
            continue;
        QStandardItem *&group = groups[command.group];
        if (!group) {
            group = new QStandardItem(command.group);
            m_model.appendRow({group, new QStandardItem});
        }
        auto *name = new QStandardItem(command.name);
        name->setAccessibleText(tr("%1, %2", "a command, its keys").arg(command.name, keys));
        group->appendRow({name, new QStandardItem(keys)});
    }
}

void ShortcutsDialog::filter(const QString &text)
{
    m_rows.setFilterFixedString(text.trimmed());
    m_view->expandAll();
    m_view->setCurrentIndex(m_rows.index(0, 0));
}

/// Escape clears the field first; Down goes to what was found.
bool ShortcutsDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<const QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_edit->text().isEmpty()) {
            m_edit->clear();
            return true;
        }
        if (key == Qt::Key_Down) {
            m_view->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace ui
