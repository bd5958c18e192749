#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "ui/notices.h"
#include "ui/widgets/infobar.h"

using namespace Qt::StringLiterals;
using ui::Notices;
using Rank = Notices::Rank;

/// The worst stands first, and nothing takes its place before somebody has seen it.
class tst_Notices : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theWorstFirst();
    void nothingMilderTakesItsPlace();
    void sameKey();
    void withdrawn();
    void actsOnce();
    void closedIsTold();

private:
    void add(const QString &key, Rank rank)
    {
        m_notices->add(
            {key, rank, key, u"Do"_s, [this, key] { m_done.append(key); }, [this, key] { m_closed.append(key); }});
    }
    [[nodiscard]] QString words() const
    {
        return m_bar->isHidden() ? QString() : m_bar->findChild<QLabel *>(u"infoBarText"_s)->text();
    }
    void close() { m_bar->findChild<QToolButton *>(u"infoBarCloseButton"_s)->click(); }

    std::unique_ptr<ui::InfoBar> m_bar;
    std::unique_ptr<Notices> m_notices;
    QStringList m_done;
    QStringList m_closed;
};

void tst_Notices::init()
{
    m_notices.reset();
    m_bar = std::make_unique<ui::InfoBar>();
    m_notices = std::make_unique<Notices>(*m_bar);
    m_done.clear();
    m_closed.clear();
    QVERIFY(words().isEmpty());
}

void tst_Notices::theWorstFirst()
{
    add(u"race"_s, Rank::Note);
    QCOMPARE(words(), u"race"_s);
    add(u"loss"_s, Rank::Loss);
    QCOMPARE(words(), u"loss (1 more)"_s);
    add(u"journal"_s, Rank::Damage);
    QCOMPARE(words(), u"loss (2 more)"_s);
    close();
    QCOMPARE(words(), u"journal (1 more)"_s);
    close();
    QCOMPARE(words(), u"race"_s);
    close();
    QVERIFY(words().isEmpty());
    QVERIFY(m_done.isEmpty());
}

void tst_Notices::nothingMilderTakesItsPlace()
{
    add(u"loss"_s, Rank::Loss);
    add(u"waits"_s, Rank::Question);
    add(u"another loss"_s, Rank::Loss);
    QCOMPARE(words(), u"loss (2 more)"_s);
    close();
    QCOMPARE(words(), u"another loss (1 more)"_s);
    close();
    QCOMPARE(words(), u"waits"_s);
}

void tst_Notices::sameKey()
{
    add(u"waits"_s, Rank::Question);
    m_notices->add({u"waits"_s, Rank::Question, u"waits again"_s, {}});
    QCOMPARE(words(), u"waits again"_s);
    close();
    QVERIFY(words().isEmpty());
}

void tst_Notices::withdrawn()
{
    add(u"loss"_s, Rank::Loss);
    add(u"waits"_s, Rank::Question);
    m_notices->withdraw(u"waits"_s);
    QCOMPARE(words(), u"loss"_s);
    m_notices->withdraw(u"nothing"_s);
    QCOMPARE(words(), u"loss"_s);
    m_notices->withdraw(u"loss"_s);
    QVERIFY(words().isEmpty());
}

void tst_Notices::actsOnce()
{
    add(u"race"_s, Rank::Note);
    add(u"loss"_s, Rank::Loss);
    m_bar->findChild<QPushButton *>(u"infoBarButton"_s)->click();
    QCOMPARE(m_done, QStringList{u"loss"_s});
    QVERIFY(m_closed.isEmpty());
    QCOMPARE(words(), u"race"_s);
}

void tst_Notices::closedIsTold()
{
    add(u"loss"_s, Rank::Loss);
    add(u"race"_s, Rank::Note);
    m_notices->withdraw(u"race"_s);
    close();
    QCOMPARE(m_closed, QStringList{u"loss"_s});
    QVERIFY(m_done.isEmpty());
}

QTEST_MAIN(tst_Notices)
#include "tst_notices.moc"
