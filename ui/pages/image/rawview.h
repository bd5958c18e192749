#pragma once

#include <optional>

#include <QPlainTextEdit>
#include <QTimer>

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

    /// The beginning shows at once, the rest follows in slices between events.
    void display(models::JsonText text);
    /// Selects the first place that names @p digest as soon as it is there; false where there is none.
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
    void addSlice();
    void mark(const models::JsonText::Token &token);

    models::JsonText m_text;
    qsizetype m_shown = 0; ///< characters of the text that are in the document
    std::optional<models::JsonText::Token> m_wanted; ///< that is marked once it is there
    QTimer m_slices; ///< runs while something of the text is missing
    Highlighter *m_highlighter; ///< the document's
};

} // namespace ui
