#include "app/registry/layoutfolder.h"

#include <array>
#include <filesystem>
#include <functional>

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

#include "app/base/atomicfile.h"
#include "app/base/clock.h"
#include "app/base/json.h"
#include "app/registry/layoutindex.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace registry {

namespace {

constexpr QLatin1StringView layoutFile("oci-layout");
constexpr QLatin1StringView indexFile("index.json");
constexpr qint64 maxLayoutFile = 4096;
constexpr qint64 chunk = 256 * 1024;

tl::unexpected<Error> ioError(const QString &path, const QFileDevice &file)
{
    return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1: %2"), {path, file.errorString()}});
}

tl::unexpected<Error> otherBytes(const oci::Digest &digest)
{
    return base::fail(ErrorKind::DigestMismatch,
                      {QT_TRANSLATE_NOOP("Faults", "the bytes are not those of %1"), {digest.toString()}});
}

/// Reads up to the end. DigestMismatch where the bytes hash to something else than @p digest.
Result<> readAll(const oci::Digest &digest, http::Source &source, const std::function<Result<>(QByteArrayView)> &take,
                 const std::stop_token &stop)
{
    oci::DigestStream hash(digest.algorithm());
    QByteArray buffer(chunk, Qt::Uninitialized);
    for (;;) {
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        const auto count = source.read(buffer.data(), buffer.size());
        if (!count)
            return base::fail(count.error());
        if (*count == 0)
            break;
        const QByteArrayView bytes(buffer.constData(), *count);
        hash.add(bytes);
        if (auto taken = take(bytes); !taken)
            return taken;
    }
    if (hash.take() != digest)
        return otherBytes(digest);
    return Done{};
}

/// The bytes of a file that is open.
class FileSource final : public http::Source
{
public:
    explicit FileSource(std::unique_ptr<QFile> file)
        : m_file(std::move(file))
    { }

    qint64 size() const override { return m_file->size(); }

    Result<qint64> read(char *buffer, qint64 capacity) override
    {
        const qint64 count = m_file->read(buffer, capacity);
        return count >= 0 ? Result<qint64>(count) : ioError(m_file->fileName(), *m_file);
    }

    Result<> rewind() override { return m_file->seek(0) ? Result<>() : ioError(m_file->fileName(), *m_file); }

private:
    std::unique_ptr<QFile> m_file;
};

} // namespace

LayoutFolder::LayoutFolder(QString root, QString path)
    : m_root(std::move(root))
    , m_path(std::move(path))
{ }

bool LayoutFolder::isLayout() const
{
    return isFile(m_path + u'/' + layoutFile);
}

Result<QByteArray> LayoutFolder::readIndex() const
{
    const auto marker = readFile(m_path + u'/' + layoutFile, maxLayoutFile);
    if (!marker)
        return base::fail(marker.error());
    const auto json = base::Json::parse(*marker);
    const base::Json *version = json ? json->find("imageLayoutVersion"_L1) : nullptr;
    const auto text = version ? version->toString() : std::nullopt;
    if (!text)
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "%1/oci-layout names no version"), {m_path}});
    if (!text->startsWith("1."_L1))
        return base::fail(ErrorKind::Unsupported,
                          {QT_TRANSLATE_NOOP("Faults", "%1/oci-layout: version %2 is not known"), {m_path, *text}});
    return readFile(m_path + u'/' + indexFile, LayoutIndex::maxSize);
}

QString LayoutFolder::blobPath(const oci::Digest &digest) const
{
    const auto algorithm = digest.algorithm() == oci::Digest::Algorithm::Sha512 ? "sha512"_L1 : "sha256"_L1;
    return m_path + u"/blobs/"_s + algorithm + u'/' + digest.hex();
}

bool LayoutFolder::isInside(const QString &path) const
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return canonical == m_root || canonical.startsWith(m_root.endsWith(u'/') ? m_root : m_root + u'/');
}

bool LayoutFolder::isFile(const QString &path) const
{
    // Not a pipe, which would be waited for without end when it is opened.
    return QFileInfo(path).isFile() && isInside(path);
}

Result<std::unique_ptr<QFile>> LayoutFolder::open(const QString &path) const
{
    if (!isFile(path))
        return base::fail(ErrorKind::NotFound, path);
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return ioError(path, *file);
    return file;
}

Result<QByteArray> LayoutFolder::readFile(const QString &path, qint64 maxSize) const
{
    const auto file = open(path);
    if (!file)
        return base::fail(file.error());
    if ((*file)->size() > maxSize)
        return base::fail(
            ErrorKind::InvalidData,
            {QT_TRANSLATE_NOOP("Faults", "%1 is larger than %2 bytes"), {path, base::Message::number(maxSize)}},
            ErrorReason::TooLarge);
    QByteArray bytes = (*file)->read(maxSize);
    if ((*file)->error() != QFileDevice::NoError)
        return ioError(path, **file);
    return bytes;
}

bool LayoutFolder::hasBlob(const oci::Digest &digest) const
{
    return isFile(blobPath(digest));
}

Result<std::unique_ptr<QFile>> LayoutFolder::openBlob(const oci::Digest &digest) const
{
    return open(blobPath(digest));
}

Result<QByteArray> LayoutFolder::readBlob(const oci::Digest &digest, qint64 maxSize) const
{
    auto bytes = readFile(blobPath(digest), maxSize);
    if (bytes && oci::Digest::of(*bytes, digest.algorithm()) != digest)
        return otherBytes(digest);
    return bytes;
}

Result<> LayoutFolder::sendBlob(const oci::Descriptor &descriptor, ByteRange range, http::Sink &sink,
                                std::stop_token stop) const
{
    const auto file = openBlob(descriptor.digest);
    if (!file)
        return base::fail(file.error());
    const qint64 size = (*file)->size();
    if (size != descriptor.size)
        return base::fail(
            ErrorKind::DigestMismatch,
            u"%1 has %2 bytes and not %3"_s.arg(blobPath(descriptor.digest)).arg(size).arg(descriptor.size),
            size < descriptor.size ? ErrorReason::Incomplete : ErrorReason::TooLarge);
    if (range.offset < 0 || range.offset > size || !(*file)->seek(range.offset))
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "no byte %1 in a blob of %2"),
                           {base::Message::number(range.offset), base::Message::number(size)}});

    qint64 left = range.length < 0 ? size - range.offset : std::min(range.length, size - range.offset);
    oci::DigestStream hash(descriptor.digest.algorithm());
    QByteArray buffer(chunk, Qt::Uninitialized);
    while (left > 0) {
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        const qint64 count = (*file)->read(buffer.data(), std::min<qint64>(left, buffer.size()));
        if (count <= 0)
            return ioError((*file)->fileName(), **file);
        left -= count;
        const QByteArrayView bytes(buffer.constData(), count);
        if (range.isWhole())
            hash.add(bytes);
        if (auto written = sink.write(bytes); !written)
            return written;
    }
    if (range.isWhole() && hash.take() != descriptor.digest)
        return otherBytes(descriptor.digest);
    return Done{};
}

Result<> LayoutFolder::makeFolder(const QString &path) const
{
    if (QFileInfo(path).isDir()) {
        if (isInside(path))
            return Done{};
        return base::fail(ErrorKind::Io,
                          {QT_TRANSLATE_NOOP("Faults", "%1 leads out of the registry's folder"), {path}});
    }
    const QString parent = QFileInfo(path).path();
    if (auto made = makeFolder(parent); !made)
        return made;
    if (!QDir().mkdir(path) && !QFileInfo(path).isDir())
        return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "the folder %1 cannot be made"), {path}});
    base::flushFolder(parent);
    return Done{};
}

/// Opens a temporary file beside its place. QSaveFile syncs it before it renames it; what its
/// buffer could not write it forgets (Qt 6.4.2, measured), so that flush() goes before commit().
Result<> LayoutFolder::startFile(QSaveFile &file) const
{
    const QFileInfo place(file.fileName());
    if (auto made = makeFolder(place.path()); !made)
        return made;
    if (place.isSymLink())
        return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1 is a symbolic link"), {file.fileName()}});
    if (!file.open(QIODevice::WriteOnly))
        return ioError(file.fileName(), file);
    return Done{};
}

Result<> LayoutFolder::writeFile(const QString &path, QByteArrayView bytes) const
{
    QSaveFile file(path);
    if (auto started = startFile(file); !started)
        return started;
    file.write(bytes.data(), bytes.size());
    if (!file.flush() || !file.commit())
        return ioError(path, file);
    return Done{};
}

Result<> LayoutFolder::writeBlob(const oci::Digest &digest, http::Source &source, std::stop_token stop) const
{
    QSaveFile file(blobPath(digest));
    if (auto started = startFile(file); !started)
        return started;
    Result<> copied = readAll(
        digest, source,
        [&file](QByteArrayView bytes) -> Result<> {
            if (file.write(bytes.data(), bytes.size()) != bytes.size())
                return ioError(file.fileName(), file);
            return Done{};
        },
        stop);
    if (!copied)
        return copied;
    if (!file.flush() || !file.commit())
        return ioError(file.fileName(), file);
    return Done{};
}

Result<> LayoutFolder::writeBlob(const oci::Digest &digest, QByteArrayView bytes) const
{
    if (readBlob(digest, bytes.size()))
        return Done{}; // is there, and whole
    return writeFile(blobPath(digest), bytes);
}

Result<> LayoutFolder::takeBlob(const LayoutFolder &from, const oci::Digest &digest, std::stop_token stop) const
{
    auto file = from.openBlob(digest);
    if (!file)
        return base::fail(file.error());
    const QFileInfo origin(**file);
    FileSource source(*std::move(file));
    if (auto whole = readAll(
            digest, source, [](QByteArrayView) { return Result<>(); }, stop);
        !whole)
        return whole;
    const QString target = blobPath(digest);
    if (auto made = makeFolder(QFileInfo(target).path()); !made)
        return made;
    std::error_code failed;
    std::filesystem::create_hard_link(origin.filesystemCanonicalFilePath(), QFileInfo(target).filesystemFilePath(),
                                      failed);
    if (!failed)
        return Done{};
    if (auto again = source.rewind(); !again)
        return again;
    return writeBlob(digest, source, stop);
}

Result<> LayoutFolder::removeBlob(const oci::Digest &digest) const
{
    QFile file(blobPath(digest));
    if (!isInside(file.fileName()) || file.remove() || !file.exists())
        return Done{};
    return ioError(file.fileName(), file);
}

Result<> LayoutFolder::create() const
{
    if (isLayout())
        return Done{};
    if (auto made = makeFolder(m_path + u"/blobs/sha256"_s); !made)
        return made;
    if (auto written = replaceIndex(LayoutIndex::emptyDocument()); !written)
        return written;
    if (auto written = writeFile(m_path + u'/' + layoutFile, R"({"imageLayoutVersion":"1.0.0"})"); !written)
        return written;
    base::flushFolder(m_path);
    return Done{};
}

Result<> LayoutFolder::replaceIndex(QByteArrayView document) const
{
    // The names of all that was put before are on the disk before the index that speaks of them.
    base::flushFolder(m_path + u"/blobs/sha256"_s);
    base::flushFolder(m_path + u"/blobs/sha512"_s);
    if (auto written = writeFile(m_path + u'/' + indexFile, document); !written)
        return written;
    base::flushFolder(m_path);
    return Done{};
}

void LayoutFolder::Unlock::operator()(QLockFile *lock) const
{
    delete lock; // unlocks
}

Result<LayoutFolder::Lock> LayoutFolder::lock(std::stop_token stop) const
{
    if (auto made = makeFolder(m_path); !made)
        return base::fail(made.error());
    base::Clock &clock = base::systemClock();
    const auto deadline = clock.now() + 30s;
    Lock lock(new QLockFile(m_path + u"/.lock"_s));
    // A dead holder is known by its process id at once, except where it died before that was written. A living one
    // keeps the file locked by the system as well, however old it is.
    lock->setStaleLockTime(1s);
    while (!lock->tryLock(0)) {
        if (lock->error() != QLockFile::LockFailedError)
            return base::fail(ErrorKind::Io,
                              {QT_TRANSLATE_NOOP("Faults", "%1: the lock file cannot be made"), {m_path}});
        if (clock.now() >= deadline)
            return base::fail(ErrorKind::Conflict,
                              {QT_TRANSLATE_NOOP("Faults", "%1: another program is writing here"), {m_path}});
        if (!clock.sleepUntil(clock.now() + 5ms, stop))
            return base::fail(base::cancelled());
    }
    return lock;
}

} // namespace registry
