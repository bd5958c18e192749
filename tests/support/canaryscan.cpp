#include "tests/support/canaryscan.h"

#include <algorithm>

#include <unistd.h>

#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>

namespace support {

using namespace Qt::StringLiterals;

namespace {

QByteArray inUtf16(const QByteArray &letters)
{
    QByteArray wide;
    for (const char letter : letters) {
        wide += letter;
        wide += '\0';
    }
    return wide;
}

QByteArray percentEncoded(const QByteArray &letters)
{
    QByteArray encoded;
    for (const char letter : letters)
        encoded += '%' + QByteArray(1, letter).toHex().toUpper();
    return encoded;
}

/// Of the letters in Base64 those that do not depend on what stands before and after.
QByteArray base64At(int offset, const QByteArray &letters)
{
    const QByteArray all = QByteArray(QByteArray(offset, 'x') + letters).toBase64(QByteArray::OmitTrailingEquals);
    return all.mid(offset == 0 ? 0 : 4).chopped(2);
}

/// The processes that @p id started, and theirs.
QList<qint64> descendants(qint64 id)
{
    QList<qint64> all{id};
    for (qsizetype number = 0; number < all.size(); ++number) {
        QDirIterator tasks(u"/proc/%1/task"_s.arg(all[number]), QDir::Dirs | QDir::NoDotAndDotDot);
        while (tasks.hasNext()) {
            QFile children(tasks.next() + u"/children"_s);
            if (!children.open(QIODevice::ReadOnly))
                continue;
            for (const QByteArray &child : children.readAll().split(' ')) {
                if (child.toLongLong() > 0)
                    all.append(child.toLongLong());
            }
        }
    }
    return all;
}

/// The kernel gives the files of a process that must not be looked at to root: nobody else sees them either.
bool isOurs(qint64 process)
{
    return QFileInfo(u"/proc/%1"_s.arg(process)).ownerId() == ::geteuid();
}

} // namespace

QByteArray makeCanary(QByteArrayView name)
{
    static constexpr char letters[] = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    QByteArray canary = name.toByteArray();
    for (int number = 0; number < 20; ++number)
        canary += letters[QRandomGenerator::system()->bounded(int(sizeof letters) - 1)];
    return canary;
}

CanaryScan::CanaryScan(const QByteArrayList &canaries)
{
    for (const QByteArray &canary : canaries) {
        for (const QByteArray &bytes :
             {canary, inUtf16(canary), percentEncoded(canary), percentEncoded(canary).toLower(), canary.toHex(),
              canary.toHex().toUpper(), base64At(0, canary), base64At(1, canary), base64At(2, canary)})
            m_needles.append({canary, bytes});
    }
}

void CanaryScan::add(const QString &finding)
{
    if (!m_findings.contains(finding))
        m_findings.append(finding);
}

void CanaryScan::scan(const QString &place, const QByteArray &bytes)
{
    ++m_places;
    search(place, bytes);
}

void CanaryScan::search(const QString &place, const QByteArray &bytes)
{
    for (const Needle &needle : m_needles) {
        if (bytes.contains(needle.bytes))
            add(u"%1: %2"_s.arg(place, QString::fromLatin1(needle.canary)));
    }
}

void CanaryScan::scanFile(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        scan(path, file.readAll());
    else if (file.exists())
        add(path + u": cannot be read: "_s + file.errorString());
}

void CanaryScan::scanFolder(const QString &path, const QDateTime &since)
{
    const QFileInfo folder(path);
    const bool isShared = since.isValid();
    if (!folder.isDir() || !folder.isReadable() || !folder.isExecutable()) {
        // In a shared folder others take theirs away meanwhile, and what is closed to us was not left by us.
        const QFileInfo still(path);
        if (!isShared || (still.exists() && still.ownerId() == ::geteuid()))
            add(path + u": cannot be read"_s);
        return;
    }
    for (const QFileInfo &entry :
         QDir(path).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)) {
        const QString place = entry.filePath();
        if (std::any_of(m_leftOut.begin(), m_leftOut.end(),
                        [&place](const QString &each) { return place.startsWith(each); }))
            continue;
        search(place, entry.fileName().toUtf8());
        if (entry.isSymLink())
            search(entry.filePath(), entry.symLinkTarget().toUtf8());
        else if (entry.isDir())
            scanFolder(entry.filePath(), since);
        else if (entry.isFile() && (!isShared || entry.lastModified() >= since))
            scanFile(entry.filePath());
    }
}

void CanaryScan::scanProcesses(qint64 id)
{
    for (const qint64 process : descendants(id)) {
        for (const QString &part : {u"cmdline"_s, u"environ"_s}) {
            const QString path = u"/proc/%1/%2"_s.arg(process).arg(part);
            QFile file(path);
            if (file.open(QIODevice::ReadOnly))
                scan(path, file.readAll());
            else if (file.error() == QFile::PermissionsError && isOurs(process)) // else it has ended
                add(path + u": cannot be read: "_s + file.errorString());
        }
    }
}

} // namespace support
