#include "ui/locator/locator.h"

#include <utility>

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/locator/locatordelegate.h"
#include "ui/look/colours.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/widgets/fieldbuttons.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsPerPage = 8; ///< that Page Down goes

QLabel *makeNote(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(look::smallFont(parent->font()));
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

Locator::Locator(QWidget *window)
    : QFrame(window)
    , m_edit(new QLineEdit(this))
    , m_found(makeNote({}, this))
    , m_view(new QListView(this))
    , m_nothing(makeNote(tr("Nothing matches in what is loaded."), this))
{
    setObjectName(u"locator"_s);
    setAccessibleName(tr("Locator"));
    build();
    hide();
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_reached.reset();
        m_model.setQuery(text);
    });
    connect(&m_model, &models::LocatorModel::progressed, this, &Locator::refresh);
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex &index) {
        choose(index, QGuiApplication::keyboardModifiers() & Qt::ControlModifier);
    });
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) {
        if (isVisible() && now && now != this && !isAncestorOf(now))
            leave();
    });
}

void Locator::build()
{
    m_edit->setObjectName(u"locatorEdit"_s);
    m_edit->setAccessibleName(tr("Search everything"));
    m_edit->setPlaceholderText(tr("Search connections, repositories, tags and commands"));
    m_edit->setFrame(false);
    setFieldIcon(m_edit, u"search"_s, tr("Search"));
    m_edit->setMinimumHeight(fontMetrics().height() * 2);
    m_found->setObjectName(u"locatorFound"_s);
    m_view->setObjectName(u"locatorView"_s);
    m_view->setAccessibleName(tr("What was found"));
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new LocatorDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setFocusProxy(m_edit); // which has the keyboard for both: rows look and read as focused
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setMouseTracking(true);
    m_view->viewport()->setAttribute(Qt::WA_Hover);
    m_nothing->setObjectName(u"locatorNothing"_s);
    m_nothing->setContentsMargins(look::cellPadding, look::cellPadding, look::cellPadding, look::cellPadding);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(4, 4, look::cellPadding, 4);
    top->addWidget(m_edit, 1);
    top->addWidget(m_found);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(makeLine(this));
    layout->addWidget(m_view, 1);
    layout->addWidget(m_nothing);
    layout->addWidget(makeLine(this));
    layout->addWidget(makeFooter());
}

QWidget *Locator::makeFooter()
{
    auto *footer = new QWidget(this);
    footer->setAutoFillBackground(true);
    footer->setBackgroundRole(QPalette::AlternateBase);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(look::cellPadding, 4, look::cellPadding, 4);
    layout->setSpacing(2 * look::cellPadding);
    for (const QString &text : {tr("@ connection", "a prefix of the locator"), tr(": tag", "a prefix of the locator"),
                                tr("# digest", "a prefix of the locator"), tr("> command", "a prefix of the locator")})
        layout->addWidget(makeNote(text, footer));
    layout->addStretch(1);
    layout->addWidget(makeNote(tr("Ctrl+Enter opens in a new tab"), footer));
    return footer;
}

void Locator::open(models::LocatorModel::Sources sources, const QString &text)
{
    if (!isVisible())
        m_before = window()->focusWidget();
    m_reached.reset();
    m_model.setSources(std::move(sources));
    m_edit->setText(text);
    m_edit->setCursorPosition(static_cast<int>(text.size()));
    place();
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    qApp->removeEventFilter(this);
    qApp->installEventFilter(this);
    refresh();
}

void Locator::renew(models::LocatorModel::Sources sources)
{
    m_model.renewSources(std::move(sources));
}

void Locator::leave()
{
    qApp->removeEventFilter(this);
    // Before it is hidden: the focus would go on as by Tab, and the address select its text.
    if (m_before && isAncestorOf(window()->focusWidget()))
        m_before->setFocus(Qt::PopupFocusReason);
    hide();
    m_model.setSources({});
}

void Locator::refresh()
{
    if (!isVisible())
        return;
    const int found = static_cast<int>(m_model.found());
    m_found->setText(tr("%Ln found in what is loaded", "matches", found));
    m_found->setVisible(m_model.hasQuery());
    const bool isEmpty = m_model.rowCount() == 0;
    m_nothing->setVisible(isEmpty && !m_model.isSearching());
    m_view->setVisible(!isEmpty);
    selectRow();
    place();
}

/// The one that the user went to, where it is still there; else the best.
void Locator::selectRow()
{
    int row = m_model.nextItem(-1, 1);
    for (int other = row; m_reached && other < m_model.rowCount(); ++other) {
        const models::LocatorItem *item = m_model.itemAt(m_model.index(other));
        if (item && item->target == *m_reached)
            row = other;
    }
    m_view->setCurrentIndex(m_model.index(row));
    m_view->scrollTo(m_view->currentIndex());
}

/// As high as its rows, in the middle of the window.
void Locator::place()
{
    const QRect area = parentWidget()->rect();
    const int width = std::min(area.width() - 2 * look::cellPadding, fontMetrics().averageCharWidth() * 110);
    int rows = m_nothing->isHidden() ? 0 : m_nothing->sizeHint().height();
    for (int row = 0; row < m_model.rowCount(); ++row)
        rows += m_view->sizeHintForIndex(m_model.index(row)).height();
    const int top = std::min(area.height() / 12, fontMetrics().height() * 4);
    const int bars = sizeHint().height() - (m_view->isHidden() ? 0 : m_view->sizeHint().height())
        - (m_nothing->isHidden() ? 0 : m_nothing->sizeHint().height());
    setGeometry(area.left() + (area.width() - width) / 2, top, width,
                std::min(bars + rows + 4, area.height() - 2 * top));
}

void Locator::move(int steps)
{
    int row = m_view->currentIndex().row();
    for (int step = 0; step < std::abs(steps); ++step)
        row = m_model.nextItem(row, steps < 0 ? -1 : 1);
    m_view->setCurrentIndex(m_model.index(row));
    if (const models::LocatorItem *item = m_model.itemAt(m_view->currentIndex()))
        m_reached = item->target;
    if (row == m_model.nextItem(-1, 1))
        m_view->scrollToTop(); // with the heading
}

void Locator::choose(const QModelIndex &index, bool inNewTab)
{
    const models::LocatorItem *item = m_model.itemAt(index);
    if (!item || item->isOff)
        return;
    const models::LocatorTarget target = item->target;
    leave();
    emit chosen(target, inNewTab);
}

bool Locator::takeKey(int key, bool hasControl)
{
    switch (key) {
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_view->currentIndex(), hasControl);
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
        move(key == Qt::Key_Down ? 1 : -1);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        move(key == Qt::Key_PageDown ? rowsPerPage : -rowsPerPage);
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // there is nothing else in here to go to
    default:
        return false;
    }
}

/// Sees everything while the locator is open.
bool Locator::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<const QKeyEvent *>(event);
        return takeKey(key->key(), key->modifiers() & Qt::ControlModifier);
    }
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    const auto *widget = event->type() == QEvent::MouseButtonPress ? qobject_cast<const QWidget *>(watched) : nullptr;
    if (widget && widget != this && !isAncestorOf(widget) && widget->window() == window())
        leave();
    return QFrame::eventFilter(watched, event);
}

void Locator::paintEvent(QPaintEvent *)
{
    const look::Colours &colours = look::Colours::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.base);
    painter.setPen(colours.edge);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace ui
