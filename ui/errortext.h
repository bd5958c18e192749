#pragma once

#include <QCoreApplication>
#include <QString>

#include "app/base/error.h"
#include "models/describeerror.h"

namespace changes {
struct JournalTrouble;
}

namespace ui {

/// An error in words: the only place where they are made. Plain text; what a server said in it is quoted and made
/// visible.
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
    /// The headline and why, one after the other.
    static QString summary(const base::Error &error, const QString &registry);

    /// Somebody who signs in, or signs in again, may see it.
    [[nodiscard]] static bool asksToSignIn(const base::Error &error);

    /// Headlines of errors of @p registry, for models.
    static models::DescribeError headlinesFor(const QString &registry);
    /// Why @p text, which a person typed or pasted, leads nowhere.
    static QString notAnAddress(const QString &text, const base::Error &error);

private:
    static ErrorText inWords(const base::Error &error, const QString &registry);
    static QString details(const base::Error &error, const QString &id);
    static ErrorText ofNetwork(const base::Error &error, const QString &registry);
    static ErrorText ofTls(const base::Error &error, const QString &registry);
    static ErrorText ofTimeout(const base::Error &error, const QString &registry);
    static ErrorText ofAnswer(const base::Error &error, const QString &registry);
    static ErrorText ofData(const base::Error &error, const QString &registry);
    static ErrorText ofHere(const base::Error &error, const QString &registry);
    static ErrorText ofJournal(const base::Error &error, const changes::JournalTrouble &trouble);
    static ErrorText ofKeychain(const base::Error &error, const QString &registry);
    static QString quote(const base::Error &error);
};

} // namespace ui
