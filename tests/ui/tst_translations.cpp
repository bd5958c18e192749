#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include "models/layermodel.h"
#include "ui/translations.h"

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString source;
    QStringList translations;
    bool isNumerus = false;
    bool isFinished = true;
};

std::vector<Message> readMessages(const QString &path)
{
    QFile file(path);
    std::vector<Message> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader reader(&file);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (reader.name() == "message"_L1) {
            messages.push_back({});
            messages.back().isNumerus = reader.attributes().value("numerus"_L1) == "yes"_L1;
        } else if (reader.name() == "source"_L1 && !messages.empty()) {
            messages.back().source = reader.readElementText();
        } else if (reader.name() == "translation"_L1 && !messages.empty()) {
            messages.back().isFinished = !reader.attributes().hasAttribute("type"_L1);
            if (!messages.back().isNumerus)
                messages.back().translations.append(reader.readElementText());
        } else if (reader.name() == "numerusform"_L1 && !messages.empty()) {
            messages.back().translations.append(reader.readElementText());
        }
    }
    return messages;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(u"%(?:\\d|n)"_s);
    QStringList found;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(text))
        found.append(match.captured());
    found.sort();
    return found;
}

QString file(const QString &language)
{
    return QStringLiteral(SOURCE_DIR) + u"/resources/translations/portolan_%1.ts"_s.arg(language);
}

} // namespace

class tst_Translations : public QObject
{
    Q_OBJECT

private slots:
    void chineseIsComplete();
    void chineseHasNoEllipsisOfDots();
    void englishHasForms();
    void installed();
};

void tst_Translations::chineseIsComplete()
{
    const std::vector<Message> messages = readMessages(file(u"zh_CN"_s));
    QVERIFY(messages.size() > 200);
    for (const Message &message : messages) {
        QVERIFY2(message.isFinished, qPrintable(message.source));
        QVERIFY(!message.translations.isEmpty());
        for (const QString &translation : message.translations) {
            QVERIFY2(!translation.isEmpty(), qPrintable(message.source));
            QVERIFY2(placeholders(translation) == placeholders(message.source), qPrintable(message.source));
            // A key to press for every entry that has one in English.
            QVERIFY2(translation.count(u'&') == message.source.count(u'&'), qPrintable(message.source));
        }
    }
}

void tst_Translations::chineseHasNoEllipsisOfDots()
{
    for (const Message &message : readMessages(file(u"zh_CN"_s)))
        QVERIFY2(!message.translations.join(u' ').contains(u"..."_s), qPrintable(message.source));
}

void tst_Translations::englishHasForms()
{
    const std::vector<Message> messages = readMessages(file(u"en"_s));
    QVERIFY(!messages.empty());
    for (const Message &message : messages) {
        QVERIFY2(message.isNumerus && message.isFinished, qPrintable(message.source));
        QCOMPARE(message.translations.size(), 2);
        for (const QString &translation : message.translations)
            QVERIFY2(!translation.isEmpty() && !translation.contains(u"(s)"_s), qPrintable(message.source));
    }
}

/// As the program loads them, also in a language that there is none for.
void tst_Translations::installed()
{
    const auto header
        = [] { return models::LayerModel().headerData(models::LayerModel::SizeColumn, Qt::Horizontal).toString(); };
    const auto tags = [](int count) {
        return QCoreApplication::translate("ListingNotices", "The details of %Ln tag(s) could not be read.", nullptr,
                                           count);
    };
    ui::Translations translations;
    translations.use(u"fr_FR"_s);
    QCOMPARE(tags(1), u"The details of 1 tag could not be read."_s);
    QCOMPARE(tags(2), u"The details of 2 tags could not be read."_s);
    QCOMPARE(header(), u"Size"_s);
    translations.use(u"zh_CN"_s);
    QCOMPARE(header(), u"大小"_s);
    translations.use(u"en"_s);
    QCOMPARE(header(), u"Size"_s);
}

QTEST_GUILESS_MAIN(tst_Translations)
#include "tst_translations.moc"
