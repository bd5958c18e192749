#include <QStandardItemModel>
#include <QTest>
#include <QTreeView>

#include "ui/pages/selectedrows.h"

using namespace Qt::StringLiterals;
using ui::SelectedRows;

class tst_SelectedRows : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothing();
    void scattered();
    void rowsComeAndGo();
    void sorted();
    void reset();

private:
    void select(const QList<int> &rows, QItemSelectionModel::SelectionFlags how = QItemSelectionModel::Select);
    /// What Qt says is what SelectedRows says.
    [[nodiscard]] bool isRight() const;

    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<QTreeView> m_view;
    SelectedRows *m_rows = nullptr;
};

void tst_SelectedRows::init()
{
    m_model = std::make_unique<QStandardItemModel>();
    for (const QString &name : {u"e"_s, u"d"_s, u"c"_s, u"b"_s, u"a"_s})
        m_model->appendRow({new QStandardItem(name), new QStandardItem(name)});
    m_view = std::make_unique<QTreeView>();
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setModel(m_model.get());
    m_rows = new SelectedRows(m_view.get());
}

void tst_SelectedRows::select(const QList<int> &rows, QItemSelectionModel::SelectionFlags how)
{
    for (const int row : rows)
        m_view->selectionModel()->select(m_model->index(row, 0), how | QItemSelectionModel::Rows);
}

bool tst_SelectedRows::isRight() const
{
    int count = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const bool isSelected = m_view->selectionModel()->isSelected(m_model->index(row, 0));
        count += isSelected ? 1 : 0;
        if (m_rows->contains(row) != isSelected)
            return false;
    }
    return m_rows->count() == count;
}

void tst_SelectedRows::nothing()
{
    QCOMPARE(m_rows->count(), 0);
    QVERIFY(!m_rows->contains(0));
    QVERIFY(!m_rows->contains(-1));
    QVERIFY(!m_rows->contains(99));
}

void tst_SelectedRows::scattered()
{
    select({0, 2, 4});
    QCOMPARE(m_rows->count(), 3);
    QVERIFY(isRight());
    select({2, 3}, QItemSelectionModel::Toggle);
    QCOMPARE(m_rows->count(), 3);
    QVERIFY(isRight());
    m_view->selectAll();
    QCOMPARE(m_rows->count(), 5);
    m_view->clearSelection();
    QCOMPARE(m_rows->count(), 0);
}

void tst_SelectedRows::rowsComeAndGo()
{
    select({1, 3});
    QVERIFY(isRight());
    m_model->insertRow(0, {new QStandardItem(u"f"_s), new QStandardItem(u"f"_s)});
    QVERIFY(m_rows->contains(2));
    QVERIFY(isRight());
    m_model->removeRow(2);
    QCOMPARE(m_rows->count(), 1);
    QVERIFY(isRight());
}

void tst_SelectedRows::sorted()
{
    select({0, 1});
    QVERIFY(m_rows->contains(0));
    m_model->sort(0);
    QVERIFY(!m_rows->contains(0));
    QVERIFY(m_rows->contains(4));
    QVERIFY(isRight());
}

void tst_SelectedRows::reset()
{
    select({0});
    QCOMPARE(m_rows->count(), 1);
    m_model->clear();
    QCOMPARE(m_rows->count(), 0);
}

QTEST_MAIN(tst_SelectedRows)
#include "tst_selectedrows.moc"
