#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;

namespace ui {

/// The row above the tags: the field that filters them, what is wrong in it in words, and how the table looks.
class TagFilterBar final : public QWidget
{
    Q_OBJECT

public:
    /// @p columns drops down from its button.
    explicit TagFilterBar(QMenu *columns, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *field() const noexcept { return m_field; }
    [[nodiscard]] QString text() const;
    void clear();

    /// How many tags of how many pass; both -1 where nothing is filtered.
    void setCounts(int shown, int all);
    /// What is wrong in the text; empty where nothing is. Plain text.
    void setProblem(const QString &problem);

signals:
    void textChanged(const QString &text);
    void left(); ///< on to the table

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refreshProblem();

    QLineEdit *m_field;
    QLabel *m_counts;
    QWidget *m_problem;
    QLabel *m_problemIcon;
    QLabel *m_problemText;
};

} // namespace ui
