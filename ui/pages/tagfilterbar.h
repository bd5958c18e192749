#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QMenu;

namespace ui {

/// The row above the tags: the field that filters them, what is wrong in it in words, and how the table looks.
class TagFilterBar final : public QWidget
{
    Q_OBJECT

public:
    enum class Problem
    {
        Mistake, ///< in what was typed
        Partial ///< not everything could be filtered
    };

    /// @p columns drops down from its button; @p group can be checked.
    TagFilterBar(QMenu *columns, QAction *group, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *field() const noexcept { return m_field; }
    [[nodiscard]] QString text() const;
    void clear();

    /// How many tags of how many pass; both -1 where nothing is filtered.
    void setCounts(int shown, int all);
    /// What is the matter with the filter, below it; empty where nothing is. Plain text.
    void setProblem(const QString &words, Problem kind = Problem::Mistake);

signals:
    void textChanged(const QString &text);
    void left(); ///< on to the table

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refreshProblem();
    void refreshFont();

    QLineEdit *m_field;
    QLabel *m_counts;
    QWidget *m_problem; ///< the line below the field
    QLabel *m_problemIcon;
    QLabel *m_problemText;
    Problem m_kind = Problem::Mistake;
};

} // namespace ui
