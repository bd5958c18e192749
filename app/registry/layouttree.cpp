#include "app/registry/layouttree.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace registry {

namespace {

constexpr qsizetype maxNameLength = 255; // distribution-spec; ends the walk in a tree without an end, too
constexpr int maxFolders = 100'000;
constexpr QLatin1StringView blobsFolder("blobs");

QStringList subfolders(const QString &path)
{
    QStringList names = QDir(path).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    names.removeAll(blobsFolder);
    return names;
}

bool isPlainFolder(const QString &path)
{
    const QFileInfo info(path);
    return info.isDir() && !info.isSymLink();
}

} // namespace

struct LayoutTree::Walk
{
    QString root;
    std::stop_token stop;
    int folders = 0;
    std::vector<oci::RepositoryName> names;
    QStringList strange; ///< layouts whose path is no name
    QStringList unreadable;

    void visit(const QString &relative)
    {
        if (stop.stop_requested() || folders >= maxFolders)
            return;
        ++folders;
        const QString path = relative.isEmpty() ? root : root + u'/' + relative;
        if (!QFileInfo(path).isReadable())
            unreadable.append(path);
        if (!relative.isEmpty() && LayoutFolder(root, path).isLayout()) {
            if (auto name = oci::RepositoryName::parse(relative.toLower()))
                names.push_back(*std::move(name));
            else
                strange.append(path);
        }
        for (const QString &name : subfolders(path)) {
            const QString below = relative.isEmpty() ? name : relative + u'/' + name;
            if (below.size() <= maxNameLength)
                visit(below);
        }
    }

    [[nodiscard]] base::Message leftOut(bool sameNames) const
    {
        if (folders >= maxFolders)
            return {QT_TRANSLATE_NOOP("Faults", "more than %1 folders"), {base::Message::number(maxFolders)}};
        if (!strange.isEmpty())
            return {QT_TRANSLATE_NOOP("Faults", "not a repository's name: %1"), {strange.join(u", "_s)}};
        if (!unreadable.isEmpty())
            return {QT_TRANSLATE_NOOP("Faults", "%1 cannot be read"), {unreadable.join(u", "_s)}};
        if (sameNames)
            return QT_TRANSLATE_NOOP("Faults", "folders that differ by case only have the same name");
        return {};
    }
};

LayoutTree::LayoutTree(QString root)
    : m_root(std::move(root))
{ }

Result<LayoutTree> LayoutTree::open(const QString &root)
{
    const QFileInfo info(root);
    if (!info.isDir())
        return base::fail(ErrorKind::NotFound, {QT_TRANSLATE_NOOP("Faults", "%1 is no folder"), {root}});
    if (!info.isReadable())
        return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1 cannot be read"), {root}});
    return LayoutTree(info.canonicalFilePath());
}

Result<LayoutTree::Listing> LayoutTree::list(std::stop_token stop) const
{
    if (isLayout())
        return Listing{{ownName()}, {}};
    Walk walk{m_root, stop, 0, {}, {}, {}};
    walk.visit({});
    if (stop.stop_requested())
        return base::fail(base::cancelled());
    std::sort(walk.names.begin(), walk.names.end());
    const auto twice = std::unique(walk.names.begin(), walk.names.end());
    const bool sameNames = twice != walk.names.end();
    walk.names.erase(twice, walk.names.end());
    base::Message leftOut = walk.leftOut(sameNames);
    return Listing{std::move(walk.names), std::move(leftOut)};
}

oci::RepositoryName LayoutTree::ownName() const
{
    const QString folder = QFileInfo(m_root).fileName().toLower();
    if (auto name = oci::RepositoryName::parse(folder))
        return *std::move(name);
    QString plain;
    for (const QChar character : folder) {
        const bool fits = character.unicode() < 128 && character.isLetterOrNumber();
        if (fits)
            plain += character;
        else if (!plain.isEmpty() && !plain.endsWith(u'-'))
            plain += u'-';
    }
    if (plain.endsWith(u'-'))
        plain.chop(1);
    auto name = oci::RepositoryName::parse(plain.left(maxNameLength));
    return name ? *std::move(name) : *oci::RepositoryName::parse(u"layout"_s);
}

/// The layout below @p folder whose path is @p rest in any case, or nothing. The spelling as written goes first.
QString LayoutTree::find(const QString &folder, QStringView rest) const
{
    const qsizetype slash = rest.indexOf(u'/');
    const QStringView segment = slash < 0 ? rest : rest.first(slash);
    const auto below = [&](const QString &path) {
        if (slash < 0)
            return LayoutFolder(m_root, path).isLayout() ? path : QString();
        return find(path, rest.sliced(slash + 1));
    };
    const QString exact = folder + u'/' + segment;
    if (segment != blobsFolder && isPlainFolder(exact)) {
        if (QString found = below(exact); !found.isEmpty())
            return found;
    }
    for (const QString &name : subfolders(folder)) {
        if (name == segment || name.toLower() != segment)
            continue;
        if (QString found = below(folder + u'/' + name); !found.isEmpty())
            return found;
    }
    return {};
}

Result<LayoutFolder> LayoutTree::folder(const oci::RepositoryName &name) const
{
    if (isLayout()) {
        if (name == ownName())
            return LayoutFolder(m_root, m_root);
        return base::fail(
            ErrorKind::NotFound,
            {QT_TRANSLATE_NOOP("Faults", "%1 is a single layout and holds no %2"), {m_root, name.toString()}});
    }
    const QString base = m_root.endsWith(u'/') ? m_root.chopped(1) : m_root;
    if (QString found = find(base, name.toString()); !found.isEmpty())
        return LayoutFolder(m_root, std::move(found));
    QString path = base;
    for (const QString &segment : name.toString().split(u'/')) {
        path += u'/' + segment;
        const QFileInfo info(path);
        if (segment == blobsFolder || info.isSymLink() || (info.exists() && !info.isDir()))
            return base::fail(ErrorKind::NotFound,
                              {QT_TRANSLATE_NOOP("Faults", "%1 cannot be a repository's folder"), {path}});
    }
    return LayoutFolder(m_root, path);
}

} // namespace registry
