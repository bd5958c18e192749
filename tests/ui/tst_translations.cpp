#include <algorithm>

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include "models/layermodel.h"
#include "ui/translations.h"

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString context;
    QString source;
    QString comment;
    QStringList translations;
    bool isNumerus = false;
    bool isFinished = true;
};

std::vector<Message> readMessages(const QString &path)
{
    QFile file(path);
    std::vector<Message> messages;
    QString context;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader reader(&file);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (reader.name() == "name"_L1) {
            context = reader.readElementText();
        } else if (reader.name() == "message"_L1) {
            messages.push_back({});
            messages.back().context = context;
            messages.back().isNumerus = reader.attributes().value("numerus"_L1) == "yes"_L1;
        } else if (reader.name() == "source"_L1 && !messages.empty()) {
            messages.back().source = reader.readElementText();
        } else if (reader.name() == "comment"_L1 && !messages.empty()) {
            messages.back().comment = reader.readElementText();
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

/// The texts of the sources, as update_translations finds them; none where it fails.
std::vector<Message> readSources(const QStringList &options)
{
    const QTemporaryDir folder;
    const QString found = folder.filePath(u"found.ts"_s);
    QProcess lupdate;
    lupdate.start(QStringLiteral(LUPDATE),
                  QStringList{u"-I"_s, QStringLiteral(SOURCE_DIR), u"-target-language"_s, u"zh_CN"_s} + options
                      + QStringList{QStringLiteral("@" BINARY_DIR "/translated_sources.lst"), u"-ts"_s, found});
    if (!lupdate.waitForFinished(-1) || lupdate.exitStatus() != QProcess::NormalExit || lupdate.exitCode() != 0)
        return {};
    return readMessages(found);
}

/// Those of @p wanted that @p present does not have.
QStringList missing(const std::vector<Message> &wanted, const std::vector<Message> &present)
{
    QStringList texts;
    for (const Message &message : wanted) {
        const auto isSame = [&message](const Message &other) {
            return other.context == message.context && other.source == message.source
                && other.comment == message.comment && other.isNumerus == message.isNumerus;
        };
        if (std::none_of(present.begin(), present.end(), isSame))
            texts.append(message.context + u": "_s + message.source);
    }
    return texts;
}

} // namespace

class tst_Translations : public QObject
{
    Q_OBJECT

private slots:
    void everyTextIsThere();
    void chineseIsComplete();
    void chineseHasNoEllipsisOfDots();
    void englishHasForms();
    void installed();
};

/// What the sources say now, and nothing that they no longer say.
void tst_Translations::everyTextIsThere()
{
    const std::vector<Message> all = readSources({});
    const std::vector<Message> forms = readSources({u"-pluralonly"_s});
    QVERIFY(all.size() > 200);
    QVERIFY(!forms.empty());
    const std::vector<Message> chinese = readMessages(file(u"zh_CN"_s));
    const std::vector<Message> english = readMessages(file(u"en"_s));
    QCOMPARE(missing(all, chinese), QStringList());
    QCOMPARE(missing(chinese, all), QStringList());
    QCOMPARE(missing(forms, english), QStringList());
    QCOMPARE(missing(english, forms), QStringList());
}

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
