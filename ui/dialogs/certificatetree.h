#pragma once

#include <QStandardItemModel>
#include <QTreeView>

#include "app/http/peerchain.h"

namespace ui {

/// The certificates that a server showed, the authority at the top, and what is wrong with each. As high as its rows.
class CertificateTree final : public QTreeView
{
    Q_OBJECT

public:
    explicit CertificateTree(const http::PeerChain &chain, QWidget *parent = nullptr);

    /// The one of the current row, or the server's own.
    [[nodiscard]] const http::CertificateInfo &current() const;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void drawBranches(QPainter *, const QRect &, const QModelIndex &) const override { } ///< nothing opens or closes

private:
    struct Row
    {
        QString name;
        QString facts;
        QString toolTip;
        bool isWrong = false;
        int number = -1; ///< of the certificate in the chain; -1: it was not sent
    };

    [[nodiscard]] std::vector<Row> rows() const;
    [[nodiscard]] Row rowOf(int number) const;
    [[nodiscard]] static QString joined(const QStringList &facts);
    void fill();

    http::PeerChain m_chain;
    QStandardItemModel m_model;
};

} // namespace ui
