#pragma once

#include "models/jsontext.h"
#include "ui/pages/image/documents.h"
#include "ui/pages/image/imagetab.h"

class QAction;
class QComboBox;
class QLabel;

namespace ui {

class InfoBar;
class RawView;

/// The documents that an image consists of, laid out to be read; their bytes stay the truth and are what is copied.
/// Digests lead on to what they name, and Back comes back.
class RawTab final : public ImageTab
{
    Q_OBJECT

public:
    explicit RawTab(QWidget *parent = nullptr);

    void display(const ShownImage &shown) override;
    /// Goes to where the manifest of the platform names @p digest.
    void showPlaceOf(const oci::Digest &digest);
    /// Goes to what @p descriptor names.
    void follow(const oci::Descriptor &descriptor);

    /// The answers to documentRequested().
    void showManifest(const oci::Manifest &manifest);
    void showBlob(const oci::Digest &digest, const QByteArray &bytes, const QString &mediaType);
    void showDocumentError(const oci::Digest &digest, const base::Error &error, const QString &registry);
    /// The answer to layoutRequested().
    void showText(const oci::Digest &digest, models::JsonText text);

signals:
    void documentRequested(const oci::Digest &digest, const std::optional<oci::MediaType> &mediaType);
    /// A document that takes long to lay out.
    void layoutRequested(const oci::Digest &digest, const QByteArray &bytes);
    void layerRequested(const oci::Digest &digest); ///< a digest of a layer was followed

private:
    void build();
    void makeActions();
    void followDigest(const oci::Digest &digest);
    void go(const oci::Digest &digest);
    void step(int by);
    void present();
    void presentDocument(const Document &document);
    void presentText(models::JsonText text);
    void presentMissing();
    void choosePart(int number);
    void refreshBox();
    [[nodiscard]] QString labelOf(const Documents::Entry &entry) const;
    [[nodiscard]] bool isCurrent(const oci::Digest &digest) const;
    [[nodiscard]] bool isLayer(const oci::Digest &digest) const;

    std::optional<ShownImage> m_shown;
    Documents m_documents;
    Documents::Part m_wanted = Documents::Part::Manifest; ///< looked at from image to image
    std::vector<oci::Digest> m_trail; ///< what was looked at
    std::size_t m_at = 0; ///< position in the trail
    std::optional<oci::Digest> m_place; ///< that shall be gone to in the document once it is there
    std::optional<oci::Digest> m_refused; ///< what the registry wants a sign-in for

    QComboBox *m_box;
    QAction *m_back;
    QAction *m_forward;
    QAction *m_copyRaw;
    QAction *m_copyDigest;
    QLabel *m_facts;
    InfoBar *m_note;
    QStackedWidget *m_stack;
    RawView *m_view;
    Placeholder *m_missing;
};

} // namespace ui
