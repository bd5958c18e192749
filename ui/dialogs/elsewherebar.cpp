#include "ui/dialogs/elsewherebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/errortext.h"

namespace ui {

using namespace Qt::StringLiterals;

ElsewhereBar::ElsewhereBar(QWidget *parent)
    : QWidget(parent)
    , m_read(new QPushButton(tr("Read the &other repositories"), this))
    , m_text(new QLabel(this))
{
    m_read->setObjectName(u"readElsewhereButton"_s);
    m_read->setAutoDefault(false);
    m_text->setObjectName(u"readElsewhereText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_read);
    layout->addWidget(m_text, 1);
    connect(m_read, &QPushButton::clicked, this, &ElsewhereBar::requested);
    showOffer();
}

void ElsewhereBar::showOffer()
{
    m_read->setEnabled(true);
    m_text->setText(tr("Then it is known to the byte."));
}

void ElsewhereBar::showProgress(qint64 done, qint64 total)
{
    m_read->setEnabled(false);
    m_text->setText(total < 0 ? tr("Listing the repositories…")
                              : tr("Reading: %1 of %Ln repositories.", nullptr, static_cast<int>(total)).arg(done));
}

void ElsewhereBar::showError(const base::Error &error, const QString &registry)
{
    m_read->setEnabled(true);
    m_text->setText(tr("Not all could be read. %1").arg(ErrorWords::summary(error, registry)));
}

} // namespace ui
