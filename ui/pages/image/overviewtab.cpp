#include "ui/pages/image/overviewtab.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QTreeView>

#include "models/artifacttext.h"
#include "models/format.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/look/theme.h"
#include "ui/pages/image/copyaction.h"
#include "ui/pages/views.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/infobar.h"
#include "ui/widgets/valuetext.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::ImageFacts;

namespace {

constexpr int mostRows = 12; ///< of a list; the rest is scrolled to

/// Makes @p view as high as its rows.
void fitRows(QTreeView *view)
{
    const int rows = std::clamp(view->model()->rowCount(), 1, mostRows);
    const int header = view->isHeaderHidden() ? 0 : view->header()->sizeHint().height();
    view->setFixedHeight(rows * look::rowHeight(view->fontMetrics()) + header + 2 * view->frameWidth());
}

QLabel *makeHeadline(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(look::weighted(label->font(), QFont::DemiBold));
    return label;
}

} // namespace

OverviewTab::OverviewTab(QWidget *parent)
    : ImageTab(parent)
    , m_area(new QScrollArea(this))
    , m_warning(new InfoBar(this))
    , m_platformsView(makeList(u"platformsList"_s, tr("Platforms", "accessible name"), &m_platforms))
    , m_labelsView(makeTable(u"labelsTable"_s, tr("Labels and annotations"), this))
    , m_tagsView(makeList(u"imageTagsList"_s, tr("Tags on this image"), &m_tags))
    , m_tagsNote(new QLabel(this))
{
    auto *page = new QWidget(m_area);
    page->setObjectName(u"overviewPage"_s);
    auto *left = new QVBoxLayout;
    left->setSpacing(16);
    QWidget *facts = nullptr;
    buildFacts(makeForm({}, facts));
    left->addWidget(facts);
    buildLines(makeForm(tr("What other programs call it"), m_references));
    left->addWidget(m_references);
    buildRunning(makeForm(tr("How it runs"), m_running));
    left->addWidget(m_running);
    makeLabels();
    left->addWidget(m_labelsSection);
    left->addStretch(1);

    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(look::cellPadding, look::cellPadding, look::cellPadding, look::cellPadding);
    columns->setSpacing(24);
    columns->addLayout(left, 3);
    columns->addWidget(buildSide(), 1);

    m_area->setObjectName(u"overviewArea"_s);
    m_area->setAccessibleName(tr("Overview", "accessible name"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::StrongFocus); // its arrows scroll
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(page);
    m_area->viewport()->setBackgroundRole(QPalette::Base);
    page->setBackgroundRole(QPalette::Base);

    connect(m_warning, &InfoBar::actionTriggered, this, &OverviewTab::repairRequested);
    auto *contents = new QWidget(this);
    auto *layout = new QVBoxLayout(contents);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_warning);
    layout->addWidget(m_area, 1);
    setContents(contents, m_area);
}

QFormLayout *OverviewTab::makeForm(const QString &title, QWidget *&section)
{
    section = new QWidget(this);
    auto *layout = new QVBoxLayout(section);
    layout->setContentsMargins(0, 0, 0, 0);
    if (!title.isEmpty())
        layout->addWidget(makeHeadline(title, section));
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(6);
    layout->addLayout(form);
    return form;
}

void OverviewTab::addFact(QFormLayout *form, ImageFacts::Fact fact)
{
    auto *label = new QLabel(ImageFacts::title(fact), this);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setMinimumWidth(fontMetrics().horizontalAdvance(u'0') * 18); // the sections line up
    auto *value = new ValueText(this);
    value->setObjectName(u"fact%1Text"_s.arg(static_cast<int>(fact)));
    value->setAccessibleName(ImageFacts::title(fact));
    if (ImageFacts::isTechnical(fact))
        value->setFont(look::fixedFont(font()));
    label->setBuddy(value);
    form->addRow(label, value);
    m_facts.at(fact) = value;
}

void OverviewTab::buildFacts(QFormLayout *form)
{
    addFact(form, ImageFacts::Digest);
    addFact(form, ImageFacts::Kind);
    addFact(form, ImageFacts::Size);
    auto *label = new QLabel(tr("Platforms"), this);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setBuddy(m_platformsView);
    form->addRow(label, m_platformsView);
    for (const ImageFacts::Fact fact :
         {ImageFacts::Created, ImageFacts::Author, ImageFacts::Source, ImageFacts::Description, ImageFacts::Subject})
        addFact(form, fact);
    m_facts.at(ImageFacts::Digest)->setObjectName(u"imageDigestText"_s);
    m_facts.at(ImageFacts::Kind)->setObjectName(u"imageKindText"_s);
    m_facts.at(ImageFacts::Created)->setObjectName(u"imageCreatedText"_s);
}

void OverviewTab::buildRunning(QFormLayout *form)
{
    for (int fact = ImageFacts::Entrypoint; fact < ImageFacts::FactCount; ++fact)
        addFact(form, static_cast<ImageFacts::Fact>(fact));
}

void OverviewTab::buildLines(QFormLayout *form)
{
    const std::array<std::pair<QString, QString>, LineCount> lines{
        std::pair(u"copyByTag"_s, tr("By tag")), std::pair(u"copyByDigest"_s, tr("By digest")),
        std::pair(u"copyDocker"_s, u"docker"_s), std::pair(u"copyPodman"_s, u"podman"_s),
        std::pair(u"copySkopeo"_s, u"skopeo"_s)};
    for (std::size_t line = 0; line < lines.size(); ++line) {
        const auto &[objectName, title] = lines.at(line);
        auto *label = new QLabel(title, this);
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setMinimumWidth(fontMetrics().horizontalAdvance(u'0') * 18);
        m_lines.at(line) = new CopyField(objectName, title, this);
        label->setBuddy(m_lines.at(line));
        form->addRow(label, m_lines.at(line));
    }
}

QTreeView *OverviewTab::makeList(const QString &objectName, const QString &accessibleName, QAbstractItemModel *model)
{
    QTreeView *view = makeTable(objectName, accessibleName, this);
    view->setHeaderHidden(true);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setModel(model);
    view->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, view));
    return view;
}

QWidget *OverviewTab::buildSide()
{
    m_platformsView->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_platformsView->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // it would cover a row
    m_platformsView->setItemDelegateForColumn(models::PlatformModel::DigestColumn,
                                              new RowDelegate(RowDelegate::Text::Fixed, m_platformsView));
    connect(m_platformsView, &QTreeView::activated, this,
            [this](const QModelIndex &index) { emit platformChosen(index.row()); });
    addRowAction(
        m_platformsView, u"choosePlatformAction"_s, tr("Show this platform"), [](const QModelIndex &) { return true; },
        [this](const QModelIndex &index) { emit platformChosen(index.row()); });
    QAction *copy = addCopyAction(
        m_platformsView, u"copyPlatformDigestAction"_s, tr("Copy digest of the platform"),
        [](const QModelIndex &index) {
            return index.siblingAtColumn(models::PlatformModel::DigestColumn).data(models::RawRole).toString();
        });
    copy->setShortcuts({QKeySequence(QKeySequence::Copy), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)});
    copy->setShortcutContext(Qt::WidgetShortcut);

    connect(m_tagsView, &QTreeView::activated, this,
            [this](const QModelIndex &index) { emit tagChosen(index.data().toString()); });
    addRowAction(
        m_tagsView, u"showTagAction"_s, tr("Show this tag"), [](const QModelIndex &) { return true; },
        [this](const QModelIndex &index) { emit tagChosen(index.data().toString()); });
    m_tagsNote->setWordWrap(true);
    m_tagsNote->setForegroundRole(QPalette::PlaceholderText);
    m_tagsNote->setText(tr("Known when the tags of the repository are listed."));

    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeHeadline(tr("Tags on this image"), side));
    layout->addWidget(m_tagsView);
    layout->addWidget(m_tagsNote);
    layout->addStretch(1);
    return side;
}

void OverviewTab::makeLabels()
{
    m_labelsView->setModel(&m_labels);
    m_labelsView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_labelsView->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, m_labelsView));
    m_labelsView->setItemDelegateForColumn(models::LabelModel::PlaceColumn,
                                           new RowDelegate(RowDelegate::Text::Secondary, m_labelsView));
    const int em = fontMetrics().horizontalAdvance(u'0');
    m_labelsView->header()->resizeSection(models::LabelModel::NameColumn, em * 44);
    m_labelsView->header()->resizeSection(models::LabelModel::PlaceColumn, em * 20);
    m_labelsView->header()->setStretchLastSection(false);
    m_labelsView->header()->setSectionResizeMode(models::LabelModel::ValueColumn, QHeaderView::Stretch);
    m_labelsView->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // it would cover a row
    QAction *copy = addCopyAction(
        m_labelsView, u"copyLabelAction"_s, tr("Copy value of the label"), [](const QModelIndex &index) {
            return index.siblingAtColumn(models::LabelModel::ValueColumn).data(models::RawRole).toString();
        });
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_labelsSection = new QWidget(this);
    auto *layout = new QVBoxLayout(m_labelsSection);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeHeadline(tr("Labels and annotations"), m_labelsSection));
    layout->addWidget(m_labelsView);
}

void OverviewTab::showRow(QWidget *field, bool isShown)
{
    for (QFormLayout *form : findChildren<QFormLayout *>()) {
        if (form->indexOf(field) >= 0)
            form->setRowVisible(field, isShown);
    }
}

void OverviewTab::display(const ShownImage &shown)
{
    const bool isSame = m_shown && m_shown->image == shown.image;
    m_shown = shown;
    const platforms::PlatformImage *part = shown.part();
    const ImageFacts facts(*shown.image, part);
    for (int fact = 0; fact < ImageFacts::FactCount; ++fact) {
        ValueText *value = m_facts.at(static_cast<std::size_t>(fact));
        value->setValue(facts.text(static_cast<ImageFacts::Fact>(fact)));
        showRow(value, !value->toPlainText().isEmpty());
    }
    m_running->setVisible(part && part->config);
    if (!isSame)
        m_platforms.setImage(shown.image);
    m_platformsView->setCurrentIndex(m_platforms.index(shown.platform, 0));
    fitRows(m_platformsView);
    showRow(m_platformsView, models::ArtifactText::isImage(*shown.image));
    m_labels.setImage(*shown.image, part);
    fitRows(m_labelsView);
    m_labelsSection->setVisible(m_labels.rowCount() > 0);
    refreshLines();
    refreshWarning();
    displayContents();
}

void OverviewTab::refreshWarning()
{
    QStringList missing;
    QStringList unread;
    for (const platforms::PlatformImage &part : m_shown->image->platforms) {
        if (part.failure)
            (part.failure->kind == ErrorKind::NotFound ? missing : unread)
                .append(tr("%1 (%2)", "platform, digest")
                            .arg(models::ArtifactText::platform(part.platform), part.descriptor.digest.shortText()));
    }
    const auto all = [](const QStringList &parts) { return parts.join(tr(", ", "between the parts of a list")); };
    QStringList sentences;
    if (!missing.isEmpty())
        sentences.append(tr("Incomplete: the index names %1, which the registry does not have.").arg(all(missing)));
    if (!unread.isEmpty())
        sentences.append(tr("Not known: %1 cannot be read from the registry.").arg(all(unread)));
    if (sentences.isEmpty())
        m_warning->hide();
    else
        m_warning->display(InfoBar::Tone::Warning, sentences.join(u' '),
                           missing.isEmpty() ? QString() : tr("Check for broken images…"));
}

void OverviewTab::setLines(const CopyLines &lines)
{
    m_copyLines = lines;
}

void OverviewTab::refreshLines()
{
    m_references->setVisible(m_copyLines.has_value());
    if (!m_copyLines)
        return;
    const oci::TagOrDigest digest = m_shown->image->manifest.digest();
    const bool isTag = std::holds_alternative<oci::TagName>(m_shown->name);
    const bool runs = models::ArtifactText::isImage(*m_shown->image);
    const auto line = [&](CopyLines::Tool tool) { return m_copyLines->line(tool, m_shown->name); };
    const std::array<QString, LineCount> texts{
        isTag ? m_copyLines->reference(m_shown->name) : QString(), m_copyLines->reference(digest),
        runs ? line(CopyLines::Tool::DockerPull) : QString(), runs ? line(CopyLines::Tool::PodmanPull) : QString(),
        line(CopyLines::Tool::SkopeoInspect)};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        m_lines.at(i)->setValue(texts.at(i));
        showRow(m_lines.at(i), !texts.at(i).isEmpty());
    }
}

void OverviewTab::setTags(const std::optional<QStringList> &tags)
{
    m_tags.setStringList(tags.value_or(QStringList()));
    m_tagsView->setVisible(m_tags.rowCount() > 0);
    m_tagsNote->setVisible(m_tags.rowCount() == 0);
    m_tagsNote->setText(tags ? tr("None: it is reached by its digest only.")
                             : tr("Known when the tags of the repository are listed."));
    fitRows(m_tagsView);
}

} // namespace ui
