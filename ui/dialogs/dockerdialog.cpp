#include "ui/dialogs/dockerdialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/credentials/helperlines.h"
#include "models/format.h"
#include "ui/dialogs/notes.h"
#include "ui/look/colours.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::SecretPlace;
using models::visibleText;

DockerDialog::DockerDialog(const connections::Connection &connection, const QString &other, const QString &configFile,
                           QWidget *parent)
    : QDialog(parent)
    , m_use(new QCheckBox(tr("&Use this sign-in for Docker and Podman"), this))
    , m_lines(new QPlainTextEdit(this))
    , m_copy(new QPushButton(tr("&Copy"), this))
    , m_write(new QPushButton(tr("&Write to %1…").arg(visibleText(QDir::toNativeSeparators(configFile))), this))
    , m_note(makeNote({}, 0, this))
{
    setObjectName(u"dockerDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Docker and Podman: %1", "%1 is a connection").arg(visibleText(connection.name)));
    m_use->setObjectName(u"answersDockerBox"_s);
    m_use->setChecked(connection.answersDocker);
    m_lines->setObjectName(u"dockerLines"_s);
    m_lines->setAccessibleName(tr("Lines for config.json or auth.json"));
    m_lines->setReadOnly(true);
    m_lines->setTabChangesFocus(true);
    m_lines->setFont(look::fixedFont(font()));
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setPlainText(QString::fromUtf8(credentials::helperLines(serversOf(connection), u"portolan"_s)).trimmed());
    m_lines->setFixedHeight(m_lines->fontMetrics().lineSpacing() * 8);
    m_copy->setObjectName(u"dockerCopyButton"_s);
    m_write->setObjectName(u"dockerWriteButton"_s);
    m_note->setObjectName(u"dockerNote"_s);
    for (QPushButton *button : {m_copy, m_write})
        button->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_lines->toPlainText()); });
    connect(m_write, &QPushButton::clicked, this, &DockerDialog::writeRequested);
    connect(m_use, &QCheckBox::toggled, this, &DockerDialog::refresh);
    makeLayout(connection, other);
    refresh();
    resize(fontMetrics().averageCharWidth() * 90, sizeHint().height());
}

void DockerDialog::makeLayout(const connections::Connection &connection, const QString &other)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(m_use);
    layout->addWidget(makeNote(tr("docker-credential-portolan then gives them the user and the password from the "
                                  "keychain whenever they ask for %1. What “docker logout” removes is never the "
                                  "sign-in of a connection.")
                                   .arg(visibleText(connection.address())),
                               0, this));
    if (!other.isEmpty())
        layout->addWidget(makeNote(
            tr("Until now %1 does it. There is one for each registry.", "%1 is a connection").arg(visibleText(other)),
            0, this));
    if (connection.secrets == SecretPlace::Session) {
        QLabel *warning
            = makeNote(tr("The password is kept in this session only, where no other program finds it. Keep "
                          "it in the system keychain: Edit, Sign in."),
                       0, this);
        setColour(warning, look::Colours::of(palette()).danger);
        layout->addWidget(warning);
    }
    layout->addSpacing(8);
    auto *label = new QLabel(tr("They ask it where their config.json or auth.json says so:"), this);
    label->setWordWrap(true);
    layout->addWidget(label);
    layout->addWidget(m_lines);
    auto *row = new QHBoxLayout;
    row->addWidget(m_copy);
    row->addWidget(m_write);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addWidget(m_note);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole)->setObjectName(u"dockerSaveButton"_s);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setObjectName(u"dockerCancelButton"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

bool DockerDialog::isChosen() const
{
    return m_use->isChecked();
}

QStringList DockerDialog::serversOf(const connections::Connection &connection)
{
    const QString address = connection.address();
    // Docker and Podman call Docker Hub by two names.
    return address == u"docker.io" ? QStringList{address, u"https://index.docker.io/v1/"_s} : QStringList{address};
}

void DockerDialog::showWritten(const QString &copy)
{
    m_note->setText(copy.isEmpty() ? tr("Written.", "lines to a file")
                                   : tr("Written. What was there before is in %1.").arg(visibleText(copy)));
}

void DockerDialog::refresh()
{
    m_lines->setEnabled(isChosen());
    m_copy->setEnabled(isChosen());
    m_write->setEnabled(isChosen());
}

} // namespace ui
