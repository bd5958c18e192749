#include "app/oci/imageconfig.h"
#include "app/oci/reference.h"
#include "tests/fuzz/fuzz.h"

namespace {

// Parse, print, parse: the same value and, but for the spelled-out forms, the same text.
template <class T>
void roundTrip(const QString &text, bool sameText)
{
    const Result<T> value = T::parse(text);
    if (!value) {
        promise(value.error().kind == ErrorKind::InvalidData && !value.error().detail.isEmpty());
        return;
    }
    const QString printed = value->toString();
    promise(!sameText || printed == text);
    const Result<T> again = T::parse(printed);
    promise(again && *again == *value && again->toString() == printed);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(viewOf(data, size));
    roundTrip<oci::Digest>(text, true);
    roundTrip<oci::TagName>(text, true);
    roundTrip<oci::RepositoryName>(text, true);
    roundTrip<oci::MediaType>(text, false);
    roundTrip<oci::Reference>(text, false);
    static_cast<void>(oci::parseRfc3339(text));
    return 0;
}
