#include "app/base/json.h"
#include "tests/fuzz/fuzz.h"

using base::Json;

namespace {

void readAll(const Json &json)
{
    const auto exact = json.toInt64();
    promise(!exact || json.toInt64Tolerant() == exact);
    promise(json.items().empty() || json.members().empty());
    static_cast<void>(json.toDouble());
    static_cast<void>(json.ambiguousKey());
    for (const Json &item : json.items())
        readAll(item);
    for (const auto &[key, value] : json.members())
        readAll(value);
}

} // namespace

// What is read and printed reads the same again.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Result<Json> json = Json::parse(viewOf(data, size));
    if (!json) {
        promise(json.error().kind == ErrorKind::InvalidData && !json.error().detail.isEmpty());
        return 0;
    }
    readAll(*json);
    const QString text = json->toCompactText();
    const Result<Json> again = Json::parse(text.toUtf8());
    promise(again && again->toCompactText() == text);
    return 0;
}
