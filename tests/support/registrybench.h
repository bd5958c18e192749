#pragma once

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "tests/support/manifests.h"
#include "tests/support/rawclient.h"
#include "tests/support/registrymodel.h"

namespace support {

inline const QByteArray imageType = "application/vnd.oci.image.manifest.v1+json";
inline const QByteArray indexType = "application/vnd.oci.image.index.v1+json";

inline QByteArray digestOf(const QByteArray &bytes)
{
    return "sha256:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

/// What came back.
struct Reply
{
    int status = 0;
    QByteArray head;
    QByteArray body;

    [[nodiscard]] QByteArray field(const QByteArray &name) const
    {
        const QByteArray start = "\r\n" + name + ": ";
        const qsizetype at = head.indexOf(start);
        const qsizetype from = at + start.size();
        return at < 0 ? QByteArray() : head.mid(from, head.indexOf("\r\n", from) - from);
    }
    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(body); }
    [[nodiscard]] QString code() const { return json()[QLatin1String("errors")][0][QLatin1String("code")].toString(); }
};

/// A model with one client that knows only HTTP.
class Bench
{
public:
    explicit Bench(ServerKind kind)
        : model(kind)
    { }

    Reply ask(const QByteArray &method, const QByteArray &target, const QByteArray &fields = {},
              const QByteArray &body = {})
    {
        RawClient client(model.port());
        client.send(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields
                    + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        Reply reply;
        while (!reply.head.endsWith("\r\n\r\n")) {
            const QByteArray next = client.receive(1);
            if (next.isEmpty())
                return reply;
            reply.head += next;
        }
        reply.status = reply.head.mid(9, 3).toInt();
        if (method != "HEAD")
            reply.body = client.receive(reply.field("Content-Length").toLongLong());
        return reply;
    }
    Reply put(const QByteArray &reference, const oci::Manifest &manifest)
    {
        return ask("PUT", "/v2/a/b/manifests/" + reference,
                   "Content-Type: " + manifest.mediaType().toString().toLatin1() + "\r\n", manifest.raw());
    }
    QByteArray pushBlob(const QByteArray &bytes)
    {
        const Reply place = ask("POST", "/v2/a/b/blobs/uploads/");
        ask("PUT", place.field("Location") + "?digest=" + digestOf(bytes), {}, bytes);
        return digestOf(bytes);
    }
    /// An image of a blob of its own under @p tags.
    QByteArray pushImage(const QByteArray &name, const QByteArrayList &tags)
    {
        pushBlob(name);
        const oci::Manifest image = imageManifest({{name, name.size()}});
        put(text(image.digest()), image);
        for (const QByteArray &tag : tags)
            put(tag, image);
        return text(image.digest());
    }
    static QByteArray text(const oci::Digest &digest) { return digest.toString().toLatin1(); }
    int look(const QByteArray &reference) { return ask("HEAD", "/v2/a/b/manifests/" + reference).status; }
    int remove(const QByteArray &reference) { return ask("DELETE", "/v2/a/b/manifests/" + reference).status; }
    QStringList listed(const QByteArray &query = {})
    {
        QStringList names;
        const QJsonArray list = ask("GET", "/v2/a/b/tags/list" + query).json()[QLatin1String("tags")].toArray();
        for (const auto &name : list)
            names.append(name.toString());
        return names;
    }

    RegistryModel model;
};

} // namespace support
