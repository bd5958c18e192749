#include "app/oci/imageconfig.h"

#include <algorithm>

#include "app/oci/ascii.h"
#include "app/oci/objectreader.h"

namespace oci {

using namespace Qt::StringLiterals;

namespace {

using Milliseconds = std::chrono::milliseconds;

// Reads RFC 3339 from the left.
class TimeScanner final
{
public:
    explicit TimeScanner(QStringView text)
        : m_rest(text)
    { }

    // Exactly @p count digits with a value of at most @p most.
    int number(qsizetype count, int most = 9999)
    {
        int value = 0;
        for (qsizetype i = 0; i < count; ++i)
            value = value * 10 + digit();
        m_valid = m_valid && value <= most;
        return value;
    }

    // One of @p characters; the character that stood there.
    QChar one(QLatin1StringView characters)
    {
        const QChar c = m_rest.isEmpty() ? QChar() : m_rest.front();
        m_valid = m_valid && !c.isNull() && characters.contains(c);
        m_rest = m_rest.mid(1);
        return c;
    }

    // `.` and 1 to 9 digits, where they stand: the milliseconds of it.
    int fraction()
    {
        if (!m_rest.startsWith(u'.'))
            return 0;
        m_rest = m_rest.mid(1);
        int value = 0;
        qsizetype digits = 0;
        for (; !m_rest.isEmpty() && isDigit(m_rest.front()); ++digits) {
            const int next = digit();
            value = digits < 3 ? value * 10 + next : value;
        }
        m_valid = m_valid && digits >= 1 && digits <= 9;
        for (; digits < 3; ++digits)
            value *= 10;
        return value;
    }

    [[nodiscard]] bool isValid() const { return m_valid; }
    [[nodiscard]] bool isAtEnd() const { return m_rest.isEmpty(); }

private:
    int digit()
    {
        const QChar c = m_rest.isEmpty() ? QChar() : m_rest.front();
        m_valid = m_valid && isDigit(c);
        m_rest = m_rest.mid(1);
        return m_valid ? c.unicode() - u'0' : 0;
    }

    QStringView m_rest;
    bool m_valid = true;
};

// An unreadable date is shown as none: it says nothing about the rest of the image.
std::optional<UtcTime> time(ObjectReader &reader, QLatin1StringView key)
{
    return parseRfc3339(reader.string(key));
}

HistoryEntry readHistoryEntry(ObjectReader &reader)
{
    return {time(reader, "created"_L1), reader.string("created_by"_L1), reader.string("author"_L1),
            reader.string("comment"_L1), reader.flag("empty_layer"_L1)};
}

void readHistory(ObjectReader &reader, ImageConfig &config)
{
    for (const base::Json &item : reader.array("history"_L1)) {
        ObjectReader entry(item, u"history"_s);
        config.history.push_back(readHistoryEntry(entry));
        if (entry.error())
            return reader.refuse("history"_L1, entry.error()->message);
    }
}

void readDiffIds(ObjectReader &reader, ImageConfig &config)
{
    const base::Json *object = reader.object("rootfs"_L1);
    if (!object)
        return;
    ObjectReader rootfs(*object, u"rootfs"_s);
    for (const QString &text : rootfs.strings("diff_ids"_L1)) {
        const auto digest = rootfs.keep("diff_ids"_L1, Digest::parse(text));
        if (!digest)
            break;
        config.diffIds.push_back(*digest);
    }
    if (rootfs.error())
        reader.refuse("rootfs"_L1, rootfs.error()->message);
}

// The specification reserves the name and says nothing of what is in it: what docker would not write reads as none.
QStringList readHealthCheck(ObjectReader &execution)
{
    const base::Json *object = execution.object("Healthcheck"_L1);
    if (!object)
        return {};
    ObjectReader check(*object, u"Healthcheck"_s);
    const QStringList test = check.strings("Test"_L1);
    return check.error() ? QStringList() : test;
}

// The part named "config": how a container of the image is started.
void readExecution(ObjectReader &reader, ImageConfig &config)
{
    const base::Json *object = reader.object("config"_L1);
    if (!object)
        return;
    ObjectReader execution(*object, u"config"_s);
    config.user = execution.string("User"_L1);
    config.workingDirectory = execution.string("WorkingDir"_L1);
    config.stopSignal = execution.string("StopSignal"_L1);
    config.entrypoint = execution.strings("Entrypoint"_L1);
    config.command = execution.strings("Cmd"_L1);
    config.environment = execution.strings("Env"_L1);
    config.exposedPorts = execution.memberNames("ExposedPorts"_L1);
    config.volumes = execution.memberNames("Volumes"_L1);
    config.healthCheck = readHealthCheck(execution);
    if (const base::Json *labels = execution.object("Labels"_L1))
        config.labels = execution.keep("Labels"_L1, annotationsFromJson(*labels)).value_or(Annotations());
    if (execution.error())
        reader.refuse("config"_L1, execution.error()->message);
}

} // namespace

std::optional<UtcTime> parseRfc3339(QStringView text)
{
    using namespace std::chrono;
    TimeScanner scanner(text);
    const int year = scanner.number(4);
    scanner.one("-"_L1);
    const int month = scanner.number(2, 12);
    scanner.one("-"_L1);
    const int day = scanner.number(2, 31);
    scanner.one("Tt"_L1);
    const int hour = scanner.number(2, 23);
    scanner.one(":"_L1);
    const int minute = scanner.number(2, 59);
    scanner.one(":"_L1);
    const int second = scanner.number(2, 60); // 60 is a leap second
    const int fraction = scanner.fraction();
    const QChar zone = scanner.one("Zz+-"_L1);
    minutes offset{0};
    if (zone == u'+' || zone == u'-') {
        const int hours = scanner.number(2, 23);
        scanner.one(":"_L1);
        offset = std::chrono::hours(hours) + minutes(scanner.number(2, 59));
    }
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!scanner.isValid() || !scanner.isAtEnd() || !date.ok())
        return {};
    const UtcTime local = sys_days(date) + hours(hour) + minutes(minute) + seconds(second) + Milliseconds(fraction);
    const UtcTime time = zone == u'-' ? local + offset : local - offset;
    static constexpr UtcTime goZero = sys_days(std::chrono::year(1) / 1 / 1);
    return time == goZero ? std::nullopt : std::optional(time);
}

Result<ImageConfig> ImageConfig::parse(QByteArrayView raw)
{
    if (raw.size() > maxConfigSize)
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "image configuration: %1 bytes, the limit is %2"),
                           {base::Message::number(raw.size()), base::Message::number(maxConfigSize)}});
    const Result<base::Json> document = base::Json::parse(raw);
    if (!document)
        return base::fail(document.error());
    ObjectReader reader(*document, QT_TRANSLATE_NOOP("Faults", "image configuration"));
    ImageConfig config;
    config.platform = {reader.string("os"_L1), reader.string("architecture"_L1), reader.string("variant"_L1),
                       reader.string("os.version"_L1), reader.strings("os.features"_L1)};
    config.created = time(reader, "created"_L1);
    config.author = reader.string("author"_L1);
    readExecution(reader, config);
    readDiffIds(reader, config);
    readHistory(reader, config);
    if (reader.error())
        return base::fail(*reader.error());
    return config;
}

std::vector<Layer> joinLayers(const ImageManifest &manifest, const ImageConfig &config)
{
    const auto isStep = [](const HistoryEntry &entry) { return !entry.emptyLayer; };
    const auto steps = std::count_if(config.history.cbegin(), config.history.cend(), isStep);
    const bool historyFits = static_cast<std::size_t>(steps) == manifest.layers.size();
    const bool diffIdsFit = config.diffIds.size() == manifest.layers.size();

    std::vector<Layer> layers;
    layers.reserve(manifest.layers.size());
    auto step = config.history.cbegin();
    for (const Descriptor &descriptor : manifest.layers) {
        Layer layer{descriptor, {}, {}};
        if (diffIdsFit)
            layer.diffId = config.diffIds[layers.size()];
        if (historyFits) {
            step = std::find_if(step, config.history.cend(), isStep);
            layer.history = *step++;
        }
        layers.push_back(std::move(layer));
    }
    return layers;
}

} // namespace oci
