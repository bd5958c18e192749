#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>

#include <QByteArrayList>

#include "app/oci/manifest.h"
#include "tests/support/scriptedserver.h"

namespace support {

/// One repository, `team/app`, of manifests and tags behind a real server; keeps every change that arrives. Any thread.
class SmallRegistry final
{
public:
    /// What is answered to a change, `DELETE v1` or `PUT v1`, which @p carryOut does.
    using OnChange = std::function<Answer(const QByteArray &change, const std::function<Answer()> &carryOut)>;

    /// Without @p deletesTags a manifest goes by its digest only, with its tags.
    explicit SmallRegistry(bool deletesTags);

    void push(const oci::Manifest &manifest, const QStringList &tags);
    void setOnChange(OnChange onChange); ///< empty: carried out

    [[nodiscard]] QByteArray url() const;
    [[nodiscard]] const ScriptedServer &server() const { return m_server; }
    /// In the order in which they arrived. The deletion of a manifest that never was here only asks whether any goes.
    [[nodiscard]] QByteArrayList changes() const;
    [[nodiscard]] std::optional<oci::Digest> digestOf(const QString &tag) const;
    [[nodiscard]] bool has(const oci::Digest &manifest) const;

private:
    struct Stored
    {
        QByteArray bytes;
        QByteArray mediaType;
    };

    Answer read(const ReceivedRequest &request);
    Answer list();
    Answer change(const ReceivedRequest &request);
    Answer carryOut(const ReceivedRequest &request, const QByteArray &what);
    Answer remove(const QByteArray &what);
    [[nodiscard]] QByteArray resolved(const QByteArray &what) const; ///< a digest; empty: not there

    const bool m_deletesTags;
    mutable std::mutex m_mutex; ///< guards what is below but the server
    std::map<QByteArray, Stored> m_manifests; ///< by digest
    std::set<QByteArray> m_known; ///< digests of all manifests that ever arrived
    std::map<QByteArray, QByteArray> m_tags;
    QByteArrayList m_changes;
    OnChange m_onChange;
    ScriptedServer m_server; ///< last: its threads use all of the above
};

} // namespace support
