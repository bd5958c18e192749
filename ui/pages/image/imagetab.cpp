#include "ui/pages/image/imagetab.h"

#include "models/artifacttext.h"
#include "ui/panes.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;

ImageTab::ImageTab(QWidget *parent)
    : QStackedWidget(parent)
    , m_placeholder(new Placeholder(this))
{
    addWidget(m_placeholder);
    connect(m_placeholder, &Placeholder::actionTriggered, this, [this] {
        if (m_asksToSignIn)
            emit signInRequested();
        else
            emit retryRequested();
    });
    connect(m_placeholder, &Placeholder::doctorRequested, this, &ImageTab::doctorRequested);
}

void ImageTab::setContents(QWidget *contents, QWidget *focus)
{
    m_contents = contents;
    m_focus = focus;
    addWidget(contents);
    focus->setFocus(); // as soon as the tab has it, and not what comes first in it
}

void ImageTab::displayContents()
{
    setCurrentWidget(m_contents);
    setFocusTarget(this, m_focus);
}

void ImageTab::displayMessage(const QString &icon, const QString &headline, const QString &text)
{
    m_placeholder->display(icon, headline, text);
    setCurrentWidget(m_placeholder);
    setFocusTarget(this, nullptr);
}

void ImageTab::displayError(const base::Error &error, const QString &registry)
{
    displayInWords(error, ErrorWords::explain(error, registry));
}

void ImageTab::displayInWords(const base::Error &error, const ErrorText &text)
{
    m_asksToSignIn = displayIn(*m_placeholder, error, text);
    setCurrentWidget(m_placeholder);
    setFocusTarget(this, nullptr);
}

bool ImageTab::displayIn(Placeholder &placeholder, const base::Error &error, const ErrorText &text)
{
    placeholder.displayError(ErrorWords::asksToSignIn(error) ? u"key"_s : u"error"_s, text, wayOut(error));
    return ErrorWords::asksToSignIn(error);
}

QString ImageTab::wayOut(const base::Error &error)
{
    return ErrorWords::asksToSignIn(error) ? tr("Sign in…") : tr("Try again");
}

bool ImageTab::displayFailure(const ShownImage &shown)
{
    const platforms::PlatformImage *part = shown.part();
    if (!part || !part->failure)
        return false;
    const QString platform = models::ArtifactText::platform(part->platform);
    if (part->failure->kind == ErrorKind::NotFound) {
        const QString digest = part->descriptor.digest.shortText();
        displayInWords(*part->failure,
                       ErrorWords::brokenIndex(*part->failure, shown.title(),
                                               tr("%1, %2", "platform, digest").arg(platform, digest)));
        return true;
    }
    ErrorText text = ErrorWords::explain(*part->failure, tr("The registry"));
    text.why = ErrorWords::summary(*part->failure, tr("The registry"));
    text.headline = tr("The part for %1 cannot be read").arg(platform);
    displayInWords(*part->failure, text);
    return true;
}

} // namespace ui
