#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTabBar>

#include "tests/gui/drivenwindow.h"
#include "tests/support/dockerregistry.h"
#include "ui/dialogs/plandialog.h"
#include "ui/dialogs/restoredialog.h"
#include "ui/dialogs/retagdialog.h"

/// Deletes tags of a real registry through the window, and looks at it through skopeo, which knows nothing of us.
namespace registryrun {

inline QByteArray skopeo(const QStringList &arguments)
{
    QProcess process;
    process.start(support::findProgram(QStringLiteral("skopeo")), arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return "failed: " + process.readAllStandardError();
    return process.readAllStandardOutput();
}

/// Of Debian's docker-registry, which deletes by digest only: with its deletion @p on or off, and a log of what reached
/// it.
inline support::DockerRegistrySettings deletesAre(bool on)
{
    support::DockerRegistrySettings settings;
    settings.deletes = on;
    settings.logsRequests = true;
    return settings;
}

/// A repository of a registry with `latest` and `v2` on one index of images and `old` on another.
class Server
{
public:
    /// @p address of a registry that runs and is empty.
    explicit Server(const QByteArray &address)
        : m_address(QString::fromLatin1(address))
    {
        for (const auto &[layout, tag] : {std::pair(QStringLiteral("payments/api"), QStringLiteral("latest")),
                                          {QStringLiteral("payments/api"), QStringLiteral("v2")},
                                          {QStringLiteral("payments/gateway"), QStringLiteral("old")}}) {
            const QByteArray said = skopeo(
                {QStringLiteral("copy"), QStringLiteral("--all"), QStringLiteral("--insecure-policy"),
                 QStringLiteral("--dest-tls-verify=false"),
                 QStringLiteral("oci:%1/%2:latest").arg(QStringLiteral(BINARY_DIR "/share/portolan/sample"), layout),
                 at(tag)});
            if (said.startsWith("failed"))
                qFatal("%s", said.constData());
        }
    }

    void copy(const QString &from, const QString &to) const
    {
        const QString address = QStringLiteral("docker://") + m_address + u'/';
        const QByteArray said = skopeo({QStringLiteral("copy"), QStringLiteral("--all"),
                                        QStringLiteral("--insecure-policy"), QStringLiteral("--src-tls-verify=false"),
                                        QStringLiteral("--dest-tls-verify=false"), address + from, address + to});
        if (said.startsWith("failed"))
            qFatal("%s", said.constData());
    }
    [[nodiscard]] ui::Options options() const
    {
        ui::Options options;
        options.target = m_address + QStringLiteral("/team/app");
        return options;
    }
    [[nodiscard]] QStringList tags() const
    {
        const QByteArray listed = skopeo({QStringLiteral("list-tags"), QStringLiteral("--tls-verify=false"), at({})});
        QStringList tags;
        const QJsonArray array = QJsonDocument::fromJson(listed).object().value(QLatin1StringView("Tags")).toArray();
        for (const auto &tag : array)
            tags.append(tag.toString());
        tags.sort();
        return tags;
    }
    [[nodiscard]] QByteArray raw(const QString &tag) const
    {
        return skopeo(
            {QStringLiteral("inspect"), QStringLiteral("--raw"), QStringLiteral("--tls-verify=false"), at(tag)});
    }

private:
    [[nodiscard]] QString at(const QString &tag) const
    {
        const QString name = QStringLiteral("docker://%1/team/app").arg(m_address);
        return tag.isEmpty() ? name : name + u':' + tag;
    }

    QString m_address;
};

inline void mark(DrivenWindow &window, const QStringList &tags)
{
    WAIT_FOR(window.tags() && window.find<QLabel>(QStringLiteral("tagsCompleteness")));
    window.application.window().activateWindow(); // after a dialog, as a window manager does it
    WAIT_FOR(window.application.window().isActiveWindow());
    for (const QString &tag : tags) {
        WAIT_FOR(window.tagRow(tag).isValid());
        window.clickTag(tag);
        QTest::keyClick(window.tags(), Qt::Key_Delete);
    }
}

/// The review, once it was read.
inline ui::PlanDialog *review(DrivenWindow &window)
{
    window.press(QStringLiteral("pendingReviewButton"));
    auto *dialog = window.application.window().findChild<ui::PlanDialog *>();
    const auto isRead = [dialog] { return dialog->reading() != nullptr; };
    return dialog && QTest::qWaitFor(isRead, 60'000) ? dialog : nullptr;
}

inline void approve(ui::PlanDialog *dialog, const QString &words)
{
    auto *confirm = dialog->findChild<QLineEdit *>(QStringLiteral("planConfirmField"));
    if (confirm->isVisible())
        confirm->setText(QStringLiteral("team/app"));
    auto *run = dialog->findChild<QPushButton *>(QStringLiteral("planDeleteButton"));
    WAIT_FOR(run->isEnabled());
    QCOMPARE(run->text(), words);
    QTest::mouseClick(run, Qt::LeftButton);
}

/// Deletes one tag with its image, by the review, and waits until nothing runs any more.
inline void remove(DrivenWindow &window, const QString &tag)
{
    mark(window, {tag});
    ui::PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    approve(dialog, QStringLiteral("Delete 1 tag"));
    WAIT_FOR(!window.tagRow(tag).isValid());
    WAIT_FOR(!window.find<QWidget>(QStringLiteral("pendingBar")));
}

/// The review of a restore that was asked for, once it was read.
inline ui::RestoreDialog *openedRestore(DrivenWindow &window)
{
    const auto find = [&window] { return window.application.window().findChild<ui::RestoreDialog *>(); };
    const auto isRead = [&find] { return find() && find()->restore() != nullptr; };
    return QTest::qWaitFor(isRead, 60'000) ? find() : nullptr;
}

/// The same, of the latest run, by the history.
inline ui::RestoreDialog *reviewRestore(DrivenWindow &window)
{
    if (!window.find<QTabBar>(QStringLiteral("activityTabs")))
        window.trigger(QStringLiteral("activityAction"));
    window.find<QTabBar>(QStringLiteral("activityTabs"))->setCurrentIndex(3);
    window.press(QStringLiteral("restoreRunButton"));
    return openedRestore(window);
}

/// Puts @p name on the image of @p tag, by the dialog of F2, which says @p undo.
inline void retag(DrivenWindow &window, const QString &tag, const QString &name, const QString &undo)
{
    WAIT_FOR(window.tags() && window.find<QLabel>(QStringLiteral("tagsCompleteness")));
    WAIT_FOR(!window.find<QWidget>(QStringLiteral("pendingBar"))); // nothing runs
    window.clickTag(tag);
    window.application.window().activateWindow(); // which nobody does here after a dialog
    WAIT_FOR(window.application.window().isActiveWindow());
    QTest::keyClick(window.tags(), Qt::Key_F2);
    const QPointer<ui::RetagDialog> dialog = window.application.window().findChild<ui::RetagDialog *>();
    QVERIFY(dialog);
    WAIT_FOR(dialog->reading());
    window.type(QStringLiteral("retagNameField"), name);
    const QString said = window.find<QLabel>(QStringLiteral("retagUndo"))->text();
    QVERIFY2(said.contains(undo), qPrintable(said));
    if (window.find<QLineEdit>(QStringLiteral("retagConfirmField")))
        window.type(QStringLiteral("retagConfirmField"), QStringLiteral("team/app"));
    window.press(QStringLiteral("retagButton"));
    WAIT_FOR(!dialog);
    WAIT_FOR(window.find<QWidget>(QStringLiteral("runNoticeBar")));
    WAIT_FOR(window.find<QLabel>(QStringLiteral("tagsCompleteness")));
}

} // namespace registryrun
