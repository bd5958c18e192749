#include "ui/dialogs/certificatetree.h"

#include <algorithm>

#include <QEvent>
#include <QHeaderView>

#include "app/http/chaintrouble.h"
#include "models/format.h"
#include "ui/dialogs/certificatetext.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

using http::ChainTrouble;

namespace {

constexpr int numberRole = Qt::UserRole;

} // namespace

/// As one says them in the language of the window.
QString CertificateTree::joined(const QStringList &facts)
{
    QString text = facts.first();
    for (const QString &fact : facts.sliced(1))
        text = tr("%1, %2", "a certificate, what is said of it").arg(text, fact);
    return text;
}

CertificateTree::CertificateTree(const http::PeerChain &chain, QWidget *parent)
    : QTreeView(parent)
    , m_chain(chain)
{
    setObjectName(u"certificateTree"_s);
    setAccessibleName(tr("Certificates that the server showed"));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setModel(&m_model);
    fill();
}

const http::CertificateInfo &CertificateTree::current() const
{
    const QVariant number = currentIndex().siblingAtColumn(0).data(numberRole);
    return m_chain.certificates[static_cast<std::size_t>(std::max(0, number.toInt()))];
}

/// The authority first; above it the one that is missing.
std::vector<CertificateTree::Row> CertificateTree::rows() const
{
    std::vector<Row> rows;
    const http::CertificateInfo &last = m_chain.certificates.back();
    const bool isIssuerUnknown
        = std::any_of(m_chain.problems.begin(), m_chain.problems.end(), [](const http::ChainProblem &problem) {
              return http::troubleOf(problem) == ChainTrouble::IssuerMissing;
          });
    if (isIssuerUnknown && !last.isSelfIssued())
        rows.push_back({CertificateText::nameOf(last.issuer),
                        tr("not sent by the server; not known here", "a certificate"), models::visibleText(last.issuer),
                        true, -1});
    for (int number = static_cast<int>(m_chain.certificates.size()); number-- > 0;)
        rows.push_back(rowOf(number));
    return rows;
}

CertificateTree::Row CertificateTree::rowOf(int number) const
{
    const http::CertificateInfo &certificate = m_chain.certificates[static_cast<std::size_t>(number)];
    const auto has = [this, number](ChainTrouble trouble) {
        return std::any_of(m_chain.problems.begin(), m_chain.problems.end(), [&](const http::ChainProblem &problem) {
            return problem.depth == number && http::troubleOf(problem) == trouble;
        });
    };
    QStringList facts;
    bool isWrong = true;
    if (has(ChainTrouble::UnknownAuthority))
        facts.append(tr("sent by the server; not known here", "a certificate"));
    else if (has(ChainTrouble::SelfSigned))
        facts.append(tr("signed by itself only", "a certificate"));
    else if (has(ChainTrouble::Weak))
        facts.append(tr("too weak: %1", "a certificate, its key").arg(certificate.key));
    else
        isWrong = false;
    if (has(ChainTrouble::Name)) {
        facts.append(tr("for %1", "a certificate, its names").arg(models::visibleText(certificate.names.join(u' '))));
        isWrong = true;
    } else if (number == 0 && !m_chain.certificates.front().isAuthority) {
        facts.append(tr("name matches", "a certificate"));
    } else if (facts.isEmpty()) {
        facts.append(tr("sent by the server", "a certificate"));
    }
    const bool isOutside = has(ChainTrouble::Dates);
    facts.append(CertificateText::validity(certificate, isOutside));
    return {CertificateText::nameOf(certificate.subject), joined(facts), CertificateText::facts(certificate),
            isWrong || isOutside, number};
}

void CertificateTree::fill()
{
    m_model.clear();
    const look::Colours &colours = look::Colours::of(palette());
    QStandardItem *parent = m_model.invisibleRootItem();
    for (const Row &row : rows()) {
        auto *name = new QStandardItem(row.name);
        auto *facts = new QStandardItem(row.facts);
        name->setIcon(look::pixmap(row.isWrong ? u"error"_s : u"ok"_s, row.isWrong ? colours.danger : colours.ok,
                                   look::iconSize, devicePixelRatioF()));
        name->setFont(look::weighted(font(), QFont::Medium));
        name->setData(row.number, numberRole);
        name->setAccessibleText(tr("%1, %2", "a certificate, what is said of it").arg(row.name, row.facts));
        facts->setForeground(colours.text2);
        facts->setSizeHint({0, look::rowHeight(fontMetrics())});
        for (QStandardItem *item : {name, facts})
            item->setToolTip(u"<qt>%1</qt>"_s.arg(row.toolTip.toHtmlEscaped().replace(u'\n', u"<br>"_s)));
        parent->appendRow({name, facts});
        parent = name;
    }
    expandAll();
    header()->setStretchLastSection(true);
    resizeColumnToContents(0);
    setFixedHeight(sizeHint().height());
}

QSize CertificateTree::sizeHint() const
{
    int rows = 0;
    for (QModelIndex index = m_model.index(0, 0); index.isValid(); index = m_model.index(0, 0, index))
        ++rows;
    return {QTreeView::sizeHint().width(), rows * look::rowHeight(fontMetrics()) + 2 * frameWidth()};
}

void CertificateTree::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fill();
}

} // namespace ui
