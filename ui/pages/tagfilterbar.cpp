#include "ui/pages/tagfilterbar.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/widgets/fieldbuttons.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QToolButton *makeButton(const QString &objectName, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

TagFilterBar::TagFilterBar(QMenu *columns, QAction *group, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_counts(new QLabel(this))
    , m_problem(new QWidget(this))
    , m_problemIcon(new QLabel(m_problem))
    , m_problemText(new QLabel(m_problem))
{
    m_field->setObjectName(u"tagFilterEdit"_s);
    m_field->setAccessibleName(tr("Filter tags"));
    m_field->setPlaceholderText(tr("Filter tags, for example  tag:~^v2  age:>90d"));
    addClearButton(m_field);
    setFieldIcon(m_field, u"filter"_s, tr("Filter"));
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &TagFilterBar::refreshFont);
    connect(m_field, &QLineEdit::textChanged, this, [this] { emit textChanged(text()); });
    m_counts->setObjectName(u"tagFilterCounts"_s);
    m_counts->setTextFormat(Qt::PlainText);
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    QToolButton *columnsButton = makeButton(u"columnsButton"_s, this);
    columnsButton->setText(tr("Columns"));
    columnsButton->setAccessibleName(tr("Columns"));
    columnsButton->setIcon(look::icon(u"columns"_s));
    connect(columnsButton, &QToolButton::clicked, columns, [columns, columnsButton] {
        columns->popup(columnsButton->mapToGlobal(columnsButton->rect().bottomLeft()));
    });
    QToolButton *groupButton = makeButton(u"groupButton"_s, this);
    groupButton->setDefaultAction(group);
    groupButton->setAccessibleName(group->text());
    m_problem->setObjectName(u"tagFilterProblem"_s);
    m_problemText->setObjectName(u"tagFilterProblemText"_s);
    m_problemText->setTextFormat(Qt::PlainText);
    m_problemText->setFont(look::smallFont(font()));
    m_problemText->setWordWrap(true);
    m_problemText->setForegroundRole(QPalette::WindowText);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addWidget(m_counts);
    row->addWidget(columnsButton);
    row->addWidget(groupButton);
    auto *problem = new QHBoxLayout(m_problem);
    problem->setContentsMargins(look::iconGap, 4, 0, 0);
    problem->setSpacing(look::iconGap);
    problem->addWidget(m_problemIcon, 0, Qt::AlignTop);
    problem->addWidget(m_problemText, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(look::cellPadding, 7, look::cellPadding, 7);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    setCounts(-1, -1);
    setProblem({});
}

QString TagFilterBar::text() const
{
    return m_field->text().trimmed();
}

/// An expression is in the fixed font, what invites to type one is not.
void TagFilterBar::refreshFont()
{
    const QFont font = m_field->text().isEmpty() ? this->font() : look::fixedFont(this->font());
    if (m_field->font() != font)
        m_field->setFont(font);
}

void TagFilterBar::clear()
{
    m_field->clear();
}

void TagFilterBar::setCounts(int shown, int all)
{
    m_counts->setVisible(all >= 0);
    m_counts->setText(tr("%1 of %2", "tags that pass a filter").arg(countText(shown), countText(all)));
}

void TagFilterBar::setProblem(const QString &words, Problem kind)
{
    m_kind = kind;
    m_problem->setVisible(!words.isEmpty());
    m_problemText->setText(words);
    m_field->setAccessibleDescription(words);
    refreshProblem();
}

void TagFilterBar::refreshProblem()
{
    const look::Colours &colours = look::Colours::of(palette());
    const bool isMistake = m_kind == Problem::Mistake;
    const QColor colour = isMistake ? colours.danger : colours.warn;
    m_problemIcon->setPixmap(
        look::pixmap(isMistake ? u"error"_s : u"warn"_s, colour, look::iconSize, devicePixelRatioF()));
    QPalette text = palette();
    text.setColor(QPalette::WindowText, colour);
    m_problemText->setPalette(text);
}

bool TagFilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Escape:
            if (!m_field->text().isEmpty()) {
                m_field->clear();
                return true;
            }
            [[fallthrough]];
        case Qt::Key_Down:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            emit left();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void TagFilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshProblem();
    if (event->type() == QEvent::FontChange)
        refreshFont();
    QWidget::changeEvent(event);
}

} // namespace ui
