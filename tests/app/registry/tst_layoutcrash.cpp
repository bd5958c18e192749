// A writer that is killed at any step leaves a layout that can be read, with every change that it was told done.
//
// The test runs itself as a writer over and over. This program's own versions of the calls that change a folder come
// before the C library's; the one at the step that is asked for kills the writer instead.

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "app/registry/layoutregistry.h"
#include "tests/app/registry/layouts.h"
#include "tests/app/registry/wire.h"
#include "tests/support/childprocess.h"

using namespace Qt::StringLiterals;
using registry::LayoutRegistry;
using wire::repository;
using wire::tag;

namespace {

int stepsLeft = -1; ///< -1: never

void countStep()
{
    if (stepsLeft >= 0 && stepsLeft-- == 0)
        ::raise(SIGKILL);
}

template <class Function, class... Arguments>
auto step(const char *name, Arguments... arguments)
{
    countStep();
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name))(arguments...);
}

} // namespace

#define STEP extern "C" __attribute__((visibility("default")))

// A killed program loses nothing that it wrote, so nothing has to wait for the disk here.
STEP int fdatasync(int)
{
    countStep();
    return 0;
}

STEP int fsync(int)
{
    countStep();
    return 0;
}

STEP int linkat(int from, const char *name, int to, const char *newName, int flags) noexcept
{
    return step<int(int, const char *, int, const char *, int)>("linkat", from, name, to, newName, flags);
}

STEP int link(const char *name, const char *newName) noexcept
{
    return step<int(const char *, const char *)>("link", name, newName);
}

STEP int rename(const char *name, const char *newName) noexcept
{
    return step<int(const char *, const char *)>("rename", name, newName);
}

STEP int unlink(const char *name) noexcept
{
    return step<int(const char *)>("unlink", name);
}

STEP int mkdir(const char *name, mode_t mode) noexcept
{
    return step<int(const char *, mode_t)>("mkdir", name, mode);
}

STEP ssize_t write(int file, const void *bytes, size_t count)
{
    return step<ssize_t(int, const void *, size_t)>("write", file, bytes, count);
}

namespace {

const oci::RepositoryName app = repository(u"team/app"_s);
const oci::RepositoryName other = repository(u"team/other"_s);
const layouts::Image first = layouts::image("first");
const layouts::Image second = layouts::image("second");

/// The story of a writer: what it does, and what holds from then on.
struct Chapter
{
    std::function<bool(LayoutRegistry &)> act;
    std::function<bool(LayoutRegistry &)> holds;
};

std::optional<oci::Digest> at(LayoutRegistry &registry, const oci::RepositoryName &name, const QString &tagName)
{
    const auto manifest = registry.manifest(name, tag(tagName), {});
    return manifest ? std::optional(manifest->digest()) : std::nullopt;
}

std::vector<Chapter> story()
{
    using registry::Deleted;
    return {
        {[](auto &r) { return layouts::push(r, app, first, tag(u"v1"_s)).has_value(); },
         [](auto &r) { return at(r, app, u"v1"_s) == first.digest(); }},
        {[](auto &r) { return layouts::push(r, app, second, tag(u"latest"_s)).has_value(); },
         [](auto &r) { return at(r, app, u"latest"_s).has_value(); }},
        {[](auto &r) { return r.putManifest(app, tag(u"latest"_s), first.manifest, {}).has_value(); },
         [](auto &r) { return at(r, app, u"latest"_s) == first.digest(); }},
        {[](auto &r) { return r.deleteManifest(app, second.digest(), {}) == Deleted::Accepted; },
         [](auto &r) { return !r.manifest(app, second.digest(), {}); }},
        {[](auto &r) {
             return r.mountBlob(other, first.layerDigest(), app, {}) == registry::MountOutcome::Mounted
                 && layouts::push(r, other, first, tag(u"copy"_s)).has_value();
         },
         [](auto &r) { return at(r, other, u"copy"_s) == first.digest(); }},
        {[](auto &r) { return r.deleteTag(other, tag(u"copy"_s), {}) == Deleted::Accepted; },
         [](auto &r) { return !at(r, other, u"copy"_s) && r.manifest(other, first.digest(), {}); }},
    };
}

int runWriter(const QString &root, int killAt)
{
    LayoutRegistry registry(root);
    const auto chapters = story();
    stepsLeft = killAt;
    for (std::size_t number = 0; number < chapters.size(); ++number) {
        const bool done = chapters[number].act(registry);
        const int steps = std::exchange(stepsLeft, -1);
        if (!done)
            return 3;
        std::printf("done %d\n", int(number));
        std::fflush(stdout);
        stepsLeft = steps;
    }
    return 0;
}

} // namespace

class TestLayoutCrash final : public QObject
{
    Q_OBJECT

private slots:
    void everyStepLeavesAReadableLayout();

private:
    void checkContent(LayoutRegistry &registry);
    void checkPromises(LayoutRegistry &registry, const QByteArray &log);
};

/// What is listed can be read, down to the layers.
void TestLayoutCrash::checkContent(LayoutRegistry &registry)
{
    const auto repositories = wire::listRepositories(registry);
    VERIFY_OK(repositories.end);
    for (const QString &repositoryName : repositories.names) {
        const auto name = repository(repositoryName);
        const auto tags = wire::listTags(registry, name);
        VERIFY_OK(tags.end);
        for (const QString &tagName : tags.names) {
            const auto manifest = registry.manifest(name, tag(tagName), {});
            VERIFY_OK(manifest);
            const oci::ImageManifest &image = *manifest->image();
            VERIFY_OK(registry.smallBlob(name, image.config.digest, image.config.size, {}));
            VERIFY_OK(registry.smallBlob(name, image.layers.front().digest, image.layers.front().size, {}));
        }
        VERIFY_OK(registry.referrers(name, first.digest(), {}, {}));
    }
}

/// What the writer reported holds, unless the next thing it did, and may have finished unheard, takes it back.
void TestLayoutCrash::checkPromises(LayoutRegistry &registry, const QByteArray &log)
{
    const auto chapters = story();
    const int last = int(log.count("done ")) - 1;
    if (last >= 0)
        QVERIFY2(chapters[0].holds(registry), log.constData());
    if (last < 0)
        return;
    const bool taken = last + 1 < int(chapters.size()) && chapters[std::size_t(last) + 1].holds(registry);
    QVERIFY2(taken || chapters[std::size_t(last)].holds(registry), log.constData());
}

void TestLayoutCrash::everyStepLeavesAReadableLayout()
{
    constexpr int enough = 400;
    int killed = 0;
    for (int step = 0; step < enough; ++step) {
        QTemporaryDir folder;
        const QString root = folder.filePath(u"root"_s);
        support::ChildProcess writer(QCoreApplication::applicationFilePath(),
                                     {u"--writer"_s, root, QString::number(step)});
        const int code = writer.waitForEnd();
        LayoutRegistry registry(root);
        if (QDir(root).exists())
            checkContent(registry);
        checkPromises(registry, writer.log());
        if (QTest::currentTestFailed()) {
            QVERIFY2(false, qPrintable(u"killed at step %1"_s.arg(step)));
            return;
        }
        // The lock of the dead writer holds nobody up.
        VERIFY_OK(layouts::push(registry, app, second, tag(u"after"_s)));
        checkContent(registry);
        if (code == 0) {
            QVERIFY2(killed > 50, qPrintable(u"%1 steps"_s.arg(killed)));
            return;
        }
        QCOMPARE(code, -1);
        ++killed;
    }
    QFAIL("the writer never came to its end");
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == u"--writer"_s)
        return runWriter(arguments.at(2), arguments.at(3).toInt());
    TestLayoutCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_layoutcrash.moc"
