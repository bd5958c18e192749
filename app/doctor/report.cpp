#include "app/doctor/report.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace doctor {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const Finding &finding)
{
    QJsonObject evidence;
    for (const auto &[key, value] : finding.evidence)
        evidence.insert(key, value);
    return {{u"id"_s, finding.id},
            {u"severity"_s, name(finding.severity)},
            {u"what"_s, finding.what},
            {u"why"_s, finding.why},
            {u"do"_s, QJsonArray::fromStringList(finding.actions)},
            {u"evidence"_s, evidence}};
}

QString indented(const QString &text, const QString &indent)
{
    return QString(text).replace(u'\n', u'\n' + indent);
}

} // namespace

QString Finding::fact(QStringView name) const
{
    const auto found
        = std::find_if(evidence.begin(), evidence.end(), [name](const Fact &fact) { return fact.first == name; });
    return found == evidence.end() ? QString() : found->second;
}

bool Report::isHealthy() const
{
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding &finding) { return finding.severity == Severity::Problem; });
}

const Finding *Report::find(QStringView id) const
{
    const auto found
        = std::find_if(findings.begin(), findings.end(), [id](const Finding &finding) { return finding.id == id; });
    return found == findings.end() ? nullptr : &*found;
}

QByteArray Report::toJson() const
{
    QJsonArray foundThings;
    for (const Finding &finding : findings)
        foundThings.append(doctor::toJson(finding));
    QJsonArray steps;
    for (const Check &check : checks)
        steps.append(QJsonObject{{u"id"_s, check.id}, {u"state"_s, name(check.state)}});
    const QJsonObject report{
        {u"healthy"_s, isHealthy()}, {u"url"_s, url}, {u"findings"_s, foundThings}, {u"checks"_s, steps}};
    return QJsonDocument(report).toJson();
}

QString Report::toText() const
{
    QStringList lines{url, {}};
    for (const Check &check : checks) {
        QString line = u"%1  %2"_s.arg(name(check.state), -8).arg(check.title);
        if (check.took)
            line.append(u", %1 ms"_s.arg(check.took->count()));
        lines.append(check.detail.isEmpty() ? line : u"%1 (%2)"_s.arg(line, check.detail));
    }
    for (const Finding &finding : findings) {
        lines.append({QString(), u"%1: %2 [%3]"_s.arg(name(finding.severity), finding.what, finding.id)});
        if (!finding.why.isEmpty())
            lines.append(u"  "_s + finding.why);
        for (const QString &action : finding.actions)
            lines.append(u"  - "_s + indented(action, u"    "_s));
        for (const auto &[key, value] : finding.evidence)
            lines.append(u"  %1: %2"_s.arg(key, indented(value, u"    "_s)));
    }
    return lines.join(u'\n') + u'\n';
}

QString name(Severity severity)
{
    switch (severity) {
    case Severity::Problem:
        return u"problem"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Info:
        break;
    }
    return u"info"_s;
}

QString name(Check::State state)
{
    switch (state) {
    case Check::State::Passed:
    case Check::State::Info:
        return u"passed"_s;
    case Check::State::Warning:
        return u"warning"_s;
    case Check::State::Failed:
        return u"failed"_s;
    case Check::State::Skipped:
    case Check::State::Running:
        break;
    }
    return u"skipped"_s;
}

} // namespace doctor
