#include "app/credentials/registriesconf.h"

#include <optional>
#include <string_view>

#include <toml++/toml.h>

namespace credentials {

using namespace Qt::StringLiterals;

namespace {

QString toString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

base::Message position(const toml::source_region &source)
{
    return {QT_TRANSLATE_NOOP("Faults", "line %1, column %2"),
            {base::Message::number(source.begin.line), base::Message::number(source.begin.column)}};
}

/// Reads the tables of one file. What is of another type than it should be is a fault, and left out.
class Reader final
{
public:
    explicit Reader(RegistriesConf &conf)
        : m_conf(conf)
    { }

    void versionTwo(const toml::table &document);
    void versionOne(const toml::table &lists);

private:
    void fault(FileFault::Kind kind, const QString &place, const toml::node &node)
    {
        m_conf.faults.push_back({kind, place, position(node.source())});
    }
    std::optional<RegistryKey> registry(const QString &place, const toml::node &node);
    /// The registries of a list of texts.
    std::vector<RegistryKey> registries(const QString &place, const toml::node *list);
    [[nodiscard]] static bool isOn(const toml::table &table, std::string_view key);
    void rule(const toml::table &table);
    void mirrors(const toml::table &table, RegistryRule &rule);
    void shortNames(const toml::table &aliases);

    RegistriesConf &m_conf;
};

bool Reader::isOn(const toml::table &table, std::string_view key)
{
    return table[key].value_or(false);
}

std::optional<RegistryKey> Reader::registry(const QString &place, const toml::node &node)
{
    const std::optional<std::string_view> text = node.value<std::string_view>();
    const Result<RegistryKey> parsed
        = text ? RegistryKey::parse(toString(*text)) : base::fail(ErrorKind::InvalidData, QString());
    if (parsed)
        return *parsed;
    fault(FileFault::Kind::Registry, place, node);
    return {};
}

std::vector<RegistryKey> Reader::registries(const QString &place, const toml::node *list)
{
    std::vector<RegistryKey> found;
    if (!list)
        return found;
    if (!list->is_array()) {
        fault(FileFault::Kind::Format, place, *list);
        return found;
    }
    for (const toml::node &item : *list->as_array()) {
        if (std::optional<RegistryKey> key = registry(place, item))
            found.push_back(*std::move(key));
    }
    return found;
}

void Reader::versionTwo(const toml::table &document)
{
    m_conf.searched = registries(u"unqualified-search-registries"_s, document.get("unqualified-search-registries"));
    if (const toml::node *entries = document.get("registry")) {
        if (const toml::array *tables = entries->as_array()) {
            for (const toml::node &entry : *tables) {
                if (const toml::table *table = entry.as_table())
                    rule(*table);
                else
                    fault(FileFault::Kind::Format, u"registry"_s, entry);
            }
        } else {
            fault(FileFault::Kind::Format, u"registry"_s, *entries);
        }
    }
    if (const toml::table *aliases = document["aliases"].as_table())
        shortNames(*aliases);
}

void Reader::rule(const toml::table &table)
{
    const toml::node *location = table.get("location");
    const toml::node *prefix = table.get("prefix");
    if (!location && !prefix) {
        fault(FileFault::Kind::Registry, u"registry"_s, table);
        return;
    }
    RegistryRule rule;
    rule.prefix = toString((prefix ? prefix : location)->value_or(std::string_view())).left(300);
    rule.isInsecure = isOn(table, "insecure");
    rule.isBlocked = isOn(table, "blocked");
    mirrors(table, rule);
    // `*.example.com` has no place of its own.
    if (!location && rule.prefix.startsWith("*."_L1)) {
        m_conf.rules.push_back(std::move(rule));
        return;
    }
    if (std::optional<RegistryKey> key = registry(u"registry"_s, location ? *location : *prefix)) {
        rule.location = *std::move(key);
        m_conf.rules.push_back(std::move(rule));
    }
}

void Reader::mirrors(const toml::table &table, RegistryRule &rule)
{
    const toml::array *list = table["mirror"].as_array();
    if (!list)
        return;
    const QString place = u"mirror of %1"_s.arg(rule.prefix);
    for (const toml::node &entry : *list) {
        const toml::table *mirror = entry.as_table();
        const toml::node *location = mirror ? mirror->get("location") : nullptr;
        if (!location)
            fault(FileFault::Kind::Registry, place, entry);
        else if (std::optional<RegistryKey> key = registry(place, *location))
            rule.mirrors.push_back({*std::move(key), isOn(*mirror, "insecure")});
    }
}

void Reader::shortNames(const toml::table &aliases)
{
    for (const auto &[name, value] : aliases) {
        if (const std::optional<std::string_view> target = value.value<std::string_view>())
            m_conf.shortNames.insert_or_assign(toString(name.str()), toString(*target));
        else
            fault(FileFault::Kind::Format, u"aliases: %1"_s.arg(toString(name.str())), value);
    }
}

void Reader::versionOne(const toml::table &lists)
{
    m_conf.searched = registries(u"registries.search"_s, lists["search"]["registries"].node());
    for (RegistryKey &key : registries(u"registries.insecure"_s, lists["insecure"]["registries"].node()))
        m_conf.rules.push_back({.prefix = key.host, .location = key, .isInsecure = true});
    for (RegistryKey &key : registries(u"registries.block"_s, lists["block"]["registries"].node()))
        m_conf.rules.push_back({.prefix = key.host, .location = key, .isBlocked = true});
}

} // namespace

Result<RegistriesConf> RegistriesConf::parse(QByteArrayView bytes)
{
    try {
        const toml::table document
            = toml::parse(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())));
        RegistriesConf conf;
        Reader reader(conf);
        if (const toml::table *lists = document["registries"].as_table())
            reader.versionOne(*lists);
        else
            reader.versionTwo(document);
        return conf;
    } catch (const toml::parse_error &problem) {
        Error error = base::failure(ErrorKind::InvalidData,
                                    {QT_TRANSLATE_NOOP("Faults", "no valid TOML at %1"), {position(problem.source())}});
        error.detail += u": "_s + toString(problem.description()); // the library speaks English only
        return base::fail(std::move(error));
    }
}

} // namespace credentials
