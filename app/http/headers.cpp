#include "app/http/headers.h"

#include <algorithm>

#include "app/http/fieldreader.h"

using namespace Qt::StringLiterals;

namespace http {

namespace {

bool sameName(const Headers::Field &field, QByteArrayView name)
{
    return field.first.compare(name, Qt::CaseInsensitive) == 0;
}

} // namespace

void Headers::set(QByteArray name, QByteArray value)
{
    remove(name);
    add(std::move(name), std::move(value));
}

void Headers::remove(QByteArrayView name)
{
    std::erase_if(m_fields, [name](const Field &field) { return sameName(field, name); });
}

QByteArray Headers::value(QByteArrayView name) const
{
    const auto found = std::find_if(m_fields.cbegin(), m_fields.cend(),
                                    [name](const Field &field) { return sameName(field, name); });
    return found == m_fields.cend() ? QByteArray() : found->second;
}

bool Headers::contains(QByteArrayView name) const
{
    return std::any_of(m_fields.cbegin(), m_fields.cend(),
                       [name](const Field &field) { return sameName(field, name); });
}

std::vector<QByteArray> Headers::values(QByteArrayView name) const
{
    std::vector<QByteArray> all;
    for (const Field &field : m_fields) {
        if (sameName(field, name))
            all.push_back(field.second);
    }
    return all;
}

Result<> Headers::validated() const
{
    for (const auto &[name, value] : m_fields) {
        if (name.isEmpty() || !std::all_of(name.cbegin(), name.cend(), FieldReader::isTokenCharacter))
            return base::fail(ErrorKind::InvalidData,
                              QT_TRANSLATE_NOOP("Faults", "a header field has a name that is no token"));
        if (!std::all_of(value.cbegin(), value.cend(), [](char c) { return (c >= ' ' && c < 0x7f) || c == '\t'; })) {
            return base::fail(
                ErrorKind::InvalidData,
                {QT_TRANSLATE_NOOP("Faults", "the header field %1 holds a character that must not be sent"),
                 {QString::fromLatin1(name)}});
        }
    }
    return Done{};
}

} // namespace http
