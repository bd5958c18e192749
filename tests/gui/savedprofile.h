#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "app/connections/connectionfile.h"

/// A profile with one read-only production connection, and sign-ins that docker left beside it.
class SavedProfile final
{
public:
    SavedProfile()
    {
        using namespace Qt::StringLiterals;
        qputenv("DOCKER_CONFIG", QFile::encodeName(m_folder.filePath(u"docker"_s)));
        qputenv("CONTAINERS_REGISTRIES_CONF", QFile::encodeName(m_folder.filePath(u"registries.conf"_s)));
        write(u"registries.conf"_s, "[[registry]]\nlocation = \"c.example\"\ninsecure = true\n");
        write(u"docker/config.json"_s, R"({"auths": {"a.example": {"username": "sample", "password": "secret"},
            "a b": {}}, "credHelpers": {"b.example": "sample"}})");
        connections::Connection saved
            = connections::Connection::toHost({true, "a.example", 443}, connections::SchemeChoice::Https);
        saved.name = u"sample"_s;
        saved.level = connections::Level::Production;
        saved.readOnly = true;
        const bool isMade = QDir(path()).mkpath(u"config"_s);
        if (!isMade || !connections::ConnectionFile(m_folder.filePath(u"config/connections.json"_s)).write({saved}))
            qFatal("no profile");
        if (!QDir(path()).mkpath(u"data"_s))
            qFatal("no data folder");
        write(u"data/changes.sqlite"_s, QByteArray(8192, 'x')); // a damaged journal: there is something to say
    }
    ~SavedProfile()
    {
        qunsetenv("DOCKER_CONFIG");
        qunsetenv("CONTAINERS_REGISTRIES_CONF");
    }
    Q_DISABLE_COPY_MOVE(SavedProfile)

    [[nodiscard]] QString path() const { return m_folder.path(); }

private:
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!QDir().mkpath(QFileInfo(file).path()) || !file.open(QIODevice::WriteOnly)
            || file.write(bytes) != bytes.size()
            || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) // or the dialog warns of others who read it
            qFatal("no file");
    }

    QTemporaryDir m_folder;
};
