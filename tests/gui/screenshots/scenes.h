#pragma once

#include <memory>

#include <QObject>

#include "tests/gui/drivenwindow.h"
#include "tests/support/keyring.h"

class QTreeWidget;

namespace support {
class RegistryModel;
class ScriptedServer;
enum class ServerKind;
} // namespace support

/// How one set of pictures is taken.
struct Variant
{
    QString name; ///< of its folder
    look::Theme theme = look::Theme::Light;
    QString language;
    QSize size; ///< of the window, in device-independent pixels
};

/// Drives the real window through its pages and states and takes a picture of each. A Qt Test object: each slot is a
/// scene, whose pictures are named after it. Waits on object names and models only, so that every language works.
class Scenes final : public QObject
{
    Q_OBJECT

public:
    /// Writes PNG files into the folder @p into.
    Scenes(Variant variant, QString into);
    ~Scenes() override;

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void welcome();
    void tree();
    void tags();
    void details();
    void grouped();
    void image();
    void filterError();
    void noMatch();
    void manyRows();
    void loading();
    void incomplete();
    void notSignedIn();
    void notAllowed();
    void serverFails();
    void offline();
    void noCatalogue();
    void emptyRepository();
    void locator();
    void commands();
    void shortcuts();
    void activity();
    void errorDetails();
    void about();
    void brokenImages();

    // Which registries, and how: connectionscenes.cpp.
    void connectionDialog();
    void savedConnection();
    void levels();
    void network();
    void guard();
    void importConnections();
    void importFaults();
    void dockerSignIn();

    // Who is trusted, and who may in: trustscenes.cpp.
    void unknownAuthority();
    void certificates();
    void pinChanged();
    void tokenHost();
    void signIn();
    void keychain();

    // What the doctor says: doctorscenes.cpp.
    void doctor();
    void doctorRuns();
    void doctorFindsNothing();

    // What changes a registry: changescenes.cpp.
    void marks();
    void plan();
    void planByDigest();
    void untagged();
    void history();
    void causes();
    void restore();
    void retag();
    void deleted();
    void loss();

    // What a run comes through: runscenes.cpp.
    void run();
    void runWaits();

private:
    void start(const QString &target = {});
    void start(const support::ScriptedServer &server, const QByteArray &path = "/");
    /// A profile with these connections, for the window that is started next.
    void save(const std::vector<connections::Connection> &connections);
    /// The sample, on a registry of that kind.
    void serveSample(support::ServerKind kind);
    /// The page of a repository of @p model, through a production connection that is kept in a profile.
    void openChanges(support::RegistryModel &model);
    void openHistory();
    void mark(const QStringList &tags);
    /// Approves the deletion of eight tags, and opens Activity at its run.
    void runDeletion();
    bool selectRun(); ///< false while it is not alone there
    void review();
    void openApi();
    /// Calls the doctor to the first connection of the tree.
    void callDoctor();
    /// What docker and podman have, in the dialog that imports it; null where it does not come.
    const QTreeWidget *openImport();
    void trigger(const QString &action);
    void type(const QString &field, const QString &text);
    /// Takes the picture once the screen has come to rest. @p part is what the scene calls it, where it takes several.
    void shoot(const QString &part = {});

    Variant m_variant;
    QString m_into;
    support::SessionBus m_bus;
    std::unique_ptr<support::ScriptedServer> m_server; ///< longer than the window
    std::unique_ptr<support::RegistryModel> m_model; ///< the same
    std::unique_ptr<QTemporaryDir> m_profile; ///< the same
    std::unique_ptr<DrivenWindow> m_window;
};
