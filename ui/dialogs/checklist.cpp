#include "ui/dialogs/checklist.h"

#include <array>

#include <QHeaderView>
#include <QTreeView>

#include "models/format.h"
#include "ui/delegates/checkdelegate.h"
#include "ui/pages/views.h"

namespace ui {

using State = doctor::Check::State;

namespace {

constexpr int idRole = CheckDelegate::UntriedRole + 1;

/// Keeps the first check that failed in sight, also where the words about it take some of the room.
class CheckView final : public QTreeView
{
public:
    CheckView(const CheckList &checks, QWidget *parent)
        : QTreeView(parent)
        , m_checks(checks)
    { }

    void reveal()
    {
        if (const QModelIndex failed = m_checks.firstFailed(); failed.isValid())
            scrollTo(failed);
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QTreeView::resizeEvent(event);
        reveal();
    }

    void showEvent(QShowEvent *event) override
    {
        QTreeView::showEvent(event);
        reveal();
    }

private:
    const CheckList &m_checks;
};

} // namespace

void CheckList::begin()
{
    clear();
    for (int i = 0; i < doctor::stepCount; ++i)
        show(doctor::Words::check(doctor::Step(i)));
}

void CheckList::show(const doctor::Check &check)
{
    const QModelIndexList known = match(index(0, 0), idRole, check.id, 1, Qt::MatchExactly | Qt::MatchCaseSensitive);
    QStandardItem *item = known.isEmpty() ? new QStandardItem : itemFromIndex(known.constFirst());
    const QString title = models::visibleText(check.title);
    const bool isUntried = check.state == State::Skipped && check.detail.isEmpty();
    const QString detail = isUntried ? tr("Not tried") : models::visibleText(check.detail);
    item->setText(title);
    item->setToolTip(detail.isEmpty() ? title : tr("%1: %2", "a check, what it found out").arg(title, detail));
    item->setData(static_cast<int>(check.state), CheckDelegate::StateRole);
    item->setData(detail, CheckDelegate::DetailRole);
    item->setData(check.took ? tr("%1 ms", "milliseconds").arg(check.took->count()) : QString(),
                  CheckDelegate::TimeRole);
    item->setData(check.id, idRole);
    item->setData(isUntried, CheckDelegate::UntriedRole);
    const std::array states{tr("not tried", "a check"), tr("running", "a check"), tr("passed", "a check"),
                            tr("to know", "a check"),   tr("warning", "a check"), tr("failed", "a check")};
    item->setAccessibleText(
        tr("%1, %2. %3", "title, state and detail of a check")
            .arg(title, states[static_cast<std::size_t>(check.state)], isUntried ? QString() : detail));
    if (known.isEmpty())
        appendRow(item);
}

void CheckList::forgetFrom(doctor::Step step, const QString &hint)
{
    for (int row = 0; row < rowCount(); ++row) {
        if (row >= int(step) || state(row) == State::Running)
            show(doctor::Words::check(doctor::Step(row)));
    }
    if (QStandardItem *first = item(int(step)); first && !hint.isEmpty())
        first->setData(hint, CheckDelegate::DetailRole);
}

State CheckList::state(int row) const
{
    return static_cast<State>(item(row)->data(CheckDelegate::StateRole).toInt());
}

QModelIndex CheckList::firstFailed() const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (state(row) == State::Failed)
            return index(row, 0);
    }
    return {};
}

QString CheckList::counts() const
{
    int fine = 0;
    int toKnow = 0;
    int failed = 0;
    int toCome = 0;
    for (int row = 0; row < rowCount(); ++row) {
        fine += state(row) == State::Passed;
        toKnow += state(row) == State::Info || state(row) == State::Warning;
        failed += state(row) == State::Failed;
        toCome += state(row) == State::Running || item(row)->data(CheckDelegate::UntriedRole).toBool();
    }
    QStringList parts;
    if (fine > 0)
        parts.append(tr("%L1 fine", "number of checks").arg(fine));
    if (toKnow > 0)
        parts.append(tr("%L1 to know", "number of checks").arg(toKnow));
    if (failed > 0)
        parts.append(tr("%L1 failed", "number of checks").arg(failed));
    if (toCome > 0)
        parts.append(tr("%L1 to come", "number of checks").arg(toCome));
    return parts.join(tr(", ", "between counts"));
}

QTreeView *CheckList::makeView(const QString &objectName, QWidget *parent)
{
    auto *view = new CheckView(*this, parent);
    setUpTable(view, objectName, tr("Checks"));
    view->setModel(this);
    connect(this, &CheckList::itemChanged, view, &CheckView::reveal);
    view->setHeaderHidden(true);
    view->setUniformRowHeights(false); // set by the delegate, not by the first text
    view->setItemDelegate(new CheckDelegate(view));
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->header()->setStretchLastSection(true);
    return view;
}

} // namespace ui
