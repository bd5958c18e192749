#include <QAbstractItemModelTester>
#include <QTest>

#include "models/historymodel.h"

using namespace Qt::StringLiterals;
using models::HistoryModel;

namespace {

oci::HistoryEntry entry(const QString &createdBy, bool isEmpty = false)
{
    return {oci::parseRfc3339(u"2026-08-14T09:38:12Z"), createdBy, {}, {}, isEmpty};
}

oci::Layer layer(qint64 size)
{
    return {{oci::MediaType::ociLayerGzip(), oci::Digest::of(QByteArray::number(size)), size, {}, {}, {}, {}}, {}, {}};
}

} // namespace

class tst_HistoryModel : public QObject
{
    Q_OBJECT

private slots:
    void steps();
    void sizesThatDoNotMatch();
    void dockerfile();
    void hostileText();

private:
    HistoryModel m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QString text(int row, int column) { return m_model.index(row, column).data().toString(); }
};

void tst_HistoryModel::steps()
{
    m_model.setHistory({entry(u"/bin/sh -c #(nop) ADD file:abc in / "_s), entry(u"CMD [\"bash\"]"_s, true),
                        entry(u"RUN /bin/sh -c make all # buildkit"_s), entry(u"Apply image 10.0"_s), entry({})},
                       {layer(1024), layer(2048), layer(0), layer(7)});
    QCOMPARE(m_model.rowCount(), 5);
    QCOMPARE(text(0, HistoryModel::InstructionColumn), u"ADD"_s);
    QCOMPARE(text(0, HistoryModel::CommandColumn), u"file:abc in /"_s);
    QCOMPARE(text(0, HistoryModel::SizeColumn), u"1.0 KiB"_s);
    QCOMPARE(text(1, HistoryModel::InstructionColumn), u"CMD"_s);
    QCOMPARE(text(1, HistoryModel::SizeColumn), u"–"_s);
    QVERIFY(m_model.index(1, 0).data(HistoryModel::EmptyRole).toBool());
    QVERIFY(!m_model.index(1, HistoryModel::SizeColumn).data(models::RawRole).isValid());
    QCOMPARE(text(2, HistoryModel::InstructionColumn), u"RUN"_s);
    QCOMPARE(text(2, HistoryModel::CommandColumn), u"make all"_s);
    QCOMPARE(text(2, HistoryModel::SizeColumn), u"2.0 KiB"_s);
    QCOMPARE(text(3, HistoryModel::InstructionColumn), QString());
    QCOMPARE(text(3, HistoryModel::CommandColumn), u"Apply image 10.0"_s);
    QCOMPARE(text(3, HistoryModel::SizeColumn), u"0 B"_s);
    QCOMPARE(text(4, HistoryModel::CommandColumn), u"not recorded"_s);
    QCOMPARE(m_model.index(2, 0).data(Qt::AccessibleTextRole).toString(), u"step 3, RUN make all, 2.0 KiB"_s);
    QCOMPARE(m_model.index(1, 0).data(Qt::AccessibleTextRole).toString(), u"step 2, CMD [\"bash\"], no layer"_s);
    m_model.setHistory({}, {});
    QCOMPARE(m_model.rowCount(), 0);
}

void tst_HistoryModel::sizesThatDoNotMatch()
{
    m_model.setHistory({entry(u"RUN a"_s), entry(u"RUN b"_s)}, {layer(1)});
    QCOMPARE(text(0, HistoryModel::SizeColumn), u"–"_s);
    QVERIFY(m_model.index(0, HistoryModel::SizeColumn).data(Qt::ToolTipRole).toString().contains(u"do not match"_s));
    QCOMPARE(m_model.index(0, 0).data(Qt::AccessibleTextRole).toString(), u"step 1, RUN a"_s);
}

void tst_HistoryModel::dockerfile()
{
    m_model.setHistory({entry(u"# debian.sh"_s), entry(u"Apply image"_s), entry(u"USER 1000"_s, true)}, {});
    QCOMPARE(m_model.dockerfile(), u"# debian.sh\n# Apply image\nUSER 1000\n"_s);
}

void tst_HistoryModel::hostileText()
{
    oci::HistoryEntry step = entry(u"RUN echo a\u202eb\nrm"_s);
    step.author = u"\u202e<b>x</b>"_s;
    m_model.setHistory({step}, {});
    QCOMPARE(text(0, HistoryModel::CommandColumn), u"echo a⟨U+202E⟩b↵rm"_s);
    const QString toolTip = m_model.index(0, HistoryModel::CommandColumn).data(Qt::ToolTipRole).toString();
    QVERIFY(toolTip.contains(u"⟨U+202E⟩<b>x</b>"_s));
    QVERIFY(!m_model.dockerfile().contains(u'\u202e'));
}

QTEST_GUILESS_MAIN(tst_HistoryModel)
#include "tst_historymodel.moc"
