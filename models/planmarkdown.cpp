#include "models/planmarkdown.h"

#include <QCoreApplication>

#include "models/format.h"
#include "models/planmodel.h"
#include "models/plantext.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

class Markdown
{
    Q_DECLARE_TR_FUNCTIONS(PlanMarkdown)

public:
    static QString head(const changes::Plan &plan, const PlanPlace &place);
};

QString escaped(const QString &text)
{
    static const QString special = u"\\`*_{}[]<>|#&~"_s;
    QString out;
    for (const QChar character : visibleText(text)) {
        if (special.contains(character))
            out += u'\\';
        out += character;
    }
    return out;
}

QString Markdown::head(const changes::Plan &plan, const PlanPlace &place)
{
    QStringList lines{u"# "_s + tr("Plan for %1").arg(escaped(place.repository)), {}};
    const auto add = [&lines](const QString &name, const QString &value) {
        if (!value.isEmpty())
            lines.append(u"- "_s + tr("%1: %2", "a name and its value").arg(name, value));
    };
    add(tr("Registry"), escaped(place.registry));
    add(tr("Read"), escaped(place.when));
    add(tr("Requests"), PlanText::requests(plan.steps));
    add(tr("Free after garbage collection"), plan.space.free > 0 ? formatBytes(plan.space.free) : QString());
    add(tr("Still used by other images"), plan.space.stillUsed > 0 ? formatBytes(plan.space.stillUsed) : QString());
    add(tr("Not known whether another repository uses it"),
        plan.space.unknown > 0 ? formatBytes(plan.space.unknown) : QString());
    add(tr("Of unknown size"),
        plan.space.unmeasured > 0 ? tr("%Ln layer(s)", nullptr, static_cast<int>(plan.space.unmeasured)) : QString());
    if (!plan.gaps.empty())
        lines.append({{}, escaped(PlanText::notRead(plan.gaps))});
    return lines.join(u'\n') + u'\n';
}

QString row(const QStringList &cells)
{
    return u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
}

} // namespace

QString planMarkdown(const changes::Plan &plan, const PlanPlace &place)
{
    PlanModel model;
    model.setPlan(plan);
    QStringList titles;
    QStringList lines;
    for (int column = 0; column < model.columnCount(); ++column) {
        titles.append(escaped(model.headerData(column, Qt::Horizontal).toString()));
        lines.append(column == PlanModel::FreesColumn ? u"---:"_s : u"---"_s);
    }
    QString text = Markdown::head(plan, place);
    for (int number = 0; number < model.rowCount(); ++number) {
        const QModelIndex group = model.index(number, 0);
        text += u"\n## "_s + escaped(group.data().toString()) + u"\n\n"_s
            + escaped(group.data(PlanModel::SummaryRole).toString()) + u"\n\n"_s + row(titles) + row(lines);
        for (int item = 0; item < model.rowCount(group); ++item) {
            QStringList cells;
            for (int column = 0; column < model.columnCount(); ++column)
                cells.append(escaped(model.index(item, column, group).data().toString()));
            text += row(cells);
        }
    }
    return text;
}

} // namespace models
