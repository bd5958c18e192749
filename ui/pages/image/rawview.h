#pragma once

#include <QPlainTextEdit>

#include "app/oci/digest.h"
#include "models/jsontext.h"

namespace ui {

/// A document to read: plain text, coloured by position, whose digests lead somewhere. Tab goes from digest to digest,
/// Enter and a click follow the one under the cursor. What the text says is never taken for markup.
class RawView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit RawView(QWidget *parent = nullptr);
    ~RawView() override;

    void display(models::JsonText text);
    /// Selects the first place that names @p digest; false where there is none.
    bool select(const oci::Digest &digest);
    /// The digest under the text cursor.
    [[nodiscard]] std::optional<oci::Digest> currentDigest() const;

signals:
    void digestActivated(const oci::Digest &digest);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    class Highlighter;

    [[nodiscard]] std::optional<oci::Digest> digestAt(int position) const;
    [[nodiscard]] std::optional<oci::Digest> digestUnder(const QPoint &point) const;
    void mark(const models::JsonText::Token &token);

    models::JsonText m_text;
    Highlighter *m_highlighter; ///< the document's
};

} // namespace ui
