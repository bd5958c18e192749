#include "app/oci/objectreader.h"

#include <algorithm>

namespace oci {

using namespace Qt::StringLiterals;

ObjectReader::ObjectReader(const base::Json &object, base::Message what)
    : m_object(object)
    , m_what(std::move(what))
{
    if (!object.isObject())
        m_error = base::failure(ErrorKind::InvalidData, {QT_TRANSLATE_NOOP("Faults", "%1: not an object"), {m_what}});
    else if (const auto key = object.ambiguousKey())
        m_error = base::failure(
            ErrorKind::InvalidData,
            {QT_TRANSLATE_NOOP("Faults", "%1: \"%2\" stands twice in different case"), {m_what, key->left(80)}});
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
        refuse(key, QT_TRANSLATE_NOOP("Faults", "no string"));
    return text.value_or(QString());
}

bool ObjectReader::flag(QLatin1StringView key)
{
    const base::Json *value = find(key);
    if (!value)
        return false;
    const auto flag = value->toBool();
    if (!flag)
        refuse(key, QT_TRANSLATE_NOOP("Faults", "neither true nor false"));
    return flag.value_or(false);
}

QStringList ObjectReader::strings(QLatin1StringView key)
{
    QStringList texts;
    for (const base::Json &item : array(key)) {
        const auto text = item.toString();
        if (!text) {
            refuse(key, QT_TRANSLATE_NOOP("Faults", "holds something that is no string"));
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
        refuse(key, QT_TRANSLATE_NOOP("Faults", "no integer from 0 to 2^63 - 1"));
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
        refuse(key, QT_TRANSLATE_NOOP("Faults", "no array"));
    return value->items();
}

const base::Json *ObjectReader::object(QLatin1StringView key)
{
    const base::Json *value = find(key);
    if (value && !value->isObject()) {
        refuse(key, QT_TRANSLATE_NOOP("Faults", "no object"));
        return nullptr;
    }
    return value;
}

void ObjectReader::require(QLatin1StringView key)
{
    if (!has(key))
        refuse(key, QT_TRANSLATE_NOOP("Faults", "missing"));
}

void ObjectReader::refuse(QLatin1StringView key, base::Message why)
{
    if (!m_error)
        m_error
            = base::failure(ErrorKind::InvalidData,
                            {QT_TRANSLATE_NOOP("Faults", "%1, \"%2\": %3"), {m_what, QString(key), std::move(why)}});
}

void ObjectReader::refuseVariants()
{
    for (const auto &[name, value] : m_object.members()) {
        const QString &key = name;
        const auto variant = std::find_if(m_asked.cbegin(), m_asked.cend(), [&key](QLatin1StringView asked) {
            return key != asked && key.compare(asked, Qt::CaseInsensitive) == 0;
        });
        if (variant != m_asked.cend())
            refuse(*variant, QT_TRANSLATE_NOOP("Faults", "written in another case"));
    }
}

} // namespace oci
