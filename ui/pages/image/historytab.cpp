#include "ui/pages/image/historytab.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "models/artifacttext.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/look/theme.h"
#include "ui/pages/image/copyaction.h"
#include "ui/pages/views.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::HistoryModel;

HistoryTab::HistoryTab(QWidget *parent)
    : ImageTab(parent)
    , m_title(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_table(makeTable(u"historyTable"_s, tr("History", "accessible name"), this))
{
    build();
    makeActions();
}

void HistoryTab::build()
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(look::weighted(font(), QFont::DemiBold));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setObjectName(u"historySummary"_s);
    auto *copyAll = new QPushButton(tr("Copy as Dockerfile"), this);
    copyAll->setObjectName(u"copyHistoryButton"_s);
    connect(copyAll, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_history.dockerfile()); });

    m_table->setModel(&m_history);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, m_table));
    for (const int column : {HistoryModel::NumberColumn, HistoryModel::CreatedColumn})
        m_table->setItemDelegateForColumn(column, new RowDelegate(RowDelegate::Text::Secondary, m_table));
    m_table->setItemDelegateForColumn(HistoryModel::InstructionColumn,
                                      new RowDelegate(RowDelegate::Text::Name, m_table));
    m_table->setItemDelegateForColumn(HistoryModel::CommandColumn, new RowDelegate(RowDelegate::Text::Fixed, m_table));
    const int em = fontMetrics().horizontalAdvance(u'0');
    QHeaderView *header = m_table->header();
    header->resizeSection(HistoryModel::NumberColumn, em * 6);
    header->resizeSection(HistoryModel::InstructionColumn, em * 18);
    header->resizeSection(HistoryModel::SizeColumn, em * 15);
    header->resizeSection(HistoryModel::CreatedColumn, em * 23);
    header->moveSection(header->visualIndex(HistoryModel::CommandColumn), HistoryModel::ColumnCount - 1);

    auto *contents = new QWidget(this);
    contents->setAutoFillBackground(true);
    contents->setBackgroundRole(QPalette::Base);
    auto *words = new QHBoxLayout;
    words->setContentsMargins(look::cellPadding, 4, look::cellPadding, 4);
    words->setSpacing(14);
    words->addWidget(m_title);
    words->addWidget(m_summary, 1);
    words->addWidget(copyAll);
    auto *page = new QVBoxLayout(contents);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(words);
    page->addWidget(m_table, 1);
    setContents(contents, m_table);
}

void HistoryTab::makeActions()
{
    QAction *copy = addCopyAction(m_table, u"copyStepAction"_s, tr("Copy step"), [](const QModelIndex &index) {
        return index.data(HistoryModel::CommandRole).toString();
    });
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
}

void HistoryTab::display(const ShownImage &shown)
{
    m_history.setHistory({}, {});
    if (displayFailure(shown))
        return;
    const platforms::PlatformImage *part = shown.part();
    if (!part || !part->config) {
        displayMessage(u"info"_s, tr("%1 has no history").arg(shown.title()),
                       tr("What it is: %1.").arg(models::ArtifactText::ofImage(*shown.image)));
        return;
    }
    if (part->config->history.empty()) {
        displayMessage(u"info"_s, tr("%1 has no history").arg(shown.title()),
                       tr("Whoever built it did not record how."));
        return;
    }
    m_history.setHistory(part->config->history, part->layers);
    m_title->setText(shown.title());
    m_summary->setText(tr("%Ln step(s)", nullptr, m_history.rowCount()));
    displayContents();
}

} // namespace ui
