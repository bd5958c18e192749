#pragma once

#include <QString>

#include "app/base/error.h"

namespace changes {

struct Step;

/// Why a step stands where it does: in parts, so that it can be told in any language. A value.
struct StepCause
{
    enum class Kind : quint8
    {
        None, ///< it went as planned
        Told, ///< an older version of the program wrote the detail: an English sentence that says it all
        StepMissing, ///< a step that it needs was not done; about: its word in files, and its tag or digest
        TagsUnread, ///< nobody could see whether a tag is on it
        Used, ///< about: tags that are on it, or on what holds it, separated by commas
        Changed, ///< about: the digest that is there instead; empty: there is none
        CameBack, ///< the same, where the registry had kept the tag and the run itself put that image back
        NothingToDo, ///< it was so before
        BlobGone, ///< about: the digest of a blob of what would be put; the registry has it no more
        NotKept, ///< what it takes is not in the journal
        Unread, ///< nobody could look at it
        NoEffect, ///< the registry said that it was done, and nothing had changed
        Answer, ///< the answer to the request was no, or there was none
        LeftUnread, ///< the run was stopped before anybody looked what came of the request
    };

    /// For a kind that an error is behind.
    static StepCause ofError(Kind kind, const Error &error);
    /// Of a step that needs @p step, which was not done.
    static StepCause ofMissing(const Step &step);

    Kind kind = Kind::None;
    QString about{}; ///< what the kind says; of an error doctor::factOf(). May come from a server
    QString fault{}; ///< doctor::idOf() the error; empty where there was none
    QString detail{}; ///< what the error said: English, technical, redacted; may come from a server
};

} // namespace changes
