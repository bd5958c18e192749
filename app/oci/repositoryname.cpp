#include "app/oci/repositoryname.h"

#include <algorithm>

#include "app/oci/ascii.h"

namespace oci {

using namespace Qt::StringLiterals;

namespace {

// distribution-spec: runs of letters and digits, joined by one `.`, by one or two `_`, or by any number of `-`
bool isComponent(QStringView component)
{
    if (component.isEmpty() || !isLowerLetterOrDigit(component.front()) || !isLowerLetterOrDigit(component.back()))
        return false;
    for (auto run = component.begin(); run != component.end();) {
        run = std::find_if_not(run, component.end(), isLowerLetterOrDigit);
        const auto next = std::find_if(run, component.end(), isLowerLetterOrDigit);
        const QStringView separator(run, next);
        const bool isDashes = std::all_of(run, next, [](QChar c) { return c == u'-'; });
        if (!isDashes && separator != "."_L1 && separator != "_"_L1 && separator != "__"_L1)
            return false;
        run = next;
    }
    return true;
}

} // namespace

Result<RepositoryName> RepositoryName::parse(QStringView text)
{
    const auto refuse = [text](const char *pattern) {
        return base::fail(ErrorKind::InvalidData, {pattern, {text.left(280).toString()}});
    };
    if (text.size() > 255)
        return refuse(QT_TRANSLATE_NOOP("Faults", "\"%1\" is no repository name: longer than 255 characters"));
    if (std::any_of(text.begin(), text.end(), isUpperLetter))
        return refuse(QT_TRANSLATE_NOOP("Faults", "\"%1\" is no repository name: it must be in lower case"));
    const QList<QStringView> components = text.split(u'/');
    if (!std::all_of(components.cbegin(), components.cend(), isComponent))
        return refuse(QT_TRANSLATE_NOOP("Faults", "\"%1\" is no repository name"));
    return RepositoryName(text.toString());
}

QString RepositoryName::project() const
{
    return m_text.left(m_text.indexOf(u'/')); // all of it where there is no slash
}

QString RepositoryName::withinProject() const
{
    return m_text.mid(m_text.indexOf(u'/') + 1);
}

} // namespace oci
