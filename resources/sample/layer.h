#pragma once

#include <string>
#include <vector>

#include <QByteArray>

#include "app/base/result.h"
#include "app/oci/digest.h"

namespace sample {

/// An entry of a layer: a file, a symbolic link where `target` is set, a folder where the path ends in `/`.
struct File
{
    std::string path;
    QByteArray content = {};
    int mode = 0644;
    std::string target = {};
};

enum class Compression
{
    Gzip,
    Zstd
};

/// A file system layer as it is stored, and the digest of its tar (image-spec, config.md "DiffID").
struct PackedLayer
{
    QByteArray bytes;
    oci::Digest diffId;
};

/// A tar of @p files, all of them of @p modified (seconds since 1970), compressed without a date of its own.
Result<PackedLayer> pack(const std::vector<File> &files, qint64 modified, Compression compression);
/// The tar alone.
Result<QByteArray> packTar(const std::vector<File> &files, qint64 modified);

} // namespace sample
