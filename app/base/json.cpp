#include "app/base/json.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <string>

#include <nlohmann/json.hpp>

#include <QLocale>
#include <QSet>
#include <QVarLengthArray>

namespace base {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxDepth = 64;

// QString::fromUtf8 swallows a U+FEFF at the start, which inside of a JSON string is a character like any other.
QString decoded(const std::string &utf8)
{
    static constexpr std::string_view mark("\xEF\xBB\xBF");
    std::string_view rest(utf8);
    qsizetype marks = 0;
    for (; rest.starts_with(mark); rest.remove_prefix(mark.size()))
        ++marks;
    const QString text = QString::fromUtf8(rest.data(), static_cast<qsizetype>(rest.size()));
    return marks == 0 ? text : QString(marks, QChar::ByteOrderMark) + text;
}

// The first key that stands twice once `name` was applied to it.
template <class Name>
const QString *repeatedKey(const Json::Object &members, Name name)
{
    constexpr qsizetype few = 16; // as nearly always: looking at each is cheaper than hashing
    if (members.size() <= few) {
        QVarLengthArray<QString, few> seen;
        for (const auto &[key, value] : members) {
            QString named = name(key);
            if (seen.contains(named))
                return &key;
            seen.append(std::move(named));
        }
        return nullptr;
    }
    QSet<QString> seen;
    seen.reserve(static_cast<qsizetype>(members.size()));
    for (const auto &[key, value] : members) {
        const qsizetype before = seen.size();
        seen.insert(name(key));
        if (seen.size() == before)
            return &key;
    }
    return nullptr;
}

Message notValid(qint64 position)
{
    return {QT_TRANSLATE_NOOP("Faults", "no valid JSON at byte %1"), {Message::number(position)}};
}

} // namespace

// The handler of nlohmann's SAX interface; the snake_case names are its own.
class JsonBuilder final
{
public:
    bool null() { return add(Json()); }
    bool boolean(bool value) { return add(Json(Json::Value(value))); }
    bool number_integer(std::int64_t value) { return add(Json(Json::Value(qint64(value)))); }
    bool number_unsigned(std::uint64_t value)
    {
        // What is no qint64 is kept as a double, so that nobody can take it for a size.
        if (value > std::uint64_t(std::numeric_limits<qint64>::max()))
            return add(Json(Json::Value(static_cast<double>(value))));
        return add(Json(Json::Value(static_cast<qint64>(value))));
    }
    bool number_float(double value, const std::string &) { return add(Json(Json::Value(value))); }
    bool string(std::string &value) { return add(Json(Json::Value(decoded(value)))); }
    bool binary(nlohmann::json::binary_t &) { return false; }

    bool start_object(std::size_t) { return open(Json::Object()); }
    bool key(std::string &value)
    {
        m_open.back().key = decoded(value);
        return true;
    }
    bool end_object()
    {
        const auto &members = std::get<Json::Object>(m_open.back().container);
        if (const QString *twice = repeatedKey(members, [](const QString &key) { return key; })) {
            m_problem = {QT_TRANSLATE_NOOP("Faults", "the key \"%1\" stands twice in one object"), {twice->left(80)}};
            return false;
        }
        return close();
    }
    bool start_array(std::size_t) { return open(Json::Array()); }
    bool end_array() { return close(); }

    bool parse_error(std::size_t position, const std::string &, const nlohmann::json::exception &)
    {
        // Without the library's own words: they quote the document, which may hold a token.
        m_problem = notValid(qint64(position));
        return false;
    }

    [[nodiscard]] const Message &problem() const noexcept { return m_problem; }
    [[nodiscard]] Json take() { return std::move(m_root); }

private:
    struct Container
    {
        Json::Value container;
        QString key; ///< of the member that comes next
    };

    bool open(Json::Value container)
    {
        if (m_open.size() == maxDepth) {
            m_problem = {QT_TRANSLATE_NOOP("Faults", "JSON nested deeper than %1 levels"), {Message::number(maxDepth)}};
            return false;
        }
        m_open.push_back({std::move(container), {}});
        return true;
    }

    bool close()
    {
        Json value(std::move(m_open.back().container));
        m_open.pop_back();
        return add(std::move(value));
    }

    bool add(Json value)
    {
        if (m_open.empty())
            m_root = std::move(value);
        else if (auto *array = std::get_if<Json::Array>(&m_open.back().container))
            array->push_back(std::move(value));
        else
            std::get<Json::Object>(m_open.back().container)
                .emplace_back(std::move(m_open.back().key), std::move(value));
        return true;
    }

    std::vector<Container> m_open;
    Json m_root;
    Message m_problem;
};

Json::Json(Value value)
    : m_value(std::move(value))
{ }

Result<Json> Json::parse(QByteArrayView document)
{
    // The library skips a byte order mark and takes a NUL for the end of the document.
    if (document.startsWith("\xEF\xBB\xBF"))
        return fail(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "JSON with a byte order mark"));
    if (const qsizetype position = document.indexOf('\0'); position >= 0)
        return fail(ErrorKind::InvalidData, notValid(position + 1));
    try {
        JsonBuilder builder;
        if (nlohmann::json::sax_parse(document.begin(), document.end(), &builder))
            return builder.take();
        return fail(ErrorKind::InvalidData, builder.problem());
    } catch (const std::exception &) {
        return fail(ErrorKind::Internal,
                    {QT_TRANSLATE_NOOP("Faults", "reading JSON of %1 bytes"), {Message::number(document.size())}});
    }
}

const Json::Object &Json::members() const noexcept
{
    static const Object none;
    const auto *object = std::get_if<Object>(&m_value);
    return object ? *object : none;
}

const Json::Array &Json::items() const noexcept
{
    static const Array none;
    const auto *array = std::get_if<Array>(&m_value);
    return array ? *array : none;
}

const Json *Json::find(QLatin1StringView key) const noexcept
{
    const Object &object = members();
    const auto member = std::find_if(object.cbegin(), object.cend(), [key](const Member &m) { return m.first == key; });
    return member == object.cend() ? nullptr : &member->second;
}

std::optional<QString> Json::toString() const
{
    const auto *text = std::get_if<QString>(&m_value);
    return text ? std::optional(*text) : std::nullopt;
}

std::optional<bool> Json::toBool() const noexcept
{
    const auto *value = std::get_if<bool>(&m_value);
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<qint64> Json::toInt64() const noexcept
{
    const auto *value = std::get_if<qint64>(&m_value);
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<qint64> Json::toInt64Tolerant() const noexcept
{
    if (const auto *value = std::get_if<double>(&m_value)) {
        // Beyond 2^53 a double no longer tells neighbours apart.
        constexpr double exact = 9007199254740992.0;
        if (std::abs(*value) <= exact && std::trunc(*value) == *value)
            return static_cast<qint64>(*value);
        return {};
    }
    if (const auto *text = std::get_if<QString>(&m_value)) {
        const QStringView digits = text->startsWith(u'-') ? QStringView(*text).mid(1) : QStringView(*text);
        const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
        bool fits = false;
        const qint64 value = text->toLongLong(&fits);
        if (fits && !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), isDigit))
            return value;
        return {};
    }
    return toInt64();
}

std::optional<double> Json::toDouble() const noexcept
{
    if (const auto *value = std::get_if<double>(&m_value))
        return *value;
    if (const auto *value = std::get_if<qint64>(&m_value))
        return static_cast<double>(*value);
    return {};
}

std::optional<QString> Json::ambiguousKey() const
{
    // Unicode's folding, as Go does it: U+017F is an s, U+212A a k.
    const QString *key = repeatedKey(members(), [](const QString &name) { return name.toCaseFolded(); });
    return key ? std::optional(*key) : std::nullopt;
}

namespace {

void appendText(QString &out, const QString &text)
{
    out += u'"';
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += u'\\';
        if (c < u' ' || c == u'\x7f')
            out += u"\\u%1"_s.arg(c.unicode(), 4, 16, '0'_L1);
        else
            out += c;
    }
    out += u'"';
}

void appendNumber(QString &out, double value)
{
    const QString text = QString::number(value, 'g', QLocale::FloatingPointShortest);
    out += text;
    if (!text.contains(u'.') && !text.contains(u'e'))
        out += ".0"_L1; // stays what it is when it is read again
}

void append(QString &out, const Json &json)
{
    if (json.isObject()) {
        out += u'{';
        for (QLatin1StringView comma; const auto &[key, value] : json.members()) {
            out += comma;
            comma = ","_L1;
            appendText(out, key);
            out += u':';
            append(out, value);
        }
        out += u'}';
    } else if (json.isArray()) {
        out += u'[';
        for (QLatin1StringView comma; const Json &item : json.items()) {
            out += comma;
            comma = ","_L1;
            append(out, item);
        }
        out += u']';
    } else if (const auto text = json.toString()) {
        appendText(out, *text);
    } else if (const auto flag = json.toBool()) {
        out += *flag ? "true"_L1 : "false"_L1;
    } else if (const auto integer = json.toInt64()) {
        out += QString::number(*integer);
    } else if (const auto number = json.toDouble()) {
        appendNumber(out, *number);
    } else {
        out += "null"_L1;
    }
}

} // namespace

QString Json::toCompactText() const
{
    QString text;
    append(text, *this);
    return text;
}

QString jsonLibraryVersion()
{
    return u"%1.%2.%3"_s.arg(NLOHMANN_JSON_VERSION_MAJOR)
        .arg(NLOHMANN_JSON_VERSION_MINOR)
        .arg(NLOHMANN_JSON_VERSION_PATCH);
}

} // namespace base
