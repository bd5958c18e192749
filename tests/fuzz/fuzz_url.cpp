#include "app/http/url.h"
#include "tests/fuzz/fuzz.h"

using http::Url;

namespace {

void check(const Url &url)
{
    const Result<Url> again = Url::parse(url.toBytes());
    promise(again && *again == url);
    promise(url.target().startsWith('/') && !url.target().contains('#'));
    promise(!url.origin().host.isEmpty() && url.origin().port != 0 && !url.origin().toBytes().contains('@'));
    promise(url.resolved({}) == url && url.resolved(url.toBytes()) == url);
    promise(url.target().startsWith("//") || url.resolved(url.target()) == url);
    promise(!url.redacted().contains(u'?'));
    const Url extended = url.withQuery("n", "a b&c=\xFF/%");
    promise(extended.origin() == url.origin() && Url::parse(extended.toBytes()) == extended);
}

} // namespace

// The first line is a URL, the rest a reference that is resolved against it, as a Link or a Location is.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = viewOf(data, size);
    const qsizetype end = bytes.indexOf('\n');
    const Result<Url> url = Url::parse(end < 0 ? bytes : bytes.first(end));
    if (!url) {
        promise(url.error().kind == ErrorKind::InvalidData);
        return 0;
    }
    check(*url);
    if (end < 0)
        return 0;
    const QByteArrayView reference = bytes.sliced(end + 1);
    const Result<Url> resolved = url->resolved(reference);
    if (!resolved)
        return 0;
    check(*resolved);
    const bool namesAnOrigin = reference.startsWith("//") || reference.contains("://");
    promise(namesAnOrigin || resolved->origin() == url->origin());
    return 0;
}
