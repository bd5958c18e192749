#include "ui/dialogs/sharedtagsbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QRadioButton>

#include "models/plantext.h"
#include "ui/look/colours.h"

namespace ui {

using namespace Qt::StringLiterals;
using changes::OtherTags;

namespace {

constexpr std::size_t imagesShown = 3;

QStringList namesOf(const std::vector<oci::TagName> &tags)
{
    QStringList names;
    for (const oci::TagName &tag : tags)
        names.append(tag.toString());
    return names;
}

} // namespace

SharedTagsBar::SharedTagsBar(QWidget *parent)
    : ToneBar(Tone::Warning, parent)
    , m_text(new QLabel(this))
    , m_keep(new QRadioButton(tr("&Keep them"), this))
    , m_keepNote(new QLabel(this))
    , m_delete(new QRadioButton(tr("De&lete them too"), this))
{
    setObjectName(u"sharedTagsBar"_s);
    m_text->setObjectName(u"sharedTagsText"_s);
    m_text->setWordWrap(true);
    m_keep->setObjectName(u"keepSharedButton"_s);
    m_keep->setAccessibleName(tr("Keep them"));
    m_keep->setChecked(true);
    m_keepNote->setObjectName(u"keepSharedNote"_s);
    m_keepNote->setForegroundRole(QPalette::PlaceholderText);
    m_delete->setObjectName(u"deleteSharedButton"_s);
    m_delete->setAccessibleName(tr("Delete them too"));
    connect(m_keep, &QRadioButton::toggled, this, &SharedTagsBar::chosen);

    auto *choice = new QHBoxLayout;
    choice->setSpacing(8);
    choice->addWidget(m_keep);
    choice->addWidget(m_keepNote);
    choice->addSpacing(20);
    choice->addWidget(m_delete);
    choice->addStretch(1);
    auto *words = new QVBoxLayout;
    words->setSpacing(7);
    words->addWidget(m_text);
    words->addLayout(choice);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(10);
    layout->addWidget(icon(), 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    hide();
}

void SharedTagsBar::display(const std::vector<changes::SharedImage> &shared, bool tagsGoAlone)
{
    setVisible(!shared.empty());
    const QString note = tagsGoAlone ? tr("Only the marked tags go; their images stay")
                                     : tr("The marked tags of their images stay, too");
    m_keepNote->setText(note);
    m_keep->setAccessibleDescription(note);
    int count = 0;
    QStringList parts;
    for (const changes::SharedImage &image : shared) {
        count += static_cast<int>(image.others.size());
        if (parts.size() < static_cast<qsizetype>(imagesShown))
            parts.append(tr("%1 (with %2)", "%1 and %2 are tags of one image")
                             .arg(models::PlanText::names(namesOf(image.others)),
                                  models::PlanText::names(namesOf(image.asked))));
    }
    if (shared.size() > imagesShown)
        parts.append(tr("and on %Ln more image(s)", nullptr, static_cast<int>(shared.size() - imagesShown)));
    const QString headline = tr("%Ln tag(s) that you did not mark share an image with marked ones:", nullptr, count);
    m_text->setTextFormat(Qt::RichText); // of our own making: both parts are escaped
    m_text->setText(u"<span style='font-weight:600'>%1</span> %2"_s.arg(
        headline.toHtmlEscaped(), parts.join(tr(", ", "between images")).toHtmlEscaped()));
}

OtherTags SharedTagsBar::choice() const
{
    return m_delete->isChecked() ? OtherTags::DeleteToo : OtherTags::Keep;
}

void SharedTagsBar::setChoice(OtherTags choice)
{
    (choice == OtherTags::DeleteToo ? m_delete : m_keep)->setChecked(true);
}

void SharedTagsBar::paintEvent(QPaintEvent *event)
{
    ToneBar::paintEvent(event);
    QPainter painter(this);
    painter.setPen(look::Colours::of(palette()).line);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace ui
