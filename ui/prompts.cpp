#include "ui/prompts.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// Names and paths in the words of @p dialog are no markup.
void showAsIs(const QDialog &dialog)
{
    for (QLabel *label : dialog.findChildren<QLabel *>())
        label->setTextFormat(Qt::PlainText);
}

QMessageBox *makeBox(QWidget *parent, const QString &headline, const QString &text)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setText(headline);
    box->setInformativeText(text);
    showAsIs(*box); // setTextFormat() forgets this text
    return box;
}

} // namespace

void DialogPrompts::askFolder(QWidget *parent, const QString &title, Text answer)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, answer);
    dialog->open();
}

void DialogPrompts::askFile(QWidget *parent, const QString &title, Text answer)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, answer);
    dialog->open();
}

void DialogPrompts::askNewFile(QWidget *parent, const QString &title, const QString &name, const QList<FileKind> &kinds,
                               Text answer)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const FileKind &kind : kinds)
        filters.append(kind.words);
    dialog->setNameFilters(filters);
    dialog->selectFile(name);
    dialog->setDefaultSuffix(kinds.first().suffix);
    // The name follows the kind that is chosen, with its suffix.
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, kinds, filters](const QString &filter) {
        const QString suffix = kinds.at(std::max(qsizetype(0), filters.indexOf(filter))).suffix;
        dialog->setDefaultSuffix(suffix);
        if (const QStringList files = dialog->selectedFiles(); !files.isEmpty())
            dialog->selectFile(QFileInfo(files.first()).completeBaseName() + u'.' + suffix);
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, answer);
    dialog->open();
}

void DialogPrompts::askText(QWidget *parent, const QString &title, const QString &label, Text answer)
{
    auto *dialog = new QInputDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    showAsIs(*dialog);
    QObject::connect(dialog, &QInputDialog::textValueSelected, dialog, [answer](const QString &text) {
        if (!text.trimmed().isEmpty())
            answer(text.trimmed());
    });
    dialog->open(); // makes its parts
    auto *edit = dialog->findChild<QLineEdit *>();
    edit->setObjectName(u"askedEdit"_s);
    edit->setAccessibleName(label);
    auto *buttons = dialog->findChild<QDialogButtonBox *>();
    buttons->button(QDialogButtonBox::Ok)->setObjectName(u"confirmButton"_s);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"cancelButton"_s);
}

void DialogPrompts::confirm(QWidget *parent, const QString &headline, const QString &text, const QString &action,
                            Yes yes)
{
    QMessageBox *box = makeBox(parent, headline, text);
    box->setIcon(QMessageBox::Question);
    QPushButton *button = box->addButton(action, QMessageBox::DestructiveRole);
    QPushButton *cancel = box->addButton(QMessageBox::Cancel);
    button->setObjectName(u"confirmButton"_s);
    cancel->setObjectName(u"cancelButton"_s);
    box->setDefaultButton(cancel);
    box->setEscapeButton(cancel);
    QObject::connect(button, &QPushButton::clicked, box, yes);
    box->open();
    cancel->setFocus();
}

void DialogPrompts::tell(QWidget *parent, const QString &headline, const QString &text, const QString &details)
{
    QMessageBox *box = makeBox(parent, headline, text);
    box->setIcon(QMessageBox::Warning);
    box->setDetailedText(details);
    box->setStandardButtons(QMessageBox::Close);
    box->button(QMessageBox::Close)->setObjectName(u"closeButton"_s);
    box->open();
}

} // namespace ui
