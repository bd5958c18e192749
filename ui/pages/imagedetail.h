#pragma once

#include <QWidget>

#include "app/platforms/image.h"
#include "models/layermodel.h"
#include "ui/errortext.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QTabWidget;
class QTreeView;

namespace ui {

class Placeholder;

/// What one image is made of, below the table that it was chosen in: its layers, for the platform that is chosen.
class ImageDetail final : public QWidget
{
    Q_OBJECT

public:
    explicit ImageDetail(QWidget *parent = nullptr);

    void clear(); ///< nothing is selected
    void showLoading(const QString &name);
    void showImage(const QString &name, const platforms::Image &image);
    void showError(const QString &name, const ErrorText &error);

signals:
    void retryRequested();

private:
    void build();
    void choosePlatform(int number);
    void showMessage(const QString &icon, const QString &headline, const QString &text);

    models::LayerModel m_layers;
    std::vector<platforms::PlatformImage> m_platforms; ///< to choose from, as the image has them
    QString m_name;
    QTabWidget *m_tabs;
    QComboBox *m_platform;
    QStackedWidget *m_stack;
    QWidget *m_layersPage;
    QLabel *m_title;
    QLabel *m_summary;
    QTreeView *m_table;
    Placeholder *m_placeholder;
};

} // namespace ui
