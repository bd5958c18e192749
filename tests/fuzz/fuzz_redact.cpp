#include "app/base/redact.h"
#include "tests/fuzz/fuzz.h"

// Whatever comes, a URL shows no query and a text keeps its bound and no control characters.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = viewOf(data, size);
    const QString url = base::redactedUrl(bytes);
    promise(!url.contains(u'?') && !url.contains(u'#'));
    const QString text = base::redactedText(QString::fromUtf8(bytes), 40);
    promise(text.size() <= 40);
    for (const QChar c : text)
        promise(c.category() != QChar::Other_Control);
    return 0;
}
