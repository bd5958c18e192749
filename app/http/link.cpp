#include "app/http/link.h"

#include <QList>

#include "app/http/fieldreader.h"

namespace http {

namespace {

void parseField(QByteArrayView field, std::vector<Link> &links)
{
    for (FieldReader reader(field); !reader.atEnd();) {
        reader.skipSpace();
        if (reader.take(','))
            continue;
        if (!reader.take('<')) {
            reader.skipTo(",");
            continue;
        }
        Link link;
        link.target = reader.takeWhile([](char c) { return c != '>'; }).toByteArray();
        if (!reader.take('>'))
            return;
        reader.skipSpace();
        while (reader.take(';')) {
            reader.skipSpace();
            const QByteArray name = reader.takeToken().toByteArray().toLower();
            reader.skipSpace();
            std::optional<QByteArray> value = QByteArray();
            if (reader.take('=')) {
                reader.skipSpace();
                value = reader.takeValue(",;");
            }
            if (!name.isEmpty() && value)
                link.parameters.emplace_back(name, *std::move(value));
            reader.skipTo(",;");
        }
        reader.skipTo(",");
        links.push_back(std::move(link));
    }
}

} // namespace

bool Link::hasRelation(QByteArrayView relation) const
{
    // A second `rel` of the same link is to be ignored (RFC 8288 §3.3).
    const auto found
        = std::find_if(parameters.cbegin(), parameters.cend(), [](const auto &entry) { return entry.first == "rel"; });
    if (found == parameters.cend())
        return false;
    const QList<QByteArray> words = found->second.simplified().split(' ');
    return std::any_of(words.cbegin(), words.cend(),
                       [relation](const QByteArray &word) { return word.compare(relation, Qt::CaseInsensitive) == 0; });
}

std::vector<Link> parseLinks(const std::vector<QByteArray> &fields)
{
    std::vector<Link> links;
    for (const QByteArray &field : fields)
        parseField(field, links);
    return links;
}

} // namespace http
