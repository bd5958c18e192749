#include "ui/statefile.h"

#include <QFile>
#include <QJsonDocument>

#include "app/base/atomicfile.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largest = 4 << 20;

} // namespace

StateFile::StateFile(QString path)
    : m_path(std::move(path))
{ }

QJsonObject StateFile::read() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(file.read(largest));
    if (document.isObject())
        return document.object();
    file.close();
    const QString aside = m_path + u".damaged"_s;
    QFile::remove(aside);
    QFile::rename(m_path, aside);
    return {};
}

void StateFile::write(const QJsonObject &state) const
{
    static_cast<void>(base::writeFile(m_path, QJsonDocument(state).toJson()));
}

} // namespace ui
