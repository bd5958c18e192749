#include "app/oci/signedpayload.h"

#include "app/base/json.h"

namespace oci {

using namespace Qt::StringLiterals;

namespace {

std::optional<QByteArray> decoded(const base::Json *text)
{
    if (!text || !text->isString())
        return {};
    auto bytes = QByteArray::fromBase64Encoding(
        text->toString()->toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
}

} // namespace

std::optional<QByteArray> signedPayload(const QByteArray &raw)
{
    if (!raw.contains("\"signatures\"")) // spares the reading of what is not signed
        return {};
    const Result<base::Json> document = base::Json::parse(raw);
    const base::Json *signatures = document ? document->find("signatures"_L1) : nullptr;
    if (!signatures || signatures->items().empty())
        return {};
    const auto header = decoded(signatures->items().front().find("protected"_L1));
    const Result<base::Json> format = base::Json::parse(header.value_or(QByteArray()));
    if (!format)
        return {};
    const base::Json *length = format->find("formatLength"_L1);
    const auto tail = decoded(format->find("formatTail"_L1));
    const qint64 size = length ? length->toInt64().value_or(-1) : -1;
    if (!tail || size < 0 || size > raw.size())
        return {};
    return QByteArray(raw.first(size) + *tail);
}

} // namespace oci
