#include "app/doctor/words.h"

#include <algorithm>

#include <QRegularExpression>

#include "app/base/redact.h"
#include "app/doctor/errorid.h"
#include "app/doctor/texts.h"

namespace doctor {

using namespace Qt::StringLiterals;

namespace {

struct Title
{
    const char *id;
    const char *title;
    const char *passed = nullptr; ///< in place of the title
    const char *failed = nullptr;
};

constexpr Title titles[stepCount] = {
    {"name", QT_TRANSLATE_NOOP("Words", "Name"), QT_TRANSLATE_NOOP("Words", "Name found"),
     QT_TRANSLATE_NOOP("Words", "Name not found")},
    {"proxy", QT_TRANSLATE_NOOP("Words", "Proxy"), QT_TRANSLATE_NOOP("Words", "The proxy lets us through"),
     QT_TRANSLATE_NOOP("Words", "Not past the proxy")},
    {"tcp", QT_TRANSLATE_NOOP("Words", "Port"), QT_TRANSLATE_NOOP("Words", "Port answers"),
     QT_TRANSLATE_NOOP("Words", "Port does not answer")},
    {"tls", QT_TRANSLATE_NOOP("Words", "Certificate"), QT_TRANSLATE_NOOP("Words", "Certificate trusted"),
     QT_TRANSLATE_NOOP("Words", "Certificate not trusted")},
    {"http", QT_TRANSLATE_NOOP("Words", "HTTP")},
    {"v2", QT_TRANSLATE_NOOP("Words", "Registry protocol")},
    {"platform", QT_TRANSLATE_NOOP("Words", "Product")},
    {"challenge", QT_TRANSLATE_NOOP("Words", "Way to sign in")},
    {"token", QT_TRANSLATE_NOOP("Words", "Sign-in")},
    {"scopes", QT_TRANSLATE_NOOP("Words", "Permissions")},
    {"catalog", QT_TRANSLATE_NOOP("Words", "Lists repositories")},
    {"reverse-proxy", QT_TRANSLATE_NOOP("Words", "Addresses in answers")},
    {"clock", QT_TRANSLATE_NOOP("Words", "Clock")},
    {"delete", QT_TRANSLATE_NOOP("Words", "Allows deleting")},
};

/// @p place without its port.
QString hostOf(const QString &place)
{
    if (place.startsWith(u'['))
        return place.mid(1).section(u']', 0, 0);
    return place.section(u':', 0, 0);
}

/// In numbers, which a certificate holds in another way than a name.
bool isAddress(const QString &host)
{
    const auto isOfVersion4 = [](QChar letter) { return letter == u'.' || letter.isDigit(); };
    return host.contains(u':') || std::all_of(host.begin(), host.end(), isOfVersion4);
}

/// Without a fact that is not known, and the brackets around it.
QString withoutFact(QString text)
{
    static const QRegularExpression brackets(u" ?[(（][^()（）]*%2[^()（）]*[)）]"_s);
    return text.remove(brackets).remove(u" %2"_s);
}

/// In one pass: what is put in may itself hold a percent sign.
QString filled(const QString &text, const QString &place, const QString &fact)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QStringView next = QStringView(text).sliced(i).first(std::min<qsizetype>(2, text.size() - i));
        if (next != u"%1" && next != u"%2") {
            result.append(text[i]);
            continue;
        }
        result.append(next == u"%1" ? place : fact);
        ++i;
    }
    return result;
}

/// Without control and direction characters, which would make a text look like another.
QString shown(const QString &text)
{
    QString visible;
    for (const QChar character : base::redactedText(text, 400)) {
        const bool isHidden
            = character.category() == QChar::Other_Control || character.category() == QChar::Other_Format;
        visible.append(isHidden ? QChar(u'\uFFFD') : character);
    }
    return visible;
}

} // namespace

Finding Words::finding(const QString &id, const QString &place, const QString &fact)
{
    Finding finding{id, Severity::Problem, {}, {}, {}, {}};
    const auto text = std::find_if(texts().begin(), texts().end(),
                                   [&id](const Text &entry) { return id == QLatin1StringView(entry.id); });
    if (text == texts().end()) {
        finding.what = tr("%1 does not answer as a registry should.").arg(shown(place));
        finding.why = shown(fact);
        return finding;
    }
    const auto say = [&](const char *words) {
        return fact.isEmpty() ? filled(withoutFact(tr(words)), shown(place), u"–"_s)
                              : filled(tr(words), shown(place), shown(fact));
    };
    finding.severity = text->severity;
    finding.what = say(text->what);
    finding.why = say(text->why);
    if (id == "auth.denied"_L1 && !fact.isEmpty()) { // somebody tried
        finding.what = tr("%1 did not accept %2.", "%1 is a registry, %2 a user").arg(shown(place), shown(fact));
        finding.why = tr("The user name, password or token is wrong or has expired. Accounts with two factors need a "
                         "token.");
    }
    finding.actions.append(say(text->action));
    if (text->forAdministrator)
        finding.actions.append(say(text->forAdministrator));
    if (text->line) {
        const QString host = hostOf(shown(place));
        QString line = QString::fromLatin1(text->line);
        if (isAddress(host))
            line.replace("DNS:%1"_L1, "IP:%1"_L1);
        finding.actions.append(filled(line, host, fact.isEmpty() ? u"–"_s : shown(fact)));
    }
    return finding;
}

Check Words::check(Step step, Check::State state, const QString &detail)
{
    const Title &title = titles[int(step)];
    const bool hasPassed = state == Check::State::Passed && title.passed;
    const bool hasFailed = state == Check::State::Failed && title.failed;
    const char *words = hasPassed ? title.passed : hasFailed ? title.failed : title.title;
    return {QString::fromLatin1(title.id), state, tr(words), shown(detail)};
}

QString Words::sentences(const QStringList &list)
{
    QString text = list.value(0);
    for (qsizetype i = 1; i < list.size(); ++i)
        text = tr("%1 %2", "two sentences").arg(text, list.at(i));
    return text;
}

QString Words::ownClock(std::chrono::system_clock::time_point now)
{
    return tr("The clock of this computer says %1.").arg(dateText(std::chrono::floor<std::chrono::seconds>(now)));
}

QString Words::certificate(const http::CertificateInfo &info)
{
    return tr("By %1, until %2", "an issuer, a date")
        .arg(commonName(info.issuer), dateText(info.notAfter).section(u'T', 0, 0));
}

Check Words::clock(std::chrono::seconds lead)
{
    constexpr std::chrono::seconds exactness{2}; // servers tell whole seconds, and an answer takes its time
    if (std::chrono::abs(lead) <= exactness)
        return check(Step::Clock, Check::State::Passed,
                     tr("%1 s apart from the server", "seconds").arg(std::chrono::abs(lead).count()));
    Check told
        = check(Step::Clock, Check::State::Info, tr("Up to %1 s does no harm", "seconds").arg(toleratedSkew.count()));
    told.title
        = (lead.count() > 0 ? tr("Your clock is %1 s behind", "seconds") : tr("Your clock is %1 s ahead", "seconds"))
              .arg(std::chrono::abs(lead).count());
    return told;
}

QString Words::scopes(const registry::Scopes &asked, const std::optional<registry::Scopes> &granted)
{
    const auto list = [](const registry::Scopes &scopes) {
        return scopes.isEmpty() ? tr("nothing", "permissions") : QString::fromUtf8(scopes.toList().join(' '));
    };
    return tr("asked for: %1; granted: %2", "permissions of a token")
        .arg(list(asked), granted ? list(*granted) : tr("not known", "permissions"));
}

QString Words::notNeeded()
{
    return tr("Not needed", "a check");
}

QString Words::exempt(const QString &entry)
{
    return tr("no_proxy lists %1").arg(entry);
}

} // namespace doctor
