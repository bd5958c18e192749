#include "app/oci/tagname.h"

#include <algorithm>

#include "app/oci/ascii.h"

namespace oci {

using namespace Qt::StringLiterals;

namespace {

bool isWordCharacter(QChar c)
{
    return isLetterOrDigit(c) || c == u'_';
}

} // namespace

Result<TagName> TagName::parse(QStringView text)
{
    const auto isAllowed = [](QChar c) { return isWordCharacter(c) || c == u'.' || c == u'-'; };
    if (text.isEmpty() || text.size() > 128 || !isWordCharacter(text.front())
        || !std::all_of(text.begin(), text.end(), isAllowed))
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "\"%1\" is no tag name"), {text.left(140).toString()}});
    return TagName(text.toString());
}

} // namespace oci
