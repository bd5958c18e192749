#include "ui/copylines.h"

#include <QRegularExpression>
#include <QStringList>

#include "app/registry/layouttree.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// @p text as one word of a POSIX shell.
QString word(const QString &text)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:@%+=,-]+$"_s);
    return plain.match(text).hasMatch() ? text : u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString lastPart(const oci::RepositoryName &repository)
{
    return repository.toString().section(u'/', -1);
}

} // namespace

CopyLines::CopyLines(const connections::Connection &connection, oci::RepositoryName repository)
    : m_repository(std::move(repository))
    , m_mayBePlainHttp(connection.scheme != connections::SchemeChoice::Https)
{
    if (!connection.isFolder()) {
        m_registry = connection.address();
        return;
    }
    m_folder = connection.folder;
    if (const auto tree = registry::LayoutTree::open(connection.folder)) {
        if (const auto folder = tree->folder(m_repository))
            m_folder = folder->path();
    }
}

QString CopyLines::reference(const oci::TagOrDigest &image) const
{
    const auto *tag = std::get_if<oci::TagName>(&image);
    if (isOnDisk())
        return tag ? u"oci:%1:%2"_s.arg(m_folder, tag->toString()) : QString();
    if (tag)
        return oci::Reference(m_registry, m_repository, *tag).toString();
    return oci::Reference(m_registry, m_repository, {}, std::get<oci::Digest>(image)).toString();
}

QString CopyLines::pushLine() const
{
    return isOnDisk() ? QString() : u"docker push "_s + word(reference(*oci::TagName::parse(u"latest")));
}

QString CopyLines::line(Tool tool, const oci::TagOrDigest &image) const
{
    const QString reference = this->reference(image);
    if (reference.isEmpty() || (isOnDisk() && (tool == Tool::DockerPull || tool == Tool::CranePull)))
        return {};
    const auto *tag = std::get_if<oci::TagName>(&image);
    const QString source = isOnDisk() ? reference : u"docker://"_s + reference;
    QStringList words;
    switch (tool) {
    case Tool::DockerPull:
        words = {u"docker"_s, u"pull"_s, reference};
        break;
    case Tool::PodmanPull:
        words = {u"podman"_s, u"pull"_s, reference};
        if (m_mayBePlainHttp)
            words.insert(2, u"--tls-verify=false"_s);
        break;
    case Tool::SkopeoInspect:
        words = {u"skopeo"_s, u"inspect"_s, source};
        if (m_mayBePlainHttp)
            words.insert(2, u"--tls-verify=false"_s);
        break;
    case Tool::SkopeoCopy:
        words = {u"skopeo"_s, u"copy"_s, u"--all"_s, source,
                 u"oci:%1"_s.arg(lastPart(m_repository)) + (tag ? u':' + tag->toString() : QString())};
        if (m_mayBePlainHttp)
            words.insert(2, u"--src-tls-verify=false"_s);
        break;
    case Tool::CranePull:
        words = {u"crane"_s, u"pull"_s, reference,
                 u"%1-%2.tar"_s.arg(lastPart(m_repository),
                                    tag ? tag->toString() : std::get<oci::Digest>(image).hex().left(12))};
        if (m_mayBePlainHttp)
            words.insert(2, u"--insecure"_s);
        break;
    }
    for (QString &entry : words)
        entry = word(entry);
    return words.join(u' ');
}

} // namespace ui
