#include <algorithm>

#include <QList>

#include "app/http/challenge.h"
#include "app/http/link.h"
#include "tests/fuzz/fuzz.h"

namespace {

bool isLower(const QByteArray &name)
{
    return !name.isEmpty() && name == name.toLower();
}

} // namespace

// Each line is one field value, of WWW-Authenticate and of Link in turn. What is read was in the field, and a field
// that cannot be read takes nothing from those beside it.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = viewOf(data, size).toByteArray();
    const QList<QByteArray> lines = bytes.split('\n');
    std::vector<QByteArray> fields(lines.cbegin(), lines.cend());

    const auto challenges = http::parseChallenges(fields);
    for (const http::Challenge &challenge : challenges) {
        promise(isLower(challenge.scheme) && bytes.toLower().contains(challenge.scheme));
        promise(challenge.token68.isEmpty() || bytes.contains(challenge.token68));
        for (const auto &[name, value] : challenge.parameters)
            promise(isLower(name) && value.size() <= bytes.size());
    }
    const auto links = http::parseLinks(fields);
    for (const http::Link &link : links) {
        promise(bytes.contains(link.target) && !link.target.contains('>'));
        for (const auto &[name, value] : link.parameters)
            promise(isLower(name));
        static_cast<void>(link.hasRelation("next"));
    }

    fields.insert(fields.begin(), "Basic realm=\"first\"");
    const auto more = http::parseChallenges(fields);
    promise(more.size() == challenges.size() + 1 && std::equal(challenges.begin(), challenges.end(), more.begin() + 1));
    fields.front() = "</next>; rel=\"next\"";
    promise(http::parseLinks(fields).size() == links.size() + 1);
    return 0;
}
