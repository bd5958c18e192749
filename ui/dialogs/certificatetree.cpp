#include "ui/dialogs/certificatetree.h"

#include <algorithm>

#include <openssl/x509_vfy.h>

#include <QEvent>
#include <QHeaderView>

#include "models/format.h"
#include "ui/dialogs/certificatetext.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int numberRole = Qt::UserRole;

} // namespace

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
    const bool isIssuerUnknown = m_chain.has(X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT)
        || m_chain.has(X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY)
        || m_chain.has(X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE);
    if (isIssuerUnknown && !last.isSelfIssued())
        rows.push_back({CertificateText::nameOf(last.issuer),
                        tr("not sent by the server; not known on this computer", "a certificate"),
                        models::visibleText(last.issuer), true, -1});
    for (int number = static_cast<int>(m_chain.certificates.size()); number-- > 0;)
        rows.push_back(rowOf(number));
    return rows;
}

CertificateTree::Row CertificateTree::rowOf(int number) const
{
    const http::CertificateInfo &certificate = m_chain.certificates[static_cast<std::size_t>(number)];
    const auto has = [this, number](std::initializer_list<int> codes) {
        return std::any_of(m_chain.problems.begin(), m_chain.problems.end(), [&](const http::ChainProblem &problem) {
            return problem.depth == number && std::find(codes.begin(), codes.end(), problem.code) != codes.end();
        });
    };
    QStringList facts;
    bool isWrong = true;
    if (has({X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_CERT_UNTRUSTED}))
        facts.append(tr("sent by the server; not known on this computer", "a certificate"));
    else if (has({X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT}))
        facts.append(tr("signed by itself only", "a certificate"));
    else if (has({X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK}))
        facts.append(tr("too weak: %1", "a certificate, its key").arg(certificate.key));
    else
        isWrong = false;
    if (has({X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH})) {
        facts.append(tr("for %1", "a certificate, its names").arg(models::visibleText(certificate.names.join(u' '))));
        isWrong = true;
    } else if (number == 0 && !m_chain.certificates.front().isAuthority) {
        facts.append(tr("name matches", "a certificate"));
    } else if (facts.isEmpty()) {
        facts.append(tr("sent by the server", "a certificate"));
    }
    const bool isOutside = has({X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID});
    facts.append(CertificateText::validity(certificate, isOutside));
    return {CertificateText::nameOf(certificate.subject), facts.join(u", "_s), CertificateText::facts(certificate),
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
        for (QStandardItem *item : {name, facts})
            item->setToolTip(u"<qt>%1</qt>"_s.arg(row.toolTip.toHtmlEscaped().replace(u'\n', u"<br>"_s)));
        parent->appendRow({name, facts});
        parent = name;
    }
    expandAll();
    header()->setStretchLastSection(true);
    resizeColumnToContents(0);
}

QSize CertificateTree::sizeHint() const
{
    int rows = 0;
    for (QModelIndex index = m_model.index(0, 0); index.isValid(); index = m_model.index(0, 0, index))
        ++rows;
    const int height = std::max(sizeHintForRow(0), look::rowHeight(fontMetrics()));
    return {QTreeView::sizeHint().width(), rows * height + 2 * frameWidth()};
}

void CertificateTree::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fill();
}

} // namespace ui
