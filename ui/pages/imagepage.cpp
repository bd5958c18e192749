#include "ui/pages/imagepage.h"

#include <utility>

#include <QVBoxLayout>

#include "ui/pages/image/imagedetail.h"
#include "ui/panes.h"

namespace ui {

using namespace Qt::StringLiterals;

ImagePage::ImagePage(Place place, QString registryName, QWidget *parent)
    : Page(std::move(place), parent)
    , m_registryName(std::move(registryName))
    , m_detail(new ImageDetail(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_detail);
    connect(this, &Page::shownFirst, this, &ImagePage::refresh);
    connect(m_detail, &ImageDetail::retryRequested, this, &ImagePage::refresh);
    connect(m_detail, &ImageDetail::doctorRequested, this, &Page::doctorRequested);
    connect(m_detail, &ImageDetail::repairRequested, this, &Page::repairRequested);
    connect(m_detail, &ImageDetail::signInRequested, this, &ImagePage::signInRequested);
    connect(m_detail, &ImageDetail::tagChosen, this, [this](const oci::TagOrDigest &tag) {
        emit placeRequested({this->place().connectionId, this->place().repository, tag});
    });
}

void ImagePage::showLoading()
{
    m_detail->showLoading(*place().image);
}

void ImagePage::showImage(const platforms::Image &image)
{
    m_detail->showImage(*place().image, image);
    const QWidget *focus = window()->focusWidget();
    if (!std::exchange(m_wasFilled, true) && focus && m_detail->isAncestorOf(focus))
        focusPane(m_detail); // until now there was but the tab bar to go to
}

void ImagePage::showError(const base::Error &error)
{
    m_detail->showError(*place().image, error, m_registryName);
}

QString ImagePage::iconName() const
{
    return u"layers"_s;
}

QString ImagePage::title() const
{
    const auto *digest = std::get_if<oci::Digest>(&*place().image);
    const QString repository = place().repository->toString();
    return digest ? repository + u'@' + digest->shortText() : repository + u':' + oci::toString(*place().image);
}

QString ImagePage::longTitle() const
{
    return tr("%1 — %2", "image, registry").arg(title(), m_registryName);
}

void ImagePage::setRegistryName(const QString &name)
{
    m_registryName = name;
    emit titleChanged();
}

QList<QWidget *> ImagePage::panes() const
{
    return {m_detail};
}

QJsonObject ImagePage::state() const
{
    return m_detail->state();
}

void ImagePage::restore(const QJsonObject &state)
{
    m_detail->restore(state);
}

} // namespace ui
