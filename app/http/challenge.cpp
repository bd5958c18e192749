#include "app/http/challenge.h"

#include "app/http/fieldreader.h"

namespace http {

namespace {

/// `abc==` up to a comma or the end, as Negotiate sends it (RFC 9110 §11.2); takes nothing where it is something else.
QByteArray takeToken68(FieldReader &reader)
{
    FieldReader trial = reader;
    const QByteArrayView start = trial.rest();
    const auto isBody = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("-._~+/").contains(c);
    };
    if (trial.takeWhile(isBody).isEmpty())
        return {};
    trial.takeWhile([](char c) { return c == '='; });
    const qsizetype length = start.size() - trial.rest().size();
    trial.skipSpace();
    if (!trial.atEnd() && !trial.rest().startsWith(','))
        return {};
    reader = trial;
    return start.first(length).toByteArray();
}

void parseField(QByteArrayView field, std::vector<Challenge> &challenges)
{
    const std::size_t first = challenges.size();
    for (FieldReader reader(field); !reader.atEnd();) {
        reader.skipSpace();
        if (reader.take(','))
            continue;
        const QByteArray word = reader.takeToken().toByteArray().toLower();
        const bool apart = reader.rest().startsWith(' ') || reader.rest().startsWith('\t');
        reader.skipSpace();
        if (word.isEmpty()) {
            reader.skipTo(",");
        } else if (challenges.size() > first && reader.take('=')) {
            reader.skipSpace();
            const std::optional<QByteArray> value = reader.takeValue(",");
            if (value)
                challenges.back().parameters.emplace_back(word, *value);
        } else if (reader.atEnd() || apart || reader.rest().startsWith(',')) {
            challenges.push_back({word, takeToken68(reader), {}});
        } else {
            reader.skipTo(",");
        }
    }
}

} // namespace

QByteArray Challenge::parameter(QByteArrayView name) const
{
    const auto found = std::find_if(parameters.cbegin(), parameters.cend(),
                                    [name](const auto &entry) { return entry.first == name; });
    return found == parameters.cend() ? QByteArray() : found->second;
}

std::vector<Challenge> parseChallenges(const std::vector<QByteArray> &fields)
{
    std::vector<Challenge> challenges;
    for (const QByteArray &field : fields)
        parseField(field, challenges);
    return challenges;
}

} // namespace http
