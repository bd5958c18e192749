#include <algorithm>

#include <QRegularExpression>
#include <QTest>

#include "app/base/atomicfile.h"
#include "app/base/json.h"
#include "app/changes/journaltrouble.h"
#include "app/changes/planfile.h"
#include "app/changes/runtrouble.h"
#include "app/changes/stepwords.h"
#include "app/credentials/authfile.h"
#include "app/credentials/helperprogram.h"
#include "app/credentials/registriesconf.h"
#include "app/doctor/errorid.h"
#include "app/doctor/texts.h"
#include "app/doctor/words.h"
#include "app/http/certificate.h"
#include "app/http/proxyaddress.h"
#include "app/http/url.h"
#include "app/oci/digest.h"
#include "app/oci/manifest.h"
#include "app/registry/layoutindex.h"
#include "app/registry/layouttree.h"
#include "models/runtext.h"
#include "ui/errortext.h"
#include "ui/translations.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::ErrorReason;

namespace {

/// The names that were promised for faults.
constexpr const char *promised[] = {"name.notfound",
                                    "tcp.refused",
                                    "tcp.timeout",
                                    "tls.untrusted",
                                    "tls.selfsigned",
                                    "tls.expired",
                                    "tls.notyetvalid",
                                    "tls.hostname",
                                    "tls.incomplete-chain",
                                    "tls.protocol",
                                    "tls.client-certificate-required",
                                    "tls.client-certificate-file",
                                    "tls.pin-changed",
                                    "tls.weak-key",
                                    "http.plain-on-tls-port",
                                    "http.tls-on-plain-port",
                                    "proxy.name-notfound",
                                    "proxy.refused",
                                    "proxy.auth",
                                    "proxy.denied",
                                    "v2.not-a-registry",
                                    "v2.path-prefix",
                                    "v2.server-error",
                                    "v2.maintenance-page",
                                    "auth.challenge-missing",
                                    "auth.denied",
                                    "auth.forbidden",
                                    "auth.token-unreachable",
                                    "auth.token-host",
                                    "auth.token-bad",
                                    "auth.scope-not-granted",
                                    "auth.token-refused",
                                    "catalog.denied",
                                    "catalog.missing",
                                    "delete.disabled",
                                    "clock.skew",
                                    "redirect.scheme",
                                    "redirect.host",
                                    "redirect.loop",
                                    "limit.rate",
                                    "keychain.locked",
                                    "keychain.denied",
                                    "keychain.missing",
                                    "keychain.no-service",
                                    "data.damaged",
                                    "tag.protected",
                                    "plan.stale",
                                    "index.broken"};

bool isKnown(const QString &id)
{
    const auto all = doctor::texts();
    return std::any_of(all.begin(), all.end(),
                       [&id](const doctor::Text &text) { return id == QLatin1StringView(text.id); });
}

bool hasChinese(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar letter) { return letter.script() == QChar::Script_Han; });
}

} // namespace

/// Every fault has a name, and words in both languages: in the window and of the doctor.
class tst_FaultWords : public QObject
{
    Q_OBJECT

private slots:
    void promisedNames();
    void ofTheWindow_data();
    void ofTheWindow();
    void ofTheCore_data();
    void ofTheCore();
    void ofTheJournal();
    void ofSteps_data();
    void ofSteps();
    void ofTheJournalsFile_data();
    void ofTheJournalsFile();
    void ofRunsOfOthers();
    void ofTheDoctor_data();
    void ofTheDoctor();
};

void tst_FaultWords::promisedNames()
{
    for (const char *id : promised)
        QVERIFY2(isKnown(QString::fromLatin1(id)), id);
    QVERIFY(!isKnown(u"no.such"_s));
}

void tst_FaultWords::ofTheWindow_data()
{
    QTest::addColumn<base::Error>("error");
    for (int kind = 0; kind <= int(ErrorKind::Internal); ++kind) {
        for (int reason = 0; reason <= int(ErrorReason::KeychainNoService); ++reason) {
            // In the language that is looked for: what is quoted is not translated.
            base::Error error = base::failure(ErrorKind(kind), u"detail 细节"_s, ErrorReason(reason));
            QTest::addRow("%d %d", kind, reason) << error;
            error.url = u"https://lab.example/v2/"_s;
            QTest::addRow("%d %d of a server", kind, reason) << error;
        }
    }
}

void tst_FaultWords::ofTheWindow()
{
    QFETCH(base::Error, error);
    ui::Translations translations;
    translations.use(u"en"_s);
    const ui::ErrorText english = ui::ErrorWords::explain(error, u"lab"_s);
    QVERIFY(english.headline.endsWith(u'.') && !hasChinese(english.headline));
    QVERIFY(!english.why.isEmpty());
    QVERIFY2(isKnown(english.id), qPrintable(english.id));
    QVERIFY(english.details.startsWith(english.id));
    translations.use(u"zh_CN"_s);
    const ui::ErrorText chinese = ui::ErrorWords::explain(error, u"lab"_s);
    QCOMPARE(chinese.id, english.id);
    QVERIFY2(hasChinese(chinese.headline), qPrintable(chinese.headline));
    QVERIFY2(hasChinese(chinese.why), qPrintable(chinese.why));
    QVERIFY2(chinese.advice.isEmpty() == english.advice.isEmpty()
                 && (chinese.advice.isEmpty() || hasChinese(chinese.advice)),
             qPrintable(chinese.advice));
}

void tst_FaultWords::ofTheCore_data()
{
    QTest::addColumn<base::Message>("message");
    QTest::addColumn<QString>("english");
    const auto row = [](const char *name, const auto &result, const QString &english) {
        QTest::newRow(name) << result.error().message << english;
    };
    row("JSON", base::Json::parse("{\"a\": x}"), u"no valid JSON at byte 7"_s);
    row("JSON that says a thing twice", base::Json::parse("{\"a\":1,\"a\":2}"),
        u"the key \"a\" stands twice in one object"_s);
    row("TOML", credentials::RegistriesConf::parse("a = \n"), u"no valid TOML at line 1, column 5"_s);
    row("sign-ins", credentials::AuthFile::parse("[]"), u"no JSON object"_s);
    row("certificate", http::CertificateInfo::fromPem("x"), u"there is no certificate in PEM"_s);
    row("address", http::Url::parse("https://h:0/"), u"URL refused: its port is not a number from 1 to 65535"_s);
    row("digest", oci::Digest::parse(u"md5:00"),
        u"\"md5:00\" is no digest: the algorithm is neither sha256 nor sha512"_s);
    row("manifest", oci::Manifest::parse(R"({"schemaVersion":2,"config":1,"layers":[]})", std::nullopt),
        u"manifest, \"config\": no object"_s);
    row("folder", registry::LayoutTree::open(u"/no/such"_s), u"/no/such is no folder"_s);
    row("index of a folder", registry::LayoutIndex::parse("{"), u"index.json: no valid JSON at byte 2"_s);
    row("file that cannot be written", base::writeFile(u"/no/such/file"_s, "x"),
        u"/no/such/file cannot be written: No such file or directory"_s);
    row("proxy", http::ProxyAddress::parse(u"ftp://h"), u"proxy refused: it is none of http, https and socks5"_s);
    row("credential helper", credentials::HelperProgram::find(u"../x"_s, {}),
        u"../x is no name of a credential helper"_s);
    row("plan", changes::planFromJson("{}"), u"not a plan of Portolan"_s);
    row("newer plan", changes::planFromJson(R"({"portolan":"plan","version":9})"), u"a plan of a newer version (9)"_s);
    QTest::newRow("percent signs") << base::Message("%1: %2", {QString(u"%2"_s), QString(u"%1"_s)}) << u"%2: %1"_s;
}

/// What the core says reaches the window in the window's language, and "Copy details" in English.
void tst_FaultWords::ofTheCore()
{
    QFETCH(const base::Message, message);
    QFETCH(const QString, english);
    ui::Translations translations;
    translations.use(u"en"_s);
    QCOMPARE(message.english(), english);
    QCOMPARE(message.translated(), english);
    translations.use(u"zh_CN"_s);
    QCOMPARE(message.english(), english);
    const base::Error error = base::failure(ErrorKind::InvalidData, message);
    const ui::ErrorText text = ui::ErrorWords::explain(error, u"lab"_s);
    QVERIFY2(text.why.contains(message.translated()), qPrintable(text.why));
    QVERIFY2(text.details.endsWith(english), qPrintable(text.details));
    const bool isTranslated = hasChinese(message.translated()) || message.translated() == u"%2：%1"_s;
    QVERIFY2(isTranslated, qPrintable(message.translated()));
}

/// Why a step of a run stands where it does. What a server said is quoted.
void tst_FaultWords::ofTheJournal()
{
    using changes::StepCause;
    const oci::Digest digest = oci::Digest::of("image");
    base::Error error = base::failure(ErrorKind::Forbidden, {});
    error.httpStatus = 403;
    error.registry = {{u"DENIED"_s, u"only owners may delete"_s, {}}};
    const QString quoted = u"HTTP 403, DENIED: only owners may delete"_s;
    ui::Translations translations;
    for (int kind = int(StepCause::Kind::StepMissing); kind <= int(StepCause::Kind::LeftUnread); ++kind) {
        StepCause cause{StepCause::Kind(kind)};
        if (cause.kind == StepCause::Kind::StepMissing)
            cause = StepCause::ofMissing({changes::Step::Kind::RemoveTag, oci::TagName::parse(u"7").value(), digest});
        const QString word = changes::wordOf(cause.kind);
        QCOMPARE(changes::stepCause(word), cause.kind);
        const bool isOfError = cause.kind == StepCause::Kind::Answer || word.endsWith(u"unread");
        if (isOfError && cause.kind != StepCause::Kind::LeftUnread)
            cause = StepCause::ofError(cause.kind, error);
        translations.use(u"en"_s);
        const QString english = models::RunText::cause(cause, u"lab"_s);
        QVERIFY2(!english.isEmpty() && !hasChinese(english), qPrintable(english));
        translations.use(u"zh_CN"_s);
        QString chinese = models::RunText::cause(cause, u"lab"_s);
        QVERIFY2(hasChinese(chinese), qPrintable(word));
        QCOMPARE(chinese.endsWith(u"（"_s + quoted + u"）"_s), !cause.fault.isEmpty());
        QVERIFY2(!chinese.contains(u"。（"_s) && !english.contains(u". ("_s), qPrintable(english));
        static const QRegularExpression latin(u"[a-z]"_s);
        QVERIFY2(!chinese.remove(quoted).remove(u"lab"_s).contains(latin), qPrintable(chinese));
    }
    // As an older version wrote it.
    QCOMPARE(models::RunText::cause({StepCause::Kind::Told, {}, {}, u"changed: used by all"_s}, u"lab"_s),
             u"changed: used by all"_s);
}

void tst_FaultWords::ofSteps_data()
{
    using Kind = changes::Step::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("hasTag");
    QTest::addColumn<QString>("english");
    const QString image = oci::Digest::of("image").shortText();
    QTest::newRow("removed") << int(Kind::RemoveTag) << true << u"the tag v1 was to be removed first, and was not"_s;
    QTest::newRow("deleted") << int(Kind::DeleteManifest) << false
                             << u"the image %1 was to be deleted first, and was not"_s.arg(image);
    QTest::newRow("placeholder") << int(Kind::PutPlaceholder) << true
                                 << u"the tag v1 was to be put on a placeholder first, and was not"_s;
    QTest::newRow("tag put") << int(Kind::PutTag) << true << u"the tag v1 was to be put back first, and was not"_s;
    QTest::newRow("image put") << int(Kind::PutTag) << false
                               << u"the image %1 was to be put back first, and was not"_s.arg(image);
}

/// A step that another one needs is named by what it was to do.
void tst_FaultWords::ofSteps()
{
    QFETCH(const int, kind);
    QFETCH(const bool, hasTag);
    QFETCH(const QString, english);
    changes::Step step{changes::Step::Kind(kind), {}, oci::Digest::of("image")};
    if (hasTag)
        step.tag = oci::TagName::parse(u"v1").value();
    const auto cause = changes::StepCause::ofMissing(step);
    ui::Translations translations;
    translations.use(u"en"_s);
    QCOMPARE(models::RunText::cause(cause, u"lab"_s), english);
    translations.use(u"zh_CN"_s);
    const QString chinese = models::RunText::cause(cause, u"lab"_s);
    QVERIFY2(hasChinese(chinese), qPrintable(chinese));
    QVERIFY2(chinese.contains(hasTag ? u"v1"_s : step.digest.shortText()), qPrintable(chinese));
}

void tst_FaultWords::ofTheJournalsFile_data()
{
    using Trouble = base::DatabaseTrouble::Kind;
    QTest::addColumn<int>("trouble");
    QTest::addColumn<QString>("english");
    QTest::newRow("locked") << int(Trouble::Locked) << u"Another program keeps the file locked."_s;
    QTest::newRow("not writable") << int(Trouble::NotWritable)
                                  << u"It may only be read, or the disk was full when it was opened."_s;
    QTest::newRow("disk fails") << int(Trouble::DiskFails) << u"The disk failed, or has no room."_s;
    QTest::newRow("disk full") << int(Trouble::DiskFull) << u"The disk is full."_s;
    QTest::newRow("not opened") << int(Trouble::NotOpened) << u"The file can neither be opened nor made."_s;
    QTest::newRow("other") << int(Trouble::Other) << u"No registry is changed without a record in it."_s;
}

/// SQLite speaks English only, and so its words are for the details.
void tst_FaultWords::ofTheJournalsFile()
{
    QFETCH(const int, trouble);
    QFETCH(const QString, english);
    base::Error error = base::failure(ErrorKind::Io, {});
    error.detail = u"database or disk is full"_s;
    error.evidence = std::make_shared<const base::DatabaseTrouble>(base::DatabaseTrouble::Kind(trouble));
    error = changes::withJournalTrouble(std::move(error), u"/j"_s);
    ui::Translations translations;
    translations.use(u"en"_s);
    const ui::ErrorText before = ui::ErrorWords::explain(error, u"lab"_s);
    QVERIFY2(before.why.endsWith(english), qPrintable(before.why));
    QVERIFY(before.details.contains(error.detail));
    translations.use(u"zh_CN"_s);
    const ui::ErrorText text = ui::ErrorWords::explain(error, u"lab"_s);
    QVERIFY(text.details.contains(error.detail));
    for (QString words : {text.headline, text.why, text.advice}) {
        QVERIFY2(hasChinese(words), qPrintable(words));
        static const QRegularExpression latin(u"[a-z]"_s);
        QVERIFY2(!words.remove(u"/j"_s).contains(latin), qPrintable(words));
    }
}

/// A run that another process holds or has ended is no refusal of a registry.
void tst_FaultWords::ofRunsOfOthers()
{
    ui::Translations translations;
    translations.use(u"en"_s);
    const ui::ErrorText held = ui::ErrorWords::explain(changes::runIsHeld(4711), u"lab"_s);
    QCOMPARE(held.headline, u"Another Portolan is carrying out this run."_s);
    QVERIFY2(held.why.startsWith(u"It is process 4711 on this computer."), qPrintable(held.why));
    QVERIFY(!held.isOfConnection && !held.advice.isEmpty());
    QVERIFY(!ui::ErrorWords::explain(changes::runIsHeld(0), u"lab"_s).why.contains(u'0'));
    QCOMPARE(ui::ErrorWords::explain(changes::runHasEnded(), u"lab"_s).headline, u"This run has ended already."_s);
    translations.use(u"zh_CN"_s);
    QVERIFY(ui::ErrorWords::explain(changes::runIsHeld(4711), u"lab"_s).why.contains(u"4711"));
    for (const base::Error &error : {changes::runIsHeld(4711), changes::runIsHeld(0), changes::runHasEnded()}) {
        const ui::ErrorText text = ui::ErrorWords::explain(error, u"lab"_s);
        for (const QString &words : {text.headline, text.why, text.advice})
            QVERIFY2(hasChinese(words) && !words.contains(u"lab") && !words.contains(u"run"), qPrintable(words));
    }
}

void tst_FaultWords::ofTheDoctor_data()
{
    QTest::addColumn<QString>("id");
    for (const doctor::Text &text : doctor::texts())
        QTest::newRow(text.id) << QString::fromLatin1(text.id);
}

void tst_FaultWords::ofTheDoctor()
{
    QFETCH(QString, id);
    ui::Translations translations;
    translations.use(u"en"_s);
    const doctor::Finding english = doctor::Words::finding(id, u"lab"_s, u"fact"_s);
    for (const QString &text : {english.what, english.why, english.actions.value(0)})
        QVERIFY2(!text.isEmpty() && !hasChinese(text) && !text.contains(u'%'), qPrintable(text));
    translations.use(u"zh_CN"_s);
    const doctor::Finding chinese = doctor::Words::finding(id, u"lab"_s, u"fact"_s);
    for (const QString &text : {chinese.what, chinese.why, chinese.actions.value(0)})
        QVERIFY2(hasChinese(text) && !text.contains(u'%'), qPrintable(text));
    QCOMPARE(chinese.severity, english.severity);
    QCOMPARE(chinese.actions.size(), english.actions.size());
}

QTEST_GUILESS_MAIN(tst_FaultWords)
#include "tst_faultwords.moc"
