#include "ui/pages/image/rawview.h"

#include <algorithm>
#include <utility>

#include <QContextMenuEvent>
#include <QMenu>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include "ui/look/colours.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::JsonText;

namespace {

constexpr qsizetype slice = 16 * 1024; ///< characters: more than a screen, less than a person feels

bool precedes(qsizetype position, const JsonText::Token &token)
{
    return position < token.position;
}

} // namespace

/// Colours the tokens that a JsonText found, by their positions.
class RawView::Highlighter final : public QSyntaxHighlighter
{
public:
    explicit Highlighter(RawView *view)
        : QSyntaxHighlighter(view->document())
        , m_view(view)
    { }

protected:
    void highlightBlock(const QString &text) override
    {
        const auto &tokens = m_view->m_text.tokens;
        const qsizetype begin = currentBlock().position();
        const qsizetype end = begin + text.size();
        setFormat(0, static_cast<int>(text.size()), formatOf(m_view->m_text.isJson ? Part::Mark : Part::Text));
        for (auto token = std::upper_bound(tokens.cbegin(), tokens.cend(), begin - 1, precedes);
             token != tokens.cend() && token->position < end; ++token)
            setFormat(static_cast<int>(token->position - begin), static_cast<int>(token->length),
                      formatOf(token->kind == JsonText::Kind::Digest    ? Part::Digest
                                   : token->kind == JsonText::Kind::Key ? Part::Key
                                                                        : Part::Text));
    }

private:
    enum class Part
    {
        Mark,
        Key,
        Text,
        Digest
    };

    [[nodiscard]] QTextCharFormat formatOf(Part part) const
    {
        const look::Colours &colours = look::Colours::of(m_view->palette());
        QTextCharFormat format;
        format.setForeground(part == Part::Digest ? colours.accent : part == Part::Text ? colours.text : colours.text2);
        format.setFontUnderline(part == Part::Digest);
        return format;
    }

    RawView *m_view;
};

RawView::RawView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new Highlighter(this))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setFont(look::fixedFont(font()));
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(look::cellPadding);
    viewport()->setMouseTracking(true);
    m_slices.setInterval(0);
    m_slices.callOnTimeout(this, &RawView::addSlice);
}

RawView::~RawView() = default;

void RawView::display(JsonText text)
{
    m_text = std::move(text);
    m_wanted.reset();
    m_shown = std::min(slice, m_text.text.size());
    setPlainText(m_text.text.left(m_shown));
    m_slices.start();
}

void RawView::addSlice()
{
    if (m_shown == m_text.text.size())
        return m_slices.stop();
    const qsizetype length = std::min(slice, m_text.text.size() - m_shown);
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.insertText(m_text.text.mid(m_shown, length));
    m_shown += length;
    if (m_wanted && m_wanted->position + m_wanted->length <= m_shown)
        mark(*std::exchange(m_wanted, {}));
}

std::optional<oci::Digest> RawView::digestAt(int position) const
{
    const JsonText::Token *token = m_text.digestAt(position);
    if (!token)
        return {};
    const Result<oci::Digest> digest = oci::Digest::parse(QStringView(m_text.text).mid(token->position, token->length));
    return digest ? std::optional(*digest) : std::nullopt;
}

std::optional<oci::Digest> RawView::digestUnder(const QPoint &point) const
{
    const QTextCursor cursor = cursorForPosition(point);
    // The nearest position is also found beside the text.
    return cursorRect(cursor)
               .adjusted(-fontMetrics().averageCharWidth(), 0, fontMetrics().averageCharWidth(), 0)
               .contains(point)
        ? digestAt(cursor.position())
        : std::nullopt;
}

std::optional<oci::Digest> RawView::currentDigest() const
{
    return digestAt(textCursor().selectionStart());
}

void RawView::mark(const JsonText::Token &token)
{
    if (token.position + token.length > m_shown) {
        m_wanted = token;
        return;
    }
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(token.position));
    cursor.setPosition(static_cast<int>(token.position + token.length), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
}

bool RawView::select(const oci::Digest &digest)
{
    const QString text = digest.toString();
    const auto found = std::find_if(m_text.tokens.cbegin(), m_text.tokens.cend(), [&](const JsonText::Token &token) {
        return token.kind == JsonText::Kind::Digest
            && QStringView(m_text.text).mid(token.position, token.length) == text;
    });
    if (found == m_text.tokens.cend())
        return false;
    mark(*found);
    return true;
}

bool RawView::focusNextPrevChild(bool next)
{
    const auto isDigest = [](const JsonText::Token &token) { return token.kind == JsonText::Kind::Digest; };
    const auto &tokens = m_text.tokens;
    const int from = next ? textCursor().selectionEnd() : textCursor().selectionStart();
    if (next) {
        const auto begin = std::upper_bound(tokens.cbegin(), tokens.cend(), from - 1, precedes);
        if (const auto found = std::find_if(begin, tokens.cend(), isDigest); found != tokens.cend()) {
            mark(*found);
            return true;
        }
    } else {
        const auto begin
            = std::make_reverse_iterator(std::upper_bound(tokens.cbegin(), tokens.cend(), from - 1, precedes));
        if (const auto found = std::find_if(begin, tokens.crend(), isDigest); found != tokens.crend()) {
            mark(*found);
            return true;
        }
    }
    return QPlainTextEdit::focusNextPrevChild(next);
}

void RawView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (const auto digest = currentDigest()) {
            emit digestActivated(*digest);
            return;
        }
    }
    QPlainTextEdit::keyPressEvent(event);
}

void RawView::mouseMoveEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseMoveEvent(event);
    viewport()->setCursor(digestUnder(event->pos()) ? Qt::PointingHandCursor : Qt::IBeamCursor);
}

void RawView::mouseReleaseEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || textCursor().hasSelection())
        return;
    if (const auto digest = digestUnder(event->pos()))
        emit digestActivated(*digest);
}

void RawView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse && !textCursor().hasSelection())
        setTextCursor(cursorForPosition(event->pos()));
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    menu->addActions(actions());
    menu->popup(event->globalPos());
}

} // namespace ui
