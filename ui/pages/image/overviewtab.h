#pragma once

#include <array>
#include <optional>

#include <QStringListModel>

#include "models/imagefacts.h"
#include "models/labelmodel.h"
#include "models/platformmodel.h"
#include "ui/copylines.h"
#include "ui/pages/image/imagetab.h"

class QFormLayout;
class QLabel;
class QScrollArea;
class QTreeView;

namespace ui {

class CopyField;
class InfoBar;
class ValueText;

/// What the image is: its facts, its platforms, how it runs, its labels, what other programs call it, and the other
/// tags that point at it.
class OverviewTab final : public ImageTab
{
    Q_OBJECT

public:
    explicit OverviewTab(QWidget *parent = nullptr);

    void display(const ShownImage &shown) override;
    void setLines(const CopyLines &lines); ///< how other programs call the images that are shown
    /// The tags that are known to point at the image; nothing while nobody knows.
    void setTags(const std::optional<QStringList> &tags);

signals:
    void platformChosen(int position);
    void tagChosen(const QString &tag);
    void repairRequested(); ///< what else is broken, and what did it?

private:
    enum Line
    {
        ByTag,
        ByDigest,
        Docker,
        Podman,
        Skopeo,
        LineCount
    };

    void buildFacts(QFormLayout *form);
    void buildRunning(QFormLayout *form);
    void buildLines(QFormLayout *form);
    void addFact(QFormLayout *form, models::ImageFacts::Fact fact);
    QFormLayout *makeForm(const QString &title, QWidget *&section);
    QTreeView *makeList(const QString &objectName, const QString &accessibleName, QAbstractItemModel *model);
    QWidget *buildSide();
    void makeLabels();
    void refreshLines();
    void refreshWarning();
    void showRow(QWidget *field, bool isShown);

    std::optional<ShownImage> m_shown;
    std::optional<CopyLines> m_copyLines;
    models::PlatformModel m_platforms;
    models::LabelModel m_labels;
    QStringListModel m_tags;

    QScrollArea *m_area;
    InfoBar *m_warning;
    std::array<ValueText *, models::ImageFacts::FactCount> m_facts{};
    std::array<CopyField *, LineCount> m_lines{};
    QTreeView *m_platformsView;
    QTreeView *m_labelsView;
    QTreeView *m_tagsView;
    QLabel *m_tagsNote;
    QWidget *m_running = nullptr; ///< the section about how the image runs
    QWidget *m_references = nullptr;
    QWidget *m_labelsSection = nullptr;
};

} // namespace ui
