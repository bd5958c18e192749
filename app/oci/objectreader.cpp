#include "app/oci/objectreader.h"

#include <algorithm>

namespace oci {

using namespace Qt::StringLiterals;

ObjectReader::ObjectReader(const base::Json &object, QLatin1StringView what)
    : m_object(object)
    , m_what(what)
{
    if (!object.isObject())
        m_error = base::failure(ErrorKind::InvalidData, u"%1: not an object"_s.arg(what));
    else if (const auto key = object.ambiguousKey())
        m_error = base::failure(ErrorKind::InvalidData,
                                u"%1: \"%2\" stands twice in different case"_s.arg(what, key->left(80)));
}

bool ObjectReader::has(QLatin1StringView key)
{
    m_asked.push_back(key);
    return m_object.find(key) != nullptr;
}

const base::Json *ObjectReader::find(QLatin1StringView key)
{
    m_asked.push_back(key);
    const base::Json *value = m_object.find(key);
    return value && !value->isNull() ? value : nullptr;
}

QString ObjectReader::string(QLatin1StringView key)
{
    const base::Json *value = find(key);
    if (!value)
        return {};
    const auto text = value->toString();
    if (!text)
        refuse(key, u"no string"_s);
    return text.value_or(QString());
}

bool ObjectReader::flag(QLatin1StringView key)
{
    const base::Json *value = find(key);
    if (!value)
        return false;
    const auto flag = value->toBool();
    if (!flag)
        refuse(key, u"neither true nor false"_s);
    return flag.value_or(false);
}

QStringList ObjectReader::strings(QLatin1StringView key)
{
    QStringList texts;
    for (const base::Json &item : array(key)) {
        const auto text = item.toString();
        if (!text) {
            refuse(key, u"holds something that is no string"_s);
            return {};
        }
        texts.append(*text);
    }
    return texts;
}

QStringList ObjectReader::memberNames(QLatin1StringView key)
{
    QStringList names;
    if (const base::Json *map = object(key)) {
        for (const auto &[name, value] : map->members())
            names.append(name);
    }
    return names;
}

qint64 ObjectReader::size(QLatin1StringView key)
{
    const base::Json *value = find(key);
    const auto bytes = value ? value->toInt64() : std::nullopt;
    if (!bytes || *bytes < 0) {
        refuse(key, u"no integer from 0 to 2^63 - 1"_s);
        return 0;
    }
    return *bytes;
}

const base::Json::Array &ObjectReader::array(QLatin1StringView key)
{
    static const base::Json::Array none;
    const base::Json *value = find(key);
    if (!value)
        return none;
    if (!value->isArray())
        refuse(key, u"no array"_s);
    return value->items();
}

const base::Json *ObjectReader::object(QLatin1StringView key)
{
    const base::Json *value = find(key);
    if (value && !value->isObject()) {
        refuse(key, u"no object"_s);
        return nullptr;
    }
    return value;
}

void ObjectReader::require(QLatin1StringView key)
{
    if (!has(key))
        refuse(key, u"missing"_s);
}

void ObjectReader::refuse(QLatin1StringView key, const QString &why)
{
    if (!m_error)
        m_error = base::failure(ErrorKind::InvalidData, u"%1, \"%2\": %3"_s.arg(m_what, key, why));
}

void ObjectReader::refuseVariants()
{
    for (const auto &[name, value] : m_object.members()) {
        const QString &key = name;
        const auto variant = std::find_if(m_asked.cbegin(), m_asked.cend(), [&key](QLatin1StringView asked) {
            return key != asked && key.compare(asked, Qt::CaseInsensitive) == 0;
        });
        if (variant != m_asked.cend())
            refuse(*variant, u"written in another case"_s);
    }
}

} // namespace oci
