#include "ui/pages/image/rawtab.h"

#include <algorithm>
#include <utility>

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/jobs/loaddocumentjob.h"
#include "models/artifacttext.h"
#include "models/format.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/image/rawview.h"
#include "ui/widgets/infobar.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostAtOnce = 64 * 1024; ///< bytes that are laid out in a few milliseconds

QString sizeOf(const Document &document)
{
    return QLocale(QLocale::English).toString(document.bytes.size());
}

/// What a text never has.
bool isBinary(const QByteArray &bytes)
{
    return bytes.contains('\0');
}

} // namespace

RawTab::RawTab(QWidget *parent)
    : ImageTab(parent)
    , m_box(new QComboBox(this))
    , m_back(new QAction(look::icon(u"back"_s), tr("Back in Raw"), this))
    , m_forward(new QAction(look::icon(u"forward"_s), tr("Forward in Raw"), this))
    , m_copyRaw(new QAction(tr("Copy raw"), this))
    , m_copyDigest(new QAction(tr("Copy digest of the document"), this))
    , m_facts(new QLabel(this))
    , m_note(new InfoBar(this))
    , m_stack(new QStackedWidget(this))
    , m_view(new RawView(this))
    , m_missing(new Placeholder(this))
{
    build();
    makeActions();
    connect(m_box, &QComboBox::activated, this, &RawTab::choosePart);
    connect(m_view, &RawView::digestActivated, this, &RawTab::followDigest);
    connect(m_missing, &Placeholder::actionTriggered, this, [this] {
        if (m_refused)
            emit signInRequested();
        else
            present();
    });
    connect(m_missing, &Placeholder::doctorRequested, this, &ImageTab::doctorRequested);
}

void RawTab::build()
{
    m_box->setObjectName(u"documentBox"_s);
    m_box->setAccessibleName(tr("Document", "which one is shown"));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); // the facts beside it wrap instead
    m_view->setObjectName(u"rawView"_s);
    m_view->setAccessibleName(tr("Raw", "accessible name"));
    m_facts->setObjectName(u"documentFacts"_s);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setFont(look::smallFont(font()));
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_note->hide();

    auto *contents = new QWidget(this);
    contents->setAutoFillBackground(true);
    contents->setBackgroundRole(QPalette::Base);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(look::cellPadding, 4, look::cellPadding, 4);
    row->addWidget(m_box);
    const auto addButton = [&](QAction *action, const QString &name, Qt::ToolButtonStyle style) {
        auto *button = new QToolButton(contents);
        button->setObjectName(name);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        button->setToolButtonStyle(style);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
    };
    addButton(m_back, u"rawBackButton"_s, Qt::ToolButtonIconOnly);
    addButton(m_forward, u"rawForwardButton"_s, Qt::ToolButtonIconOnly);
    row->addSpacing(6);
    row->addWidget(m_facts, 1);
    addButton(m_copyRaw, u"copyRawButton"_s, Qt::ToolButtonTextOnly);

    m_stack->addWidget(m_view);
    m_stack->addWidget(m_missing);
    auto *layout = new QVBoxLayout(contents);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_note);
    layout->addWidget(m_stack, 1);
    setContents(contents, m_view);
}

void RawTab::makeActions()
{
    const auto add = [this](QAction *action, const QString &name, const QKeySequence &shortcut, auto run) {
        action->setObjectName(name);
        action->setShortcut(shortcut);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setEnabled(false); // until there is a document
        connect(action, &QAction::triggered, this, run);
        addAction(action);
    };
    add(m_back, u"rawBackAction"_s, Qt::Key_Backspace, [this] { step(-1); });
    add(m_forward, u"rawForwardAction"_s, Qt::SHIFT | Qt::Key_Backspace, [this] { step(1); });
    const auto current = [this] { return m_documents.find(m_trail.at(m_at)); };
    add(m_copyRaw, u"copyRawAction"_s, {}, [current] {
        auto *mime = new QMimeData; // the clipboard takes it over
        mime->setText(QString::fromUtf8(current()->bytes));
        mime->setData(u"application/octet-stream"_s, current()->bytes);
        QGuiApplication::clipboard()->setMimeData(mime);
    });
    add(m_copyDigest, u"copyDocumentDigestAction"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_C,
        [current] { QGuiApplication::clipboard()->setText(current()->digest.toString()); });
    auto *goTo = new QAction(tr("Go to digest"), m_view);
    goTo->setObjectName(u"goToDigestAction"_s);
    goTo->setEnabled(false);
    connect(goTo, &QAction::triggered, this, [this] {
        if (const auto digest = m_view->currentDigest())
            followDigest(*digest);
    });
    connect(m_view, &QPlainTextEdit::cursorPositionChanged, goTo,
            [this, goTo] { goTo->setEnabled(m_view->currentDigest().has_value()); });
    m_view->addActions({goTo, m_copyRaw, m_copyDigest});
}

void RawTab::display(const ShownImage &shown)
{
    const bool isSame = m_shown && m_shown->image->manifest.digest() == shown.image->manifest.digest();
    const std::optional<oci::Digest> refused = isSame ? m_refused : std::nullopt;
    m_shown = shown;
    m_documents = Documents(shown);
    m_trail.clear();
    m_at = 0;
    const auto &parts = m_documents.parts();
    const auto wanted = std::find_if(parts.cbegin(), parts.cend(),
                                     [this](const Documents::Entry &entry) { return entry.part == m_wanted; });
    displayContents();
    go(wanted == parts.cend() ? parts.front().digest : wanted->digest);
    if (refused)
        go(*refused); // after a sign-in
}

void RawTab::choosePart(int number)
{
    const auto &parts = m_documents.parts();
    if (number >= static_cast<int>(parts.size()))
        return; // the one that is shown
    const Documents::Entry &entry = parts.at(static_cast<std::size_t>(number));
    m_wanted = entry.part;
    go(entry.digest);
}

bool RawTab::isLayer(const oci::Digest &digest) const
{
    const platforms::PlatformImage *part = m_shown ? m_shown->part() : nullptr;
    return part && std::any_of(part->layers.cbegin(), part->layers.cend(), [&digest](const oci::Layer &layer) {
               return (layer.descriptor.digest == digest && layer.descriptor.mediaType.isLayer())
                   || layer.diffId == digest;
           });
}

void RawTab::followDigest(const oci::Digest &digest)
{
    if (isLayer(digest))
        emit layerRequested(digest);
    else
        go(digest);
}

void RawTab::follow(const oci::Descriptor &descriptor)
{
    go(descriptor.digest);
}

void RawTab::showPlaceOf(const oci::Digest &digest)
{
    for (const Documents::Entry &entry : m_documents.parts()) {
        if (entry.part == Documents::Part::Manifest)
            go(entry.digest);
    }
    if (m_stack->currentWidget() == m_view)
        m_view->select(digest);
    else
        m_place = digest;
}

void RawTab::go(const oci::Digest &digest)
{
    if (isCurrent(digest))
        return present();
    m_place.reset();
    if (!m_trail.empty())
        m_trail.erase(m_trail.begin() + static_cast<std::ptrdiff_t>(m_at) + 1, m_trail.end());
    m_trail.push_back(digest);
    m_at = m_trail.size() - 1;
    present();
}

void RawTab::step(int by)
{
    m_at = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(m_at) + by);
    present();
}

void RawTab::present()
{
    m_refused.reset();
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(m_at + 1 < m_trail.size());
    refreshBox();
    const Document *document = m_documents.find(m_trail.at(m_at));
    m_copyRaw->setEnabled(document);
    m_copyDigest->setEnabled(document);
    if (document)
        presentDocument(*document);
    else
        presentMissing();
}

void RawTab::presentDocument(const Document &document)
{
    m_facts->setText(
        tr("%1, %2 bytes, %3", "media type, number, digest")
            .arg(document.mediaType.isEmpty() ? tr("unknown type") : models::visibleText(document.mediaType),
                 sizeOf(document), document.digest.toString()));
    m_note->hide();
    if (isBinary(document.bytes)) {
        m_missing->display(u"info"_s, tr("This is not text"), tr("It can be copied, but not be read here."));
        m_stack->setCurrentWidget(m_missing);
        return;
    }
    if (document.bytes.size() <= mostAtOnce)
        return presentText(models::JsonText::of(document.bytes));
    m_missing->display(u"wait"_s, tr("Loading %1…").arg(document.digest.shortText()), {});
    m_stack->setCurrentWidget(m_missing);
    emit layoutRequested(document.digest, document.bytes);
}

void RawTab::presentText(models::JsonText text)
{
    if (text.isCut) {
        const Document *document = m_documents.find(m_trail.at(m_at));
        m_note->display(InfoBar::Tone::Warning,
                        tr("Too long to be shown whole: the end is missing or long values are shortened. Copy raw "
                           "copies all %1 bytes.")
                            .arg(sizeOf(*document)));
    }
    m_view->display(std::move(text));
    m_stack->setCurrentWidget(m_view);
    if (m_place)
        m_view->select(*std::exchange(m_place, {}));
}

void RawTab::presentMissing()
{
    const oci::Digest digest = m_trail.at(m_at);
    const oci::Descriptor *described = m_documents.described(digest);
    m_facts->setText(digest.toString());
    m_note->hide();
    m_stack->setCurrentWidget(m_missing);
    if (described && described->size > jobs::LoadDocumentJob::maxSize) {
        m_missing->display(
            u"info"_s, tr("Too large to be shown"),
            tr("It has %1. Up to %2 are read here.")
                .arg(models::formatBytes(described->size), models::formatBytes(jobs::LoadDocumentJob::maxSize)));
        return;
    }
    m_missing->display(u"wait"_s, tr("Loading %1…").arg(digest.shortText()), {});
    emit documentRequested(digest, described ? std::optional(described->mediaType) : std::nullopt);
}

bool RawTab::isCurrent(const oci::Digest &digest) const
{
    return !m_trail.empty() && m_trail.at(m_at) == digest;
}

void RawTab::showManifest(const oci::Manifest &manifest)
{
    m_documents.add(manifest);
    if (isCurrent(manifest.digest()))
        present();
}

void RawTab::showBlob(const oci::Digest &digest, const QByteArray &bytes, const QString &mediaType)
{
    m_documents.add({digest, mediaType, bytes});
    if (isCurrent(digest))
        present();
}

void RawTab::showText(const oci::Digest &digest, models::JsonText text)
{
    if (isCurrent(digest))
        presentText(std::move(text));
}

void RawTab::showDocumentError(const oci::Digest &digest, const base::Error &error, const QString &registry)
{
    if (isCurrent(digest) && displayIn(*m_missing, error, ErrorWords::explain(error, registry)))
        m_refused = digest;
}

QString RawTab::labelOf(const Documents::Entry &entry) const
{
    const platforms::PlatformImage *part = m_shown->part();
    const QString platform = part ? models::ArtifactText::platform(part->platform) : QString();
    switch (entry.part) {
    case Documents::Part::Index:
        return tr("Image index");
    case Documents::Part::Manifest:
        return m_shown->image->manifest.index() ? tr("Manifest of %1", "%1 is a platform").arg(platform)
                                                : tr("Manifest");
    case Documents::Part::Config:
        return tr("Configuration");
    }
    return {};
}

void RawTab::refreshBox()
{
    m_box->clear();
    const oci::Digest &current = m_trail.at(m_at);
    int chosen = -1;
    for (const Documents::Entry &entry : m_documents.parts()) {
        if (entry.digest == current)
            chosen = m_box->count();
        m_box->addItem(labelOf(entry));
    }
    if (chosen < 0) {
        chosen = m_box->count();
        m_box->addItem(current.shortText());
    }
    m_box->setCurrentIndex(chosen);
}

} // namespace ui
