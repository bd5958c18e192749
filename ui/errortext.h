#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include "app/base/error.h"
#include "models/describeerror.h"

namespace changes {
struct JournalTrouble;
struct RunTrouble;
} // namespace changes

namespace doctor {
struct Finding;
}

namespace ui {

/// An error in words: those of the doctor, with what the error adds. Plain text; what a server said in it is quoted and
/// made visible.
struct ErrorText
{
    QString headline; ///< what happened
    QString why; ///< the most likely cause
    QString advice; ///< what to do; may be empty
    QString id{}; ///< doctor::idOf() the error
    bool isOfConnection = false; ///< the doctor may know more
    QString details{}; ///< the id, the request and what the server said, in English

    [[nodiscard]] QString report() const; ///< all of it, for a message to somebody
};

class ErrorWords final
{
    Q_DECLARE_TR_FUNCTIONS(ErrorWords)

public:
    /// The words for @p error of the registry that the user calls @p registry.
    static ErrorText explain(const base::Error &error, const QString &registry);
    /// The same where @p error is that @p part, which the index of @p image names, is not there.
    static ErrorText brokenIndex(const base::Error &error, const QString &image, const QString &part);
    /// That a plan for @p registry no longer fits; @p what of it, may be empty.
    static ErrorText stalePlan(const QString &registry, const QString &what = {});
    /// The headline and why, one after the other.
    static QString summary(const base::Error &error, const QString &registry);
    /// The same, and what to do.
    static QString inFull(const ErrorText &text);

    /// Somebody who signs in, or signs in again, may see it.
    [[nodiscard]] static bool asksToSignIn(const base::Error &error);

    /// Headlines of errors of @p registry, for models.
    static models::DescribeError headlinesFor(const QString &registry);
    /// Why @p text, which a person typed or pasted, leads nowhere.
    static QString notAnAddress(const QString &text, const base::Error &error);

private:
    static ErrorText inWords(const base::Error &error, const QString &registry);
    static QString details(const base::Error &error, const QString &id);
    static ErrorText ofJournal(const changes::JournalTrouble &trouble);
    static ErrorText notWritten(const changes::JournalTrouble &trouble);
    static ErrorText ofRun(const changes::RunTrouble &trouble);
    static QString quote(const base::Error &error);
    static QString advice(const doctor::Finding &finding);
};

} // namespace ui
