#include "tests/gui/screenshots/scenes.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QProcess>
#include <QTabBar>

#include "app/changes/journal.h"
#include "app/registry/layoutregistry.h"
#include "tests/support/registrymodel.h"
#include "ui/dialogs/plandialog.h"
#include "ui/dialogs/restoredialog.h"
#include "ui/dialogs/retagdialog.h"

using namespace Qt::StringLiterals;
using changes::Step;
using changes::StepState;
using support::RegistryModel;
using support::RepositoryState;
using support::ServerKind;

namespace {

const QString sampleFolder = QStringLiteral(BINARY_DIR "/share/portolan/sample");
const QByteArray repository = "payments/api";

/// What a layout of the sample holds. Of an image without a tag only what an index names and what names a subject.
RepositoryState layout(const QString &name)
{
    const QDir folder(sampleFolder + u'/' + name);
    RepositoryState state;
    for (const QString &file : QDir(folder.filePath(u"blobs/sha256"_s)).entryList(QDir::Files)) {
        QFile blob(folder.filePath(u"blobs/sha256/"_s + file));
        if (!blob.open(QIODevice::ReadOnly))
            qFatal("%s", qPrintable(blob.errorString()));
        const QByteArray bytes = blob.readAll();
        const QByteArray mediaType = QJsonDocument::fromJson(bytes)["mediaType"_L1].toString().toLatin1();
        if (mediaType.endsWith("manifest.v1+json") || mediaType.endsWith("index.v1+json"))
            state.addManifest(bytes, mediaType, {});
        else
            state.addBlob(bytes);
    }
    QFile index(folder.filePath(u"index.json"_s));
    if (!index.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(index.errorString()));
    const QJsonArray manifests = QJsonDocument::fromJson(index.readAll())["manifests"_L1].toArray();
    for (const auto &manifest : manifests) {
        const QString tag = manifest["annotations"_L1]["org.opencontainers.image.ref.name"_L1].toString();
        if (!tag.isEmpty())
            state.tags.emplace(tag.toLatin1(), manifest["digest"_L1].toString().toLatin1());
    }
    return state;
}

oci::TagName tag(const QString &name)
{
    return *oci::TagName::parse(name);
}

oci::Digest digestOf(const RegistryModel &model, const QString &tag)
{
    return *oci::Digest::parse(QString::fromLatin1(model.state(repository).tags.at(tag.toLatin1())));
}

oci::Manifest manifest(const RegistryModel &model, const oci::Digest &digest)
{
    return *oci::Manifest::parse(model.state(repository).manifests.at(digest.toString().toLatin1()).bytes, {});
}

connections::Connection connectionTo(const RegistryModel &model)
{
    auto connection
        = connections::Connection::toHost({false, "127.0.0.1", model.port()}, connections::SchemeChoice::Http);
    connection.id = u"harbor-prod"_s;
    connection.name = u"harbor-prod"_s;
    connection.level = connections::Level::Production;
    connection.keptTags = QStringList{u"v2.8*"_s, u"latest"_s};
    return connection;
}

/// A journal of what was done through a connection, run by run.
class Past final
{
public:
    Past(const RegistryModel &model, const QString &profile)
        : m_model(model)
        , m_connection(connectionTo(model))
    {
        const QDir folder(profile);
        if (!folder.mkpath(u"data"_s))
            qFatal("no folder for the journal");
        m_journal = changes::Journal::open(folder.filePath(u"data/changes.sqlite"_s)).value();
    }

    /// What became of each of @p steps; a Planned one leaves the run unfinished.
    void add(int hoursAgo, const QString &reason, const std::vector<Step> &steps, const std::vector<StepState> &states,
             const std::vector<changes::StepCause> &causes = {}, const std::vector<changes::Race> &races = {},
             const std::optional<qint64> &restores = {})
    {
        changes::RunRecord run;
        run.connection = m_connection.id;
        run.registry = m_connection.name;
        run.address = m_connection.address();
        run.repository = QString::fromLatin1(repository);
        run.account = u"maria"_s;
        run.reason = reason;
        run.begun = QDateTime::currentDateTimeUtc().addSecs(-3600 * hoursAgo);
        run.restores = restores;
        std::vector<oci::Manifest> kept;
        kept.reserve(steps.size());
        for (const Step &step : steps)
            kept.push_back(manifest(m_model, step.digest));
        const auto id = m_journal->begin(run, steps, kept);
        QVERIFY(id);
        bool isOver = true;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const auto number = static_cast<quint32>(i);
            isOver = isOver && states.at(i) != StepState::Planned;
            if (states.at(i) == StepState::Planned)
                continue;
            if (states.at(i) != StepState::Skipped)
                QVERIFY(m_journal->record(*id, number, StepState::Sent));
            QVERIFY(m_journal->record(*id, number, states.at(i), causes.empty() ? changes::StepCause{} : causes.at(i)));
        }
        for (const changes::Race &race : races)
            QVERIFY(m_journal->addRace(*id, race));
        if (isOver)
            QVERIFY(m_journal->end(*id, run.begun.addSecs(30)));
    }

    [[nodiscard]] Step remove(const QString &name) const
    {
        return {Step::Kind::RemoveTag, tag(name), digestOf(m_model, name), {}, {}};
    }
    [[nodiscard]] Step drop(const QString &name) const
    {
        return {Step::Kind::DeleteManifest, {}, digestOf(m_model, name), {}, {}};
    }
    [[nodiscard]] Step put(const QString &name, const QString &at) const
    {
        return {Step::Kind::PutTag, tag(name), digestOf(m_model, at), {}, {}};
    }

private:
    const RegistryModel &m_model;
    const connections::Connection m_connection;
    std::unique_ptr<changes::Journal> m_journal;
};

} // namespace

void Scenes::serveSample(ServerKind kind)
{
    m_model = std::make_unique<RegistryModel>(kind);
    m_model->change([](RegistryModel::Repositories &repositories) {
        repositories[repository] = layout(QString::fromLatin1(repository));
        repositories["payments/gateway"] = layout(u"payments/gateway"_s);
        repositories["payments/worker"] = layout(u"payments/worker"_s);
    });
}

void Scenes::openHistory()
{
    trigger(u"activityAction"_s);
    m_window->find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(m_window->find<QTreeView>(u"historyView"_s));
}

void Scenes::openChanges(RegistryModel &model)
{
    save({connectionTo(model)});
    start(QString::fromLatin1(model.url() + '/' + repository));
    WAIT_FOR(m_window->tagRow(u"stable"_s).isValid() && m_window->find<QLabel>(u"tagsCompleteness"_s));
}

void Scenes::mark(const QStringList &tags)
{
    for (const QString &tag : tags) {
        m_window->clickTag(tag);
        QTest::keyClick(m_window->tags(), Qt::Key_Delete);
    }
}

void Scenes::review()
{
    m_window->press(u"pendingReviewButton"_s);
    const auto *dialog = m_window->application.window().findChild<ui::PlanDialog *>();
    QVERIFY(dialog);
    WAIT_FOR(dialog->reading());
}

void Scenes::marks()
{
    serveSample(ServerKind::DeletesTags);
    openChanges(*m_model);
    m_window->clickTag(u"stable"_s);
    mark({u"v1.9"_s, u"pr-1477-debug"_s, u"v2.7.0"_s, u"nightly-20260804"_s, u"prod-us"_s, u"v2.7.5"_s});
    shoot();
}

/// Tags of an image of their own, some on an image that others share, and one that is always kept.
void Scenes::plan()
{
    serveSample(ServerKind::DeletesTags);
    openChanges(*m_model);
    mark({u"v1.9"_s, u"pr-1477-debug"_s, u"v2.7.0"_s, u"nightly-20260804"_s, u"prod-us"_s, u"v2.7.5"_s, u"v2.8.0"_s});
    review();
    shoot();
    m_window->press(u"readElsewhereButton"_s);
    WAIT_FOR(!m_window->find<QWidget>(u"readElsewhereButton"_s));
    m_window->press(u"deleteSharedButton"_s);
    m_window->type(u"planConfirmField"_s, QString::fromLatin1(repository));
    shoot(u"deleteThemToo"_s);
    m_window->press(u"planRequestsButton"_s);
    shoot(u"requests"_s);
}

/// The registry cannot remove one tag: the detour is offered.
void Scenes::planByDigest()
{
    serveSample(ServerKind::DigestOnly);
    openChanges(*m_model);
    mark({u"v1.9"_s, u"pr-1477-debug"_s, u"prod-us"_s});
    review();
    shoot();
    m_window->press(u"placeholdersBox"_s);
    shoot(u"placeholders"_s);
}

/// Images without a tag, of which one is marked beside a tag.
void Scenes::untagged()
{
    const QTemporaryDir folder;
    QProcess copy;
    copy.start(u"cp"_s, {u"-r"_s, sampleFolder + u"/payments"_s, folder.filePath(u"payments"_s)});
    QVERIFY(copy.waitForFinished(60'000) && copy.exitCode() == 0);
    registry::LayoutRegistry layout(folder.path());
    const auto name = *oci::RepositoryName::parse(QString::fromLatin1(repository));
    for (const QString &gone : {u"pr-1477-debug"_s, u"pr-1482"_s, u"main-c81d04e"_s})
        QVERIFY(layout.deleteTag(name, tag(gone), {}));
    start(folder.filePath(u"payments/api"_s));
    WAIT_FOR(m_window->tagRow(u"edge"_s).isValid() && m_window->find<QLabel>(u"tagsCompleteness"_s));
    mark({u"edge"_s});
    trigger(u"deleteUntaggedAction"_s);
    const auto *dialog = m_window->application.window().findChild<ui::PlanDialog *>();
    QVERIFY(dialog);
    WAIT_FOR(dialog->reading());
    auto *rows = m_window->find<QTreeView>(u"planTree"_s);
    rows->setCurrentIndex(rows->model()->index(1, 0, rows->model()->index(0, 0)));
    shoot();
    m_window->press(u"planMarkButton"_s);
    WAIT_FOR(!m_window->application.window().findChild<ui::PlanDialog *>());
    review();
    shoot(u"review"_s);
    m_window.reset(); // before its folder
}

/// Runs that went every way, the newest of which met somebody else's push.
void Scenes::history()
{
    serveSample(ServerKind::DeletesTags);
    m_profile = std::make_unique<QTemporaryDir>();
    Past past(*m_model, m_profile->path());
    using enum StepState;
    using Why = changes::StepCause::Kind;
    past.add(500, {}, {past.remove(u"v1.10"_s), past.remove(u"v1.10.3"_s), past.drop(u"v1.10.3"_s)},
             {Done, Done, Done});
    past.add(470, u"the customer still has it"_s, {past.put(u"v1.10"_s, u"v1.10.3"_s)}, {Done}, {}, {}, 1);
    Step move = past.put(u"stable"_s, u"v2.7.4"_s);
    move.before = digestOf(*m_model, u"v2.7.5"_s);
    past.add(300, {}, {move}, {Done});
    past.add(200, {}, {past.put(u"v2.7.4-keep"_s, u"v2.7.4"_s)}, {Done});
    past.add(30, u"left by a crash"_s, {past.remove(u"nightly-20260804"_s), past.remove(u"v2.6.2"_s)}, {Done, Planned});
    past.add(4, u"age:>60d"_s,
             {past.remove(u"v1.9.7"_s), past.remove(u"v1.9"_s), past.remove(u"v1.11"_s), past.remove(u"v1"_s),
              past.remove(u"rollback-candidate"_s)},
             {Done, Failed, Skipped, Unknown, Done},
             {{},
              {Why::Answer, {}, u"auth.forbidden"_s, u"HTTP 403, DENIED: only owners may delete"_s},
              {Why::Changed, digestOf(*m_model, u"v2.6"_s).toString()},
              {Why::Unread, {}, u"tcp.lost"_s},
              {}});
    past.add(1, u"too old"_s, {past.remove(u"pr-1477-debug"_s), past.drop(u"pr-1477-debug"_s), past.remove(u"edge"_s)},
             {Done, Done, Skipped}, {},
             {{tag(u"edge"_s), digestOf(*m_model, u"edge"_s), digestOf(*m_model, u"main-c81d04e"_s)},
              {tag(u"v2.6"_s), digestOf(*m_model, u"v2.6"_s), std::nullopt}});
    openChanges(*m_model);
    openHistory();
    auto *view = m_window->find<QTreeView>(u"historyView"_s);
    WAIT_FOR(view->model()->rowCount() == 7);
    for (const int row : {1, 0})
        view->expand(view->model()->index(row, 0));
    view->scrollToTop();
    view->setFocus();
    shoot();
}

/// Every reason why a step stands where it does.
void Scenes::causes()
{
    serveSample(ServerKind::DeletesTags);
    m_profile = std::make_unique<QTemporaryDir>();
    Past past(*m_model, m_profile->path());
    using enum StepState;
    using Why = changes::StepCause::Kind;
    const QString digest = digestOf(*m_model, u"v2.6"_s).toString();
    const Step first = past.remove(u"v1.9"_s);
    const std::vector<std::pair<StepState, changes::StepCause>> outcomes{
        {Failed, {Why::Answer, {}, u"auth.forbidden"_s, u"HTTP 403, DENIED: only owners may delete"_s}},
        {Skipped, changes::StepCause::ofMissing(first)},
        {Skipped, changes::StepCause::ofMissing(past.drop(u"v1.9"_s))},
        {Skipped, {Why::TagsUnread, {}, u"http.timeout"_s}},
        {Skipped, {Why::Used, u"prod-us, prod-eu, rollback-candidate, stable"_s}},
        {Skipped, {Why::Changed, digest}},
        {Skipped, {Why::Changed}},
        {Skipped, {Why::CameBack, digest}},
        {Skipped, {Why::NothingToDo}},
        {Skipped, {Why::BlobGone, digest}},
        {Skipped, {Why::NotKept}},
        {Unknown, {Why::Unread, {}, u"tcp.lost"_s}},
        {Failed, {Why::NoEffect}},
        {Unknown, {Why::LeftUnread}},
    };
    std::vector<Step> steps;
    std::vector<StepState> states;
    std::vector<changes::StepCause> why;
    for (const auto &[state, cause] : outcomes) {
        steps.push_back(first);
        steps.back().tag = tag(u"pr-%1"_s.arg(1400 + steps.size()));
        states.push_back(state);
        why.push_back(cause);
    }
    past.add(1, u"too old"_s, steps, states, why);
    openChanges(*m_model);
    openHistory();
    auto *view = m_window->find<QTreeView>(u"historyView"_s);
    WAIT_FOR(view->model()->rowCount() == 1);
    view->setMinimumHeight(view->sizeHintForRow(0) * 12);
    view->expand(view->model()->index(0, 0));
    view->setFocus();
    shoot();
    view->scrollToBottom();
    shoot(u"more"_s);
}

/// A garbage collection took the layers of one image meanwhile, and somebody pushed to another's tag.
void Scenes::restore()
{
    serveSample(ServerKind::DeletesTags);
    m_profile = std::make_unique<QTemporaryDir>();
    Past past(*m_model, m_profile->path());
    const oci::Digest gone = digestOf(*m_model, u"pr-1477-debug"_s);
    past.add(4, u"age:>60d"_s,
             {past.remove(u"v1.9.7"_s), past.remove(u"v1.9"_s), past.drop(u"v1.9"_s), past.remove(u"pr-1477-debug"_s),
              past.drop(u"pr-1477-debug"_s), past.remove(u"edge"_s)},
             std::vector(6, StepState::Done));
    m_model->change([&gone](RegistryModel::Repositories &repositories) {
        RepositoryState &state = repositories[repository];
        const QByteArray digest = gone.toString().toLatin1();
        for (const QByteArray &blob : RepositoryState::blobsOf(state.manifests.at(digest).bytes))
            state.collected.insert(blob);
        state.manifests.erase(state.tags.at("v1.9"));
        state.manifests.erase(digest);
        for (const char *name : {"v1.9.7", "v1.9", "pr-1477-debug"})
            state.tags.erase(name);
        state.tags["edge"] = state.tags.at("main-c81d04e");
    });
    openChanges(*m_model);
    openHistory();
    WAIT_FOR(m_window->find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled());
    m_window->press(u"restoreRunButton"_s);
    WAIT_FOR(m_window->find<QTreeView>(u"restoreTree"_s)->model()->rowCount() > 0);
    shoot();
}

/// One tag, which is moved; several; and the way back.
void Scenes::retag()
{
    serveSample(ServerKind::DeletesTags);
    openChanges(*m_model);
    const auto open = [this] {
        trigger(u"retagAction"_s);
        const auto *dialog = m_window->application.window().findChild<ui::RetagDialog *>();
        WAIT_FOR(dialog && dialog->reading());
    };
    m_window->clickTag(u"v2.7.5"_s);
    open();
    shoot(u"one"_s);
    m_window->type(u"retagNameField"_s, u"rollback-candidate"_s);
    shoot(u"moves"_s);
    m_window->press(u"retagCancelButton"_s);
    WAIT_FOR(!m_window->application.window().findChild<ui::RetagDialog *>());
    m_window->type(u"tagFilterEdit"_s, u"tag:v2.7"_s);
    WAIT_FOR(m_window->tags()->model()->rowCount() < 8);
    m_window->tags()->selectAll();
    open();
    shoot(u"several"_s);
    m_window->type(u"retagConfirmField"_s, QString::fromLatin1(repository));
    m_window->press(u"retagButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"runNoticeBar"_s) && m_window->find<QLabel>(u"tagsCompleteness"_s));
    shoot(u"undo"_s);
}

/// What the page says after it.
void Scenes::deleted()
{
    serveSample(ServerKind::DeletesTags);
    openChanges(*m_model);
    mark({u"v1.9"_s, u"pr-1477-debug"_s});
    review();
    m_window->type(u"planConfirmField"_s, QString::fromLatin1(repository));
    m_window->press(u"planDeleteButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"runNoticeBar"_s) && !m_window->tagRow(u"v1.9"_s).isValid());
    WAIT_FOR(m_window->find<QLabel>(u"tagsCompleteness"_s));
    shoot();
}

/// While one tag is removed, somebody else removes another of its image.
void Scenes::loss()
{
    serveSample(ServerKind::DeletesTags);
    openChanges(*m_model);
    mark({u"v2.6"_s});
    review();
    m_model->setMeanwhile([](const support::ReceivedRequest &request, RegistryModel::Repositories &repositories) {
        if (request.method == "DELETE" && request.target.endsWith("/v2.6"))
            repositories[repository].tags.erase("v2.6.2");
    });
    m_window->type(u"planConfirmField"_s, QString::fromLatin1(repository));
    m_window->press(u"planDeleteButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"windowNotice"_s) && m_window->find<QLabel>(u"tagsCompleteness"_s));
    shoot();
    openHistory();
    auto *view = m_window->find<QTreeView>(u"historyView"_s);
    WAIT_FOR(view->model()->rowCount(view->model()->index(0, 0)) == 3); // who did it, the loss, and the tag
    view->expand(view->model()->index(0, 0));
    view->setCurrentIndex(view->model()->index(1, 0, view->model()->index(0, 0)));
    view->setFocus();
    shoot(u"history"_s);
}
