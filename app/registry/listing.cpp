#include "app/registry/listing.h"

#include <unordered_set>

#include "app/oci/repositoryname.h"
#include "app/oci/tagname.h"
#include "app/registry/wireerror.h"

namespace registry {

using namespace Qt::StringLiterals;

namespace {

/// The most that every registry takes: distribution refuses more for its catalog.
constexpr qint64 pageSize = 1000;
constexpr qint64 maxNames = 1'000'000;

} // namespace

Listing::Listing(Channel &channel, http::Url first, Scopes scopes, QLatin1StringView member)
    : m_channel(channel)
    , m_scopes(std::move(scopes))
    , m_member(member)
    , m_walk(std::move(first), pageSize)
{ }

template <class Name>
Result<ListingEnd> Listing::run(const std::function<Result<>(std::vector<Name>)> &page, std::stop_token stop)
{
    ListingEnd end;
    qint64 unreadable = 0;
    std::unordered_set<QString> seen;
    for (bool more = true; more;) {
        const Result<http::Response> answer = readPage(stop);
        if (!answer)
            return base::fail(answer.error());
        const Result<QStringList> texts = names(*answer);
        if (!texts)
            return base::fail(texts.error());

        std::vector<Name> fresh;
        qint64 freshTexts = 0;
        for (const QString &text : *texts) {
            if (!seen.insert(text).second)
                continue;
            ++freshTexts;
            if (Result<Name> name = Name::parse(text))
                fresh.push_back(std::move(*name));
            else
                ++unreadable;
        }
        end.count += qint64(fresh.size());
        if (!fresh.empty()) {
            if (const Result<> taken = page(std::move(fresh)); !taken)
                return base::fail(taken.error());
        }
        const QByteArray last = texts->isEmpty() ? QByteArray() : texts->last().toUtf8();
        more = m_walk.follow(*answer, {texts->size(), freshTexts, last});
        if (more && end.count >= maxNames) {
            end.reason = QT_TRANSLATE_NOOP("Faults", "more than 1,000,000 names");
            break;
        }
    }
    if (end.reason.isEmpty())
        end.reason = m_walk.reason();
    if (end.reason.isEmpty() && unreadable > 0)
        end.reason = {QT_TRANSLATE_NOOP("Faults", "%1 names break the grammar"), {base::Message::number(unreadable)}};
    end.complete = end.reason.isEmpty();
    return end;
}

Result<http::Response> Listing::readPage(std::stop_token stop)
{
    for (;;) {
        http::Request request = http::Request::get(m_walk.url());
        request.headers.set("Accept", "application/json");
        Result<http::Response> answer = m_channel.sendForSuccess(std::move(request), m_scopes, stop);
        // A size of page that is too large for the registry, or unknown to it.
        if (!answer && answer.error().httpStatus == 400 && m_walk.retreat())
            continue;
        return answer;
    }
}

Result<QStringList> Listing::names(const http::Response &answer)
{
    const Result<base::Json> json = base::Json::parse(answer.body);
    if (!json || !json->isObject())
        return base::fail(unexpectedContent(answer, u"not a list of names"_s));
    QStringList names;
    if (const base::Json *list = json->find(m_member)) {
        if (!list->isArray() && !list->isNull())
            return base::fail(unexpectedContent(answer, u"not a list of names"_s));
        for (const base::Json &item : list->items()) {
            const std::optional<QString> name = item.toString();
            if (!name)
                return base::fail(unexpectedContent(answer, u"a name that is no string"_s));
            names.append(*name);
        }
    }
    return names;
}

template Result<ListingEnd> Listing::run(const std::function<Result<>(std::vector<oci::RepositoryName>)> &,
                                         std::stop_token);
template Result<ListingEnd> Listing::run(const std::function<Result<>(std::vector<oci::TagName>)> &, std::stop_token);

} // namespace registry
