#include "app/http/source.h"

#include <algorithm>

namespace http {

namespace {

class BytesSource final : public Source
{
public:
    explicit BytesSource(QByteArray bytes)
        : m_bytes(std::move(bytes))
    { }

    qint64 size() const override { return m_bytes.size(); }

    Result<qint64> read(char *buffer, qint64 capacity) override
    {
        const qint64 count = std::min<qint64>(capacity, m_bytes.size() - m_position);
        std::copy_n(m_bytes.constData() + m_position, count, buffer);
        m_position += count;
        return count;
    }

    Result<> rewind() override
    {
        m_position = 0;
        return Done{};
    }

private:
    QByteArray m_bytes;
    qint64 m_position = 0;
};

} // namespace

std::shared_ptr<Source> bytesSource(QByteArray bytes)
{
    return std::make_shared<BytesSource>(std::move(bytes));
}

} // namespace http
