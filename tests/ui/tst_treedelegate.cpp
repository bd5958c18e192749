#include <QImage>
#include <QPainter>
#include <QStyleOptionViewItem>
#include <QTest>

#include "models/registrytreemodel.h"
#include "ui/delegates/treedelegate.h"

using namespace Qt::StringLiterals;
using Parts = ui::TreeDelegate::Parts;

namespace {

constexpr int leastName = 40;

QString words(const base::Error &, const QString &registry)
{
    return registry;
}

/// The row of a read-only connection to production, as wide as the tree is at first.
QImage paintedRow(bool isUnlocked)
{
    models::RegistryTreeModel tree(words);
    tree.setConnection({.id = u"id"_s,
                        .name = u"registry.production.example.com"_s,
                        .isKept = true,
                        .level = connections::Level::Production,
                        .isReadOnly = true,
                        .isUnlocked = isUnlocked});
    QImage image(200, 30, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    const ui::TreeDelegate delegate;
    delegate.paint(&painter, option, tree.index(0, 0));
    return image;
}

} // namespace

class tst_TreeDelegate : public QObject
{
    Q_OBJECT

private slots:
    void share_data();
    void share();
    void lockIsPainted();
    void textFitsItsWidth();
};

void tst_TreeDelegate::share_data()
{
    QTest::addColumn<int>("room");
    QTest::addColumn<QList<int>>("given"); // name, badge, lock, danger, state
    QTest::newRow("all of it") << 350 << QList{150, 80, 20, 20, 50};
    QTest::newRow("just so") << 320 << QList{150, 80, 20, 20, 50};
    QTest::newRow("a shorter name") << 319 << QList{149, 80, 20, 20, 50};
    QTest::newRow("the shortest name beside words") << 250 << QList{80, 80, 20, 20, 50};
    QTest::newRow("no words") << 249 << QList{129, 80, 20, 20, 0};
    QTest::newRow("badge") << 160 << QList{40, 80, 20, 20, 0};
    QTest::newRow("no badge") << 159 << QList{119, 0, 20, 20, 0};
    QTest::newRow("danger") << 80 << QList{40, 0, 20, 20, 0};
    QTest::newRow("no danger") << 79 << QList{59, 0, 20, 0, 0};
    QTest::newRow("the lock stays") << 30 << QList{10, 0, 20, 0, 0};
    QTest::newRow("the lock alone") << 20 << QList{0, 0, 20, 0, 0};
    QTest::newRow("nothing fits") << 10 << QList{10, 0, 0, 0, 0};
    QTest::newRow("no room") << -5 << QList{0, 0, 0, 0, 0};
}

void tst_TreeDelegate::share()
{
    QFETCH(int, room);
    const Parts parts
        = ui::TreeDelegate::share(room, {.name = 150, .badge = 80, .lock = 20, .danger = 20, .state = 50}, leastName);
    QTEST((QList{parts.name, parts.badge, parts.lock, parts.danger, parts.state}), "given");
    QVERIFY(parts.name + parts.badge + parts.lock + parts.danger + parts.state <= std::max(0, room));
}

/// Locked and unlocked look different, whatever the name and the badge need.
void tst_TreeDelegate::lockIsPainted()
{
    QCOMPARE(paintedRow(false), paintedRow(false));
    QVERIFY(paintedRow(false) != paintedRow(true));
}

/// No name is shortened where there is room for it, also by a font whose letters end between pixels.
void tst_TreeDelegate::textFitsItsWidth()
{
    QImage image(400, 30, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    QFont font;
    font.setHintingPreference(QFont::PreferNoHinting);
    for (int size = 80; size < 160; ++size) {
        font.setPointSizeF(size / 10.0);
        for (const QString &name : {u"Lab"_s, u"harbor"_s, u"gitlab-prod"_s, u"127.0.0.1:5000"_s}) {
            const QRect area(0, 0, ui::RowDelegate::textWidth(name, font), 30);
            QCOMPARE(ui::RowDelegate::drawText(painter, area, name, font, Qt::black),
                     QFontMetrics(font).horizontalAdvance(name));
        }
    }
}

QTEST_MAIN(tst_TreeDelegate)
#include "tst_treedelegate.moc"
