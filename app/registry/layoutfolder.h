#pragma once

#include <memory>
#include <stop_token>

#include <QFile>
#include <QString>

#include "app/base/result.h"
#include "app/oci/digest.h"
#include "app/registry/registry.h"

class QLockFile;
class QSaveFile;

namespace registry {

/// The files of one OCI image layout (image-spec, image-layout.md). Symbolic links that lead out of the registry's root
/// are as good as absent. A file is written beside its place, synced and renamed, so that its name stands for all of it
/// or for nothing. A value; any thread.
class LayoutFolder final
{
public:
    /// @p root is canonical and limits everything; @p path lies in it and need not exist.
    LayoutFolder(QString root, QString path);

    [[nodiscard]] const QString &path() const noexcept { return m_path; }
    /// True where there is an `oci-layout` file.
    [[nodiscard]] bool isLayout() const;
    /// The bytes of `index.json`, once `oci-layout` names a version that we read; NotFound where this is no layout.
    [[nodiscard]] Result<QByteArray> readIndex() const;

    [[nodiscard]] bool hasBlob(const oci::Digest &digest) const;
    /// A blob of at most @p maxSize bytes, checked against its digest.
    [[nodiscard]] Result<QByteArray> readBlob(const oci::Digest &digest, qint64 maxSize) const;
    /// Registry::blob.
    Result<> sendBlob(const oci::Descriptor &descriptor, ByteRange range, http::Sink &sink, std::stop_token stop) const;

    /// DigestMismatch, and nothing is stored, where the bytes hash to something else.
    Result<> writeBlob(const oci::Digest &digest, http::Source &source, std::stop_token stop) const;
    Result<> writeBlob(const oci::Digest &digest, QByteArrayView bytes) const;
    /// The same file under two names where the disk can do that, else a copy. DigestMismatch, and nothing is stored,
    /// where it is damaged.
    Result<> takeBlob(const LayoutFolder &from, const oci::Digest &digest, std::stop_token stop) const;
    Result<> removeBlob(const oci::Digest &digest) const;

    /// Makes the layout, `oci-layout` last, so that one that can be seen can be read. Nothing where it is there.
    Result<> create() const;
    Result<> replaceIndex(QByteArrayView document) const;

    /// Keeps other writers of this layout out, in this and in other programs. The lock of a program that died is taken
    /// over. Conflict where another one holds it for half a minute. The folder must be there.
    struct Unlock
    {
        void operator()(QLockFile *lock) const;
    };
    using Lock = std::unique_ptr<QLockFile, Unlock>;
    [[nodiscard]] Result<Lock> lock(std::stop_token stop) const;

private:
    [[nodiscard]] QString blobPath(const oci::Digest &digest) const;
    [[nodiscard]] bool isInside(const QString &path) const;
    [[nodiscard]] bool isFile(const QString &path) const;
    [[nodiscard]] Result<std::unique_ptr<QFile>> open(const QString &path) const;
    [[nodiscard]] Result<std::unique_ptr<QFile>> openBlob(const oci::Digest &digest) const;
    [[nodiscard]] Result<QByteArray> readFile(const QString &path, qint64 maxSize) const;
    Result<> makeFolder(const QString &path) const;
    Result<> startFile(QSaveFile &file) const;
    Result<> writeFile(const QString &path, QByteArrayView bytes) const;

    QString m_root;
    QString m_path;
};

} // namespace registry
