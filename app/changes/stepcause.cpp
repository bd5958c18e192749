#include "app/changes/stepcause.h"

#include <QStringList>

#include "app/changes/stepwords.h"
#include "app/doctor/errorid.h"

namespace changes {

using namespace Qt::StringLiterals;

namespace {

QString wordsOf(const Error &error)
{
    QStringList parts;
    if (error.httpStatus)
        parts.append(u"HTTP %1"_s.arg(error.httpStatus));
    for (const base::Diagnostic &entry : error.registry)
        parts.append(entry.code + u": "_s + entry.message);
    if (!error.detail.isEmpty())
        parts.append(error.detail);
    return parts.join(u", "_s);
}

} // namespace

StepCause StepCause::ofError(Kind kind, const Error &error)
{
    QString fact = doctor::factOf(error);
    if (fact == base::translatedDetail(error))
        fact.clear(); // in the language of now, and in the detail anyway
    return {kind, fact, doctor::idOf(error), wordsOf(error)};
}

StepCause StepCause::ofMissing(const Step &step)
{
    return {Kind::StepMissing, wordOf(step.kind) + u' ' + (step.tag ? step.tag->toString() : step.digest.toString())};
}

} // namespace changes
