#include "tests/support/modelprinter.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

void print(const QAbstractItemModel &model, int role, const QModelIndex &parent, int depth, QString &text)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells.append(model.index(row, column, parent).data(role).toString());
        text += QString(depth * 2, u' ') + cells.join(u" | "_s) + u'\n';
        print(model, role, model.index(row, 0, parent), depth + 1, text);
    }
}

} // namespace

QString printModel(const QAbstractItemModel &model, int role, const QModelIndex &parent)
{
    QString text;
    print(model, role, parent, 0, text);
    return text;
}
