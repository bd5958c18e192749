#include "ui/prompts.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPixmap>
#include <QPushButton>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSize = 26;

double devicePixelRatio(const QWidget *widget)
{
    return widget ? widget->devicePixelRatioF() : qApp->devicePixelRatio();
}

/// Names and paths in the words of @p dialog are no markup.
void showAsIs(const QDialog &dialog)
{
    for (QLabel *label : dialog.findChildren<QLabel *>())
        label->setTextFormat(Qt::PlainText);
}

QMessageBox *makeBox(QWidget *parent, const QString &headline, const QString &text, const QPixmap &icon)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(icon);
    box->setText(headline);
    box->setInformativeText(text);
    showAsIs(*box); // setTextFormat() forgets this text
    if (auto *label = box->findChild<QLabel *>(u"qt_msgbox_label"_s))
        label->setFont(look::headlineFont(box->font()));
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
    const look::Colours &colours = look::Colours::of(QApplication::palette());
    QMessageBox *box = makeBox(parent, headline, text,
                               look::pixmap(u"unknown"_s, colours.text2, iconSize, devicePixelRatio(parent)));
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
    const look::Colours &colours = look::Colours::of(QApplication::palette());
    QMessageBox *box
        = makeBox(parent, headline, text, look::pixmap(u"warn"_s, colours.warn, iconSize, devicePixelRatio(parent)));
    box->setDetailedText(details);
    box->setStandardButtons(QMessageBox::Close);
    box->button(QMessageBox::Close)->setObjectName(u"closeButton"_s);
    box->open();
}

} // namespace ui
