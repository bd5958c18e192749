#include "resources/sample/layer.h"

#include <memory>

#include <archive.h>
#include <archive_entry.h>

using namespace Qt::StringLiterals;

namespace sample {

namespace {

struct FreeArchive
{
    void operator()(struct archive *handle) const { archive_write_free(handle); }
};
using Archive = std::unique_ptr<struct archive, FreeArchive>;

struct FreeEntry
{
    void operator()(struct archive_entry *entry) const { archive_entry_free(entry); }
};
using Entry = std::unique_ptr<struct archive_entry, FreeEntry>;

la_ssize_t append(struct archive *, void *target, const void *bytes, std::size_t size)
{
    static_cast<QByteArray *>(target)->append(static_cast<const char *>(bytes), qsizetype(size));
    return la_ssize_t(size);
}

tl::unexpected<Error> archiveError(const Archive &archive)
{
    return base::fail(ErrorKind::Internal, QString::fromUtf8(archive_error_string(archive.get())));
}

bool open(const Archive &archive, QByteArray &target)
{
    archive_write_set_bytes_per_block(archive.get(), 0);
    return archive_write_open(archive.get(), &target, nullptr, append, nullptr) == ARCHIVE_OK;
}

bool write(const Archive &archive, const Entry &entry, QByteArrayView content)
{
    return archive_write_header(archive.get(), entry.get()) == ARCHIVE_OK
        && archive_write_data(archive.get(), content.data(), std::size_t(content.size())) == content.size();
}

Entry describe(const File &file, qint64 modified)
{
    Entry entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), file.path.c_str());
    archive_entry_set_mtime(entry.get(), modified, 0);
    archive_entry_set_uid(entry.get(), 0);
    archive_entry_set_gid(entry.get(), 0);
    if (!file.target.empty()) {
        archive_entry_set_filetype(entry.get(), AE_IFLNK);
        archive_entry_set_symlink(entry.get(), file.target.c_str());
        archive_entry_set_perm(entry.get(), 0777);
    } else if (file.path.ends_with('/')) {
        archive_entry_set_filetype(entry.get(), AE_IFDIR);
        archive_entry_set_perm(entry.get(), 0755);
    } else {
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), mode_t(file.mode));
        archive_entry_set_size(entry.get(), file.content.size());
    }
    return entry;
}

Result<QByteArray> compress(const QByteArray &tar, Compression compression)
{
    QByteArray bytes;
    const Archive archive(archive_write_new());
    archive_write_set_format_raw(archive.get());
    if (compression == Compression::Gzip) {
        archive_write_add_filter_gzip(archive.get());
        archive_write_set_filter_option(archive.get(), "gzip", "timestamp", nullptr);
    } else {
        archive_write_add_filter_zstd(archive.get());
    }
    const Entry entry(archive_entry_new());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    if (!open(archive, bytes) || !write(archive, entry, tar) || archive_write_close(archive.get()) != ARCHIVE_OK)
        return archiveError(archive);
    return bytes;
}

} // namespace

Result<QByteArray> packTar(const std::vector<File> &files, qint64 modified)
{
    QByteArray tar;
    const Archive archive(archive_write_new());
    archive_write_set_format_pax_restricted(archive.get());
    if (!open(archive, tar))
        return archiveError(archive);
    for (const File &file : files) {
        if (!write(archive, describe(file, modified), file.content))
            return archiveError(archive);
    }
    if (archive_write_close(archive.get()) != ARCHIVE_OK)
        return archiveError(archive);
    return tar;
}

Result<PackedLayer> pack(const std::vector<File> &files, qint64 modified, Compression compression)
{
    const auto tar = packTar(files, modified);
    if (!tar)
        return base::fail(tar.error());
    auto bytes = compress(*tar, compression);
    if (!bytes)
        return base::fail(bytes.error());
    return PackedLayer{*std::move(bytes), oci::Digest::of(*tar)};
}

} // namespace sample
