#pragma once

#include <QJsonObject>
#include <QString>

namespace ui {

/// Something that the window remembers, in a JSON file of the profile. Losing it costs no more than a click, so that
/// nothing here fails: a damaged file is put aside, and one that cannot be written is not written.
class StateFile final
{
public:
    explicit StateFile(QString path);

    /// Empty where there is no file; a damaged one is renamed to `….damaged` first.
    [[nodiscard]] QJsonObject read() const;
    void write(const QJsonObject &state) const; ///< whole or not at all

private:
    QString m_path;
};

} // namespace ui
