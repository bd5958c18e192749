#include "ui/dialogs/importdialog.h"

#include <algorithm>

#include <QComboBox>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "models/format.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/dialogs/importtext.h"
#include "ui/dialogs/notes.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/widgets/infobar.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::ImportItem;
using connections::SecretPlace;
using models::visibleText;

namespace {

enum Column
{
    NameColumn,
    KindColumn,
    NoteColumn,
    ColumnCount
};

/// A path as people write it.
QString shownPath(const QString &path)
{
    const QString home = QDir::homePath() + u'/';
    return visibleText(QDir::toNativeSeparators(path.startsWith(home) ? u"~/" + path.mid(home.size()) : path));
}

/// Not without a thought: a program is started, security is given up, or nobody asked for it.
bool isTickedAtFirst(const ImportItem &item)
{
    if (item.standing != ImportItem::Standing::New)
        return false;
    return item.kind != ImportItem::Kind::Helper && item.kind != ImportItem::Kind::Insecure
        && item.kind != ImportItem::Kind::Registry;
}

QString iconOf(const ImportItem &item)
{
    switch (item.kind) {
    case ImportItem::Kind::Registry:
        return u"server"_s;
    case ImportItem::Kind::Insecure:
        return u"unlock"_s;
    case ImportItem::Kind::Authority:
    case ImportItem::Kind::ClientCertificate:
        return u"lock"_s;
    default:
        return u"key"_s;
    }
}

/// The row of a table with what the tree's own rows have: boxes, icons and the colour of a fault.
class ImportDelegate final : public RowDelegate
{
public:
    explicit ImportDelegate(QObject *parent)
        : RowDelegate(Text::Primary, parent)
    { }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem content(option);
        initStyleOption(&content, index);
        const QStyle *style = content.widget->style();
        const int width = style->sizeFromContents(QStyle::CT_ItemViewItem, &content, {}, content.widget).width();
        return {width + 2 * look::cellPadding, RowDelegate::sizeHint(option, index).height()};
    }

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override
    {
        QStyleOptionViewItem content(option);
        initStyleOption(&content, index);
        content.state
            &= ~(QStyle::State_Selected | QStyle::State_HasFocus | QStyle::State_MouseOver); // painted already
        content.backgroundBrush = {};
        content.rect
            = area.adjusted(index.column() == NameColumn ? -look::cellPadding : -4, 0, 0, 0); // it has 4 itself
        content.widget->style()->drawControl(QStyle::CE_ItemViewItem, &content, &painter, content.widget);
    }
};

} // namespace

ImportDialog::ImportDialog(QWidget *parent)
    : QDialog(parent)
    , m_bar(new InfoBar(this))
    , m_tree(new QTreeWidget(this))
    , m_empty(new QLabel(this))
    , m_place(new QComboBox(this))
    , m_count(new QLabel(this))
    , m_import(new QPushButton(tr("&Import"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import connections"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_tree->setObjectName(u"importTree"_s);
    m_tree->setAccessibleName(tr("What was found"));
    m_tree->setColumnCount(ColumnCount);
    m_tree->setHeaderLabels({tr("Found", "column: what was found where"), tr("Kind", "column: of something found"),
                             tr("Note", "column: what one should know of it")});
    m_tree->setUniformRowHeights(true);
    m_tree->setItemDelegate(new ImportDelegate(m_tree));
    m_tree->header()->setFont(look::weighted(look::smallFont(font()), QFont::Medium));
    connect(m_tree, &QTreeWidget::itemChanged, this, &ImportDialog::refresh);

    m_place->setObjectName(u"importPlaceBox"_s);
    m_place->setAccessibleName(tr("Keep passwords in"));
    m_place->addItem(tr("System keychain"), static_cast<int>(SecretPlace::Keychain));
    m_place->addItem(tr("This session only", "where passwords are kept"), static_cast<int>(SecretPlace::Session));
    m_count->setObjectName(u"importCount"_s);
    m_empty->setObjectName(u"importEmpty"_s);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_import->setObjectName(u"importButton"_s);
    m_import->setDefault(true);
    m_close->setObjectName(u"importCloseButton"_s);
    m_close->setAutoDefault(false);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::importRequested);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_bar, &InfoBar::actionTriggered, this, &ImportDialog::stopped);
    makeLayout();
    resize(fontMetrics().averageCharWidth() * 160, fontMetrics().height() * 34);
    m_bar->display(InfoBar::Tone::Running, tr("Looking for what Docker and Podman know…"));
    m_empty->hide();
    refresh();
}

void ImportDialog::makeLayout()
{
    auto *note
        = makeNote(tr("Sign-ins, certificates and exceptions that Docker, Podman and their relatives keep on this "
                      "computer. Their files stay as they are. Nobody is asked for a password before you import "
                      "it."),
                   0, this);
    auto *place = new QLabel(tr("&Keep passwords in"), this);
    place->setBuddy(m_place);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(8);
    bottom->addWidget(place);
    bottom->addWidget(m_place);
    bottom->addSpacing(16);
    bottom->addWidget(m_count, 1);
    bottom->addWidget(m_close);
    bottom->addWidget(m_import);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(10);
    layout->addWidget(note);
    layout->addWidget(m_bar);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_empty, 1, Qt::AlignTop);
    layout->addLayout(bottom);
}

void ImportDialog::showOffer(std::shared_ptr<const connections::ImportOffer> offer)
{
    m_offer = std::move(offer);
    m_isWorking = false;
    m_bar->hide();
    m_rows.clear();
    m_tree->clear();
    for (std::size_t number = 0; number < m_offer->files.size(); ++number)
        addFile(number);
    m_tree->expandAll();
    for (int file = 0; file < m_tree->topLevelItemCount(); ++file) {
        for (int row = 0; row < m_tree->topLevelItem(file)->childCount(); ++row) {
            QTreeWidgetItem *child = m_tree->topLevelItem(file)->child(row);
            if (child->data(NameColumn, Qt::UserRole).isNull())
                child->setExpanded(false); // short names, of which podman brings a hundred
        }
    }
    m_tree->resizeColumnToContents(NameColumn);
    m_tree->resizeColumnToContents(KindColumn);
    const int em = fontMetrics().horizontalAdvance(u'0');
    m_tree->setColumnWidth(NameColumn, std::clamp(m_tree->columnWidth(NameColumn), em * 34, em * 48));
    m_tree->setColumnWidth(KindColumn, std::clamp(m_tree->columnWidth(KindColumn), em * 20, em * 40));
    m_empty->setText(tr("Docker and Podman have left nothing here: there is no config.json, auth.json, certs.d or "
                        "registries.conf where they look for one."));
    m_empty->setVisible(m_offer->files.empty());
    m_tree->setVisible(!m_offer->files.empty());
    if (m_tree->topLevelItemCount() > 0)
        m_tree->setCurrentItem(m_tree->topLevelItem(0));
    m_tree->setFocus();
    refresh();
}

void ImportDialog::addFile(std::size_t number)
{
    const credentials::FoundFile &file = m_offer->files[number];
    auto *row = new QTreeWidgetItem(m_tree, {shownPath(file.path), ImportText::kindOf(file.kind)});
    row->setIcon(NameColumn, look::icon(u"disk"_s));
    if (file.isReadableByOthers)
        warn(row, tr("Others on this computer can read it, too."));
    for (std::size_t i = 0; i < m_offer->items.size(); ++i) {
        if (m_offer->items[i].file == number)
            addItem(row, i);
    }
    addShortNames(row, file);
    for (const credentials::FileFault &fault : file.faults)
        addFault(row, fault);
    if (row->childCount() == 0 && row->text(NoteColumn).isEmpty())
        row->setText(NoteColumn, tr("There is nothing in it that could be imported."));
    for (int column = 0; column < ColumnCount; ++column)
        row->setToolTip(column, row->text(column));
}

QTreeWidgetItem *ImportDialog::hostRow(QTreeWidgetItem *file, const QString &host) const
{
    for (int i = 0; i < file->childCount(); ++i) {
        if (file->child(i)->data(NameColumn, Qt::UserRole).toString() == host)
            return file->child(i);
    }
    auto *row = new QTreeWidgetItem(file, {visibleText(host)});
    row->setData(NameColumn, Qt::UserRole, host);
    row->setFlags(row->flags() | Qt::ItemIsUserCheckable | Qt::ItemIsAutoTristate);
    row->setCheckState(NameColumn, Qt::Unchecked);
    return row;
}

void ImportDialog::addItem(QTreeWidgetItem *parent, std::size_t number)
{
    const ImportItem &item = m_offer->items[number];
    auto *row = new QTreeWidgetItem(hostRow(parent, item.registry.host),
                                    {ImportText::nameOf(item), ImportText::kindOf(item), ImportText::noteOf(item)});
    row->setFlags(row->flags() | Qt::ItemIsUserCheckable);
    row->setIcon(NameColumn, look::icon(iconOf(item)));
    row->setCheckState(NameColumn, isTickedAtFirst(item) ? Qt::Checked : Qt::Unchecked);
    if (item.kind == ImportItem::Kind::Insecure)
        row->setForeground(KindColumn, look::Colours::of(palette()).danger);
    for (int column = 0; column < ColumnCount; ++column)
        row->setToolTip(column, row->text(column));
    row->setData(NameColumn, Qt::AccessibleTextRole,
                 tr("%1, %2", "what was found, and what it is").arg(row->text(NameColumn), row->text(KindColumn)));
    m_rows.emplace(number, row);
}

void ImportDialog::addFault(QTreeWidgetItem *parent, const credentials::FileFault &fault)
{
    if (fault.place.isEmpty()) {
        warn(parent, ImportText::faultOf(fault));
        return;
    }
    auto *row = new QTreeWidgetItem(parent, {visibleText(fault.place)});
    warn(row, ImportText::faultOf(fault));
    row->setIcon(NameColumn, look::icon(u"warn"_s));
}

void ImportDialog::addShortNames(QTreeWidgetItem *parent, const credentials::FoundFile &file)
{
    const auto &names = file.registries.shortNames;
    if (names.empty())
        return;
    auto *row = new QTreeWidgetItem(parent, {tr("%Ln short name(s)", nullptr, static_cast<int>(names.size()))});
    row->setText(NoteColumn, tr("There is nothing to import: Portolan wants the whole name.", "short names of images"));
    for (const auto &[name, whole] : names) {
        auto *one = new QTreeWidgetItem(row, {visibleText(name), tr("Short name", "of an image")});
        one->setText(NoteColumn, tr("Stands for %1.", "a short name of an image").arg(visibleText(whole)));
        for (int column = 0; column < ColumnCount; ++column)
            one->setToolTip(column, one->text(column));
    }
}

void ImportDialog::warn(QTreeWidgetItem *row, const QString &text)
{
    row->setText(NoteColumn, text);
    row->setToolTip(NoteColumn, text);
    row->setForeground(NoteColumn, look::Colours::of(palette()).danger);
}

void ImportDialog::showWorking()
{
    m_isWorking = true;
    m_bar->display(InfoBar::Tone::Running, tr("Importing…"), tr("Stop"));
    refresh();
}

void ImportDialog::showFailures(const std::vector<jobs::PrepareImportsJob::Failure> &failures)
{
    for (const jobs::PrepareImportsJob::Failure &failure : failures) {
        for (const auto &[number, row] : m_rows) {
            const ImportItem &item = m_offer->items[number];
            if (item.registry == failure.item.registry && item.helper == failure.item.helper)
                warn(row, ImportText::failureOf(failure));
        }
    }
    m_bar->display(
        InfoBar::Tone::Failure,
        tr("%Ln sign-in(s) could not be had. The others are imported.", nullptr, static_cast<int>(failures.size())));
}

std::vector<ImportItem> ImportDialog::ticked() const
{
    std::vector<ImportItem> items;
    for (const auto &[number, row] : m_rows) {
        if (row->checkState(NameColumn) == Qt::Checked)
            items.push_back(m_offer->items[number]);
    }
    return items;
}

SecretPlace ImportDialog::place() const
{
    return static_cast<SecretPlace>(m_place->currentData().toInt());
}

void ImportDialog::refresh()
{
    const auto count = std::count_if(m_rows.begin(), m_rows.end(),
                                     [](const auto &row) { return row.second->checkState(NameColumn) == Qt::Checked; });
    m_count->setText(tr("%Ln chosen", "things to import", static_cast<int>(count)));
    m_import->setEnabled(!m_isWorking && count > 0);
    m_tree->setEnabled(!m_isWorking);
    m_place->setEnabled(!m_isWorking);
}

} // namespace ui
