#include <QAbstractButton>
#include <QAction>
#include <QTreeView>

#include "tests/gui/screenshots/scenes.h"
#include "tests/support/childprocess.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;

void Scenes::callDoctor()
{
    WAIT_FOR(m_window->tree() && m_window->tree()->model()->rowCount() == 1);
    m_window->tree()->setCurrentIndex(m_window->tree()->model()->index(0, 0));
    trigger(u"runDoctorAction"_s);
}

/// Over a registry that nobody finds.
void Scenes::doctor()
{
    start(u"http://127.0.0.1:%1/team/app"_s.arg(support::freePort()));
    WAIT_FOR(m_window->find<QAbstractButton>(u"runDoctorButton"_s));
    m_window->press(u"runDoctorButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"findingCard"_s));
    shoot();
}

/// While a registry does not answer the last question.
void Scenes::doctorRuns()
{
    m_server = std::make_unique<support::ScriptedServer>();
    m_server->serve("/v2/", "{}");
    m_server->answer({"", "/v2/_catalog", true}, support::Answer::silence());
    start(*m_server);
    callDoctor();
    WAIT_FOR(m_server->requestsTo("/v2/_catalog").size() > 1); // the window's, and the doctor's
    shoot();
}

/// Over a registry that works; and whether it allows deleting, which is asked with consent only.
void Scenes::doctorFindsNothing()
{
    const support::DockerRegistry registry;
    QVERIFY2(registry.isRunning(), registry.log().constData());
    start(QString::fromLatin1(registry.url()));
    callDoctor();
    WAIT_FOR(m_window->find<QWidget>(u"askDeletionButton"_s));
    shoot();
    m_window->prompts.isShown = true;
    m_window->press(u"askDeletionButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"confirmButton"_s));
    shoot(u"askIt"_s);
    m_window->press(u"confirmButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"findingCard"_s));
    shoot(u"deletionIsOff"_s);
}
