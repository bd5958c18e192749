#include "ui/dialogs/doctordialog.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "models/format.h"
#include "ui/dialogs/doctorview.h"

namespace ui {

using namespace Qt::StringLiterals;

DoctorDialog::DoctorDialog(const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_view(new DoctorView(this))
{
    setObjectName(u"doctorDialog"_s);
    setWindowTitle(tr("Doctor: %1", "%1 is a connection").arg(models::visibleText(name)));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *edit = new QPushButton(tr("&Edit connection…"), this);
    edit->setObjectName(u"editConnectionButton"_s);
    connect(edit, &QPushButton::clicked, this, [this] {
        close();
        emit editRequested();
    });
    auto *closeButton = new QPushButton(tr("Close"), this);
    closeButton->setObjectName(u"closeDoctorButton"_s);
    connect(closeButton, &QPushButton::clicked, this, &QDialog::reject);
    for (QPushButton *button : {edit, closeButton}) {
        button->setAutoDefault(false);
        m_view->addButton(button, button == edit);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    resize(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 46);
}

} // namespace ui
