#include "ui/dialogs/connectionlevelform.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>

#include "models/format.h"
#include "ui/dialogs/notes.h"
#include "ui/look/colours.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::Level;

ConnectionLevelForm::ConnectionLevelForm(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_none(new QRadioButton(tr("N&one", "a level of a connection"), this))
    , m_test(new QRadioButton(tr("&Test", "a level of a connection"), this))
    , m_production(new QRadioButton(tr("&Production", "a level of a connection"), this))
    , m_readOnly(new QCheckBox(tr("&Read-only: changes only after “Unlock…”"), this))
    , m_kept(new QLineEdit(this))
    , m_keptNote(makeNote({}, 0, this))
{
    m_name->setObjectName(u"connectionNameEdit"_s);
    m_name->setAccessibleName(tr("Name"));
    m_none->setObjectName(u"levelNoneButton"_s);
    m_test->setObjectName(u"levelTestButton"_s);
    m_production->setObjectName(u"levelProductionButton"_s);
    m_readOnly->setObjectName(u"readOnlyBox"_s);
    m_kept->setObjectName(u"keptTagsEdit"_s);
    m_kept->setAccessibleName(tr("Always keep"));
    m_kept->setPlaceholderText(tr("for example latest, v*"));
    m_keptNote->setObjectName(u"keptTagsNote"_s);
    m_none->setChecked(true);

    auto *levels = new QVBoxLayout;
    levels->setSpacing(2);
    const int indent = look::iconSize + look::iconGap;
    levels->addWidget(m_none);
    levels->addWidget(m_test);
    levels->addWidget(makeNote(tr("Marked with the word TEST."), indent, this));
    levels->addWidget(m_production);
    levels->addWidget(makeNote(tr("Marked with the word PRODUCTION, and asked about with more care. Starts read-only."),
                               indent, this));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("Level"), levels);
    form->addRow({}, m_readOnly);
    form->addRow(tr("Always &keep"), m_kept);
    form->addRow({}, m_keptNote);

    connect(m_production, &QRadioButton::clicked, this, [this] { m_readOnly->setChecked(true); });
    for (QRadioButton *level : {m_none, m_test, m_production})
        connect(level, &QRadioButton::toggled, this, &ConnectionLevelForm::refresh);
    for (QLineEdit *edit : {m_name, m_kept})
        connect(edit, &QLineEdit::textChanged, this, &ConnectionLevelForm::refresh);
    refresh();
}

void ConnectionLevelForm::setConnection(const connections::Connection &connection)
{
    m_name->setText(connection.name);
    (connection.level == Level::Production ? m_production
         : connection.level == Level::Test ? m_test
                                           : m_none)
        ->setChecked(true);
    m_readOnly->setChecked(connection.readOnly);
    m_kept->setText(connection.keptTags.join(u", "_s));
}

void ConnectionLevelForm::setSuggestedName(const QString &name)
{
    m_name->setPlaceholderText(name);
}

QString ConnectionLevelForm::name() const
{
    return m_name->text().trimmed();
}

void ConnectionLevelForm::apply(connections::Connection &connection) const
{
    connection.level = level();
    connection.readOnly = m_readOnly->isChecked();
    if (const auto kept = connections::parseKeptTags(m_kept->text()))
        connection.keptTags = *kept;
}

bool ConnectionLevelForm::isComplete() const
{
    return connections::parseKeptTags(m_kept->text()).has_value();
}

void ConnectionLevelForm::focusFirst()
{
    m_name->setFocus(Qt::OtherFocusReason);
}

Level ConnectionLevelForm::level() const
{
    return m_production->isChecked() ? Level::Production : m_test->isChecked() ? Level::Test : Level::None;
}

void ConnectionLevelForm::refresh()
{
    const auto kept = connections::parseKeptTags(m_kept->text());
    const look::Colours &colours = look::Colours::of(palette());
    m_keptNote->setText(kept ? tr("Tags with these names are never deleted from here; * stands for anything.")
                             : tr("No tag can be called “%1”.").arg(models::visibleText(kept.error().detail)));
    setColour(m_keptNote, kept ? colours.text2 : colours.danger);
    emit changed();
}

} // namespace ui
