#include "tests/gui/walktest.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTest>
#include <QXmlStreamReader>

#include "tests/gui/walk.h"
#include "ui/look/theme.h"

using namespace Qt::StringLiterals;

namespace {

/// What was found wrong so far, by state; the test fails once, with all of it.
class Complaints final
{
public:
    void add(const QString &state, const QStringList &wrong)
    {
        for (const QString &sentence : wrong)
            m_all.append(u"%1: %2"_s.arg(state, sentence));
    }
    void expectNone() const
    {
        for (const QString &sentence : m_all)
            qInfo("%s", qPrintable(sentence));
        QVERIFY2(m_all.isEmpty(), "what is wrong stands above");
    }

private:
    QStringList m_all;
};

/// What is on the screen as it is: names of the sample and of programs, and the forms for one and for many, which the
/// English texts have before the test can put brackets around them.
QList<QRegularExpression> untranslatedTexts()
{
    QList<QRegularExpression> texts;
    for (const QString &name :
         {u"sample"_s, u"payments/api"_s, u"^edge$"_s, u"^a/b$"_s, u"Portolan"_s, u"^(team|app|prod|rc|pr-\\d)$"_s,
          u"half-copied"_s, u"^localhost$"_s, u"^(Docker|Podman, Skopeo|containerd)$"_s, u"linux/"_s, u"sha256:"_s,
          u"English"_s, u"简体中文"_s, u"^(docker|podman|skopeo|crane)"_s})
        texts.append(QRegularExpression(name));
    QFile file(QStringLiteral(SOURCE_DIR "/resources/translations/portolan_en.ts"));
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    QXmlStreamReader reader(&file);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() != "numerusform"_L1)
            continue;
        const QString form = QRegularExpression::escape(reader.readElementText());
        static const QRegularExpression place(u"\\\\%(L?n|\\d)"_s);
        texts.append(QRegularExpression(QRegularExpression::anchoredPattern(QString(form).replace(place, u".+"_s))));
    }
    return texts;
}

} // namespace

QDialog *WalkTest::openDialog(const QWidget &window)
{
    const QList<QDialog *> dialogs = window.findChildren<QDialog *>();
    const auto shown
        = std::find_if(dialogs.cbegin(), dialogs.cend(), [](const QDialog *dialog) { return dialog->isVisible(); });
    return shown == dialogs.cend() ? nullptr : *shown;
}

void WalkTest::english()
{
    Complaints complaints;
    goThrough(u"en"_s, [&](const QString &state, QWidget *window) {
        complaints.add(state, walk::names(window));
        if (window->isWindow()) // the locator keeps Tab to itself
            complaints.add(state, walk::unreachable(window));
        complaints.add(state, walk::faintTexts(window));
    });
    complaints.expectNone();
}

void WalkTest::chinese()
{
    Complaints complaints;
    goThrough(u"zh_CN"_s, [&](const QString &state, QWidget *window) {
        complaints.add(state, walk::names(window));
        complaints.add(state, walk::cutTexts(window));
    });
    look::scaleText(1.5);
    const auto back = qScopeGuard([] { look::scaleText(1); });
    goThrough(u"zh_CN"_s,
              [&](const QString &state, QWidget *window) { complaints.add(state, walk::cutTexts(window)); });
    complaints.expectNone();
}

void WalkTest::dark()
{
    Complaints complaints;
    look::apply(true);
    const auto back = qScopeGuard([] { look::apply(false); });
    goThrough(u"en"_s, [&](const QString &state, QWidget *window) { complaints.add(state, walk::faintTexts(window)); });
    complaints.expectNone();
}

void WalkTest::largeText()
{
    Complaints complaints;
    look::scaleText(1.5);
    const auto back = qScopeGuard([] { look::scaleText(1); });
    goThrough(u"en"_s, [&](const QString &state, QWidget *window) { complaints.add(state, walk::cutTexts(window)); });
    complaints.expectNone();
}

void WalkTest::everyTextIsTranslated()
{
    Complaints complaints;
    walk::BracketTranslator brackets;
    QCoreApplication::installTranslator(&brackets);
    const auto back = qScopeGuard([&] { QCoreApplication::removeTranslator(&brackets); });
    const QList<QRegularExpression> data = untranslatedTexts();
    goThrough(u"en"_s,
              [&](const QString &state, QWidget *window) { complaints.add(state, walk::untranslated(window, data)); });
    complaints.expectNone();
}
