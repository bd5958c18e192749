#include "ui/dialogs/aboutdialog.h"

#include <array>

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>
#include <QSysInfo>
#include <QTreeView>
#include <QVBoxLayout>
#include <tl/expected.hpp>

#include "app/base/json.h"
#include "app/http/libraries.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int markSize = 48;

struct Part
{
    QString name;
    QString version;
    QString license; ///< its SPDX identifier
};

QString licenseOf(const QString &library)
{
    static const std::array known{std::pair{u"libcurl"_s, u"curl"_s}, std::pair{u"OpenSSL"_s, u"Apache-2.0"_s},
                                  std::pair{u"nghttp2"_s, u"MIT"_s}, std::pair{u"zlib"_s, u"Zlib"_s}};
    const auto found
        = std::find_if(known.begin(), known.end(), [&](const auto &entry) { return entry.first == library; });
    return found == known.end() ? QString() : found->second;
}

std::vector<Part> parts()
{
    std::vector<Part> parts{{u"Qt"_s, QString::fromLatin1(qVersion()), u"LGPL-3.0-only"_s}};
    for (const http::Library &library : http::libraries())
        parts.push_back({library.name, library.version, licenseOf(library.name)});
    parts.push_back({u"QtKeychain"_s, QLatin1StringView(KEYCHAIN_VERSION), u"BSD-3-Clause"_s});
    parts.push_back({u"JSON for Modern C++"_s, base::jsonLibraryVersion(), u"MIT"_s});
    parts.push_back(
        {u"tl::expected"_s,
         u"%1.%2.%3"_s.arg(TL_EXPECTED_VERSION_MAJOR).arg(TL_EXPECTED_VERSION_MINOR).arg(TL_EXPECTED_VERSION_PATCH),
         u"CC0-1.0"_s});
    return parts;
}

} // namespace

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"aboutDialog"_s);
    setWindowTitle(tr("About Portolan"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"closeButton"_s);
    QPushButton *copy = buttons->addButton(tr("Copy versions"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"copyVersionsButton"_s);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(versions()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *builtFrom = new QLabel(tr("It is built from these libraries:"), this);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(makeHead());
    layout->addWidget(builtFrom);
    layout->addWidget(makeTable(), 1);
    layout->addWidget(buttons);
    setTabOrder(copy, buttons->button(QDialogButtonBox::Close)); // which the box left out of the circle
    const int em = fontMetrics().horizontalAdvance(u'0');
    resize(em * 82, fontMetrics().height() * 29);
}

QLayout *AboutDialog::makeHead()
{
    auto *mark = new QLabel(this);
    mark->setPixmap(look::pixmap(u"portolan"_s, look::Colours::of(palette()).accent, markSize, devicePixelRatioF()));
    auto *name = new QLabel(u"Portolan %1"_s.arg(QLatin1StringView(PORTOLAN_VERSION)), this);
    name->setObjectName(u"versionLabel"_s);
    name->setFont(look::weighted(font(), QFont::DemiBold));
    auto *text
        = new QLabel(tr("A desktop application for container registries. Free software under the Apache License, "
                        "version 2.0."),
                     this);
    text->setWordWrap(true);
    text->setForegroundRole(QPalette::PlaceholderText);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(name);
    words->addWidget(text);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(mark, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    return head;
}

QWidget *AboutDialog::makeTable()
{
    auto *model = new QStandardItemModel(0, 3, this);
    model->setHorizontalHeaderLabels({tr("Library"), tr("Version"), tr("Licence")});
    for (const Part &part : parts()) {
        const QList<QStandardItem *> row{new QStandardItem(part.name), new QStandardItem(part.version),
                                         new QStandardItem(part.license)};
        row.constFirst()->setAccessibleText(
            tr("%1 %2, licence %3", "library, version, licence").arg(part.name, part.version, part.license));
        model->appendRow(row);
    }
    QTreeView *table = ui::makeTable(u"librariesTable"_s, tr("Libraries"), this);
    table->setModel(model);
    table->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, table));
    const int em = fontMetrics().horizontalAdvance(u'0');
    table->header()->resizeSection(0, em * 34);
    table->header()->resizeSection(1, em * 18);
    return table;
}

QString AboutDialog::versions() const
{
    QStringList lines{u"Portolan %1 on %2"_s.arg(QLatin1StringView(PORTOLAN_VERSION), QSysInfo::prettyProductName())};
    for (const Part &part : parts())
        lines.append(part.name + u' ' + part.version);
    return lines.join(u'\n');
}

} // namespace ui
